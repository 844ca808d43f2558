"""Imports a ledger workbook (design 8, contract 4)."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement.desk.ledger.importing import import_ledger
from enforcement.desk.ledger.rejects import write_rejects
from enforcement.desk.ledger.reports import Report
from enforcement.kernel.tabular import TabularRefused

SOME_REJECTED = 3
SHOWN = 50


class Command(BaseCommand):
    help = (
        "Import FILE (.xlsx, or a folder or .zip of .csv files). Exit 0 = all rows taken, "
        "1 = file refused and nothing changed, 2 = wrong usage, 3 = some rows rejected."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="report, write nothing")
        parser.add_argument("--rejects", type=Path, metavar="OUT.xlsx", help="rejected rows")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        rejects = options["rejects"]
        if rejects is not None and not rejects.resolve().parent.is_dir():
            raise CommandError(f"no folder {rejects.resolve().parent}", returncode=2)
        try:
            report = import_ledger(options["file"], dry_run=options["dry_run"])
        except TabularRefused as refusal:
            raise CommandError(refusal.sentence) from refusal
        if rejects is not None:
            write_rejects(rejects, report)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self._tell(report)
        if report.has_rejects:
            sys.exit(SOME_REJECTED)

    def _tell(self, report: Report) -> None:
        facts = report.as_json()
        for name, counts in facts["sheets"].items():
            figures = ", ".join(f"{value} {kind}" for kind, value in counts.items())
            self.stdout.write(f"{name}: {figures}")
        for kind in ("errors", "warnings"):
            faults = facts[kind]
            for fault in faults[:SHOWN]:
                self.stdout.write("{sheet} {row} {column}: {message}".format(**fault))
            if len(faults) > SHOWN:
                self.stdout.write(f"… {len(faults) - SHOWN} more {kind}")
