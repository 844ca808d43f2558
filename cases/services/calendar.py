"""A changed work calendar: which limits and nodes of open cases would move, and moving them.

Closed cases stay as they were counted: a change never rewrites the past.
"""

from collections.abc import Iterator

from cases.rules.derived import derive
from cases.selectors.terms import terms_in_force
from cases.services.derived import read_facts, recompute
from cases.services.moving import moved_dates, open_cases
from enforcement.kernel import clock
from enforcement.kernel.registries import MovedDate
from enforcement.kernel.workdays import WorkCalendar


def preview_calendar(before: WorkCalendar, after: WorkCalendar, /) -> Iterator[MovedDate]:
    """Statutory ends and due dates of open cases that the changed calendar would move, streamed."""
    today, terms = clock.today(), terms_in_force()
    for batch in open_cases():
        by_id = {case.pk: case for case in batch}
        for known in read_facts(list(by_id)):
            old = derive(known.facts, today, before, terms)
            new = derive(known.facts, today, after, terms)
            yield from moved_dates(by_id[known.case_id], old, new)


def apply_calendar(calendar: WorkCalendar, /) -> int:
    """Recompute all open cases by the calendar now stored; how many changed.

    One transaction a batch. The argument is the calendar in force, which `recompute` reads itself.
    """
    return sum(recompute(case.pk for case in batch) for batch in open_cases())
