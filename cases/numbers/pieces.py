"""One year with what follows it, read as an old number, a new one, or one without a court."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field

from cases.numbers.parsed import Flag
from cases.numbers.plausibility import is_elsewhere, may_be_old_head, may_be_type_word
from cases.numbers.spelling import COURT_HEAD, PROVINCES
from cases.reference import old_type_words

# Court codes and type words of the present kind stand in numbers of this year and later.
NEW_STYLE_SINCE = 2016

_LONGEST_OLD_WORD = 3
_MOST_SERIAL_DIGITS = 9
_NOT_HAN = re.compile("[^一-鿿]")
_MARKS_BEFORE = re.compile("[^一-鿿0-9]*(?:年度?)?[^一-鿿0-9]*")
_END = "(?P<serial>[0-9]+)(?P<rest>.*)"
_OLD = re.compile(
    rf"(?P<head>[^字号0-9]{{0,8}}(?:[{PROVINCES}][0-9]{{1,6}})?[^字号0-9]{{0,12}})字第?{_END}"
)
_NEW = re.compile(rf"(?P<court>{COURT_HEAD}[0-9]{{0,6}})(?P<words>[^0-9]{{1,12}}){_END}")
_NO_COURT = re.compile(f"(?P<court>(?:[0-9]{{2}}|[0-9]{{4}})?)(?P<words>[^0-9]{{1,12}}){_END}")
_COURT_IN_HEAD = re.compile(f"(?P<court>{COURT_HEAD}[0-9]*)(?P<word>[一-鿿]*)")
_SUFFIX = "(?:之(?:[一二三四五六七八九十百零〇]{1,6}|[0-9]{1,3}))?"
_REST = re.compile(f"({_SUFFIX})(号*)({_SUFFIX})(.*)")
_FRACTION = re.compile("[.][0-9]")
_RANGE_OR_LIST = re.compile("[-~至到、,;和及与/]第?([0-9]+)|.*?[0-9]号")
_SUB_NUMBER = re.compile("-([0-9]{1,3})号?$")
_TEXT = re.compile("[0-9A-Za-z一-鿿]")


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for a reading: the years that may be, the codes and words that are known."""

    first_year: int
    last_year: int
    known_courts: Container[str]
    known_types: Container[str]


@dataclass(slots=True)
class Reading:
    """What a piece says. `head` is all that stands between year and serial in the right form."""

    year: int
    serial: int
    suffix: str
    style: str
    head: str = ""
    court: str | None = None
    word: str | None = None
    proposed_court: str | None = None
    is_changed: bool = False
    flags: set[Flag] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The right form."""
        return f"（{self.year}）{self.head}{self.serial}号{self.suffix}"


def read_piece(year: int, piece: str, rules: Rules) -> Reading | None:
    """The number after this year, or None where there is none (contract 6)."""
    if not rules.first_year <= year <= rules.last_year:
        return None
    marks = _MARKS_BEFORE.match(piece)
    start = marks.end() if marks else 0
    for pattern, fill in _READERS:
        if found := pattern.fullmatch(piece, start):
            reading = _numbered(year, found)
            if reading is None or not fill(reading, found, rules):
                return None
            if start:
                reading.flags.add(Flag.STRAY_CHARACTERS)
            return reading
    return None


def _numbered(year: int, found: re.Match[str]) -> Reading | None:
    """The reading with serial and suffix, and what is odd behind the serial."""
    digits = found["serial"].lstrip("0")
    rest = _REST.fullmatch(found["rest"])
    if not digits or len(digits) > _MOST_SERIAL_DIGITS or rest is None:
        return None
    early, mark, late, tail = rest.groups()
    if not mark and not early and tail and not _may_follow_digits(tail):
        return None
    reading = Reading(year, int(digits), early or late, "new")
    if early and mark:
        reading.flags.add(Flag.STRAY_CHARACTERS)
    if len(mark) > 1:
        reading.is_changed = True
        reading.flags.add(Flag.EXTRA_WORD)
    if tail:
        reading.flags.add(_flag_of_tail(tail, reading.serial))
    return reading


def _may_follow_digits(tail: str) -> bool:
    """Whether a serial without 号 can end here."""
    if _FRACTION.match(tail):
        return False
    return _TEXT.search(tail) is None or _RANGE_OR_LIST.match(tail) is not None


def _flag_of_tail(tail: str, serial: int) -> Flag:
    # 执字第123-1号 is paper 1 of case 123; 325-334号 are ten cases.
    if (paper := _SUB_NUMBER.match(tail)) and int(paper[1]) < serial:
        return Flag.STRAY_CHARACTERS
    return Flag.SEVERAL_NUMBERS if _RANGE_OR_LIST.match(tail) else Flag.STRAY_CHARACTERS


def _fill_old(reading: Reading, found: re.Match[str], rules: Rules) -> bool:
    """`（2013）安执字第123号`: court and type words are not told apart for certain."""
    head = found["head"]
    if not may_be_old_head(head):
        return False
    reading.style, reading.head = "old", f"{head}字第"
    reading.word = _usual_ending(head)
    if head == reading.word or head in rules.known_types:
        reading.flags.add(Flag.MISSING_COURT_CODE)
    if any(character.isdigit() for character in head):
        reading.flags.add(Flag.COURT_CODE_IN_OLD_NUMBER)
        _propose_new_form(reading, head, rules)
    if re.search("[^一-鿿（）0-9]", head):
        reading.flags.add(Flag.STRAY_CHARACTERS)
    return True


def _propose_new_form(reading: Reading, head: str, rules: Rules) -> None:
    """`赣0302执字第123号` means 赣0302执123号, when nothing else stands in its head."""
    found = _COURT_IN_HEAD.fullmatch(head)
    if found and found["court"] in rules.known_courts and found["word"] == reading.word:
        reading.proposed_court, reading.is_changed = found["court"], True


def _usual_ending(head: str) -> str | None:
    lengths = range(min(_LONGEST_OLD_WORD, len(head)), 0, -1)
    return next((head[-n:] for n in lengths if head[-n:] in old_type_words()), None)


def _fill_new(reading: Reading, found: re.Match[str], rules: Rules) -> bool:
    """`（2018）赣0302执123号`."""
    word = _only_word(reading, found["words"])
    reading.court, reading.word, reading.head = found["court"], word, found["court"] + word
    if found["court"] not in rules.known_courts:
        reading.flags.add(Flag.UNKNOWN_COURT_CODE)
    if word in rules.known_types:
        return True
    reading.flags.add(Flag.UNKNOWN_TYPE_WORD)
    return may_be_type_word(word)


def _fill_without_court(reading: Reading, found: re.Match[str], rules: Rules) -> bool:
    """`（2016）民再238号`, `（2019）1702行审9号`, `（2009）香刑初第338号`."""
    word = _only_word(reading, found["words"])
    digits = found["court"]
    reading.flags.add(Flag.MISSING_COURT_CODE)
    reading.head, reading.word = digits + word, word
    if digits:
        return _propose_province(reading, digits, rules)
    if reading.year < NEW_STYLE_SINCE:
        reading.style = "old"
    if word in rules.known_types:
        return True
    if ending := _usual_ending(word):
        reading.word = ending
        return not is_elsewhere(word)
    reading.flags.add(Flag.UNKNOWN_TYPE_WORD)
    return may_be_old_head(word) and may_be_type_word(word)


def _propose_province(reading: Reading, digits: str, rules: Rules) -> bool:
    """Whether one known court alone can be meant by a code without its province."""
    codes = [p + digits for p in PROVINCES if p + digits in rules.known_courts]
    if len(codes) != 1 or reading.word not in rules.known_types:
        return False
    reading.proposed_court, reading.is_changed = codes[0], True
    return True


def _only_word(reading: Reading, words: str) -> str:
    """The type word without marks, and without the words 字, 第, 号 of old habit around it."""
    plain = _NOT_HAN.sub("", words)
    if plain != words:
        reading.flags.add(Flag.STRAY_CHARACTERS)
    word = re.sub("[字第号]", "", plain)
    if word != plain:
        reading.is_changed = True
        reading.flags.add(Flag.EXTRA_WORD)
    return word


_Fill = Callable[[Reading, re.Match[str], Rules], bool]
_READERS: tuple[tuple[re.Pattern[str], _Fill], ...] = (
    (_OLD, _fill_old),
    (_NEW, _fill_new),
    (_NO_COURT, _fill_without_court),
)
