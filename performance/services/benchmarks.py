"""Provincial averages: imported with their source, one figure per indicator and week (ruling 8)."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from courts.models import User
from enforcement.kernel import audit, clock
from performance import permissions
from performance.models import Benchmark
from performance.services.averages_file import Average, Fault, read_averages


@dataclass
class Imported:
    """What an import did."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Rows that were not taken."""
        return len({fault.row for fault in self.faults})


@transaction.atomic
def import_benchmarks(
    content: bytes, *, name: str = "averages.csv", by: User | None = None
) -> Imported:
    """Store the averages of a file; good rows go in, faulty ones are named. Idempotent.

    `name`: under which it came; a workbook or a .zip is known by its content. Raises InvalidInput
    for a file that is no such table.
    """
    if by is not None:
        permissions.check_can_import_benchmarks(by)
    result = Imported()
    before, after = _store(read_averages(content, name, result.faults), result)
    if result.created or result.updated:
        changes = audit.diff(before, after)
        audit.record("BENCHMARKS_IMPORTED", None, by=by, changes=changes)
    return result


def _store(given: list[Average], result: Imported) -> tuple[dict[str, Any], dict[str, Any]]:
    weeks = {key[1] for key, _value, _source in given}
    stored = {
        (each.indicator, each.week_ending): each
        for each in Benchmark.objects.select_for_update(of=("self",)).filter(week_ending__in=weeks)
    }
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for key, value, source in given:
        known = stored.get(key)
        label = f"{key[0]} {key[1]}"
        if known is not None and (known.value, known.source) == (value, source):
            result.unchanged += 1
            continue
        before[label] = f"{known.value} {known.source}" if known else None
        after[label] = f"{value} {source}"
        result.updated += known is not None
        result.created += known is None
    changed = [(k, v, s) for k, v, s in given if f"{k[0]} {k[1]}" in after]
    _write(changed)
    return before, after


def _write(changed: list[Average]) -> None:
    now = clock.now()
    rows = [
        Benchmark(indicator=key[0], week_ending=key[1], value=value, source=source, recorded_at=now)
        for key, value, source in changed
    ]
    Benchmark.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["indicator", "week_ending"],
        update_fields=["value", "source", "recorded_at"],
    )
