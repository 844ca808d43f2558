"""Exports the ledger workbook that import_ledger reads (formats.md)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.models import Case
from courts.models import Court
from enforcement.desk.ledger.exporting import export
from petitions.models import Petition


class Command(BaseCommand):
    help = (
        "Export cases and petitions into OUT.xlsx. Identity and telephone numbers are left out "
        "unless a reason is given, which is audited."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("out", type=Path)
        parser.add_argument("--court", metavar="CODE", help="this court and the courts below it")
        parser.add_argument("--numbers", metavar="REASON", default="", help="with full numbers")

    def handle(self, *args: Any, **options: Any) -> None:
        cases, petitions = Case.objects.all(), Petition.objects.all()
        if options["court"]:
            top = Court.objects.filter(pk=options["court"]).first()
            if top is None:
                raise CommandError(f"no court {options['court']}", returncode=2)
            below = Court.objects.under([top.path]).values("pk")
            cases, petitions = cases.filter(court__in=below), petitions.filter(court__in=below)
        counts = export(
            options["out"], by=None, cases=cases, petitions=petitions, reason=options["numbers"]
        )
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count}")
