"""The parts of an .xlsx: that it is one, that it carries no program, which part is which sheet."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from enforcement.kernel.tabular.archive import Archive, Part, damaged
from enforcement.kernel.tabular.errors import TabularRefused
from enforcement.kernel.tabular.limits import MEGABYTE

CONTENT_TYPES = "[Content_Types].xml"
_SMALL_PART = 8 * MEGABYTE
_PROGRAM_WORDS = (b"macro", b"vbaproject")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: the name on its tab and the part that holds its cells."""

    name: str
    part: Part


def is_office_file(archive: Archive) -> bool:
    """Whether the zip is a document of an office program rather than a bundle of files."""
    return CONTENT_TYPES in archive.by_name or "mimetype" in archive.by_name


def worksheets(archive: Archive) -> list[SheetPart]:
    """The worksheets in the order of their tabs; chart sheets are left out.

    TabularRefused for other documents (.docx, .ods, .xlsb) and for programs (ruling 45).
    """
    _check_no_program(archive)
    book = _workbook_part(archive)
    targets = dict(_targets(archive, book.name))
    return [
        SheetPart(name, targets[link][0])
        for name, link in _tabs(_parsed(archive, book))
        if link in targets and targets[link][1].endswith("/worksheet")
    ]


def _check_no_program(archive: Archive) -> None:
    types = archive.by_name.get(CONTENT_TYPES)
    declared = archive.read(types, _SMALL_PART).lower() if types else b""
    names = "\n".join(archive.by_name).lower()
    if any(word in declared or word.decode() in names for word in _PROGRAM_WORDS):
        raise TabularRefused(_("工作簿带有宏，不能接收，请另存为不带宏的 .xlsx 后再上传。"))


def _workbook_part(archive: Archive) -> Part:
    for kind, part in _office_documents(archive):
        if kind.endswith("/officeDocument") and part.name.endswith("workbook.xml"):
            return part
    if any(name.endswith("workbook.bin") for name in archive.by_name):
        raise TabularRefused(_("这是 .xlsb 二进制工作簿，请另存为 .xlsx 后再上传。"))
    if "mimetype" in archive.by_name:
        raise TabularRefused(_("这是 OpenDocument 文件，请另存为 .xlsx 后再上传。"))
    raise TabularRefused(_("这不是电子表格，请上传 .xlsx 文件。"))


def _office_documents(archive: Archive) -> Iterator[tuple[str, Part]]:
    if "_rels/.rels" in archive.by_name:
        for _link, (part, kind) in _targets(archive, ""):
            yield kind, part


def _targets(archive: Archive, source: str) -> Iterator[tuple[str, tuple[Part, str]]]:
    """The relationships of a part: link id → (the part it names, kind of link)."""
    folder, base = posixpath.split(source)
    links = archive.by_name.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    if links is None:
        raise damaged()
    for link in _parsed(archive, links):
        target = link.get("Target", "")
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if link.get("TargetMode") != "External" and path in archive.by_name:
            yield link.get("Id", ""), (archive.by_name[path], link.get("Type", ""))


def _tabs(book: Element) -> Iterator[tuple[str, str]]:
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        link = next((v for k, v in sheet.attrib.items() if k.endswith("relationships}id")), "")
        yield sheet.get("name", ""), link


def _parsed(archive: Archive, part: Part) -> Element:
    """A small part as a tree. Document type declarations and entities are refused."""
    try:
        root: Element = fromstring(archive.read(part, _SMALL_PART), forbid_dtd=True)
    except DefusedXmlException:
        raise foreign_entities() from None
    except (ParseError, ValueError, LookupError):
        raise damaged() from None
    return root


def foreign_entities() -> TabularRefused:
    """The refusal of XML that declares a document type: entities that grow or fetch."""
    return TabularRefused(_("工作簿里夹带了文档类型声明或外部实体，不能接收。"))
