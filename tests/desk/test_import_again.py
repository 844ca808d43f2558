"""The second import: the file is the truth for what it holds (rulings 30, 34; ownership.md)."""

from datetime import date
from decimal import Decimal

import pytest

from cases import signals
from cases.enums import CaseStatus
from cases.models import Case, CaseNode, FormerNumber, LimitVersion, Party, Progress, Receipt
from cases.services.cases import save_touched
from courts.enums import Role
from courts.models import Post
from defaulters.models import Entry
from enforcement.desk.ledger.importing import import_ledger
from enforcement.kernel import clock, encryption
from enforcement.kernel.models import AuditEvent
from petitions.models import Petition
from tests.desk import ledger_files as files
from tests.desk.ledger_files import GROWN, NUMBER, good
from tests.factories.courts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(courts, tmp_path):
    """Imports sheets; the report as JSON."""

    def run(sheets, **options):
        path = files.write(tmp_path / "ledger.xlsx", sheets)
        return import_ledger(path, **options).as_json()

    return run


def counted(report, sheet):
    counts = report["sheets"][sheet]
    return next(name for name in ("created", "updated", "unchanged", "rejected") if counts[name])


CHANGES = [
    ("案件", {"申请执行标的": 5}),
    ("案件", {"案由": ""}),
    ("案件", {"结案日期": "2018-08-01", "结案方式": "终本"}),
    ("案件", {"承办人": "何晓燕"}),
    ("当事人", {"地址": ""}),
    ("当事人", {"电话": "13800000000"}),
    ("当事人", {"类型": "法人"}),
    ("期限事项", {"事由": "延长", "月数": 4}),
    ("案款", {"发放金额": ""}),
    ("案款", {"延缓至": "2018-07-01"}),
    ("进展", {"节点": "执行通知"}),
    ("查封", {"止": "2019-04-02"}),
    ("信访", {"满意": "否"}),
    ("信访", {"案号": ""}),
    ("失信", {"删除日期": "2018-09-01"}),
    ("失信", {"期限至": "2021-06-04"}),
]


@pytest.mark.parametrize(("sheet", "changes"), CHANGES)
def test_only_the_row_that_changed_is_updated(imported, sheet, changes):
    first = files.whole()
    if sheet == "期限事项":
        first[sheet] = [good(sheet, 事由="延长", 月数=3)]
    imported(first)
    second = files.whole() | {sheet: [first[sheet][0] | changes]}

    report = imported(second)

    assert report["errors"] == []
    for name in report["sheets"]:
        assert counted(report, name) == ("updated" if name == sheet else "unchanged"), name
    again = imported(second)
    assert {counted(again, name) for name in again["sheets"]} == {"unchanged"}


def test_a_blank_cell_clears_and_a_missing_column_leaves(imported):
    imported(files.whole())
    row = good("案件", 案由="", 有财产可供执行="")
    del row["承办部门"], row["执行依据文号"]

    imported({"案件": [row]})

    case = Case.objects.get()
    assert (case.cause, case.has_property) == ("", None)
    assert (case.team, case.basis_number) == ("金融法庭", "（2017）赣0302民初9号")


def test_missing_sheets_and_rows_leave_what_is_there(imported):
    imported(files.whole())

    report = imported({"案件": [good("案件")]})

    assert set(report["sheets"]) == {"案件"}
    assert Party.objects.count() == Progress.objects.count() == Entry.objects.count() == 1


def test_derived_values_follow_a_change_below(imported):
    imported({"案件": [good("案件")]})
    assert Case.objects.get().limit_end == date(2018, 9, 5)

    imported({"期限事项": [good("期限事项")], "案款": [good("案款")], "进展": [good("进展")]})

    case = Case.objects.get()
    assert (case.limit_end, case.received_total) == (date(2018, 9, 25), Decimal(1000))
    assert CaseNode.objects.get(case=case, node="分案").done_on == date(2018, 3, 7)
    assert case.status == CaseStatus.ASSIGNED
    assert LimitVersion.objects.filter(case=case).count() == 2


def test_closing_and_reopening_by_history(imported):
    closing = {"结案日期": "2018-08-01", "结案方式": "终本"}
    imported({"案件": [good("案件")]})
    imported({"案件": [good("案件", **closing)]})
    assert Case.objects.get().status == CaseStatus.CLOSED

    imported({"案件": [good("案件")]})

    case = Case.objects.get()
    assert (case.status, case.closed_on, case.close_mode) == (CaseStatus.ASSIGNED, None, "")


def test_a_number_fills_the_party_that_has_none_and_a_blank_leaves_it(imported):
    case = [good("案件")]
    imported({"案件": case, "当事人": [good("当事人", 证件号码="")]})
    filled = imported({"案件": case, "当事人": [good("当事人")]})
    blank = imported({"案件": case, "当事人": [good("当事人", 证件号码="")]})

    assert [counted(report, "当事人") for report in (filled, blank)] == ["updated", "unchanged"]
    party = Party.objects.get()
    assert encryption.decrypt(party.number_cipher) == GROWN
    assert party.number_masked == f"{GROWN[:6]}********{GROWN[-4:]}"
    assert GROWN not in str(Party.objects.values().get())


def test_another_number_is_another_party_and_then_a_blank_is_ambiguous(imported):
    case = [good("案件")]
    other = good("当事人", 证件号码=files.CHILD)
    imported({"案件": case, "当事人": [good("当事人")]})
    assert counted(imported({"案件": case, "当事人": [other]}), "当事人") == "created"

    report = imported({"案件": case, "当事人": [good("当事人", 证件号码="")]})

    assert [(e["sheet"], e["column"]) for e in report["errors"]] == [("当事人", "证件号码")]
    assert Party.objects.count() == 2


def test_a_listed_debtor_who_got_a_number_in_this_file_is_the_same(imported):
    sheets = files.whole()
    sheets["当事人"] = [good("当事人", 证件号码="")]
    imported(sheets)

    report = imported(files.whole())

    assert counted(report, "失信") == "unchanged"
    assert Entry.objects.count() == 1


# Officers ---------------------------------------------------------------------------------------
def test_an_officer_is_linked_when_one_user_of_the_court_has_the_name(imported, officer):
    report = imported({"案件": [good("案件")]})

    assert Case.objects.get().officer == officer
    assert report["warnings"] == []


def test_an_unknown_officer_stays_text_with_a_warning_until_somebody_bears_the_name(
    imported, court
):
    first = imported({"案件": [good("案件")]})
    second = imported({"案件": [good("案件")]})
    user = UserFactory(name="刘志远")
    Post.objects.create(user=user, court=court, role=Role.OFFICER, from_on=date(2018, 1, 1))
    third = imported({"案件": [good("案件")]})

    assert [w["column"] for w in first["warnings"]] == ["承办人"]
    assert second["warnings"] == first["warnings"]
    assert third["warnings"] == []
    assert counted(third, "案件") == "unchanged"
    assert Case.objects.get().officer == user


def test_two_users_of_one_name_are_not_guessed(imported, court, officer):
    Post.objects.create(
        user=UserFactory(name="刘志远"), court=court, role=Role.CLERK, from_on=date(2018, 1, 1)
    )

    report = imported({"案件": [good("案件")]})

    assert Case.objects.get().officer is None
    assert "多名用户" in report["warnings"][0]["message"]


def test_a_link_made_by_hand_stays(imported, clerk):
    imported({"案件": [good("案件")]})
    Case.objects.update(officer=clerk)

    imported({"案件": [good("案件", 承办部门="速裁组")]})

    assert Case.objects.get().officer == clerk


# No back door -----------------------------------------------------------------------------------
@pytest.fixture
def live(imported):
    """A case with a live act, and the report of a further import."""
    sheets = files.whole()
    del sheets["失信"]
    imported(sheets)
    case = Case.objects.get()
    save_touched(case)
    return imported


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"结案日期": "2018-08-01", "结案方式": "终本"}, "结案日期"),
        ({"终本合格": "是"}, "终本合格"),
    ],
)
def test_a_live_case_is_not_closed_by_a_ledger(live, changes, column):
    report = live({"案件": [good("案件", 案由="", **changes)]})

    assert [(e["sheet"], e["row"], e["column"]) for e in report["errors"]] == [("案件", 2, column)]
    assert NUMBER in report["errors"][0]["message"]
    case = Case.objects.get()
    assert (case.closed_on, case.zhongben_ok, case.cause) == (None, None, "买卖合同纠纷")


def test_a_live_case_takes_everything_else(live):
    report = live({"案件": [good("案件", 案由="")], "案款": [good("案款", 到账金额=2000)]})

    assert report["errors"] == []
    assert Case.objects.get().cause == ""
    assert Receipt.objects.count() == 2


def test_a_debtor_of_a_live_case_is_not_listed_by_a_ledger(live):
    report = live({"失信": [good("失信")]})

    assert [(e["sheet"], e["column"]) for e in report["errors"]] == [("失信", "被执行人")]
    assert not Entry.objects.exists()


def test_an_unchanged_live_case_is_unchanged(live):
    report = live({"案件": [good("案件")]})

    assert counted(report, "案件") == "unchanged"


def test_a_closing_made_in_the_program_is_not_undone(live):
    Case.objects.update(closed_on=date(2018, 9, 1), close_mode="执行完毕", status="closed")

    report = live({"案件": [good("案件")]})

    assert [e["column"] for e in report["errors"]] == ["结案日期"]
    assert Case.objects.get().close_mode == "执行完毕"


def test_what_was_changed_in_the_program_is_seen_though_the_file_is_the_same(live):
    Receipt.objects.update(paid_on=None, paid_amount=None)

    report = live({"案款": [good("案款")]})

    assert counted(report, "案款") == "updated"


def test_a_number_that_was_corrected_is_not_made_again(imported, court):
    imported({"案件": [good("案件")]})
    case = Case.objects.get()
    FormerNumber.objects.create(
        case=case, number="（2018）赣0302执999号", court=court, type_word="执", year=2018,
        serial=999, reason="录错", replaced_at=clock.now(),
    )  # fmt: skip

    report = imported(
        {
            "案件": [good("案件", 案号="（2018）赣0302执999号")],
            "进展": [good("进展", 案号="（2018）赣0302执999号")],
        }
    )

    assert [(e["sheet"], e["column"]) for e in report["errors"]] == [
        ("案件", "案号"),
        ("进展", "案号"),
    ]
    assert NUMBER in report["errors"][1]["message"]
    assert Case.objects.count() == 1


# Rights -----------------------------------------------------------------------------------------
def test_rows_of_other_courts_stay_out(imported, chief):
    sheets = {
        "案件": [good("案件"), good("案件", 案号="（2018）赣0313执5号")],
        "进展": [good("进展", 案号="（2018）赣0313执5号")],
        "信访": [good("信访"), good("信访", 登记编号="x", 法院代字="赣0313")],
    }

    report = imported(sheets, by=chief, courts=chief.courts_with("ledger_import"))

    assert [(e["sheet"], e["row"], e["column"]) for e in report["errors"]] == [
        ("案件", 3, "案号"),
        ("进展", 2, "案号"),
        ("信访", 3, "法院代字"),
    ]
    assert {c.court_id for c in Case.objects.all()} == {"赣0302"}


def test_a_petition_of_another_court_is_not_taken_over(imported, supervisor, chief):
    imported({"信访": [good("信访", 法院代字="赣0313")]}, by=supervisor)

    report = imported({"信访": [good("信访")]}, by=chief, courts=frozenset({"赣0302"}))

    assert [(e["sheet"], e["column"]) for e in report["errors"]] == [("信访", "登记编号")]
    assert Petition.objects.get().court_id == "赣0313"


def test_a_petition_is_linked_when_its_case_comes_later(imported):
    imported({"信访": [good("信访")]})
    assert Petition.objects.get().case is None

    report = imported({"案件": [good("案件")], "信访": [good("信访")]})

    assert counted(report, "信访") == "unchanged"
    assert Petition.objects.get().case == Case.objects.get()


def test_the_apps_above_hear_of_a_batch_once(imported):
    heard = []

    def listen(case_ids, **_others):
        heard.append(case_ids)

    signals.cases_imported.connect(listen)
    try:
        imported(files.whole())
        imported(files.whole())
    finally:
        signals.cases_imported.disconnect(listen)

    assert heard == [[Case.objects.get().pk]]


# Audit ------------------------------------------------------------------------------------------
def test_an_import_leaves_its_own_event_and_one_per_case_and_petition(imported, chief):
    imported(files.whole(), by=chief)

    events = {e.act: e for e in AuditEvent.objects.filter(act__contains="IMPORT")}
    assert set(events) == {
        "LEDGER_IMPORTED", "CASE_IMPORTED", "PETITION_IMPORTED", "LEDGER_IMPORT_FINISHED",
    }  # fmt: skip
    top = events["LEDGER_IMPORTED"]
    assert top.changes["file"] == "ledger.xlsx"
    of_case = events["CASE_IMPORTED"]
    assert (of_case.parent_id, of_case.object_id) == (top.pk, str(Case.objects.get().pk))
    below = ("parties", "limit_events", "receipts", "progress", "seals", "defaulters")
    assert of_case.changes == {name: {"created": 1} for name in ("cases", *below)}
    assert events["PETITION_IMPORTED"].changes == {"petitions": {"created": 1}}
    assert events["PETITION_IMPORTED"].object_id == str(Petition.objects.get().pk)
    assert GROWN not in str([e.changes for e in events.values()])


def test_an_update_names_what_changed_and_nothing_new_leaves_no_event(imported):
    imported(files.whole())
    imported({"案件": [good("案件", 申请执行标的=5)]})

    changes = AuditEvent.objects.filter(act="CASE_IMPORTED").latest("pk").changes
    assert changes == {"claim_amount": ["86240.50", "5.00"]}
    before = AuditEvent.objects.count()

    imported({"案件": [good("案件", 申请执行标的=5)]})

    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    "text", ["(2018)赣0302执123号", "（２０１８）赣0302执123号", "2018赣0302执123"]
)
def test_petition__another_spelling_of_its_case_changes_nothing(imported, text):
    sheets = {"案件": [good("案件")], "信访": [good("信访", 案号=NUMBER)]}
    imported(sheets)

    report = imported({**sheets, "信访": [good("信访", 案号=text)]})

    assert counted(report, "信访") == "unchanged"
    assert Petition.objects.get().case.number == NUMBER


@pytest.mark.parametrize("text", ["乱写", "萍劳仲〔2018〕7号"])
def test_petition__of_what_is_no_case_number_goes_in_with_a_warning(imported, text):
    report = imported({"信访": [good("信访", 案号=text)]})

    assert counted(report, "信访") == "created"
    assert [(w["sheet"], w["row"], w["column"]) for w in report["warnings"]] == [
        ("信访", 2, "案号")
    ]
    assert Petition.objects.get().case_number == text
