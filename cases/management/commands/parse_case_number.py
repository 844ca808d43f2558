"""Reads case numbers in any spelling and says what is odd about them (contract 5 to 7)."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.numbers import ParsedNumber, parse
from courts.selectors import known_court_codes
from enforcement.kernel import clock

SOME_NOT_OK = 3
WRONG_USAGE = 2
_COLUMNS = ("RESULT", "CANONICAL", "FLAGS", "REPAIRED", "TEXT")


class Command(BaseCommand):
    help = (
        "Read texts as case numbers. Exit 0 when every text is one, 3 when some are not. "
        "Courts are known from the database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "texts",
            nargs="+",
            metavar="TEXT",
            help="a case number in any spelling; - reads one JSON string per line from stdin",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON array")

    def handle(self, *args: Any, **options: Any) -> None:
        today, known = clock.today(), known_court_codes()
        texts = _texts(options["texts"])
        numbers = [parse(text, today=today, known_courts=known) for text in texts]
        if options["json"]:
            self.stdout.write(json.dumps([number.as_json() for number in numbers]))
        else:
            self.stdout.write(_table(numbers))
        if not all(number.ok for number in numbers):
            sys.exit(SOME_NOT_OK)


def _texts(arguments: Iterable[str]) -> Iterator[str]:
    for argument in arguments:
        if argument == "-":
            yield from _json_lines(sys.stdin.buffer)  # JSON is UTF-8 in every locale
        else:
            yield argument


def _json_lines(lines: Iterable[bytes]) -> Iterator[str]:
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            text = json.loads(line)
        except ValueError as error:
            raise CommandError(f"Line {row} is not JSON: {error}", returncode=WRONG_USAGE) from None
        if not isinstance(text, str):
            raise CommandError(f"Line {row} is not a JSON string.", returncode=WRONG_USAGE)
        yield text


def _table(numbers: Iterable[ParsedNumber]) -> str:
    """Fields with tabs between them: Chinese characters have no reliable width on a terminal."""
    return "\n".join("\t".join(row) for row in (_COLUMNS, *map(_row, numbers)))


def _row(number: ParsedNumber) -> tuple[str, ...]:
    return (
        "ok" if number.ok else "refused",
        number.canonical or "-",
        ",".join(number.flags) or "-",
        number.repaired or "-",
        _printable(number.raw),
    )


def _printable(raw: str) -> str:
    """The text on one line, what no terminal can show as an escape."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in raw)
