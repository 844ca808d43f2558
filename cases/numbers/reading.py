"""Reading one text as a case number: a quick way for what is in order, a thorough one for the rest."""

import re
from collections.abc import Container
from datetime import date

from cases.numbers.analysis import analyse
from cases.numbers.parsed import ParsedNumber
from cases.numbers.pieces import Rules
from cases.numbers.spelling import COURT_HEAD
from cases.reference import type_words

FIRST_YEAR = 1949

_DIGIT = "[0-9０-９]"
_IN_ORDER = re.compile(
    rf"\s*[（(〔\[【]\s*({_DIGIT}{{4}})\s*[）)〕\]】]\s*({COURT_HEAD})\s*({_DIGIT}{{0,4}})\s*"
    rf"([一-鿿]{{1,5}})\s*({_DIGIT}{{1,9}})\s*号\s*((?:之[一二三四五六七八九十百]{{1,5}})?)\s*"
)
_match = _IN_ORDER.fullmatch
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def parse(
    raw: str,
    *,
    today: date,
    known_courts: Container[str],
    known_types: Container[str] | None = None,
) -> ParsedNumber:
    """Read a text as a case number in any spelling (contract 5 to 7). Never raises.

    `known_types` are the type words of the reference file unless given.
    """
    if known_types is None:
        known_types = type_words()
    if found := _match(raw):
        year_digits, head, court_digits, word, serial_digits, suffix = found.groups()
        if not court_digits.isascii():
            court_digits = court_digits.translate(_HALF_WIDTH)
        year, court, serial = int(year_digits), head + court_digits, int(serial_digits)
        in_time = FIRST_YEAR <= year <= today.year and serial > 0
        if in_time and court in known_courts and word in known_types:
            name = f"（{year}）{court}{word}{serial}号{suffix}"
            return ParsedNumber(raw, True, name, year, court, word, serial, suffix, "new")
    return analyse(raw, Rules(FIRST_YEAR, today.year, known_courts, known_types))
