"""A table of averages: workbook, .csv or .zip; impossible figures; refusals at the field."""

import io
import re
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enforcement.kernel import clock
from enforcement.kernel.tabular import SheetOut, write_workbook
from performance import services
from performance.models import Benchmark
from tests.chinese import chinese_in

pytestmark = pytest.mark.django_db
URL = reverse("performance:benchmark_import")
HEAD = ("指标", "周日", "省均", "来源")
ROW = ("结案率", date(2018, 7, 22), 61.25, "赣高法通报")


def workbook(*rows, before=()):
    target = io.BytesIO()
    write_workbook(target, [*before, SheetOut("省均", HEAD, rows)])
    return target.getvalue()


def upload(web, content, name):
    return web.post(URL, {"file": SimpleUploadedFile(name, content)})


def test_a_workbook_with_real_dates_and_numbers(web):
    page = upload(web, workbook(ROW), "averages.xlsx").content.decode()

    assert "新增 1，更新 0，未变 0，退回 0。" in page
    stored = Benchmark.objects.get()
    assert (stored.indicator, stored.week_ending, stored.value) == (
        "closing_rate", date(2018, 7, 22), Decimal("61.2500"),
    )  # fmt: skip


def test_the_sheet_with_the_columns_is_taken(web):
    notes = SheetOut("说明", ("项目",), [("某事",)])

    upload(web, workbook(ROW, before=[notes]), "averages.xlsx")

    assert Benchmark.objects.count() == 1


def test_a_zip_of_csv(web):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as bundle:
        bundle.writestr("省均.csv", "indicator,week_ending,value,source\navg_days,2018-07-22,9,x\n")

    upload(web, target.getvalue(), "averages.zip")

    assert Benchmark.objects.get().indicator == "avg_days"


def test_a_workbook_for_the_command_too(db):
    assert services.import_benchmarks(workbook(ROW)).created == 1


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"a,b\n1,2\n", "a.csv", "缺少必需的列：指标、周日、省均、来源"),
        (b"%PDF-1.4", "a.pdf", "这不是电子表格"),
        (b"\xff\xff\x00", "a.csv", "不是 UTF-8 或 GB18030"),
    ],
)
def test_a_refused_file_is_said_at_the_field(web, content, name, sentence):
    response = upload(web, content, name)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert 'type="file"' in page, "the form stays"
    assert not Benchmark.objects.exists()


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (("结案率", "2018-07-22", "100.01", "x"), "value", "超过 100"),
        (("案访比", "2018-07-22", 250.0, "x"), "value", "超过 100"),
        (("结案率", "2018-07-22", "-0.01", "x"), "value", "负数"),
        (("首执平均用时", "2018-07-22", -3.0, "x"), "value", "负数"),
        (("结案率", "2018-07-22", "1_0", "x"), "value", "不是数"),
        (("结案率", "2018-07-22", "", "x"), "value", "没有填"),
        (("结案率", "2018-07-18", "1", "x"), "week_ending", "该周的周日 2018-07-22"),
        (("结案率", "", "1", "x"), "week_ending", "没有填"),
        (("破产率", "2018-07-22", "1", "x"), "indicator", "请用导入页列出的名称或代码"),
    ],
)
def test_impossible_averages_are_refused_row_by_row(row, column, words):
    result = services.import_benchmarks(workbook(ROW, row))

    assert (result.created, result.rejected) == (1, 1)
    [fault] = result.faults
    assert (fault.row, fault.column) == (3, column)
    assert words in fault.message


def test_a_week_that_is_not_over_is_refused():
    sunday = clock.last_sunday(clock.today()) + timedelta(days=7)  # today at the earliest
    row = ("结案率", datetime.combine(sunday, datetime.min.time()), 50.0, "x")

    result = services.import_benchmarks(workbook(row))

    assert "这一周还没有结束" in result.faults[0].message


@pytest.mark.parametrize(
    ("indicator", "value"),
    [("recovered_rate", "130.5"), ("closing_rate", "100"), ("avg_days", "140"), ("avg_days", "0")],
)
def test_possible_averages_are_taken(indicator, value):
    result = services.import_benchmarks(workbook((indicator, "2018-07-22", value, "x")))

    assert (result.created, result.faults) == (1, [])


def test_english(web):
    web.cookies["django_language"] = "en"

    page = upload(web, workbook((*ROW[:2], "120", "x"), ROW), "a.xlsx").content.decode()

    assert "is over 100" in page
    words = re.search(r"<main.*print-foot", page, re.DOTALL)[0].replace("赣高法通报", "")
    assert chinese_in(words) == []
