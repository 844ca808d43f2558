"""Checks identity numbers (contract 8)."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement.kernel import clock, identity


class Command(BaseCommand):
    help = "Check resident IDs, residence permits and unified social credit codes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("texts", nargs="+", metavar="TEXT", help="a number, or - for stdin")
        parser.add_argument("--json", action="store_true", help="print one JSON array")

    def handle(self, *args: Any, **options: Any) -> None:
        today = clock.today()
        checks = [identity.check(text, today=today) for text in self._texts(options["texts"])]
        if options["json"]:
            verdicts = [check.as_json() for check in checks]
            self.stdout.write(json.dumps(verdicts, ensure_ascii=False))
        else:
            for check in checks:
                self.stdout.write(_line(check))
        if not all(check.ok for check in checks):
            sys.exit(3)

    def _texts(self, texts: Iterable[str]) -> Iterator[str]:
        """The arguments; `-` stands for the JSON strings on standard input, one a line."""
        for text in texts:
            if text == "-":
                yield from map(_json_string, enumerate(filter(str.strip, sys.stdin), start=1))
            else:
                yield text


def _json_string(numbered: tuple[int, str]) -> str:
    """The text in a line of input. The line itself is never repeated: it may hold a number."""
    position, line = numbered
    try:
        text = json.loads(line)
    except ValueError:
        text = None
    if not isinstance(text, str):
        raise CommandError(f"line {position} of the input is not a JSON string", returncode=2)
    return text


def _line(check: identity.IdentityCheck) -> str:
    """One line for a person, with the number masked."""
    verdict = "ok" if check.reason is None else check.reason.value
    return " ".join([check.masked, check.kind.value, verdict, *check.warnings])
