"""Arguments that the commands of a week share."""

import re
from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import CommandParser

WRONG_USAGE = 2


def day(text: str) -> date:
    """A day written YYYY-MM-DD."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ArgumentTypeError(f"{text!r} is not a date YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a date: {error}") from error


def add_week(parser: CommandParser) -> None:
    """--week-ending, --court, --json."""
    parser.add_argument(
        "--week-ending", type=day, required=True, metavar="YYYY-MM-DD", help="the week's Sunday"
    )
    parser.add_argument(
        "--court", default="", metavar="CODE", help="court whose subtree is the district"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
