"""One import from the file to its audit event: what the command and the job both call."""

import hashlib
import os
from pathlib import Path
from typing import Any

from enforcement.desk.ledger.engine import Told, run_file
from enforcement.desk.ledger.reports import Progress, Report
from enforcement.kernel import audit, clock
from enforcement.kernel.sheet_words import by_alias
from enforcement.kernel.sheets import Import


def import_ledger(
    path: str | os.PathLike[str],
    *,
    by: Any = None,
    courts: frozenset[str] | None = None,
    dry_run: bool = False,
    told: Told | None = None,
    start: Progress | None = None,
) -> Report:
    """Take a ledger in, or only say what would become of it.

    `courts` limits it to the courts that the user manages; None: no limit. Every case goes in
    whole with its rows and its event. The import's own event is written with the first change,
    and when it is over a second one with the figures. Raises TabularRefused when the whole file
    is refused.
    """
    name = Path(path).name
    run = Import(today=clock.today(), by=by, courts=courts, writes=not dry_run)
    run.event = start.event if start else None
    run.open_event = lambda: audit.record(
        "LEDGER_IMPORTED", None, by=by, changes={"file": name, "sha256": digest(path)}
    )
    report = run_file(path, run, told=told, start=start)
    if run.event is not None:
        audit.record(
            "LEDGER_IMPORT_FINISHED", None, by=by, changes={"file": name, **by_alias(report.figures())},
            parent=run.event,
        )  # fmt: skip
    return report


def digest(path: str | os.PathLike[str]) -> str:
    """SHA-256 of the file; of a folder, of its files in order of their names."""
    files = sorted(Path(path).iterdir()) if Path(path).is_dir() else [Path(path)]
    found = hashlib.sha256()
    for file in files:
        if file.is_file():
            with file.open("rb") as content:
                while chunk := content.read(1 << 20):
                    found.update(chunk)
    return found.hexdigest()
