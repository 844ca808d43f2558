"""`make bench`: our figures beside peers and limits, in one run on one machine.

SCALE=20k,200k (default) says how many cases; at 1m the goals of freezing are judged.
ONLY=snapshot,pages,export,clocks,import,write picks tables.
Everything happens in a database of its own, thrown away at the end; DATABASE_URL is not touched.
"""

import argparse
import contextlib
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

PARTS = ("snapshot", "pages", "export", "clocks", "import", "write")
SIZE = re.compile(r"(\d+)([km]?)", re.IGNORECASE)
UNITS = {"": 1, "k": 1_000, "m": 1_000_000}


class Tee:
    """Standard output that is kept as well."""

    def __init__(self, target: Any) -> None:
        self.target = target
        self.kept: list[str] = []

    def write(self, text: str) -> int:
        """Print and keep."""
        self.kept.append(text)
        return int(self.target.write(text))

    def flush(self) -> None:
        """As a file."""
        self.target.flush()


def main() -> None:
    """Run what was asked for; exit 0 whatever the figures are."""
    options = _options()
    _prepare()

    from bench import running
    from bench.effort import FULL, QUICK

    started = time.monotonic()
    told = Tee(sys.stdout)
    with contextlib.redirect_stdout(told):  # type: ignore[type-var]  # as much of a file as print needs
        goals = running.run(options.scale, options.only, QUICK if options.quick else FULL)
        running.summarise(goals, time.monotonic() - started)
    if options.save:
        options.save.write_text(running.page("".join(told.kept)), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument("--scale", type=_sizes, default=os.environ.get("SCALE") or "20k,200k")
    parser.add_argument("--only", type=_parts, default=os.environ.get("ONLY") or ",".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="tiny sizes: does it run at all?")
    parser.add_argument("--save", type=Path, metavar="FILE.md", help="write the tables there too")
    return parser.parse_args()


def _sizes(words: str) -> list[int]:
    found = [SIZE.fullmatch(word.strip()) for word in words.split(",")]
    if not all(found):
        raise argparse.ArgumentTypeError(f"{words} is no list of sizes like 20k,200k")
    return [int(each[1]) * UNITS[each[2].lower()] for each in found if each]


def _parts(words: str) -> list[str]:
    chosen = [word.strip().lower() for word in words.split(",")]
    if unknown := set(chosen) - set(PARTS):
        raise argparse.ArgumentTypeError(
            f"unknown: {', '.join(unknown)}; known: {', '.join(PARTS)}"
        )
    return chosen


def _prepare() -> None:
    """A throw-away database of the bench's own: what it measures, it empties."""
    for name in ("DATABASE_URL", "REDIS_URL", "ZHIHENG_TEST_RUN"):
        os.environ.pop(name, None)
    from enforcement.bootstrap.environment import prepare_for_tests

    prepare_for_tests()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("prepare", stdout=sys.stderr)


if __name__ == "__main__":
    main()
