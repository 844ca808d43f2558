"""Importing a ledger: ours, first and again, beside the floor (limits section 3).

The floor is what the same rows cost at least: calamine reads them, COPY puts them into plain
tables. `keyed` is what the rows that we make of them cost the database alone, ready as text, in
our tables with all keys, indexes and references. Every figure is taken in a process of its own,
so that peak memory is its own too.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

ROUNDS = 5
TICKS_PER_S = 100
LEDGER_TABLES = "cases_case, petitions_petition, kernel_auditpending"
TABLES = ("cases_case", "cases_party", "cases_receipt", "cases_progress", "cases_casenode",
          "cases_limitversion")  # fmt: skip


def run(rounds: int = ROUNDS, cases: int = 20_000) -> dict[str, float]:
    """Measure and print; ratios by name."""
    from bench import ledger_data

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        ledger_data.write(path, cases)
        measured: dict[str, list[dict[str, float]]] = {step: [] for step in STEPS}
        for _round in range(rounds):
            for step in measured:
                measured[step].append(_child(step, path))
        _print(path, measured)
    cpu = {step: median(each["cpu"] for each in found) for step, found in measured.items()}
    peak = max(
        each["peak_mb"] for found in (measured["first"], measured["again"]) for each in found
    )
    return {
        "first_to_floor": cpu["first"] / cpu["floor"],
        "again_to_floor": cpu["again"] / cpu["floor"],
        "peak_mb": peak,
    }


def _child(step: str, path: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.ledger", step, str(path)], capture_output=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _print(path: Path, measured: dict[str, list[dict[str, float]]]) -> None:
    size = path.stat().st_size / 1e6
    rows = measured["floor"][0]["rows"]
    print(
        f"\nimporting a ledger: {size:.1f} MB, {rows:,.0f} rows, median of {len(measured['floor'])}"
    )
    floor = median(each["cpu"] for each in measured["floor"])
    for step, found in measured.items():
        cpu = [each["cpu"] for each in found]
        peak = max(each["peak_mb"] for each in found)
        per_cpu = found[0]["rows"] / median(cpu)
        print(
            f"  {step:<8}{median(cpu):7.2f} CPU-s ({min(cpu):.2f}–{max(cpu):.2f})"
            f"{per_cpu:10,.0f} rows per CPU-s{peak:7.0f} MB{median(cpu) / floor:6.2f} × floor"
        )
    print("  goals: first ≤ 4 × floor, again ≤ 1.3 × floor, ≤ 350 MB")


def _measure(step: str, path: Path) -> None:
    from enforcement.bootstrap import environment

    environment.prepare()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    import django

    django.setup()
    rows, cpu = STEPS[step](path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": cpu, "rows": rows, "peak_mb": peak}))


def _first(path: Path) -> tuple[int, float]:
    from django.core.cache import cache
    from django.db import connection

    cache.clear()  # nobody has looked through this file yet
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {LEDGER_TABLES} CASCADE")
        cursor.execute("ANALYZE")
    return _again(path)


def _again(path: Path) -> tuple[int, float]:
    from enforcement.desk.ledger.importing import import_ledger

    start = _spent()
    report = import_ledger(path)
    if report.has_rejects:
        raise SystemExit(f"rejected: {report.outcome.errors[:3]}")
    return sum(counts.rows for counts in report.outcome.counts.values()), _spent() - start


def _floor(path: Path) -> tuple[int, float]:
    """Plain tables: columns of the right types, no keys, no indexes, written to disk and log."""
    import python_calamine
    from django.db import connection, transaction

    from enforcement.kernel import sheets

    types = {"date": "date", "datetime": "timestamp", "amount": "numeric(15,2)", "integer": "int"}
    kinds = {s.name: {f.name: f.column.kind for f in s.fields} for s in sheets.all_sheets()}
    start = _spent()
    book, count = python_calamine.CalamineWorkbook.from_path(path), 0
    with transaction.atomic(), connection.cursor() as cursor:
        for place, name in enumerate(book.sheet_names):
            header, *rows = book.get_sheet_by_name(name).to_python()
            columns = ", ".join(
                f"c{n} {types.get(kinds[name][title], 'text')}" for n, title in enumerate(header)
            )
            cursor.execute(f"DROP TABLE IF EXISTS floor_{place}")
            cursor.execute(f"CREATE TABLE floor_{place} ({columns})")
            text = "\n".join(["\t".join([str(c) if c != "" else "\\N" for c in r]) for r in rows])
            cursor.cursor.copy_expert(f"COPY floor_{place} FROM STDIN", BytesIO(text.encode()))
            count += len(rows)
    return count, _spent() - start


def _keyed(path: Path) -> tuple[int, float]:
    """The rows that the import made, ready as text, by COPY into our tables with all their keys."""
    from django.db import connection, transaction

    kept = {table: BytesIO() for table in TABLES}
    with connection.cursor() as cursor:
        for table, rows in kept.items():
            cursor.cursor.copy_expert(f"COPY {table} TO STDOUT", rows)
            rows.seek(0)
        cursor.execute(f"TRUNCATE {LEDGER_TABLES} CASCADE")
    start = _spent()
    for table, rows in kept.items():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.cursor.copy_expert(f"COPY {table} FROM STDIN", rows)
            cursor.execute(f"ANALYZE {table}")  # references are looked up by a plan made now
    return sum(rows.getvalue().count(b"\n") for rows in kept.values()), _spent() - start


STEPS = {"floor": _floor, "first": _first, "keyed": _keyed, "again": _again}


def _spent() -> float:
    """CPU-seconds of this process and of its database backend so far."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / TICKS_PER_S


def _main(arguments: list[str]) -> Any:
    _measure(arguments[0], Path(arguments[1]))


if __name__ == "__main__":
    _main(sys.argv[1:])
