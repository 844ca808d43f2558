"""Importing the work calendar from the command line."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case
from cases.services import derived
from courts import services
from courts.management.commands import import_calendar
from courts.models import CalendarDay
from courts.selectors import work_calendar
from courts.selectors.calendar import planned_change
from courts.sheets.calendar import read_file
from enforcement.kernel.models import AuditEvent
from enforcement.kernel.tabular import SheetOut, write_workbook
from tests.factories.cases import CaseFactory
from tests.real_data import real_data

YEAR_2027 = """date,kind
2027-01-01,holiday
2027-01-02,holiday
2027-10-01,holiday
2027-02-06,makeup_workday
"""


def run(tmp_path, text, **options):
    """Exit status and report of an import."""
    path = tmp_path / "days.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    out, err = StringIO(), StringIO()
    status = 0
    try:
        call_command("import_calendar", str(path), json=True, stdout=out, stderr=err, **options)
    except SystemExit as end:
        status = end.code
    return status, json.loads(out.getvalue())


@pytest.mark.django_db
def test_import_calendar__makes_a_year_final(tmp_path):
    assert 2027 not in work_calendar().final_years

    status, report = run(tmp_path, YEAR_2027, source="国办发明电〔2026〕9号")

    assert (status, report["created"], report["became_final"]) == (0, 4, [2027])
    assert work_calendar().is_workday(date(2027, 2, 6))
    assert CalendarDay.objects.get(pk="2027-01-01").source == "国办发明电〔2026〕9号"
    event = AuditEvent.objects.get(act="CALENDAR_CHANGED", object_id="2027")
    assert event.changes["days_created"] == 4


@pytest.mark.django_db
def test_import_calendar__again_is_unchanged(tmp_path):
    run(tmp_path, YEAR_2027)

    status, report = run(tmp_path, YEAR_2027)

    assert (status, report["created"], report["updated"], report["unchanged"]) == (0, 0, 0, 4)
    assert AuditEvent.objects.filter(act="CALENDAR_CHANGED").count() == 1


@pytest.mark.django_db
def test_import_calendar__dry_run_writes_nothing(tmp_path):
    status, report = run(tmp_path, YEAR_2027, dry_run=True)

    assert (status, report["created"], report["dry_run"]) == (0, 4, True)
    assert not CalendarDay.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2027-02-30,holiday", "2027-02-30"),
        ("2027-01-01,makeup", "放假"),
        ("2027-02-08,makeup_workday", "不是周末"),
        ("2003-10-01,holiday", "早于 2004"),
        ("2099-10-01,holiday", "晚于"),
        ("2027-02-06,holiday", "出现两次"),
        (",holiday", "没有填"),
    ],
)
@pytest.mark.django_db
def test_import_calendar__bad_row_is_named_and_left_out(tmp_path, line, words):
    status, report = run(tmp_path, f"{YEAR_2027}\n{line}\n")

    assert (status, report["created"]) == (3, 4)
    assert [each["row"] for each in report["rejected"]] == [7]
    assert words in report["rejected"][0]["message"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"day,kind\n2027-01-01,holiday\n", "缺少必需的列"),
        (b"", "空的"),
        (b"PK\x03\x04\xff\xfe\x00", "打不开|损坏|不是"),
        (b"date,kind\n" + b" " * 1024 * 1024, "太大"),
    ],
)
@pytest.mark.django_db
def test_import_calendar__refused_whole(tmp_path, content, words):
    with pytest.raises(CommandError, match=words) as refusal:
        run(tmp_path, content)

    assert refusal.value.returncode == 1
    assert not CalendarDay.objects.exists()


@pytest.mark.django_db
def test_import_calendar__merges_unless_the_file_is_the_whole_year(tmp_path):
    run(tmp_path, YEAR_2027)

    run(tmp_path, "date,kind\n2027-01-03,holiday\n")
    assert CalendarDay.objects.count() == 5

    _status, report = run(tmp_path, "date,kind\n2027-10-01,holiday\n", whole_years=True)
    assert (report["removed"], CalendarDay.objects.count()) == (4, 1)


@pytest.mark.django_db
def test_load_calendar__has_the_golden_number_of_working_days():
    services.load_calendar()
    calendar = work_calendar()
    with real_data("workcalendar_golden.csv").open(encoding="utf-8") as lines:
        golden = {int(row["year"]): int(row["workdays"]) for row in csv.DictReader(lines)}

    counted = {
        year: calendar.workdays_between(date(year - 1, 12, 31), date(year, 12, 31))
        for year in golden
    }

    assert len(golden) > 20
    assert counted == golden


def test_import_calendar__reports_the_dates_that_moved(courts, tmp_path, monkeypatch):
    services.load_calendar()
    for number in range(3):
        found = CaseFactory(filed_on=date(2026, 9, 1), serial=900 + number)
        derived.recompute([found.pk])
    monkeypatch.setattr(import_calendar, "SHOWN", 2)
    path = tmp_path / "days.csv"
    path.write_text("date,kind\n2027-03-01,holiday\n2027-10-01,holiday\nx,holiday\n")
    out, err = StringIO(), StringIO()

    for dry_run in (True, False):
        with pytest.raises(SystemExit):
            call_command("import_calendar", str(path), dry_run=dry_run, stdout=out, stderr=err)

    said = out.getvalue()
    assert said.count("dates that move: 3") == 2
    assert "（2026）赣0302执900号 法定期限届满日: 2027-03-01 → 2027-03-02" in said
    assert "and 1 more" in said
    assert "now final: 2027" in said
    assert "row 4:" in err.getvalue()
    assert set(Case.objects.values_list("limit_end", flat=True)) == {date(2027, 3, 2)}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.django_db
def test_import_calendar__as_an_office_writes_it(tmp_path, ending):
    rows = [
        ("日期", "种类", "说明"),
        (date(2027, 1, 1), "放假", "元旦"),
        (date(2027, 2, 7), "上班", ""),
    ]
    path = tmp_path / f"日历.{ending}"
    if ending == "csv":
        path.write_bytes("\n".join(",".join(map(str, row)) for row in rows).encode("gb18030"))
    else:
        sheet = SheetOut("日历", rows[0], rows[1:])
        with path.open("wb") as file:
            write_workbook(file, [sheet])

    days = read_file(path).days

    assert days == {date(2027, 1, 1): "holiday", date(2027, 2, 7): "makeup_workday"}


@pytest.mark.django_db
def test_import_calendar__a_notice_typed_in_part_is_told(tmp_path):
    services.load_calendar()
    _status, report = run(tmp_path, YEAR_2027, dry_run=True)

    assert report["became_final"] == [2027]
    assert "2027-05-03" in report["missing"]
    assert "2027-01-01" not in report["missing"]
    assert planned_change(dict(CalendarDay.objects.values_list("date", "kind"))).missing == ()
