"""What is opened and what is refused whole, by content (formats.md, ruling 45)."""

import zipfile

import openpyxl
import pytest

from enforcement.kernel.tabular import TabularRefused, limits, open_tables, xlsx_in
from tests.kernel.tabular.making import (
    links,
    save_rows,
    save_zip,
    sheet_xml,
    workbook_parts,
    zip_bytes,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
CSV = "案号,立案日期\r\n（2018）赣03执1号,2018-07-02\r\n"
ROW = ["（2018）赣03执1号", "2018-07-02"]


_BOOK = workbook_parts(sheet_xml(), sheet_xml())["xl/workbook.xml"]
TWICE = _BOOK.replace('"S2"', '"S1"').replace('"rId2"', '"rId1"')
WRONG_INDEX = sheet_xml('<row r="1"><c r="A1" t="s"><v>5</v></c></row>')


def contents(path):
    with open_tables(path) as book:
        return {sheet.name: [sheet.header, *sheet.rows()] for sheet in book.sheets}


def refusal(path):
    with pytest.raises(TabularRefused) as caught:
        open_tables(path)
    assert str(caught.value) == caught.value.sentence
    assert caught.value.sentence.endswith("。")
    return caught.value.sentence


@pytest.mark.parametrize(
    "name", ["ledger.xlsx", "ledger", "ledger.xls", "ledger.csv", "ledger.zip"]
)
def test_open_tables__a_workbook_whatever_its_name(tmp_path, name):
    path = save_rows(tmp_path / name, '<row r="1"><c r="A1"><v>7</v></c></row>')

    assert contents(path) == {"S1": [[7.0]]}


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("ledger.xlsx", "案号,立案日期\n".encode(), "这不是电子表格"),
        ("ledger.xlsx", b"<html><table></table></html>", "这不是电子表格"),
        ("ledger.xlsx", b"%PDF-1.7\n", "这不是电子表格"),
        ("ledger.txt", CSV.encode(), "这不是电子表格"),
        ("ledger.xlsx", b"", "文件是空的"),
        ("ledger.xls", OLE, "旧式 .xls 文件或加了密码"),
        ("ledger.xlsx", OLE, "旧式 .xls 文件或加了密码"),
        ("ledger.csv", OLE, "旧式 .xls 文件或加了密码"),
        ("ledger.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "不是 UTF-8 或 GB18030"),
        ("ledger.csv", CSV.encode("utf-16"), "不是 UTF-8 或 GB18030"),
        ("ledger.csv", b"\xff\xff\xff", "不是 UTF-8 或 GB18030"),
        ("ledger.csv", b'a,b\n1,"2\n', "第 2 行的引号不成对"),
        ("ledger.csv", b'a,b\n1,2\n3,"4" 5\n', "第 3 行的引号不成对"),
        ("ledger.xlsx", b"PK\x03\x04 and then nothing", "已损坏或没有传完整"),
        ("ledger.xlsx", zip_bytes({}), "没有找到 .csv 文件"),
        ("ledger.zip", zip_bytes({"readme.txt": "x"}), "没有找到 .csv 文件"),
        ("ledger.zip", zip_bytes({"a.xlsx": "x"}), "里面有工作簿“a.xlsx”"),
        ("ledger.zip", zip_bytes({"a.csv": "x", "b.zip": "y"}), "里面又有压缩包“b.zip”"),
        ("ledger.zip", zip_bytes({"x/a.csv": "1", "y/a.csv": "2"}), "两个 .csv 文件同名"),
        ("ledger.ods", zip_bytes({"mimetype": "application/vnd.oasis"}), "OpenDocument"),
    ],
)
def test_open_tables__refused_by_content(tmp_path, name, content, fault):
    path = tmp_path / name
    path.write_bytes(content)

    assert fault in refusal(path)


@pytest.mark.parametrize(
    ("extra", "fault"),
    [
        ({"xl/vbaProject.bin": b"\0"}, "带有宏"),
        ({"xl/other/VBAPROJECT.BIN": b"\0"}, "带有宏"),
        ({"xl/macrosheets/sheet1.xml": "<a/>"}, "带有宏"),
        ({"[Content_Types].xml": "<Types>…sheet.macroEnabled.main+xml</Types>"}, "带有宏"),
        ({"[Content_Types].xml": "<Types>…ms-office.vbaProject</Types>"}, "带有宏"),
        ({"xl/workbook.xml": "<workbook>"}, "已损坏"),
        ({"xl/workbook.xml": "not xml"}, "已损坏"),
        ({"xl/_rels/workbook.xml.rels": "<a"}, "已损坏"),
        ({"xl/worksheets/sheet1.xml": sheet_xml()[:-30]}, "已损坏"),
        ({"xl/worksheets/sheet1.xml": sheet_xml().replace("</row>", "</rwo>")}, "已损坏"),
        ({"xl/worksheets/sheet1.xml": "gibberish"}, "已损坏"),
        ({"xl/worksheets/sheet1.xml": ""}, "已损坏"),
        ({"xl/worksheets/sheet1.xml": sheet_xml().encode("utf-16")}, "已损坏"),
        ({"xl/styles.xml": "<styleSheet"}, "已损坏"),
        ({"xl/workbook.xml": TWICE}, "已损坏"),
        ({"xl/worksheets/sheet1.xml": WRONG_INDEX}, "已损坏"),
        ({"_rels/.rels": links(("officeDocument", "word/document.xml"))}, "不是电子表格"),
        ({"_rels/.rels": links(), "xl/workbook.bin": b"\0"}, ".xlsb"),
        ({"xl/_rels/workbook.xml.rels": links()}, "没有工作表"),
        ({"xl/_rels/workbook.xml.rels": links(("worksheet", "gone.xml"))}, "没有工作表"),
    ],
)
def test_open_tables__workbook_refused(tmp_path, extra, fault):
    path = save_zip(tmp_path / "ledger.xlsx", workbook_parts(sheet_xml()) | extra)

    assert fault in refusal(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_open_tables__entities_refused(tmp_path, part, declaration):
    parts = workbook_parts(sheet_xml())
    root = parts.get(part, "<?xml version='1.0'?>\n<styleSheet/>")
    parts[part] = root.replace("?>", f"?>{declaration}", 1)

    sentence = refusal(save_zip(tmp_path / "ledger.xlsx", parts))

    assert "外部实体" in sentence


@pytest.mark.parametrize("part", ["xl/_rels/workbook.xml.rels", "_rels/.rels"])
def test_open_tables__workbook_without_its_links(tmp_path, part):
    parts = workbook_parts(sheet_xml())
    del parts[part]

    assert refusal(save_zip(tmp_path / "ledger.xlsx", parts))


def test_open_tables__sheet_that_only_the_reader_would_see(tmp_path):
    parts = workbook_parts(sheet_xml(), sheet_xml())
    book = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = book.replace("<sheet ", "<x><sheet ", 1).replace("/>", "/></x>", 1)

    assert "已损坏" in refusal(save_zip(tmp_path / "ledger.xlsx", parts))


def test_open_tables__links_to_other_things_do_no_harm(tmp_path):
    parts = workbook_parts(sheet_xml())
    parts["docProps/core.xml"] = "<core/>"
    parts["_rels/.rels"] = links(
        ("core-properties", "docProps/core.xml"), ("officeDocument", "xl/workbook.xml")
    )

    assert contents(save_zip(tmp_path / "ledger.xlsx", parts)) == {"S1": [["案号"]]}


def test_open_tables__panic_of_the_reader_is_a_refusal(tmp_path, monkeypatch):
    class PanicException(BaseException):
        """Looks like the one of the reader, which cannot be imported."""

    def panic(path):
        raise PanicException("index out of bounds")

    path = save_zip(tmp_path / "ledger.xlsx", workbook_parts(sheet_xml()))
    monkeypatch.setattr(xlsx_in, "_calamine", panic)
    assert "已损坏" in refusal(path)

    monkeypatch.setattr(xlsx_in, "_calamine", lambda path: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        open_tables(path)


def test_open_tables__large_parts_beside_the_sheets(tmp_path):
    comment = f"<!--{' ' * limits.PARSED_WHOLE}-->"
    parts = workbook_parts(sheet_xml()) | {"xl/styles.xml": f"<styleSheet>{comment}</styleSheet>"}
    parts["xl/media/photo.png"] = b"\x89PNG\0<!DOCTYPE" + bytes(300)
    assert contents(save_zip(tmp_path / "ledger.xlsx", parts)) == {"S1": [["案号"]]}

    parts["xl/styles.xml"] = f"{comment}<!DOCTYPE x><styleSheet/>"
    assert "外部实体" in refusal(save_zip(tmp_path / "ledger.xlsx", parts))


def test_open_tables__half_uploaded(tmp_path):
    whole = save_rows(
        tmp_path / "whole.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>'
    ).read_bytes()
    for length in (4, 30, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        path = tmp_path / "half.xlsx"
        path.write_bytes(whole[:length])
        assert refusal(path)


def test_open_tables__too_large(tmp_path):
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(limits.MAX_FILE + 1)

    assert "超过 100 MB" in refusal(path)


def test_open_tables__too_large_a_table_in_a_zip(tmp_path, monkeypatch):
    path = save_zip(tmp_path / "ledger.zip", {"a.csv": CSV})
    monkeypatch.setattr(limits, "MAX_PART", 10)

    assert "“a.csv”过大" in refusal(path)


def test_open_tables__absent(tmp_path):
    assert "不存在" in refusal(tmp_path / "nowhere.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_open_tables__folder_of_csv(tmp_path, encoding):
    (tmp_path / "案件.csv").write_bytes(CSV.encode(encoding))
    (tmp_path / "当事人.CSV").write_bytes("案号\n".encode(encoding))
    (tmp_path / "说明.txt").write_text("x", "utf-8")
    (tmp_path / "older").mkdir()

    assert contents(tmp_path) == {
        "当事人": [["案号"]],
        "案件": [["案号", "立案日期"], (2, ROW)],
    }
    with open_tables(tmp_path) as book:
        assert book.ignored == ("说明.txt",)


def test_open_tables__one_csv_file(tmp_path):
    path = tmp_path / "courts.csv"
    path.write_text("court_code,name\n赣03,萍乡\n", "utf-8")

    assert contents(path) == {"courts": [["court_code", "name"], (2, ["赣03", "萍乡"])]}


def test_open_tables__folder_without_csv(tmp_path):
    assert "没有找到 .csv" in refusal(tmp_path)


def _zip_with_raw_name(path, raw, content):
    """A zip as old packers of Chinese Windows make it: names in GBK, nothing said about it."""
    with zipfile.ZipFile(path, "w") as bundle:
        entry = zipfile.ZipInfo("x" * len(raw))
        bundle.writestr(entry, content)
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    return path


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_open_tables__zip_with_names_of_unknown_encoding(tmp_path, encoding):
    raw = "案件.csv".encode(encoding)
    path = _zip_with_raw_name(tmp_path / "ledger.zip", raw, CSV.encode("gbk"))

    assert contents(path) == {"案件": [["案号", "立案日期"], (2, ROW)]}


def test_open_tables__zip_of_csv_in_a_folder_as_a_mac_packs_it(tmp_path):
    decomposed = "台账/te\u0301.csv"
    path = save_zip(
        tmp_path / "ledger.zip",
        {decomposed: CSV, "__MACOSX/台账/._te.csv": "junk", ".DS_Store": "x", "台账/a.pdf": "x"},
    )

    with open_tables(path) as book:
        assert book.sheet_names == ("t\u00e9",)
        assert book.ignored == ("台账/a.pdf",)
        assert list(book["t\u00e9"].rows()) == [(2, ROW)]
        assert list(book["t\u00e9"].rows()) == [(2, ROW)]


def test_open_tables__workbook_of_a_library(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "案件"
    book.active.append(["案号", "标的"])
    book.active.append(["（2018）赣03执1号", 12.5])
    book.create_chartsheet("图")
    book.create_sheet("藏").sheet_state = "hidden"
    book.save(tmp_path / "ledger.xlsx")

    assert contents(tmp_path / "ledger.xlsx") == {
        "案件": [["案号", "标的"], (2, ["（2018）赣03执1号", 12.5])],
        "藏": [[]],
    }
