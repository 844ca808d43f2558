"""Runs the parts in an order that shares data, and sums up which goals are reached."""

import platform
from collections.abc import Callable, Sequence
from datetime import date

from django.db import connection

from bench import chain, exports, ledger, pages, peer_import, snapshot, snapshot_data, writes
from bench.measuring import Goal, Table

Section = tuple[str, list[Goal]]


def run(sizes: Sequence[int], parts: Sequence[str]) -> list[Section]:
    """Every part at every size that it is measured at."""
    found: list[Section] = []
    for cases in sizes:
        if not {"snapshot", "pages", "export"} & set(parts):
            break
        if "snapshot" in parts:
            found.append((f"snapshot, {cases:,} cases", _snapshot(cases)))
        else:
            snapshot_data.fill(cases, snapshot.DISTRICT, snapshot.SUNDAY)
        if "pages" in parts:
            found.append((f"case list, {cases:,} cases", pages.run(cases)))
        if "export" in parts:
            found.append((f"export, {cases:,} cases", exports.run(cases)))
    others: dict[str, list[tuple[str, Callable[[], list[Goal]]]]] = {
        "import": [("import", _ledger), ("import beside the peer", peer_import.run)],
        "write": [("writing", _writes), ("audit chain", chain.run)],
    }
    for part, works in others.items():
        if part in parts:
            found += [(name, work()) for name, work in works]
    return found


def _snapshot(cases: int) -> list[Goal]:
    ratios = snapshot.run(cases)
    table = Table(f"Freezing a week, {cases:,} cases", "ratios")
    table.at_least("naive ORM loops ÷ first freezing", ratios["naive_to_first"], 15)
    table.at_least("naive ORM loops ÷ freezing the week after", ratios["naive_to_weekly"], 15)
    table.at_most("freezing the week after ÷ bare SQL", ratios["weekly_to_bare"], 3)
    return table.goals


def _ledger() -> list[Goal]:
    connection.close()  # measured in processes of its own
    ratios = ledger.run()
    table = Table("Importing a ledger of 20,000 cases", "ratios")
    table.at_most("first import ÷ floor", ratios["first_to_floor"], 4)
    table.at_most("the same file again ÷ floor", ratios["again_to_floor"], 1.3)
    table.at_most("peak memory (MB)", ratios["peak_mb"], 350)
    return table.goals


def _writes() -> list[Goal]:
    snapshot_data.fill(20_000, snapshot.DISTRICT, date(2026, 9, 20))
    return writes.run()


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
