"""Rows of a workbook: true row numbers, true columns, real dates, faults in their places."""

from datetime import date, datetime

import pytest

from enforcement.kernel.tabular import CellFault, open_tables, read_date, read_datetime, read_text
from enforcement.kernel.tabular.values import NO_RESULT, UNREADABLE
from tests.kernel.tabular.making import MAIN, save_rows, save_zip, sheet_xml, workbook_parts

TODAY = date(2018, 7, 22)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
    "</numFmts><cellXfs>"
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 22, 31, 57, 164))
    + "</cellXfs></styleSheet>"
)


def rows_of(path):
    with open_tables(path) as book:
        (sheet,) = book.sheets
        return sheet.header, list(sheet.rows())


def test_rows__numbers_are_those_of_the_spreadsheet(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="4"><c r="A4"><v>4</v></c></row>'
        '<row r="5"><c r="A5" t="inlineStr"><is><t> \u3000\u200b</t></is></c></row>'
        '<row r="6"><c r="A6" t="b"><v>0</v></c></row>'
        '<row r="7"><c r="A7"><v>0</v></c></row>'
    )

    assert rows_of(save_rows(tmp_path / "x.xlsx", rows)) == (
        [1.0],
        [(4, [4.0]), (6, [False]), (7, [0.0])],
    )


def test_rows__table_that_begins_further_down_has_no_header(tmp_path):
    rows = '<row r="3"><c r="A3"><v>3</v></c></row>'

    assert rows_of(save_rows(tmp_path / "x.xlsx", rows)) == ([""], [(3, [3.0])])


def test_rows__table_that_begins_further_right(tmp_path):
    rows = '<row r="1"><c r="C1"><v>1</v></c></row><row r="2"><c r="D2"><v>2</v></c></row>'

    assert rows_of(save_rows(tmp_path / "x.xlsx", rows)) == (
        ["", "", 1.0, ""],
        [(2, ["", "", "", 2.0])],
    )


def test_rows__empty_sheet(tmp_path):
    assert rows_of(save_rows(tmp_path / "x.xlsx", "")) == ([], [])


def test_rows__faults_stand_in_their_places(tmp_path):
    rows = (
        '<row r="1"><c r="B1"><v>1</v></c><c r="C1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f>1</f></c><c r="B2"><v>3</v></c><c r="C2" t="e"><v>#N/A</v></c></row>'
        '<row r="4"><c r="B4"><f>1</f></c></row>'
        '<row r="5"><c r="B5"><f>1</f><v>5</v></c></row>'
        '<row r="9"><c r="E9"><f>1</f></c></row>'
    )

    assert rows_of(save_rows(tmp_path / "x.xlsx", rows)) == (
        ["", 1.0, 2.0],
        [
            (2, [NO_RESULT, 3.0, CellFault("#N/A")]),
            (4, ["", NO_RESULT, ""]),
            (5, ["", 5.0, ""]),
            (9, ["", "", "", "", NO_RESULT]),
        ],
    )


def test_rows__header_of_formulas_alone(tmp_path):
    rows = '<row r="1"><c r="A1"><f>1</f></c></row>'

    assert rows_of(save_rows(tmp_path / "x.xlsx", rows)) == ([NO_RESULT], [])


@pytest.mark.parametrize("before", ["", '<workbookPr date1904="1"/>'])
@pytest.mark.parametrize("style", range(1, 6))
def test_rows__dates_in_every_format_and_both_calendars(tmp_path, before, style):
    serial = 43303 - (1462 if before else 0)
    rows = (
        f'<row r="1"><c r="A1" s="{style}"><v>{serial}</v></c>'
        f'<c r="B1" s="{style}"><v>{serial + 0.5}</v></c><c r="C1"><v>{serial}</v></c></row>'
    )
    parts = workbook_parts(sheet_xml(rows), before=before) | {"xl/styles.xml": STYLES}

    header, _rows = rows_of(save_zip(tmp_path / "x.xlsx", parts))

    assert read_date(header[0], TODAY) == date(2018, 7, 22)
    assert read_datetime(header[1], TODAY).hour == 12
    assert header[2] == serial


def test_rows__a_cell_the_reader_breaks_on_is_a_fault_of_its_row(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2" s="1"><v>-1e300</v></c><c r="B2"><v>3</v></c></row>'
        '<row r="3"><c r="A3"><v>4</v></c><c r="B3"><v>5</v></c></row>'
    )
    parts = workbook_parts(sheet_xml(rows)) | {"xl/styles.xml": STYLES}

    assert rows_of(save_zip(tmp_path / "x.xlsx", parts)) == (
        [1.0, 2.0],
        [(2, [UNREADABLE, UNREADABLE]), (3, [4.0, 5.0])],
    )


def test_rows__texts_of_every_kind(tmp_path):
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c>'
        '<c r="B1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>'
        '<c r="C1" t="str"><v>丙</v></c><c r="D1" t="s"><v>1</v></c></row>'
    )
    strings = (
        f'<sst xmlns="{MAIN}" count="2" uniqueCount="2"><si><t xml:space="preserve"> 案 </t></si>'
        '<si><t>名</t><rPh sb="0" eb="1"><t>míng</t></rPh></si></sst>'
    )
    parts = workbook_parts(sheet_xml(rows)) | {"xl/sharedStrings.xml": strings}
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )

    header, _rows = rows_of(save_zip(tmp_path / "x.xlsx", parts))

    assert [read_text(cell) for cell in header] == ["案", "甲乙", "丙", "名"]


def test_rows__sheets_in_the_order_of_their_tabs_and_wherever_they_lie(tmp_path):
    parts = workbook_parts(
        sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'),
        sheet_xml('<row r="1"><c r="A1"><v>2</v></c></row>'),
    )
    parts["else/where.xml"] = parts.pop("xl/worksheets/sheet2.xml")
    links = "xl/_rels/workbook.xml.rels"
    parts[links] = parts[links].replace("worksheets/sheet2.xml", "/else/where.xml")

    with open_tables(save_zip(tmp_path / "x.xlsx", parts)) as book:
        assert book.sheet_names == ("S1", "S2")
        assert [sheet.header for sheet in book.sheets] == [[1.0], [2.0]]
        with pytest.raises(KeyError):
            book["S3"]


def test_rows__read_twice(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'

    with open_tables(save_rows(tmp_path / "x.xlsx", rows)) as book:
        assert list(book["S1"].rows()) == list(book["S1"].rows()) == [(2, [2.0])]


def test_rows__datetime_of_the_reader_is_exact_to_the_second(tmp_path):
    moment = datetime.fromisoformat("2018-07-02T16:36:59+08:00")
    serial = 43283 + (16 * 3600 + 36 * 60 + 59) / 86400
    parts = workbook_parts(sheet_xml(f'<row r="1"><c r="A1" s="2"><v>{serial}</v></c></row>'))

    header, _rows = rows_of(save_zip(tmp_path / "x.xlsx", parts | {"xl/styles.xml": STYLES}))

    assert read_datetime(header[0], TODAY) == moment
