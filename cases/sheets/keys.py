"""The key of all sheets of a case: 案号 in any spelling, of a known court, within one's courts."""

from datetime import date

from django.utils.translation import gettext as _

from cases.numbers import ENFORCEMENT_WORDS, ParsedNumber, parse
from enforcement.kernel.tabular.cells import CellError, read_text
from enforcement.kernel.tabular.values import Cell

LONGEST = 200


class CaseNumbers:
    """Reads case numbers of one file; every spelling is looked at once (ruling 36)."""

    def __init__(
        self, today: date, known_courts: frozenset[str], allowed: frozenset[str] | None
    ) -> None:
        self.today, self.known, self.allowed = today, known_courts, allowed
        self.seen: dict[str, str] = {}
        self.refused: dict[str, str] = {}
        self.parsed: dict[str, ParsedNumber] = {}

    def key(self, cell: Cell) -> str:
        """The canonical number. CellError says why a text is no case of the bureau."""
        if type(cell) is str and cell in self.seen:
            return self.seen[cell]
        text = read_text(cell, max_length=LONGEST)
        if text is None:
            raise CellError(_("必填，不能空白。"))
        if text not in self.refused:
            number = parse(text, today=self.today, known_courts=self.known)
            fault = self._fault(text, number)
            if fault is None and number.canonical is not None:
                self.parsed.setdefault(number.canonical, number)
                return self.seen.setdefault(cell if type(cell) is str else text, number.canonical)
            self.refused[text] = fault or ""
        raise CellError(self.refused[text])

    def _fault(self, text: str, number: ParsedNumber) -> str | None:
        if number.is_enforcement():
            return self._not_allowed(number.court_code or "")
        shown = text if len(text) <= 40 else text[:39] + "…"
        if not number.ok:
            return _("“%s”不是案号，应如（2018）赣0302执123号。") % shown
        if number.style == "old":
            return _("“%s”是 2016 年以前的旧式案号，台账只收新式案号。") % shown
        if number.court_code and number.court_code not in self.known:
            return _("案号中的法院代字“%s”不在系统的法院名录中，请核对。") % number.court_code
        if number.suffix:
            return _("案号“%s”带“之几”，那是文书编号，请填案件的案号。") % shown
        if not number.flags and number.type_word not in ENFORCEMENT_WORDS:
            return _("案号中的类型代字“%s”不是执行案件。") % number.type_word
        if number.repaired:
            return _("案号“%(text)s”写法有误，是否为“%(repaired)s”？请核对后改正。") % {
                "text": shown,
                "repaired": number.repaired,
            }
        return _("案号“%s”写法有误，应如（2018）赣0302执123号。") % shown

    def _not_allowed(self, court: str) -> str | None:
        if self.allowed is None or court in self.allowed:
            return None
        return _("法院 %s 不在你管理的范围内，请由该院或上级法院导入。") % court
