"""Imports days off and make-up working days, and reports the dates that moved."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courts.selectors.calendar import CalendarChange, moved_dates, planned_change
from courts.services import calendar
from courts.sheets.calendar import CalendarFile, read_file
from enforcement.kernel.errors import InvalidInput
from enforcement.kernel.registries import MovedDate

SHOWN = 50


class Command(BaseCommand):
    help = (
        "Take over FILE.csv (date,kind; kind is holiday or makeup_workday) at once and report the "
        "dates that moved. Idempotent. Exit 3 when rows were rejected, 1 when nothing was done."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only report, write nothing")
        parser.add_argument("--source", default="", help="the notice; the file's name unless given")
        parser.add_argument(
            "--whole-years",
            action="store_true",
            help="the file is all of its years: days it does not name become ordinary days",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        given = self._read(options["file"])
        change = planned_change(given.days, whole_years=options["whole_years"])
        moved = list(moved_dates(change))
        if not options["dry_run"]:
            source = options["source"] or options["file"].name
            calendar.change_calendar(
                given.days, source=source, by=None, whole_years=options["whole_years"]
            )
            calendar.recount()
        report = _report(change, moved, given, dry_run=options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, default=str))
        else:
            self._tell(report)
        if given.rejected:
            sys.exit(3)

    def _read(self, path: Path) -> CalendarFile:
        try:
            given = read_file(path)
        except (InvalidInput, OSError) as error:
            raise CommandError(str(error)) from error
        for fault in given.rejected:
            self.stderr.write(f"row {fault.row}: {fault.message}")
        return given

    def _tell(self, report: dict[str, Any]) -> None:
        verb = "would change" if report["dry_run"] else "changed"
        self.stdout.write(
            f"calendar {verb}: {report['created']} created, {report['updated']} updated, "
            f"{report['removed']} removed, {report['unchanged']} unchanged, "
            f"{len(report['rejected'])} rejected"
        )
        if report["became_final"]:
            years = ", ".join(str(year) for year in report["became_final"])
            self.stdout.write(f"now final: {years}")
        if report["missing"]:
            days = ", ".join(str(day) for day in report["missing"])
            self.stdout.write(f"statutory holidays that would count as working days: {days}")
        self.stdout.write(f"dates that move: {len(report['moved'])}")
        for each in report["moved"][:SHOWN]:
            self.stdout.write(
                f"{each['record']} {each['what']}: {each['before']} → {each['after']}"
            )
        if len(report["moved"]) > SHOWN:
            self.stdout.write(f"… and {len(report['moved']) - SHOWN} more (--json lists all)")


def _report(
    change: CalendarChange, moved: list[MovedDate], given: CalendarFile, *, dry_run: bool
) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "created": len(change.created),
        "updated": len(change.updated),
        "removed": len(change.removed),
        "unchanged": change.unchanged,
        "rejected": [{"row": each.row, "message": each.message} for each in given.rejected],
        "became_final": list(change.became_final),
        "missing": list(change.missing),
        "moved": moved,
    }
