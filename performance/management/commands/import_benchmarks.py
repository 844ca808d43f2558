"""Imports provincial averages (ruling 8)."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement.kernel.errors import InvalidInput
from performance import services


class Command(BaseCommand):
    help = (
        "Import provincial averages from FILE, .csv, .xlsx or .zip (indicator,week_ending,value,source). "
        "Idempotent. Exit 3 when rows were rejected."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = services.import_benchmarks(options["file"].read_bytes())
        except (InvalidInput, OSError) as error:
            raise CommandError(str(error)) from error
        counts = {
            "created": result.created,
            "updated": result.updated,
            "unchanged": result.unchanged,
            "rejected": result.rejected,
        }
        if options["json"]:
            answer = {**counts, "errors": [asdict(fault) for fault in result.faults]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()))
            for fault in result.faults:
                self.stderr.write(f"row {fault.row}, {fault.column}: {fault.message}")
        if result.rejected:
            sys.exit(3)
