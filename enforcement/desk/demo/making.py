"""From a filing to a whole case: people, dates of the key nodes, its course, its end."""

from datetime import date, timedelta
from decimal import Decimal

from enforcement.desk.demo import courses, ending, register, reviews, words
from enforcement.desk.demo.desks import Desk, Desks
from enforcement.desk.demo.diary import Diary
from enforcement.desk.demo.dice import Dice, after
from enforcement.desk.demo.draft import CENT, Draft
from enforcement.desk.demo.filing import Filing
from enforcement.desk.demo.manners import MANNERS
from enforcement.desk.demo.people import People
from enforcement.desk.demo.property import asset
from enforcement.desk.demo.records import CaseFile, PartyRow
from enforcement.desk.demo.roster import SHORT, one
from enforcement.kernel.months import add_months

ENFORCED = ("执", "执恢")
GIVEN_END, REMARK_EVERY, MOST_REMARKS = 0.01, 45, 6
SPREAD = 1.35  # of claims: a few are of millions, most of ten thousands


class Maker:
    """Makes cases one after another; the order of calls decides what comes out."""

    def __init__(self, cases: int, as_of: date, dice: Dice) -> None:
        self.until = as_of - timedelta(days=1)
        self.dice = dice
        self.people = People(dice)
        self.desks = Desks(cases, as_of, dice)
        self.clerks = {court: one(court, "clerk").name for court in SHORT}
        self.chiefs = {court: one(court, "chief").name for court in SHORT}

    def make(self, filing: Filing) -> CaseFile:
        """The case as it stands on the last day."""
        draft = self._begin(filing)
        self._start(draft)
        if filing.type_word in ENFORCED:
            courses.run(draft)
            register.list_debtors(draft)
        elif filing.type_word == "执保":
            reviews.preserve(draft)
        else:
            reviews.review(draft)
        self._remarks(draft)
        ending.cut(draft, self.until)
        return draft.case

    def _begin(self, filing: Filing) -> Draft:
        cause = self.dice.draw(words.CAUSES)
        desk = self.desks.desk_for(filing, cause)
        case = CaseFile(
            court=filing.court, type_word=filing.type_word, year=filing.filed_on.year,
            serial=filing.serial, filed_on=filing.filed_on, cause=cause,
            officer=desk.officer.name, team=desk.officer.team,
            parties=self.people.parties(filing.court, cause),
            claim=self._claim(cause), given_limit_end=self._given_end(filing, desk),
        )  # fmt: skip
        case.basis_number = self._basis(filing, cause)
        assigned = after(filing.filed_on, self._wait(filing.court, desk, 4, 15))
        return Draft(
            case=case, diary=self._diary(case), dice=self.dice, manner=MANNERS[filing.court],
            desk=desk, clerk=self.clerks[filing.court], chief=self.chiefs[filing.court],
            assigned_on=assigned, started_on=assigned,
        )  # fmt: skip

    def _start(self, draft: Draft) -> None:
        """立案, 分案, and for enforcement the notice and the first query."""
        case, court = draft.case, draft.case.court
        draft.diary.note(case.filed_on, "立案", draft.clerk)
        draft.diary.note(draft.assigned_on, "分案", draft.chief)
        if case.type_word == "执恢":
            draft.act(after(draft.assigned_on, 2), "恢复执行")
        if case.type_word not in (*ENFORCED, "执保"):
            return
        noticed = after(draft.assigned_on, self._wait(court, draft.desk, 3, 14))
        queried = after(draft.assigned_on, self._wait(court, draft.desk, 9, 30))
        draft.started_on = max(noticed, queried)
        if case.type_word != "执保" and not draft.desk.neglected:
            draft.act(noticed, "执行通知")
        if not (draft.desk.neglected or draft.desk.fresh):
            draft.act(queried, "网络查控")

    def _wait(self, court: str, desk: Desk, usual: int, latest: int) -> int:
        """Days until a key node is done: in time, or late by the manner of the court."""
        if desk.held:
            return 0 if desk.fresh and usual == 4 else usual
        if self.dice.chance(MANNERS[court].late_node):
            return self.dice.whole(usual + 3, latest)
        return self.dice.whole(0, usual - 1)

    def _claim(self, cause: str) -> Decimal:
        median = words.CLAIMS.get(cause, words.DEFAULT_CLAIM)
        claim = Decimal(str(round(median * self.dice.lognormvariate(0, SPREAD), 2)))
        return (claim.quantize(Decimal(100)) if self.dice.chance(0.35) else claim).quantize(CENT)

    def _given_end(self, filing: Filing, desk: Desk) -> date | None:
        if desk.given_end or desk.held:
            return desk.given_end
        return add_months(filing.filed_on, 6) if self.dice.chance(GIVEN_END) else None

    def _basis(self, filing: Filing, cause: str) -> str:
        """The instrument that is enforced."""
        year = filing.filed_on.year - self.dice.chance(0.45)
        serial = self.dice.whole(1, 4200)
        place = words.PLACES[filing.court][0].removeprefix("萍乡市")[:1]
        if cause == "行政非诉执行":
            return f"{place}综执罚字〔{year}〕第{serial}号"
        if cause == "劳动争议" and self.dice.chance(0.5):
            return f"{place}劳人仲案字〔{year}〕第{serial}号"
        if filing.type_word == "执复":
            return f"（{year}）赣0302执异{serial % 200 + 1}号"
        if self.dice.chance(0.05):
            return f"（{year}）萍证执字第{serial}号"
        return f"（{year}）{filing.court}民初{serial}号"

    def _diary(self, case: CaseFile) -> Diary:
        debtor = case.debtors[0] if case.debtors else PartyRow("被执行人", "被执行人", "自然人")
        return Diary(
            self.dice,
            {
                "officer": case.officer,
                "debtor": debtor.name,
                "bank": self.dice.pick(words.BANKS),
                "asset": asset(self.dice, "动产", case.court),
            },
        )

    def _remarks(self, draft: Draft) -> None:
        """Lines that do no node, more in long cases."""
        last = min(draft.case.closed_on or self.until, self.until)
        span = (last - draft.started_on).days
        for _each in range(min(MOST_REMARKS, span // REMARK_EVERY)):
            draft.diary.remark(after(draft.started_on, self.dice.whole(1, span)), draft.officer)
