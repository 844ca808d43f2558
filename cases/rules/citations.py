"""How a rule is cited: document, article by date in force, and how sure the citation is.

Data only, in both languages: titles of laws are proper names, not sentences of the program.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DIGITS = "零一二三四五六七八九"


class Mark(StrEnum):
    """How sure a citation is (the dossier's marks)."""

    VERIFIED = "V"  # the text was read
    KNOWN = "K"  # recalled, its text not read again
    UNSURE = "U"  # a default; ask the court
    DESIGN = "D"  # our own decision, no rule of law


@dataclass(frozen=True)
class Document:
    """A law, interpretation or rule: official number (blank for none) and short title."""

    number: str
    title: str
    title_en: str


@dataclass(frozen=True)
class Wording:
    """The article that carries a rule from a date on. `article` like "9(8)", "" for none."""

    since: date
    document: Document
    article: str
    mark: Mark = Mark.VERIFIED

    @property
    def zh(self) -> str:
        """Citation in Chinese: 《严格执行案件审理期限制度的若干规定》第九条（八）."""
        if not self.article:
            return self.document.title
        return f"《{self.document.title}》{_article_zh(self.article)}"

    @property
    def en(self) -> str:
        """Citation in English: Rules on …, art. 9(8)."""
        return self.document.title_en + (f", art. {self.article}" if self.article else "")


@dataclass(frozen=True)
class Rule:
    """A rule of the register, with its wordings in order of the date in force."""

    id: str
    wordings: tuple[Wording, ...]

    def at(self, day: date) -> Wording:
        """The wording in force on a day; before the first, the first."""
        return self.in_force(day) or self.wordings[0]

    def in_force(self, day: date) -> Wording | None:
        """The wording in force on a day, or None before the first."""
        known = [wording for wording in self.wordings if wording.since <= day]
        return known[-1] if known else None


def _article_zh(article: str) -> str:
    number, _, items = article.partition("(")
    named = "".join(f"（{_numeral(int(item.rstrip(')')))}）" for item in items.split("(") if item)
    return f"第{_numeral(int(number))}条{named}"


def _numeral(number: int) -> str:
    """Chinese numeral of 1 to 999, as articles are numbered: 十二, 二十, 一百零五, 四百八十七."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{DIGITS[tens] if hundreds or tens > 1 else ''}十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")
