"""Names of people and units: the form in which they are compared, and the order of lists.

Traditional and simplified characters are not folded here; list screening does that with its own
tables.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

# Middle dots of transliterated names, as keyboards and forms of thirty years produce them.
_DOTS = "·•‧・･∙⋅●．.﹒。᛫·"
_BRACKETS = "()[]{}〔〕【】〖〗〈〉《》「」『』"

# Variation selectors choose among pictures of one character; they are marks, not letters.
_MARKS = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
_UNSEEN = [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF]
_LEFT_OUT = dict.fromkeys([*map(ord, _DOTS), *_MARKS, *_UNSEEN])
_LEFT_OUT_OF_UNITS = _LEFT_OUT | dict.fromkeys(map(ord, _BRACKETS))

_ONE_BRACKET = str.maketrans("[{〔【〖〈《「『]}〕】〗〉》」』", "(" * 9 + ")" * 9)

_spaces = re.compile(r"\s+")
_is_plain = re.compile(r"[\u4e00-\u9fff]+").fullmatch  # characters of one form each
_is_person = re.compile(r"[\u3400-\u9fff]{2,4}").fullmatch

# Surnames that are read otherwise than the character elsewhere.
_READ_OTHERWISE = (
    "单shan4 仇qiu2 查zha1 曾zeng1 解xie4 任ren2 区ou1 朴piao2 盖ge3 翟zhai2 覃qin2 "
    "华hua4 乐yue4 缪miao4 黑he4 那na1 折she2 员yun4 种chong2 繁po2 秘bi4 祭zhai4 郇xun2 "
    "隗wei3 召shao4 洗xian3 相xiang4 哈ha3 撒sa3 燕yan1 纪ji3 过guo1 卜bu3 葛ge3 令ling2 "
    "牟mu4 薄bo2 句gou1 阚kan4 乜nie4 么yao1 藏zang1 都du1 阙que4 占zhan1"
)
_SURNAMES = {entry[0]: entry[1:] for entry in _READ_OTHERWISE.split()}
_DOUBLE_SURNAMES = {
    "单于": ["chan2", "yu2"],
    "尉迟": ["yu4", "chi2"],
    "万俟": ["mo4", "qi2"],
    "长孙": ["zhang3", "sun1"],
    "澹台": ["tan2", "tai2"],
    "夹谷": ["jia2", "gu3"],
    "拓跋": ["tuo4", "ba2"],
}


def normalize_name(text: str, *, unit: bool = False) -> str:
    """The key by which a name is matched (ruling 30, contract 14): never shown.

    Width, compatibility characters, spaces, middle dots and the case of Latin letters do not
    count; kinds of brackets do not either, and for a unit brackets do not count at all.
    """
    if _is_plain(text):  # most names
        return text
    folded = _spaces.sub("", unicodedata.normalize("NFKC", text)).casefold()
    kept = folded.translate(_LEFT_OUT_OF_UNITS if unit else _LEFT_OUT).translate(_ONE_BRACKET)
    return unicodedata.normalize("NFKC", kept)  # what now stands together may be one character


def pinyin_key(name: str) -> str:
    """Sort key of a name: character by character its reading, tone, then the character itself.

    So all 张 stand together, before all 章. For a plain column under the C collation.
    """
    text = _spaces.sub("", unicodedata.normalize("NFKC", name)).casefold()
    pairs = zip(_readings(text), text, strict=True)
    return " ".join(char if reading == char else reading + char for reading, char in pairs)


def _readings(text: str) -> list[str]:
    """Two to four characters are a person, whose surname has its own reading."""
    if not _is_person(text):
        return _reader()(text)
    readings = [_reading(char) for char in text]
    if text[:2] in _DOUBLE_SURNAMES:
        readings[:2] = _DOUBLE_SURNAMES[text[:2]]
    else:
        readings[0] = _SURNAMES.get(text[0], readings[0])
    return readings


@cache
def _reading(char: str) -> str:
    return _reader()(char)[0]


@cache
def _reader() -> Callable[[str], list[str]]:
    """Pinyin with phrases (重庆), one entry per character.

    Loaded on first use: the dictionaries cost a quarter of a second and most processes sort no
    names.
    """
    from pypinyin import Style, lazy_pinyin

    def read(text: str) -> list[str]:
        pieces = lazy_pinyin(text, style=Style.TONE3, errors="\n".join, neutral_tone_with_five=True)
        return [reading for piece in pieces for reading in piece.split("\n")]

    return read
