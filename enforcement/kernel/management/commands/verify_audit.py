"""Proves the audit chain."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from enforcement.kernel.audit import chain


class Command(BaseCommand):
    help = "Recompute the audit chain from the first link. Exit 1 when a link is broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = chain.verify()
        if options["json"]:
            self.stdout.write(json.dumps(verdict.as_json()))
        elif verdict.ok:
            self.stdout.write(f"ok: {verdict.sealed} sealed, {verdict.waiting} waiting")
        else:
            self.stdout.write(f"broken at link {verdict.first_broken}")
        if not verdict.ok:
            sys.exit(1)
