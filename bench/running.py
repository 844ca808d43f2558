"""Runs the parts in an order that shares data, and sums up which goals are reached."""

import platform
from collections.abc import Sequence

from django.db import connection

from bench import (
    chain,
    clocks,
    exports,
    frames,
    ledger,
    pages,
    peer_import,
    record_lists,
    snapshot,
    snapshot_data,
    writes,
)
from bench.effort import Effort
from bench.measuring import Goal, Table

SNAPSHOT_CASES = 1_000_000  # the size that limits section 1 names; `SCALE=1m` runs it
BY_SIZE = {"snapshot", "pages", "export", "clocks"}
Section = tuple[str, list[Goal]]


def run(sizes: Sequence[int], parts: Sequence[str], effort: Effort) -> list[Section]:
    """Every part at every size that it is measured at."""
    found: list[Section] = []
    for cases in sizes if BY_SIZE & set(parts) else ():
        if "snapshot" in parts:
            found.append((f"snapshot, {cases:,} cases", _snapshot(cases, effort)))
        else:
            snapshot_data.fill(cases, snapshot.DISTRICT, snapshot.SUNDAY)
        if "pages" in parts:
            found.append((f"case list, {cases:,} cases", pages.run(cases, effort)))
            found.append((f"record lists, {cases:,} cases", record_lists.run(cases, effort)))
            found.append((f"pages, {cases:,} cases", frames.run(cases, effort)))
        if "export" in parts:
            found.append((f"export, {cases:,} cases", exports.run(cases, effort)))
        if "clocks" in parts:  # the last of a size: it adds entries and moves what was made by SQL
            found.append((f"clocks, {cases:,} cases", clocks.run(cases, effort)))
    if "import" in parts:
        found.append(("import", _ledger(effort)))
        found.append(("import beside the peer", peer_import.run(effort)))
    if "write" in parts:
        snapshot_data.fill(effort.write_cases, snapshot.DISTRICT, snapshot.SUNDAY)
        found.append(("writing", writes.run(effort)))
        found.append(("audit chain", chain.run(effort)))
    return found


def _snapshot(cases: int, effort: Effort) -> list[Goal]:
    ratios = snapshot.run(cases, effort.rounds)
    table = Table(f"Freezing a week, {cases:,} cases", "ratios")
    judged = cases >= SNAPSHOT_CASES
    first, weekly, bare = (
        ratios[name] for name in ("naive_to_first", "naive_to_weekly", "weekly_to_bare")
    )
    table.at_least("naive ORM loops ÷ first freezing", first, 15, judged=judged)
    table.at_least("naive ORM loops ÷ freezing the week after", weekly, 15, judged=judged)
    table.at_most("freezing the week after ÷ bare SQL", bare, 3, judged=judged)
    return table.goals


def _ledger(effort: Effort) -> list[Goal]:
    connection.close()  # measured in processes of its own
    ratios = ledger.run(effort.rounds, effort.ledger_cases)
    table = Table(f"Importing a ledger of {effort.ledger_cases:,} cases", "ratios")
    table.at_most("first import ÷ floor", ratios["first_to_floor"], 4)
    table.at_most("the same file again ÷ floor", ratios["again_to_floor"], 1.3)
    table.at_most("peak memory (MB)", ratios["peak_mb"], 350)
    return table.goals


def summarise(sections: Sequence[Section], seconds: float) -> None:
    """All goals again, one below the other."""
    judged = [goal for _name, goals in sections for goal in goals if goal.judged]
    met = sum(goal.is_met for goal in judged)
    print(f"\nGoals ({met} of {len(judged)} met; {seconds / 60:.1f} minutes; {_machine()})")
    for name, goals in sections:
        print(name)
        for goal in goals:
            print(goal.line())


def _machine() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0].split()[0]
    return f"Python {platform.python_version()}, PostgreSQL {version}"


def page(text: str) -> str:
    """The tables as a page of the documentation."""
    return f"""# Benchmarks

What one run of `make bench` printed. A goal is a ratio of two things measured in the same run, each
the median of some samples with the least and the most beside it; what is not judged is shown at a
size that the goal does not name. `SCALE=20k` takes one size, `ONLY=pages` one part.

```text
{text.strip()}
```
"""
