"""Cases of one file on their way in, batch by batch: each case whole or not at all (ruling 32)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, cast

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from cases.models import Case, FormerNumber
from cases.rules.derived import limit_facts
from cases.rules.limits import statutory_end_date
from cases.selectors.terms import terms_in_force
from cases.services import derived
from cases.sheets import writing
from cases.sheets.batch import Batch, Work
from cases.sheets.case import CASES, OFFICER_NAME, Cases, stored_cases
from cases.sheets.keys import CaseNumbers
from cases.sheets.officers import Officers
from cases.sheets.rows import RowSheet
from courts.selectors import known_court_codes, work_calendar
from enforcement.kernel import clock, sheets
from enforcement.kernel.sheets import Import, Keyed, Outcome
from enforcement.kernel.tabular.cells import CellError
from enforcement.kernel.tabular.values import Cell

# Raised when the reading of rows changes, so that fingerprints of before count no more.
READING = 3
_name_of = lru_cache(maxsize=4096, typed=True)(OFFICER_NAME)  # a court has few officers


class CaseSession:
    """The group of 案件 and all sheets below it, at work on one file."""

    def __init__(self, run: Import) -> None:
        self.run_of = run
        self.numbers = CaseNumbers(run.today, known_court_codes(), run.courts)
        self.officers = Officers(run.today)
        self.calendar, self.terms = work_calendar(), terms_in_force()
        first, *below = sheets.of_group("cases")
        self.cases = cast(Cases, first)
        self.below = cast(list[RowSheet], below)
        self.repeating = [each for each in self.below if each.repeats]
        self.layout = repr((READING, sorted(run.positions.items()))).encode()

    def key(self, cell: Cell) -> str:
        """The canonical case number."""
        return self.numbers.key(cell)

    @property
    def spelled(self) -> dict[str, str]:
        """Spellings met so far."""
        return self.numbers.seen

    def run(self, batch: Sequence[Keyed]) -> Outcome:
        """Take a batch in. Cases whose rows are those of last time cost little more than reading."""
        outcome = Outcome()
        works = [
            Work(k.key, self.numbers.parsed[k.key], k.rows, fingerprint=self._fingerprint(k))
            for k in batch
        ]
        changed = self._different(works, outcome)
        if changed:
            self._take(Batch(self.run_of, changed, outcome, clock.now(), self.terms))
        return outcome

    # Nothing changed? ---------------------------------------------------------------------------
    def _different(self, works: list[Work], outcome: Outcome) -> list[Work]:
        """The works whose rows are not those of the last import of the same, untouched case."""
        known = _numbered([work.number for work in works]).filter(live_since=None)
        hashes = {
            row[0]: row[1:]
            for row in known.exclude(row_hash=None).values_list("number", "row_hash", "officer_id")
        }
        return [work for work in works if not self._same(work, hashes.get(work.number), outcome)]

    def _same(self, work: Work, stored: Any, outcome: Outcome) -> bool:
        if stored is None or bytes(stored[0]) != work.fingerprint:
            return False
        if stored[1] is None and not self._officer_still_unknown(work, outcome):
            return False
        for name, rows in work.rows.items():
            counts = outcome.of(name)
            counts.rows += len(rows)
            counts.unchanged += len(rows)
        for sheet in self.repeating:
            if sheet.name in work.rows:
                for warning in sheet.repeated(work.rows[sheet.name], self.run_of):
                    outcome.warn(sheet.name, *warning)
        return True

    def _fingerprint(self, keyed: Keyed) -> bytes | None:
        if keyed.content is None:
            return None
        return blake2b(self.layout + keyed.content, digest_size=16).digest()

    def _officer_still_unknown(self, work: Work, outcome: Outcome) -> bool:
        """A name that no user bore last time: said again, unless somebody bears it now."""
        positions = self.run_of.positions.get(CASES, {})
        if CASES not in work.rows or "承办人" not in positions:
            return True
        rows = work.rows[CASES]
        try:
            name = _name_of(rows[0][1][positions["承办人"]], self.run_of.today)
        except CellError:
            return False
        court = work.parsed.court_code or ""
        if not name:
            return True
        if self.officers.only(court, name) is not None:
            return False
        outcome.warn(CASES, rows[0][0], "承办人", self.officers.unknown(court, name))
        return True

    # The others ---------------------------------------------------------------------------------
    def _take(self, batch: Batch) -> None:
        self._find_stored(batch)
        for work in batch.works:
            for name, rows in work.rows.items():
                batch.outcome.of(name).rows += len(rows)
        self.cases.plan(batch, self.officers)
        for sheet in self.below:
            sheet.plan(batch)
        self._compare_given_ends(batch)
        if self.run_of.writes:
            writing.write(batch, self.below, self.calendar)

    def _find_stored(self, batch: Batch) -> None:
        numbers = [work.number for work in batch.works]
        rows = _numbered(numbers).order_by("pk")
        if self.run_of.writes:
            rows = rows.select_for_update(of=("self",), no_key=True)
        found = {stored.number: stored for stored in stored_cases(rows)}
        missing = [number for number in numbers if number not in found]
        former = dict(
            FormerNumber.objects.filter(number__in=missing).values_list("number", "case__number")
        )
        for work in batch.works:
            work.stored = found.get(work.number)
            if work.stored:
                work.case_id = work.stored.pk
            elif work.number in former:
                work.refusal = _("案号 %(old)s 已更正为 %(new)s，请改用更正后的案号。") % {
                    "old": work.number,
                    "new": former[work.number],
                }

    def _compare_given_ends(self, batch: Batch) -> None:
        """A 届满日 that differs from the computed one is a warning (ruling 33)."""
        if "法定期限届满日" not in self.run_of.positions.get(CASES, {}):
            return
        given = [w for w in batch.works if w.values and w.values["given_limit_end"]]
        stored = {
            known.case_id: known.facts.limit_rows
            for known in derived.read_facts([w.case_id for w in given if w.stored])
        }
        for work in given:
            limits = [*stored.get(work.case_id, ()), *work.limit_rows]
            self._compare_given_end(batch, work, limits)

    def _compare_given_end(self, batch: Batch, work: Work, limits: Iterable[Any]) -> None:
        facts = limit_facts(writing.facts_of(work, list(limits)), self.terms)
        asked = facts.closed_on or batch.run.today
        end = statutory_end_date(facts._replace(given=None), asked, self.calendar)
        if end is None or end == facts.given:
            return
        sentence = _("所填届满日 %(given)s 与按规则计算的 %(end)s 不同，以所填为准。") % {
            "given": facts.given,
            "end": end,
        }
        batch.warn(work, CASES, work.row, ("法定期限届满日", sentence))


def _numbered(numbers: list[str]) -> QuerySet[Case]:
    """Cases of these numbers. One array: a thousand places of a statement take a millisecond."""
    are_named = RawSQL("cases_case.number = ANY(%s)", [numbers], output_field=BooleanField())
    return Case.objects.filter(are_named)
