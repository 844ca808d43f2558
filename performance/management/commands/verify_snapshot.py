"""Rechecks a frozen week (ruling 27)."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement.kernel.errors import InvalidInput
from performance import selectors, services
from performance.evidence.verdicts import Verdict
from performance.management.arguments import WRONG_USAGE, add_week


class Command(BaseCommand):
    help = (
        "Recompute a frozen week: its seal, then the facts behind it. Exit 1 when something "
        "differs, naming each case, or when the week was not frozen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_week(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            snapshot = selectors.frozen_week(options["week_ending"], options["court"])
        except InvalidInput as error:
            raise CommandError(str(error), returncode=WRONG_USAGE) from error
        if snapshot is None:
            raise CommandError(f"no snapshot of the week ending {options['week_ending']}")
        verdict = services.verify_snapshot(snapshot=snapshot)
        if options["json"]:
            self.stdout.write(json.dumps(verdict.as_json(), ensure_ascii=False))
        else:
            self._say(verdict)
        if not verdict.same:
            sys.exit(1)

    def _say(self, verdict: Verdict) -> None:
        if verdict.same:
            self.stdout.write(f"same: {verdict.snapshot}, seal {verdict.snapshot.seal}")
            return
        self.stdout.write(
            f"different: {verdict.snapshot}, seal {'holds' if verdict.seal_holds else 'BROKEN'}"
        )
        for each in verdict.differences:
            name = each.case_number or "-"
            figure = f"{each.indicator} {each.window}"
            self.stdout.write(f"{name}\t{figure}\t{each.was} -> {each.now}\t{each.reason}")
