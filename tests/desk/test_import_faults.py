"""Every fault of rulings 29 to 43: one small workbook each, one sentence at the right cell."""

from datetime import timedelta

import pytest

from cases.models import Case, LimitEvent, Party, Progress, Receipt, Seal
from defaulters.models import Entry
from enforcement.desk.ledger.importing import import_ledger
from enforcement.kernel import clock
from petitions.models import Petition
from tests.desk import ledger_files as files
from tests.desk.ledger_files import CHILD, GOOD, GROWN, NUMBER, OTHER, good

pytestmark = pytest.mark.django_db

AHEAD = (clock.today() + timedelta(days=2)).isoformat()  # even if midnight passes
FAR = str(clock.today().year + 2)


@pytest.fixture
def imported(courts, tmp_path):
    """Imports sheets; the report as JSON."""

    def run(sheets, **options):
        path = files.write(tmp_path / "ledger.xlsx", sheets)
        return import_ledger(path, **options).as_json()

    return run


def test_a_good_ledger_has_no_fault(imported):
    report = imported(files.whole())

    assert report["errors"] == []
    assert {name: counts["created"] for name, counts in report["sheets"].items()} == dict.fromkeys(
        GOOD, 1
    )


FAULTS = [
    # 案件: numbers (ruling 36)
    ("案件", {"案号": ""}, "案号"),
    ("案件", {"案号": "（2013）安执字第123号"}, "案号"),
    ("案件", {"案号": "（2018）赣0302民初123号"}, "案号"),
    ("案件", {"案号": "（2018）赣9999执123号"}, "案号"),
    ("案件", {"案号": "（2018）赣0302执123号之一"}, "案号"),
    ("案件", {"案号": "案件一"}, "案号"),
    ("案件", {"案号": "（2018）赣0302执0号"}, "案号"),
    ("案件", {"案号": 123}, "案号"),
    # dates and amounts (rulings 38 and 42)
    ("案件", {"立案日期": ""}, "立案日期"),
    ("案件", {"立案日期": "2018-02-30"}, "立案日期"),
    ("案件", {"立案日期": "1989-12-31"}, "立案日期"),
    ("案件", {"立案日期": AHEAD}, "立案日期"),
    ("案件", {"立案日期": "去年"}, "立案日期"),
    ("案件", {"法定期限届满日": f"{FAR}-01-01"}, "法定期限届满日"),
    ("案件", {"申请执行标的": ""}, "申请执行标的"),
    ("案件", {"申请执行标的": "-1"}, "申请执行标的"),
    ("案件", {"申请执行标的": "1.234"}, "申请执行标的"),
    ("案件", {"申请执行标的": "100元"}, "申请执行标的"),
    ("案件", {"申请执行标的": "50%"}, "申请执行标的"),
    ("案件", {"申请执行标的": "1e5"}, "申请执行标的"),
    ("案件", {"申请执行标的": "一百"}, "申请执行标的"),
    ("案件", {"到位金额": "-5"}, "到位金额"),
    ("案件", {"有财产可供执行": "可能"}, "有财产可供执行"),
    ("案件", {"终本合格": "2"}, "终本合格"),
    # closing (ruling 37)
    ("案件", {"结案日期": "2018-08-01"}, "结案方式"),
    ("案件", {"结案方式": "执行完毕"}, "结案日期"),
    ("案件", {"结案日期": "2018-03-04", "结案方式": "执行完毕"}, "结案日期"),
    ("案件", {"结案日期": AHEAD, "结案方式": "执行完毕"}, "结案日期"),
    ("案件", {"结案日期": "2018-08-01", "结案方式": "中止"}, "结案方式"),
    ("案件", {"结案日期": "2018-08-01", "结案方式": "保全完毕"}, "结案方式"),
    ("案件", {"结案日期": "2018-08-01", "结案方式": "准予撤回"}, "结案方式"),
    # 当事人 (rulings 39 and 40)
    ("当事人", {"案号": OTHER}, "案号"),
    ("当事人", {"诉讼地位": "原告"}, "诉讼地位"),
    ("当事人", {"诉讼地位": ""}, "诉讼地位"),
    ("当事人", {"名称": " "}, "名称"),
    ("当事人", {"名称": "张" * 121}, "名称"),
    ("当事人", {"类型": "公司"}, "类型"),
    ("当事人", {"证件号码": GROWN[:17] + ("0" if GROWN[17] != "0" else "1")}, "证件号码"),
    ("当事人", {"证件号码": "360302199002300018"}, "证件号码"),
    ("当事人", {"证件号码": "36030219900101001"}, "证件号码"),
    ("当事人", {"证件号码": "91360399MA0000008A"}, "证件号码"),
    ("当事人", {"证件号码": "见附件"}, "证件号码"),
    ("当事人", {"证件号码": 360302199001010018}, "证件号码"),
    ("当事人", {"户籍性质": "城市"}, "户籍性质"),
    # 期限事项 (ruling 40)
    ("期限事项", {"事由": "请假"}, "事由"),
    ("期限事项", {"起": ""}, "起"),
    ("期限事项", {"起": AHEAD}, "起"),
    ("期限事项", {"止": "2018-04-01"}, "止"),
    ("期限事项", {"事由": "延长"}, "月数"),
    ("期限事项", {"事由": "延长", "月数": "0"}, "月数"),
    ("期限事项", {"事由": "延长", "月数": "1.5"}, "月数"),
    # 案款 (ruling 42)
    ("案款", {"到账金额": ""}, "到账金额"),
    ("案款", {"到账金额": "-3"}, "到账金额"),
    ("案款", {"到账日期": AHEAD}, "到账日期"),
    ("案款", {"发放日期": "2018-05-01"}, "发放日期"),
    ("案款", {"发放金额": "1000.01"}, "发放金额"),
    # 进展 (rulings 38 and 40)
    ("进展", {"时间": "2018-03-07 25:00"}, "时间"),
    ("进展", {"时间": f"{AHEAD} 08:00"}, "时间"),
    ("进展", {"内容": ""}, "内容"),
    ("进展", {"节点": "网络查控 (首次启动)"}, "节点"),
    # 查封 (ruling 41)
    ("查封", {"财产类型": "车辆"}, "财产类型"),
    ("查封", {"止": "2020-04-04"}, "止"),
    ("查封", {"财产类型": "存款", "止": "2019-04-04"}, "止"),
    ("查封", {"财产类型": "股权", "止": "2021-04-04"}, "止"),
    ("查封", {"止": "2018-04-02"}, "止"),
    ("查封", {"起": AHEAD, "止": ""}, "起"),
    # 信访 (ruling 42)
    ("信访", {"登记编号": ""}, "登记编号"),
    ("信访", {"法院代字": "赣9999"}, "法院代字"),
    ("信访", {"人数": "0"}, "人数"),
    ("信访", {"人数": "1.5"}, "人数"),
    ("信访", {"办结日期": "2018-05-31"}, "办结日期"),
    ("信访", {"剔除日期": "2018-05-31"}, "剔除日期"),
    ("信访", {"来访日期": AHEAD}, "来访日期"),
    ("信访", {"督办": "不"}, "督办"),
    ("信访", {"问题数": "-1"}, "问题数"),
    # 失信 (rulings 42 and 43)
    ("失信", {"被执行人": "周国强"}, "被执行人"),
    ("失信", {"失信情形": "7"}, "失信情形"),
    ("失信", {"失信情形": "0"}, "失信情形"),
    ("失信", {"公布日期": "2018-05-31"}, "公布日期"),
    ("失信", {"删除日期": "2018-06-03"}, "删除日期"),
    ("失信", {"决定日期": AHEAD}, "决定日期"),
]


@pytest.mark.parametrize(("sheet", "spoilt", "column"), FAULTS)
def test_a_faulty_cell_rejects_its_row_alone(imported, sheet, spoilt, column):
    sheets = files.whole()
    sheets[sheet] = [good(sheet, **spoilt)]
    if sheet == "案件":
        sheets = {"案件": sheets["案件"]}

    report = imported(sheets)

    faults = [e for e in report["errors"] if e["sheet"] == sheet]
    assert [(e["row"], e["column"]) for e in faults] == [(2, column)], faults
    assert faults[0]["message"]
    counts = report["sheets"][sheet]
    assert (counts["rows"], counts["created"], counts["rejected"]) == (1, 0, 1)
    taken_along = {"失信"} if sheet == "当事人" else set()
    for name, others in report["sheets"].items():
        if name != sheet:
            assert others["created"] == (0 if name in taken_along else 1), name


def test_every_faulty_cell_has_its_error_and_the_row_counts_once(imported):
    row = good("案件", 立案日期="x", 申请执行标的="y", 终本合格="z")

    report = imported({"案件": [row]})

    assert [e["column"] for e in report["errors"]] == ["立案日期", "申请执行标的", "终本合格"]
    assert report["sheets"]["案件"]["rejected"] == 1
    assert not Case.objects.exists()


def test_a_rejected_case_row_takes_its_rows_unless_the_case_is_there(imported):
    spoilt = files.whole()
    spoilt["案件"] = [good("案件", 申请执行标的="")]

    report = imported(spoilt)

    below = [name for name in GOOD if name not in ("案件", "信访")]
    assert [(e["sheet"], e["column"]) for e in report["errors"]] == [
        ("案件", "申请执行标的"),
        *((name, "案号") for name in below),
    ]
    assert not Party.objects.exists()
    assert Petition.objects.get().case is None

    imported({"案件": [good("案件")]})
    report = imported(spoilt)

    assert [(e["sheet"], e["column"]) for e in report["errors"]] == [("案件", "申请执行标的")]
    assert Party.objects.count() == Receipt.objects.count() == Entry.objects.count() == 1


DOUBLES = [
    ("案件", {"申请执行标的": 5}, "案号"),
    ("案件", {"案号": "(2018)赣0302执00123号"}, "案号"),
    ("当事人", {"地址": "别处"}, "名称"),
    ("当事人", {"证件号码": ""}, "名称"),
    ("期限事项", {}, "止"),
    ("案款", {"发放日期": ""}, "到账金额"),
    ("进展", {"节点": ""}, "内容"),
    ("查封", {"止": ""}, "起"),
    ("信访", {"人数": 9}, "登记编号"),
    ("失信", {"失信情形": 1}, "被执行人"),
]


@pytest.mark.parametrize(("sheet", "changes", "column"), DOUBLES)
def test_the_same_key_twice_keeps_the_first_row(imported, sheet, changes, column):
    sheets = files.whole()
    sheets[sheet] = [good(sheet), good(sheet, **changes)]

    report = imported(sheets)

    assert [(e["sheet"], e["row"], e["column"]) for e in report["errors"]] == [(sheet, 3, column)]
    counts = report["sheets"][sheet]
    assert (counts["created"], counts["rejected"]) == (1, 1)


NO_DOUBLES = [
    ("当事人", {"诉讼地位": "案外人"}),
    ("当事人", {"证件号码": files.COMPANY, "类型": "法人"}),
    ("期限事项", {"止": ""}),
    ("期限事项", {"事由": "延长", "月数": 3}),
    ("案款", {"到账金额": 1000.01}),
    ("进展", {"内容": "再次联系。"}),
    ("查封", {"起": "2018-04-04", "止": ""}),
]


@pytest.mark.parametrize(("sheet", "changes"), NO_DOUBLES)
def test_another_key_is_another_row(imported, sheet, changes):
    sheets = {"案件": [good("案件")], sheet: [good(sheet), good(sheet, **changes)]}

    report = imported(sheets)

    assert report["errors"] == []
    assert report["sheets"][sheet]["created"] == 2


def test_minors_are_not_listed(imported):
    sheets = files.whole()
    sheets["当事人"] = [good("当事人", 证件号码=CHILD)]

    report = imported(sheets)

    assert [(e["sheet"], e["column"]) for e in report["errors"]] == [("失信", "被执行人")]
    assert "未满 18 周岁" in report["errors"][0]["message"]


def test_blank_terms_are_computed(imported):
    sheets = files.whole()
    sheets["查封"] = [good("查封", 财产类型="不动产", 止="")]
    sheets["失信"] = [good("失信")]
    sheets["案款"] = [good("案款", 发放日期="", 发放金额="", 延缓至="2018-06-30")]

    imported(sheets)

    assert Seal.objects.get().to_on.isoformat() == "2021-04-03"
    assert Entry.objects.get().expires_on.isoformat() == "2020-06-04"
    assert Receipt.objects.get().due_on.isoformat() == "2018-07-10"


def test_ground_one_has_no_term(imported):
    sheets = files.whole()
    sheets["失信"] = [good("失信", 失信情形=1)]

    imported(sheets)

    assert Entry.objects.get().expires_on is None


def test_the_end_of_an_extension_and_the_months_of_a_deduction_mean_nothing(imported):
    rows = [good("期限事项", 事由="延长", 月数=2), good("期限事项", 月数=7)]

    report = imported({"案件": [good("案件")], "期限事项": rows})

    assert report["errors"] == []
    assert set(LimitEvent.objects.values_list("kind", "months")) == {("延长", 2), ("评估", None)}
    assert LimitEvent.objects.get(kind="延长").to_on is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2018-03-07 09:30", "2018-03-07T09:30:00+08:00"),
        ("2018/3/7 9:30:15", "2018-03-07T09:30:15+08:00"),
        ("2018年3月7日", "2018-03-07T00:00:00+08:00"),
        ("20180307", "2018-03-07T00:00:00+08:00"),
        (20180307, "2018-03-07T00:00:00+08:00"),
    ],
)
def test_times_are_kept_to_the_second_in_shanghai(imported, cell, expected):
    imported({"案件": [good("案件")], "进展": [good("进展", 时间=cell)]})

    assert clock.local(Progress.objects.get().at).isoformat() == expected


def test_other_documents_are_taken_with_a_warning(imported):
    sheets = {"案件": [good("案件")], "当事人": [good("当事人", 证件号码="E12345678")]}

    report = imported(sheets)

    assert report["errors"] == []
    assert [w["column"] for w in report["warnings"] if w["sheet"] == "当事人"] == ["证件号码"]


def test_a_given_end_that_differs_is_a_warning_and_wins(imported):
    report = imported({"案件": [good("案件", 法定期限届满日="2018-12-31")]})

    assert report["errors"] == []
    (warning,) = [w for w in report["warnings"] if w["column"] == "法定期限届满日"]
    assert "2018-09-05" in warning["message"]
    assert Case.objects.get().limit_end.isoformat() == "2018-12-31"


def test_a_petition_may_name_a_case_that_is_not_here(imported):
    report = imported(
        {
            "信访": [
                good("信访", 案号="（2018）赣0302民初5号"),
            ]
        }
    )

    assert report["errors"] == []
    petition = Petition.objects.get()
    assert (petition.case, petition.case_number) == (None, "（2018）赣0302民初5号")


CLOSINGS = [
    ("执", "终本", True),
    ("执", "终结本次执行程序", True),
    ("执恢", "销案", True),
    ("执恢", "部分保全", False),
    ("执保", "无标的物可实施保全", True),
    ("执保", "执行完毕", False),
    ("执异", "准予撤回", True),
    ("执复", "撤销/变更", True),
    ("执监", "执行完毕", True),
    ("执异", "保全完毕", False),
]


@pytest.mark.parametrize(("word", "mode", "allowed"), CLOSINGS)
def test_close_modes_go_by_type(imported, word, mode, allowed):
    number = f"（2018）赣0302{word}7号"
    row = good("案件", 案号=number, 结案日期="2018-08-01", 结案方式=mode)

    report = imported({"案件": [row]})

    assert [e["column"] for e in report["errors"]] == ([] if allowed else ["结案方式"])


@pytest.mark.parametrize(
    "spelling",
    [
        "(2018)赣0302执123号",
        "〔2018〕赣0302执00123号",
        "[2018]赣0302执123号",
        "（２０１８）赣０３０２执１２３号",
        "（2018） 赣 0302执 123 号\u3000",
        "（2018）赣0302执\n123号",
    ],
)
def test_any_spelling_of_a_number_is_one_case(imported, spelling):
    report = imported({"案件": [good("案件")], "进展": [good("进展", 案号=spelling)]})

    assert report["errors"] == []
    assert Progress.objects.get().case.number == NUMBER
