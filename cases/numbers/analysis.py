"""The thorough reading of a text that is not a case number in order.

The text is cut behind each year; every piece is tried as an old number, a new one, and one without
a court. The first piece that can be read counts, and flags say what is odd about the text.
"""

import re

from cases.numbers.parsed import Flag, ParsedNumber, canonical
from cases.numbers.pieces import Reading, Rules, read_piece
from cases.numbers.spelling import COURT_HEAD, PROVINCES, mend_digits, tidy

# A text longer than this is no entry for a case number.
_LONGEST_TEXT = 4000

_YEAR = re.compile("（+([0-9]{4})）+")
_BARE_YEAR = re.compile(
    rf"(?:^|(?<![0-9法{PROVINCES}]))（?((?:19|20)[0-9]{{2}})）?(?=(?:年度?)?）?{COURT_HEAD})"
    r"|^（?((?:19|20)[0-9]{2})）?(?=[一-鿿])"
)


def analyse(raw: str, rules: Rules) -> ParsedNumber:
    """The reading of contract 5 to 7 for a text in any state."""
    if len(raw) > _LONGEST_TEXT:
        return ParsedNumber(raw, ok=False)
    spelt = tidy(raw)
    text = mend_digits(spelt)
    before, pieces = _cut(text)
    readings = [reading for piece in pieces if (reading := read_piece(*piece, rules))]
    if not readings:
        return ParsedNumber(raw, ok=False)
    first = readings[0]
    if len({reading.name for reading in readings}) > 1:
        first.flags.add(Flag.SEVERAL_NUMBERS)
    elif before or len(pieces) > 1:
        first.flags.add(Flag.STRAY_CHARACTERS)
    if text != spelt:
        first.is_changed = True
        first.flags.add(Flag.STRAY_CHARACTERS)
    return _result(raw, first, rules)


def _cut(text: str) -> tuple[str, list[tuple[int, str]]]:
    """What stands before the first year, and each year with what follows it."""
    years = list(_YEAR.finditer(text)) or list(_BARE_YEAR.finditer(text))
    if not years:
        return text, []
    ends = [year.start() for year in years[1:]] + [len(text)]
    return text[: years[0].start()], [
        (int(year[1] or year[2]), text[year.end() : end])
        for year, end in zip(years, ends, strict=True)
    ]


def _result(raw: str, reading: Reading, rules: Rules) -> ParsedNumber:
    return ParsedNumber(
        raw,
        ok=True,
        canonical=reading.name,
        year=reading.year,
        court_code=reading.court,
        type_word=reading.word,
        serial=reading.serial,
        suffix=reading.suffix,
        style=reading.style,
        flags=tuple(flag for flag in Flag if flag in reading.flags),
        repaired=_repaired(reading, rules),
    )


def _repaired(reading: Reading, rules: Rules) -> str | None:
    """The form proposed where the number itself was changed and one reading alone is possible."""
    court, word = reading.proposed_court or reading.court, reading.word
    if not (reading.is_changed and court and word) or Flag.SEVERAL_NUMBERS in reading.flags:
        return None
    if word not in rules.known_types:
        return None
    return canonical(reading.year, court, word, reading.serial)
