"""Makes the demonstration bureau, or writes its ledger."""

import time
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement.desk.demo import installing
from enforcement.desk.demo.bureau import Plan
from enforcement.desk.demo.workbook import write_ledger
from enforcement.kernel import clock
from enforcement.kernel.errors import DomainError

CASES, MOST_CASES, SEED = 2_000, 10_000_000, 2018
EVERY_SECONDS = 5


class Command(BaseCommand):
    help = (
        "Make the demonstration bureau of 萍乡 in an empty installation: people for every role, "
        "cases, petitions, listings, eight frozen weeks. Same --cases, --seed and --as-of make the "
        "same bureau; a second run changes nothing. With --ledger only the workbook is written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=CASES, help=f"default {CASES}")
        parser.add_argument("--seed", type=int, default=SEED, help=f"default {SEED}")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, metavar="DATE", help="the last day, default today"
        )
        parser.add_argument(
            "--unless-used", action="store_true",
            help="go on with one that was interrupted; do nothing where real records are",
        )  # fmt: skip
        parser.add_argument(
            "--ledger", type=Path, metavar="OUT.xlsx", help="write the ledger, touch no database"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["cases"] <= MOST_CASES:
            raise CommandError(f"--cases is 1 to {MOST_CASES:,}", returncode=2)
        as_of = options["as_of"] or clock.today()
        plan = Plan(options["cases"], options["seed"], as_of)
        if options["ledger"]:
            write_ledger(plan, options["ledger"])
            self.stdout.write(f"{options['ledger']}: {plan.cases:,} cases up to {plan.as_of}")
            return
        if options["unless_used"]:
            if installing.is_used():
                self.stdout.write("there are records already: no demonstration bureau is made")
                return
            plan = installing.made_plan() or plan
        self._make(plan, is_day_given=options["as_of"] is not None)

    def _make(self, plan: Plan, *, is_day_given: bool) -> None:
        there = installing.made_plan()
        if there is not None and not is_day_given:
            plan = plan._replace(as_of=there.as_of)  # made on another day: still the same bureau
        started = time.monotonic()
        try:
            is_new = installing.make(plan, self._teller(plan, started))
        except DomainError as error:
            raise CommandError(str(error)) from error
        seconds = time.monotonic() - started
        if is_new:
            self.stdout.write(f"{plan.cases:,} cases up to {plan.as_of}, {seconds:.0f} s")
        else:
            self.stdout.write(f"the demonstration of {plan.as_of} is there, nothing changed")

    def _teller(self, plan: Plan, started: float) -> Any:
        """Says how far it is, every few seconds."""
        said = started

        def tell(done: int) -> None:
            nonlocal said
            now = time.monotonic()
            if now - said >= EVERY_SECONDS:
                said = now
                rate = done / (now - started)
                self.stdout.write(f"{done:,} of {plan.cases:,} cases, {rate:,.0f} a second")

        return tell
