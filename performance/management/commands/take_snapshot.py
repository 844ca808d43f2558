"""Freezes a week (contract 9, 10; rulings 1, 2, 26)."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement.kernel.errors import DomainError, InvalidInput
from performance import selectors, services
from performance.evidence import verdicts
from performance.management.arguments import WRONG_USAGE, add_week


class Command(BaseCommand):
    help = (
        "Freeze the figures of a week of a district. Taking it again makes a new version only "
        "when something changed. Exit 2: no finished Sunday, or no district can be told."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_week(parser)
        parser.add_argument("--reason", default="", help="why a new version is taken")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["court"]
        try:
            district = selectors.district_named(code) if code else selectors.the_district()
            taken = services.take_snapshot(
                district=district, week_ending=options["week_ending"], reason=options["reason"]
            )
        except InvalidInput as error:
            raise CommandError(str(error), returncode=WRONG_USAGE) from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        snapshot = taken.snapshot
        if not options["json"]:
            state = "frozen" if taken.is_new else "unchanged"
            self.stdout.write(f"{state}: {snapshot}, seal {snapshot.seal}")
            return
        figures = verdicts.stored_figures(snapshot)
        answer = {
            "week_ending": snapshot.week_ending.isoformat(),
            "court": snapshot.district_id,
            "version": snapshot.version,
            "seal": snapshot.seal,
            "rows": [row.as_json() for row in selectors.ranked_snapshot(snapshot, figures)],
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
