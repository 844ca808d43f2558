"""Spellings that mean the same: widths, brackets, spaces, invisible marks, script variants."""

import re
import unicodedata

PROVINCES = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新军兵"
COURT_HEAD = f"(?:最高法|[{PROVINCES}])"

_OPENING = "([{<〔【［｛〖〈《「『﹝﹙﹛⦅❨⟮⟦"
_CLOSING = ")]}>〕】］｝〗〉》」』﹞﹚﹜⦆❩⟯⟧"
_DASHES = "‐‑‒–—―−﹣－─"
# Radicals that PDF files put in place of characters and that have no compatibility mapping.
_RADICALS = (
    "⺠⻓⻢⻘⻩⻬⻰⻄⻅⻆⻋⻔⻛⻜⻝⻥⻦⻨⻮⺟⻚⻉",
    "民长马青黄齐龙西见角车门风飞食鱼鸟麦齿母页贝",
)
_TRADITIONAL = (
    "贛贑灨號执執異復複監協請經終審滬蘇閩魯瓊雲陝寧遼內晉軍賠財轄認證罰發與級區縣東",
    "赣赣赣号执执异复复监协请经终审沪苏闽鲁琼云陕宁辽内晋军赔财辖认证罚发与级区县东",
)
_INVISIBLE = (
    *range(0x00, 0x20),
    *range(0x7F, 0xA0),
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
    *range(0x200B, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xFFF9, 0xFFFD),
    *range(0xE0100, 0xE01F0),
)
_SPACES = (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)):  # radicals, compatibility
        table[code] = unicodedata.normalize("NFKC", chr(code))
    for variants, plain in (_RADICALS, _TRADITIONAL):
        table.update(zip(map(ord, variants), plain, strict=True))
    table.update(dict.fromkeys(map(ord, _OPENING + "（"), "（"))
    table.update(dict.fromkeys(map(ord, _CLOSING + "）"), "）"))
    table.update(dict.fromkeys(map(ord, _DASHES), "-"))
    table.update(dict.fromkeys(_INVISIBLE + _SPACES))
    return table


_TABLE = _table()
_ZEROS = "[Oo〇○◯]+"
_ONES = "[lIi]+"
_LETTERS = re.compile(
    rf"(?<=[0-9])({_ZEROS})|({_ZEROS})(?=[0-9])|(?<=[0-9]){_ONES}|{_ONES}(?=[0-9])"
)
_YEAR_IN_WORDS = re.compile("（([〇○◯零Oo0-9一二三四五六七八九]{4})）")
_DIGIT_WORDS = str.maketrans("〇○◯零Oo一二三四五六七八九", "000000123456789")


def tidy(text: str) -> str:
    """The text without spaces and invisible marks, digits half width, brackets （ ）."""
    # Spreadsheets write a carriage return inside a cell as this escape.
    return text.replace("_x000D_", "").translate(_TABLE)


def mend_digits(text: str) -> str:
    """The tidy text with letters and Chinese numerals that stand for digits made digits."""
    text = _YEAR_IN_WORDS.sub(lambda year: year[0].translate(_DIGIT_WORDS), text)
    return _LETTERS.sub(lambda run: ("0" if run[1] or run[2] else "1") * len(run[0]), text)
