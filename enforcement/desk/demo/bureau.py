"""The whole bureau as a stream: the same plan gives the same rows, at any size in flat memory."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from enforcement.desk.demo.dice import Dice
from enforcement.desk.demo.filing import filings
from enforcement.desk.demo.making import Maker
from enforcement.desk.demo.records import Batch, CaseFile
from enforcement.desk.demo.visits import Visits

BATCH = 1000


class Plan(NamedTuple):
    """What decides the demonstration: how many cases, the seed, the last day."""

    cases: int
    seed: int
    as_of: date


def stream(plan: Plan, size: int = BATCH) -> Iterator[Batch]:
    """Batches of cases in the order of filing, each with the petitions that arrived meanwhile."""
    dice = Dice(plan.seed)
    maker = Maker(plan.cases, plan.as_of, dice)
    visits = Visits(plan.as_of, dice)
    cases: list[CaseFile] = []
    for filing in filings(plan.cases, plan.as_of, dice):
        if len(cases) == size:
            yield Batch(cases, visits.before(filing.filed_on))
            cases = []
        case = maker.make(filing)
        visits.about(case)
        cases.append(case)
    yield Batch(cases, visits.before(date.max))
