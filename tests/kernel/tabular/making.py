"""Builds workbooks by hand, so that tests can put into them what no library would write."""

import io
import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'

PLAIN = '<row r="1"><c r="A1" t="inlineStr"><is><t>案号</t></is></c></row>'


def sheet_xml(rows: str = PLAIN) -> str:
    """A worksheet around the given <row> elements."""
    return f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def links(*targets: tuple[str, str]) -> str:
    """A relationships part: (kind, target) each, with ids rId1, rId2 …"""
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}relationships">{lines}</Relationships>'


def workbook_parts(*sheets: str, before: str = "") -> dict[str, str]:
    """The parts of a workbook whose sheets are called S1, S2 …"""
    tabs = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}content-types"/>',
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}'
            f"<sheets>{tabs}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": links(
            *(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1))
        ),
    }
    return parts | {f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets, 1)}


def save_zip(path: Path, parts: dict[str, str | bytes]) -> Path:
    """A deflated zip of the given parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    return path


def save_rows(path: Path, rows: str) -> Path:
    """A workbook of one sheet S1 with the given <row> elements."""
    return save_zip(path, workbook_parts(sheet_xml(rows)))


def zip_bytes(parts: dict[str, str | bytes]) -> bytes:
    """The same zip in memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    return buffer.getvalue()
