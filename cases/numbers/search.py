"""What someone types into a search box, read as a whole case number or as parts of one."""

import re
from dataclasses import dataclass
from functools import cache

from cases.numbers.analysis import analyse
from cases.numbers.parsed import canonical
from cases.numbers.pieces import Rules
from cases.numbers.spelling import COURT_HEAD, mend_digits, tidy
from cases.reference import type_words

_LONGEST_QUERY = 200
_CALENDAR = re.compile("(?:19|20)[0-9]{2}")
_CODE_WITHOUT_PROVINCE = re.compile("0[0-9]{3}")
_MARKS_AROUND = "：:，,。.;；、'\"“”‘’#"


class _Everything:
    def __contains__(self, item: object) -> bool:
        return True


_ANY = Rules(1949, 9999, known_courts=_Everything(), known_types=_Everything())


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """Parts that a case number must have to be found; None = any.

    `court_digits` are the digits of a court code typed without its province (`0302执123`): the
    code must end in them. `canonical` is set when the parts are a whole number.
    """

    year: int | None = None
    court_code: str | None = None
    court_digits: str | None = None
    type_word: str | None = None
    serial: int | None = None

    @property
    def canonical(self) -> str | None:
        """The one number that is meant, when all its parts are there."""
        if self.year and self.court_code and self.type_word and self.serial:
            return canonical(self.year, self.court_code, self.type_word, self.serial)
        return None


def search_terms(text: str) -> tuple[SearchTerms, ...]:
    """Readings of a search text, any of which may be meant; empty when it is no case number.

    `赣0302执123`, `执123`, `2018执123`, `123号` and every spelling of a whole number have one
    reading. `2018` has two: the year and the serial.
    """
    query = mend_digits(tidy(text[:_LONGEST_QUERY])).strip(_MARKS_AROUND).removeprefix("案号")
    query = query.strip(_MARKS_AROUND)
    if query.isascii() and query.isdigit():
        return _digits_alone(query)
    if found := _parts().fullmatch(query):
        return _terms(found)
    number = analyse(text[:_LONGEST_QUERY], _ANY)
    if not (number.ok and number.style == "new"):
        return ()
    return (
        SearchTerms(
            number.year, number.court_code, None, type_word=number.type_word, serial=number.serial
        ),
    )


@cache
def _parts() -> re.Pattern[str]:
    words = "|".join(sorted(type_words(), key=len, reverse=True))
    return re.compile(
        f"(?:（*(?P<year>{_CALENDAR.pattern})年?度?）*)?"
        f"(?P<court>{COURT_HEAD}[0-9]{{0,4}})?(?P<digits>[0-9]{{4}}|[0-9]{{2}})?"
        f"(?P<word>{words})?字?第?(?P<serial>[0-9]{{1,9}})?号?(?:之.*)?"
    )


def _terms(found: re.Match[str]) -> tuple[SearchTerms, ...]:
    year, court, digits, word, serial = found.groups()
    if digits and not word:  # 123456号: all of it is the serial
        digits, serial = None, f"{digits}{serial or ''}"
    is_province = bool(court) and len(court) == 1
    if is_province and not (year or word or serial):
        return ()  # a province alone is a word like any other
    terms = SearchTerms(_number(year), court, digits, word, _number(serial))
    return () if terms == SearchTerms() else (terms,)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _digits_alone(digits: str) -> tuple[SearchTerms, ...]:
    readings = []
    if len(digits) <= 9 and int(digits):
        readings.append(SearchTerms(serial=int(digits)))
    if _CALENDAR.fullmatch(digits):
        readings.append(SearchTerms(year=int(digits)))
    if _CODE_WITHOUT_PROVINCE.fullmatch(digits):
        readings.append(SearchTerms(court_digits=digits))
    return tuple(readings)
