"""Loads courts from a CSV file."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courts import services
from courts.reference import ReferenceCourt
from enforcement.kernel.errors import InvalidInput

COLUMNS = {"court_code", "name", "level", "parent_code"}


class Command(BaseCommand):
    help = "Load courts from FILE.csv (court_code,name,level,parent_code). Idempotent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = services.load_courts(_rows(options["file"]))
        except (InvalidInput, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"courts: {loaded.created} created, {loaded.updated} updated, "
            f"{loaded.unchanged} unchanged"
        )


def _rows(path: Path) -> list[ReferenceCourt]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = COLUMNS - set(reader.fieldnames or ())
        if missing:
            raise InvalidInput(f"{path.name}: column {', '.join(sorted(missing))} is missing")
        return [
            ReferenceCourt(
                row["court_code"].strip(),
                row["name"].strip(),
                row["level"].strip(),
                (row["parent_code"] or "").strip(),
            )
            for row in reader
            if row["court_code"]
        ]
