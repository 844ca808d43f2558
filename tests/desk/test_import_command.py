"""The command: exit codes, JSON, rejects, dry run, every form of file, every refusal."""

import csv
import io
import json
import zipfile

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from cases.models import Case, Party
from enforcement.kernel.models import AuditEvent
from enforcement.kernel.tabular import open_tables
from tests.desk import ledger_files as files
from tests.desk.ledger_files import GOOD, good

pytestmark = pytest.mark.django_db


def run(*arguments):
    """Output and exit code of the command."""
    out, code = io.StringIO(), 0
    try:
        call_command("import_ledger", *map(str, arguments), stdout=out)
    except SystemExit as ended:
        code = ended.code
    return out.getvalue(), code


@pytest.fixture
def ledger(courts, tmp_path):
    return files.write(tmp_path / "ledger.xlsx", files.whole())


@pytest.fixture
def faulty(courts, tmp_path):
    """One row of each kind that stays out."""
    sheets = files.whole()
    sheets["案件"] = [good("案件"), good("案件", 案号="（2018）赣0302执5号", 申请执行标的="多")]
    sheets["案款"] = [good("案款"), good("案款", 案号="（2018）赣0302执5号", 发放金额="=1+1")]
    return files.write(tmp_path / "faulty.xlsx", sheets)


def test_all_rows_taken_is_exit_0_and_one_json_object(ledger):
    text, code = run(ledger, "--json")

    report = json.loads(text)
    assert code == 0
    assert set(report) == {"sheets", "errors", "warnings"}
    assert report["sheets"]["案件"] == {
        "rows": 1, "created": 1, "updated": 0, "unchanged": 0, "rejected": 0,
    }  # fmt: skip
    assert set(report["warnings"][0]) == {"sheet", "row", "column", "message"}


def test_some_rows_rejected_is_exit_3_and_the_others_are_in(faulty):
    text, code = run(faulty, "--json")

    report = json.loads(text)
    assert code == 3
    assert [(e["sheet"], e["row"], e["column"]) for e in report["errors"]] == [
        ("案件", 3, "申请执行标的"),
        ("案款", 3, "案号"),
    ]
    assert report["sheets"]["案款"]["rejected"] == 1
    assert Case.objects.count() == 1


def test_the_words_without_json_name_the_cell(faulty):
    text, _code = run(faulty)

    assert "案件: 2 rows, 1 created" in text
    assert "案件 3 申请执行标的: " in text


def test_a_dry_run_says_the_same_and_writes_nothing(faulty):
    dry, dry_code = run(faulty, "--json", "--dry-run")
    assert not Case.objects.exists()
    assert not AuditEvent.objects.filter(act__contains="IMPORT").exists()

    real, code = run(faulty, "--json")

    assert (json.loads(dry), dry_code) == (json.loads(real), code)
    again, _code = run(faulty, "--json", "--dry-run")
    assert json.loads(again)["sheets"]["案件"]["unchanged"] == 1


def test_rejects_hold_the_same_sheets_and_headers_with_the_reason(faulty, tmp_path):
    rejects = tmp_path / "rejects.xlsx"
    run(faulty, "--rejects", rejects)

    with open_tables(rejects) as book:
        assert book.sheet_names == tuple(GOOD)
        assert book["案件"].header == [*GOOD["案件"], "原因"]
        ((number, row),) = book["案件"].rows()
        assert (number, row[0], row[6]) == (2, "（2018）赣0302执5号", "多")
        assert row[-1].startswith("申请执行标的：")
        assert list(book["当事人"].rows()) == []
    with zipfile.ZipFile(rejects) as archive:
        for part in archive.namelist():
            assert b"<f>" not in archive.read(part)


def test_mended_rejects_go_in(faulty, tmp_path):
    rejects = tmp_path / "rejects.xlsx"
    run(faulty, "--rejects", rejects)
    with open_tables(rejects) as book:
        sheets = {
            sheet.name: [dict(zip(sheet.header, row, strict=False)) for _n, row in sheet.rows()]
            for sheet in book.sheets
        }
    sheets["案件"][0]["申请执行标的"] = 12
    sheets["案款"][0]["发放金额"] = 3
    mended = files.write(tmp_path / "mended.xlsx", {n: r for n, r in sheets.items() if r})

    text, code = run(mended, "--json")

    assert code == 0, text
    assert Case.objects.count() == 2
    assert not [w for w in json.loads(text)["warnings"] if w["column"] == "原因"]


def test_a_folder_or_zip_of_csv_files_is_the_same(courts, tmp_path):
    folder = tmp_path / "csv"
    folder.mkdir()
    for name, row in GOOD.items():
        encoding = "gb18030" if name == "信访" else "utf-8-sig" if name == "案件" else "utf-8"
        with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as out:
            writer = csv.writer(out)
            writer.writerows([row.keys(), row.values()])
    packed = tmp_path / "ledger.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)

    first, code = run(folder, "--json")
    second, code_again = run(packed, "--json")

    assert (code, code_again) == (0, 0)
    assert {c["created"] for c in json.loads(first)["sheets"].values()} == {1}
    assert {c["unchanged"] for c in json.loads(second)["sheets"].values()} == {1}


def test_aliases_and_any_order_of_columns_report_chinese_names(courts, tmp_path):
    row = {
        "claim_amount": "多",
        "filed_on": "2018-03-05",
        "case_number": GOOD["案件"]["案号"],
        "x": 1,
    }
    path = files.write(tmp_path / "a.xlsx", {"cases": [row], "备忘": [{"说明": "无"}]})

    text, code = run(path, "--json")

    report = json.loads(text)
    assert code == 3
    assert list(report["sheets"]) == ["案件"]
    assert [(e["sheet"], e["column"]) for e in report["errors"]] == [("案件", "申请执行标的")]
    assert [(w["sheet"], w["column"]) for w in report["warnings"]] == [("备忘", ""), ("案件", "x")]


def test_blank_rows_are_no_rows_but_count_in_row_numbers(courts, tmp_path):
    blank = dict.fromkeys(GOOD["案件"], "")
    path = files.write(tmp_path / "a.xlsx", {"案件": [good("案件"), blank, good("案件", 案号="x")]})

    text, _code = run(path, "--json")

    report = json.loads(text)
    assert report["sheets"]["案件"]["rows"] == 2
    assert [e["row"] for e in report["errors"]] == [4]


def test_a_formula_counts_by_its_stored_result(courts, tmp_path):
    path = files.write(tmp_path / "a.xlsx", {"案件": [good("案件", 申请执行标的="=3+4")]})

    _text, code = run(path)

    assert (code, str(Case.objects.get().claim_amount)) == (0, "7.00")


def _lacking(path):
    row = good("案件")
    del row["申请执行标的"]
    return files.write(path, {"案件": [row], "当事人": [good("当事人")]})


def _foreign(path):
    return files.write(path, {"学生": [{"姓名": "甲", "成绩": 3}]})


def _text_file(path):
    path.write_text("案号,立案日期\n")
    return path


def _macro(path):
    files.write(path, files.whole())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return path


def _bomb(path):
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("案件.csv", "w") as part,
    ):
        for _ in range(300):
            part.write(b"0" * (1 << 20))
    return path


def _half(path):
    whole = files.write(path, files.whole()).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _twice(path):
    return files.write(path, {"案件": [good("案件")], "cases": [good("案件")]})


def _empty(path):
    xlsxwriter.Workbook(path).close()
    return path


REFUSED = [_lacking, _foreign, _text_file, _macro, _bomb, _half, _twice, _empty]


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__.strip("_"))
def test_a_file_that_is_no_ledger_is_refused_whole_with_one_sentence(courts, tmp_path, make):
    path = make(tmp_path / "ledger.xlsx")

    with pytest.raises(CommandError) as refused:
        run(path, "--json")

    sentence = str(refused.value)
    assert sentence.endswith(("。", "！", "？"))
    assert "\n" not in sentence
    assert refused.value.returncode == 1
    assert not Case.objects.exists()
    assert not Party.objects.exists()


def test_a_file_that_is_not_there_is_refused(courts, tmp_path):
    with pytest.raises(CommandError):
        run(tmp_path / "nothing.xlsx")


def test_a_place_for_rejects_that_is_not_there_is_wrong_usage(ledger, tmp_path):
    with pytest.raises(CommandError) as refused:
        run(ledger, "--rejects", tmp_path / "nowhere" / "r.xlsx")

    assert refused.value.returncode == 2
    assert not Case.objects.exists()
