"""What the reader of workbooks does not tell: how far the cells reach, and which show no value.

The reader lays out the rectangle between the first and the last cell in memory, however empty,
and shows failed and never computed formulas as blanks. So each sheet is looked through first.
A sheet of plain cells needs one regular expression; only others are read tag by tag.
"""

import re
from collections.abc import Iterator

from enforcement.kernel.tabular import limits
from enforcement.kernel.tabular.archive import Archive, Part, damaged
from enforcement.kernel.tabular.package import foreign_entities
from enforcement.kernel.tabular.sheet_tags import (
    SheetFacts,
    SheetParser,
    SoundnessParser,
    too_large,
)

# A formula, a declaration, or a cell other than `<c r="A1" s="1" t="s">` within A1:Z99999 or
# A1:J999999; and the same tags with a prefix. Without any, cells may not lie far apart, and
# counting them is enough.
_ODD = re.compile(
    rb"<(?:f[\s/>]|!|c(?!"
    rb' r="(?:[A-Z]\d{1,5}|[A-J]\d{6})"(?: s="\d+")?(?: t="(?:s|n|b|d|str|inlineStr)")? ?/?>'
    rb")[\s/>])"
)
_PREFIXED = re.compile(rb":(?:c|f|row)[\s/>]")
# Readers set memory aside by such a promise; no true workbook counts ten million of anything.
_BOASTFUL_COUNT = re.compile(rb"ount\s*=\s*[\"']\+?\d{8}")
_CELL = b"<c "
_DECLARATION = b"<!DOCTYPE"
_OVERLAP = 64  # longer than anything that is looked for across the edge of two chunks
_LONGEST_TEXT = 4 * limits.MEGABYTE


def scan_sheet(archive: Archive, part: Part, name: str) -> SheetFacts:
    """The facts of one sheet. TabularRefused when it is broken, too large, or a trap."""
    facts = _plain_facts(archive, part) or _facts(archive, part, name)
    if facts.cells > limits.MAX_CELLS:
        raise too_large(name)
    return facts


def check_part(archive: Archive, part: Part) -> None:
    """Look through any other part: true size and checksum, sound XML, no boasts.

    TabularRefused otherwise.
    """
    if part.size > limits.MAX_PART:
        raise too_large(part.name)
    is_xml = part.name.lower().endswith((".xml", ".rels"))
    parser = SoundnessParser() if is_xml and part.size <= limits.PARSED_WHOLE else None
    rest = b""
    for chunk in archive.chunks(part):
        whole = rest + chunk
        if _BOASTFUL_COUNT.search(whole):
            raise damaged()
        if is_xml and _DECLARATION in whole:
            raise foreign_entities()
        if parser:
            parser.feed(chunk)
        rest = whole[-_OVERLAP:]
    if parser:
        parser.finish()


def _facts(archive: Archive, part: Part, name: str) -> SheetFacts:
    parser = SheetParser(name)
    for chunk in archive.chunks(part):
        parser.feed(chunk)
    return parser.result()


def _plain_facts(archive: Archive, part: Part) -> SheetFacts | None:
    """The facts when plain cells are all there is, else None. Small sheets are also read tag by
    tag for soundness; that a large one was cut off shows at its end.
    """
    facts = SheetFacts()
    parser = SoundnessParser() if part.size <= limits.PARSED_WHOLE else None
    last = b""
    for whole, end in _whole_tags(archive, part):
        if b"\0" in whole:
            raise damaged()
        if _ODD.search(whole, 0, end) or _PREFIXED.search(whole, 0, end):
            return None
        if parser:
            parser.feed(whole[:end])
        facts.cells += whole.count(_CELL, 0, end)
        last = whole[end:]
    if parser:
        parser.feed(last)
        parser.finish()
    elif not last.rstrip().endswith(b"worksheet>"):
        raise damaged()
    return facts


def _whole_tags(archive: Archive, part: Part) -> Iterator[tuple[bytes, int]]:
    """The part in buffers, each with the place of its last `<`: no tag before it is broken."""
    rest = b""
    for chunk in archive.chunks(part):
        whole = rest + chunk
        end = max(whole.rfind(b"<"), 0)
        yield whole, end
        rest = whole[end:]
        if len(rest) > _LONGEST_TEXT:
            raise damaged()
