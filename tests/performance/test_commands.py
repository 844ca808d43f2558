"""The commands as operators script them (contract 9, 10; rulings 1, 2, 8, 26 to 28)."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from courts.models import Parameter
from courts.selectors import parameters
from enforcement.kernel import clock
from enforcement.kernel.models import AuditEvent
from performance.models import Benchmark, Snapshot
from tests.performance.records import change, make_case
from tests.performance.test_verifying import _run

pytestmark = pytest.mark.django_db
ROW = {
    "scope",
    "court",
    "indicator",
    "window",
    "numerator",
    "denominator",
    "value",
    "rank",
    "behind",
}


def run(command, *arguments):
    """Exit status and standard output of a command."""
    out = StringIO()
    try:
        call_command(command, *arguments, stdout=out, stderr=StringIO())
    except CommandError as error:
        return error.returncode, str(error)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def take(*arguments, week="2018-07-22"):
    return run("take_snapshot", "--week-ending", week, *arguments)


def verify(*arguments, week="2018-07-22"):
    return run("verify_snapshot", "--week-ending", week, *arguments)


def test_take__json(courts):
    make_case(closed_on=date(2018, 7, 20))

    status, out = take("--json")

    answer = json.loads(out)
    assert status == 0
    assert set(answer) == {"week_ending", "court", "version", "seal", "rows"}
    assert (answer["week_ending"], answer["court"], answer["version"]) == ("2018-07-22", "赣03", 1)
    assert all(set(row) == ROW for row in answer["rows"])
    rows = {(r["scope"], r["court"], r["indicator"], r["window"]): r for r in answer["rows"]}
    assert len(rows) == len(answer["rows"]) == 245
    assert rows["court", "赣0302", "received", "ytd"] == {
        "scope": "court", "court": "赣0302", "indicator": "received", "window": "ytd",
        "numerator": 1, "denominator": None, "value": "1", "rank": None, "behind": None,
    }  # fmt: skip
    money = rows["court", "赣0302", "recovered_rate", "ytd"]
    assert (money["numerator"], money["denominator"]) == ("0.00", "862400.00")
    empty = rows["court", "赣0321", "closing_rate", "ytd"]
    assert (empty["numerator"], empty["denominator"], empty["value"]) == (0, 0, None)
    assert rows["court", "赣0321", "intime_real_rate", "ytd"]["behind"] is False
    assert rows["district", "赣03", "intime_real_rate", "ytd"]["behind"] is None


def test_take__the_profile_of_ranges_hides_who_is_behind_and_no_rank(courts):
    for number in range(12):
        closed = date(2018, 7, 18) if number < 6 else None
        court = "赣0302" if number % 2 else "赣0321"
        make_case(court, filed_on=date(2018, 1, 19), closed_on=closed, has_property=True)
    take()
    Parameter.objects.create(
        code="bulletin_profile", value="ranges", from_on=date(2018, 1, 1), basis="",
        set_at=clock.now(),
    )  # fmt: skip
    parameters.forget()

    rows = json.loads(take("--json")[1])["rows"]

    assert {row["behind"] for row in rows} == {None}
    assert {row["rank"] for row in rows} > {1}


def test_take__again_is_the_same_answer(courts):
    make_case()

    assert take("--json") == take("--json")
    assert "unchanged" in take()[1]


def test_take__a_reason_may_be_given(courts):
    case = make_case()
    take()
    change(case, closed_on=date(2018, 7, 20), close_mode="执行完毕")

    status, out = take("--reason", "补报", "--json")

    assert (status, json.loads(out)["version"]) == (0, 2)
    assert Snapshot.objects.get(version=2).reason == "补报"


@pytest.mark.parametrize("week", ["2018-07-23", "2018-07-21"])
def test_take__no_sunday_is_wrong_usage(courts, week):
    make_case()

    status, said = take(week=week)

    assert status == 2
    assert "不是星期日" in said
    assert not Snapshot.objects.exists()


def test_take__a_week_that_is_not_over_is_wrong_usage(courts):
    make_case()
    coming = clock.last_sunday(clock.today()) + timedelta(days=7)

    assert take(week=str(coming))[0] == 2


@pytest.mark.parametrize("text", ["2018-7-22", "20180722", "yesterday", "2018-02-30"])
def test_take__what_is_no_date_is_wrong_usage(courts, text):
    status, said = take(week=text)

    assert status != 0
    assert "--week-ending" in said


def test_take__no_district_can_be_told(courts):
    assert take()[0] == 2  # no cases at all
    make_case("赣0302")
    make_case("赣0102")
    status, said = take()

    assert status == 2
    assert "赣01、赣03" in said
    assert take("--court", "赣03")[0] == 0


def test_take__an_unknown_court_is_wrong_usage(courts):
    assert take("--court", "赣9999")[0] == 2


def test_take__any_court_with_its_subtree_is_a_district(courts):
    make_case()

    answer = json.loads(take("--court", "赣0302", "--json")[1])

    assert {row["court"] for row in answer["rows"]} == {"赣0302"}
    assert len(answer["rows"]) == 70


def test_verify__same(courts):
    make_case()
    take()

    status, out = verify("--json")

    answer = json.loads(out)
    assert status == 0
    assert set(answer) == {"week_ending", "court", "version", "seal", "same", "differences"}
    assert (answer["same"], answer["differences"]) == (True, [])
    assert verify()[1].startswith("same")
    assert AuditEvent.objects.filter(act="SNAPSHOT_VERIFIED").count() == 2


def test_verify__different(courts):
    case = make_case()
    take()
    change(case, closed_on=date(2018, 7, 20), close_mode="执行完毕")

    status, out = verify("--json")

    assert status == 1
    difference = json.loads(out)["differences"][0]
    assert set(difference) == {"case_number", "indicator", "window", "was", "now", "reason"}
    assert difference["case_number"] == case.number
    status, out = verify()
    assert status == 1
    assert f"{case.number}\tclosed week\t0 -> 1" in out


def test_verify__broken_seal(courts):
    make_case()
    take()
    _run(
        "UPDATE performance_figure SET numerator = 9 WHERE indicator = 'open' AND \"window\" = 'ytd'"
        " AND scope = 'district'"
    )

    status, out = verify("--json")

    assert status == 1
    assert json.loads(out)["same"] is False
    assert "BROKEN" in verify()[1]


def test_verify__a_week_that_was_not_frozen(courts):
    make_case()
    status, said = verify()

    assert status == 1
    assert "no snapshot" in said
    assert verify("--court", "赣9999")[0] == 2


def test_verify__the_court_is_needed_only_where_several_were_frozen(courts):
    make_case()
    take("--court", "赣0302")
    assert verify()[0] == 0
    take("--court", "赣03")

    assert json.loads(verify("--json")[1])["court"] == "赣03"
    assert json.loads(verify("--court", "赣0302", "--json")[1])["court"] == "赣0302"


GOOD = "intime_real_rate,2018-07-22,55.56,赣高法执通报〔2018〕29号\n"


def averages(tmp_path, text, *arguments, encoding="utf-8"):
    path = tmp_path / "averages.csv"
    path.write_bytes(text.encode(encoding))
    return run("import_benchmarks", str(path), *arguments)


HEAD = "indicator,week_ending,value,source\n"


def test_averages__idempotent(db, tmp_path):
    first = averages(tmp_path, HEAD + GOOD, "--json")
    again = averages(tmp_path, HEAD + GOOD, "--json")

    assert first == (
        0,
        '{"created": 1, "updated": 0, "unchanged": 0, "rejected": 0, "errors": []}\n',
    )
    assert json.loads(again[1])["unchanged"] == 1
    assert AuditEvent.objects.filter(act="BENCHMARKS_IMPORTED").count() == 1


def test_averages__a_correction_updates_and_says_so(db, tmp_path):
    averages(tmp_path, HEAD + GOOD)

    status, out = averages(tmp_path, HEAD + GOOD.replace("55.56", "56.00"))

    assert (status, out) == (0, "0 created, 1 updated, 0 unchanged, 0 rejected\n")
    changes = AuditEvent.objects.latest("pk").changes
    assert changes == {
        "intime_real_rate 2018-07-22": [
            "55.5600 赣高法执通报〔2018〕29号", "56.0000 赣高法执通报〔2018〕29号",
        ]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("nonsense,2018-07-22,1,x", "indicator"),
        ("received,2018-07-22,1,x", "indicator"),
        ("avg_days,2018-07-23,1,x", "week_ending"),
        ("avg_days,22.7.2018,1,x", "week_ending"),
        ("avg_days,2018-07-22,1e999,x", "value"),
        ("avg_days,2018-07-22,NaN,x", "value"),
        ("avg_days,2018-07-22,-1,x", "value"),
        ("avg_days,2018-07-22,,x", "value"),
        ("avg_days,2018-07-22,1,", "source"),
        ("avg_days,2018-07-22", "value"),
        ("intime_real_rate,2018-07-22,9,again", "indicator"),
    ],
)
def test_averages__a_faulty_row_is_rejected_alone(db, tmp_path, row, column):
    status, out = averages(tmp_path, HEAD + GOOD + row + "\n\n,,,\n", "--json")

    answer = json.loads(out)
    assert status == 3
    assert (answer["created"], answer["rejected"]) == (1, 1)
    assert [(e["row"], e["column"]) for e in answer["errors"]] == [(3, column)]
    assert Benchmark.objects.get().source == "赣高法执通报〔2018〕29号"


def test_averages__rejected_rows_are_named_for_people_too(db, tmp_path):
    status, out = averages(tmp_path, HEAD + "nonsense,2018-07-22,1,x\n")

    assert (status, out) == (3, "0 created, 0 updated, 0 unchanged, 1 rejected\n")


def test_averages__as_an_office_writes_them(db, tmp_path):
    text = (
        "指标,周日,省均,来源\n"
        "有财产案件法定期限内实际执结率,2018/7/22,55.56%,赣高法通报\n"
        "结案率,2018-7-22,61.2,通报\n"
    )

    status, out = averages(tmp_path, text, "--json", encoding="gb18030")

    assert (status, json.loads(out)["created"]) == (0, 2)
    stored = Benchmark.objects.values_list("indicator", "value")
    assert {code: str(value) for code, value in stored} == {
        "intime_real_rate": "55.5600", "closing_rate": "61.2000",
    }  # fmt: skip


def test_averages__what_excel_saves_is_read_too(db, tmp_path):
    assert averages(tmp_path, HEAD + GOOD, encoding="utf-8-sig")[0] == 0
    assert averages(tmp_path, HEAD + GOOD, encoding="gb18030")[0] == 0
    assert Benchmark.objects.get().source == "赣高法执通报〔2018〕29号"


@pytest.mark.parametrize("content", [b"\xff\xff\x00", b"", b"a,b\n1,2\n"])
def test_averages__what_is_no_such_file_is_refused_whole(db, tmp_path, content):
    path = tmp_path / "averages.csv"
    path.write_bytes(content)

    assert run("import_benchmarks", str(path))[0] == 1
    assert run("import_benchmarks", str(tmp_path / "missing.csv"))[0] == 1
