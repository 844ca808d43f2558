"""Brings an empty installation to a usable one, and an older one up to date."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from courts import services
from courts.reference import jiangxi_courts
from courts.selectors import known_court_codes
from courts.services import calendar
from enforcement.kernel.errors import DomainError


class Command(BaseCommand):
    help = (
        "Migrations, the courts of Jiangxi, permissions, the work calendar and parameters. No "
        "demonstration data. A second run changes nothing."
    )
    requires_system_checks: list[str] = []  # migrate runs them

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-migrate", action="store_true", help="leave the tables as they are"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["no_migrate"]:
            call_command("migrate", interactive=False, verbosity=0, stdout=self.stderr)
            self.stdout.write("database: up to date")
        try:
            self._fill()
        except DomainError as error:
            raise CommandError(str(error)) from error

    def _fill(self) -> None:
        known = known_court_codes()  # a court that somebody corrected is left alone
        courts = services.load_courts(each for each in jiangxi_courts() if each.code not in known)
        self.stdout.write(f"courts: {courts.created} created")
        self.stdout.write(f"permissions: {services.load_role_permissions()} created")
        change = services.load_calendar()
        if not change.is_empty:  # a later version knows one more year
            calendar.recount()
        self.stdout.write(f"calendar: {len(change.created)} days created")
        self.stdout.write(f"parameters: {services.load_parameters()} created")
