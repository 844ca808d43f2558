"""Formulas without a result, error cells, and sheets that would burst the reader (ruling 38)."""

import pytest
from django.core.cache import cache

from enforcement.kernel.tabular import CellFault, TabularRefused, limits, open_tables
from enforcement.kernel.tabular.archive import Archive
from enforcement.kernel.tabular.sheet_scan import scan_sheet
from enforcement.kernel.tabular.sheet_tags import place_of
from enforcement.kernel.tabular.values import NO_RESULT
from tests.kernel.tabular.making import MAIN, save_rows, save_zip, sheet_xml, workbook_parts

NOT_AVAILABLE = CellFault("#N/A")


def faults_of(path):
    with Archive(path) as archive:
        return scan_sheet(archive, archive.by_name["xl/worksheets/sheet1.xml"], "S1").faults


def row(cells, number=1):
    return f'<row r="{number}">{cells}</row>'


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ('<c r="B1"><v>1</v></c>', None),
        ('<c r="B1"><f>1+1</f><v>2</v></c>', None),
        ('<c r="B1" t="str"><f>A1</f><v>案</v></c>', None),
        ('<c r="B1" t="str"><f>""</f><v></v></c>', None),
        ('<c r="B1" t="str"><f>""</f><v/></c>', None),
        (f'<c r="B1" t="str"><f>A1</f><v>{"案" * 20_000}</v></c>', None),
        ('<c r="B1" t="b"><f>1=1</f><v>1</v></c>', None),
        ('<c r="B1"><f t="shared" si="0"/><v>2</v></c>', None),
        ('<c r="B1"><f>1+1</f></c>', NO_RESULT),
        ('<c r="B1"><f>1+1</f><v></v></c>', NO_RESULT),
        ('<c r="B1"><f>1+1</f><v/></c>', NO_RESULT),
        ('<c r="B1" s="3"><f/></c>', NO_RESULT),
        ('<c r="B1" t="str"><f>A1</f></c>', NO_RESULT),
        ('<c r="B1"><f t="shared" si="0"/></c>', NO_RESULT),
        ('<c r="B1"><v></v><f>1+1</f></c>', NO_RESULT),
        ("<c r='B1'><f\n>1+1</f></c>", NO_RESULT),
        ('<x:c r="B1"><x:f>1+1</x:f></x:c>', NO_RESULT),
        ('<c r="A1"/><c><f>1</f></c>', NO_RESULT),
        ('<c r="B1" t="e"><v>#N/A</v></c>', NOT_AVAILABLE),
        ('<c r="B1" t="e"><f>NA()</f><v>#N/A</v></c>', NOT_AVAILABLE),
        ('<c t="e" r="B1"><v> #DIV/0! </v></c>', CellFault("#DIV/0!")),
        ('<c r="B1" t="e"/>', NOT_AVAILABLE),
        ('<!-- <c r="B1"><f>1</f></c> -->', None),
        ('<c r="B1" t="inlineStr"><is><t>&lt;f&gt;</t></is></c>', None),
        ('<c r="B1" t="inlineStr"><is><t><![CDATA[<f></f>]]></t></is></c>', None),
    ],
)
def test_scan_sheet__one_cell(tmp_path, cell, fault):
    xml = sheet_xml(row(cell)).replace("<worksheet ", f'<worksheet xmlns:x="{MAIN}" ')
    path = save_zip(tmp_path / "x.xlsx", workbook_parts(xml))

    assert faults_of(path) == ({1: [(2, fault)]} if fault else {})


def test_scan_sheet__an_array_formula_leaves_all_its_cells_blank(tmp_path):
    rows = row('<c r="B2"><f t="array" ref="B2:C3">A1:B2</f></c><c r="C2"/>', 2) + row("", 3)

    assert faults_of(save_rows(tmp_path / "x.xlsx", rows)) == {
        2: [(2, NO_RESULT), (3, NO_RESULT)],
        3: [(2, NO_RESULT), (3, NO_RESULT)],
    }


def test_scan_sheet__rows_without_numbers_are_counted(tmp_path):
    rows = "<row/><row><c/><c><f>1</f></c></row>" + row('<c r="A9"/><c><f>1</f></c>', 9)

    assert faults_of(save_rows(tmp_path / "x.xlsx", rows)) == {
        2: [(2, NO_RESULT)],
        9: [(2, NO_RESULT)],
    }


@pytest.mark.parametrize("short", range(0, 120, 3))
def test_scan_sheet__a_formula_across_the_edge_of_two_chunks(tmp_path, short):
    """The part is unpacked a megabyte at a time; the edge falls somewhere into the second row."""
    before = len(sheet_xml(row('<c r="A1" t="inlineStr"><is><t></t></is></c>')).split("</t>")[0])
    text = "a" * ((1 << 20) - before - short)
    rows = row(f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>') + row(
        '<c r="A2"><f>1</f></c>', 2
    )

    assert faults_of(save_rows(tmp_path / "x.xlsx", rows)) == {2: [(1, NO_RESULT)]}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="Z1000000"><v>1</v></c></row>',
        '<row r="1"><c r="AAA1"><v>1</v></c></row><row r="99999"><c r="A99999"><v>1</v></c></row>',
    ],
)
def test_scan_sheet__cells_far_apart(tmp_path, rows):
    with pytest.raises(TabularRefused, match="占用的范围过大"):
        open_tables(save_rows(tmp_path / "x.xlsx", rows))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZZZZZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="zzzz1"><v>1</v></c></row>',
        '<row r="1"><c r="&#65;1048577"><v>1</v></c></row>',
        "<row r='1'><c r = '1A'><v>1</v></c></row>",
        '<row r="1"><c r=""><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="99999999"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1" r="B1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>5</v></c></row>',
        '<row r="1"><c r="A1" t="e"><v>not an error</v></c></row>',
        '<row r="1"><c r="A1" t="wrong"><v>1</v></c></row>',
    ],
)
def test_scan_sheet__cells_that_cannot_be(tmp_path, rows):
    with pytest.raises(TabularRefused, match="损坏"):
        open_tables(save_rows(tmp_path / "x.xlsx", rows))


TWENTY = "".join(f'<c r="{chr(65 + n)}1"><v>1</v></c>' for n in range(20))


@pytest.mark.parametrize(
    ("limit", "size", "rows"),
    [
        ("MAX_CELLS", 19, row(TWENTY)),
        ("MAX_CELLS", 19, row(TWENTY + '<c r="U1"><f>1</f><v>1</v></c>')),
        ("MAX_CELLS", 19, row('<c r="A1" s="x"/>' * 20)),
        ("MAX_TAGS", 19, row('<c r="A1"><f>1</f><v>1</v></c>' + "<x/>" * 20)),
        ("MAX_BOOK", 39, row(TWENTY)),
        ("MAX_PART", 400, row(TWENTY)),
    ],
)
def test_scan_sheet__more_than_a_machine_should_bear(tmp_path, monkeypatch, limit, size, rows):
    parts = workbook_parts(sheet_xml(rows), sheet_xml(rows))
    path = save_zip(tmp_path / "x.xlsx", parts)
    with open_tables(path):
        monkeypatch.setattr(limits, limit, size)
    cache.clear()  # it has just passed

    with pytest.raises(TabularRefused, match="占用的范围过大"):
        open_tables(path)


def test_scan_sheet__formats_far_below_the_table_do_no_harm(tmp_path):
    rows = row('<c r="A1"><v>1</v></c>') + row('<c r="XFD1048576" s="0"/>', 1_048_576)

    with open_tables(save_rows(tmp_path / "x.xlsx", rows)) as book:
        assert book["S1"].header == [1.0]
        assert list(book["S1"].rows()) == []


def test_scan_sheet__a_file_that_was_never_computed(tmp_path):
    cells = "".join(f'<c r="A{n}"><f>1</f></c>' for n in range(1, 2002))
    path = save_rows(tmp_path / "x.xlsx", f'<row r="1">{cells}</row>')
    assert len(faults_of(path)) == 2001

    wide = '<c r="A1"><f t="array" ref="A1:CV2001">1</f></c>'
    with pytest.raises(TabularRefused, match="有大量公式没有结果"):
        faults_of(save_rows(tmp_path / "y.xlsx", row(wide)))
    assert limits.MAX_FAULTS < 100 * 2001


@pytest.mark.parametrize("boast", ['count="99999999999"', "uniqueCount = '+99999999999'"])
def test_check_part__a_promise_of_strings_beyond_reason(tmp_path, boast):
    strings = f'<?xml version="1.0"?><sst xmlns="{MAIN}" {boast}><si><t>a</t></si></sst>'
    path = save_zip(
        tmp_path / "x.xlsx", workbook_parts(sheet_xml()) | {"xl/sharedStrings.xml": strings}
    )

    with pytest.raises(TabularRefused, match="损坏"):
        open_tables(path)


def test_scan_sheet__large_sheet_cut_off_between_two_tags(tmp_path):
    rows = "".join(row(f'<c r="A{n}"><v>{n}</v></c>', n) for n in range(1, 99_999))
    xml = sheet_xml(rows)
    assert len(xml) > limits.PARSED_WHOLE
    assert faults_of(save_zip(tmp_path / "x.xlsx", workbook_parts(xml))) == {}
    for cut in (xml[: xml.rindex("<row")], xml[: -len("</worksheet>")]):
        path = save_zip(tmp_path / "x.xlsx", workbook_parts(cut))
        with pytest.raises(TabularRefused, match="损坏"):
            open_tables(path)


def test_scan_sheet__a_text_without_end(tmp_path):
    xml = sheet_xml(row(f'<c r="A1" t="inlineStr"><is><t>{"a" * 7_000_000}</t></is></c>'))
    path = save_zip(tmp_path / "x.xlsx", workbook_parts(xml))

    with pytest.raises(TabularRefused, match="损坏"):
        open_tables(path)


@pytest.mark.parametrize(
    ("reference", "place"),
    [("A1", (1, 1)), ("Z9", (9, 26)), ("AA10", (10, 27)), ("xfd1", (1, 16384))],
)
def test_place_of(reference, place):
    assert place_of(reference) == place
