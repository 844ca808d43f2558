"""`make bench`: our figures beside peers and limits, in one run on one machine.

SCALE=20k,200k (default) says how many cases; ONLY=snapshot,pages,export,import,write picks tables.
Everything happens in a database of its own, thrown away at the end; DATABASE_URL is not touched.
"""

import argparse
import os
import sys
import time
from typing import Any

SCALES = {"20k": 20_000, "200k": 200_000, "1m": 1_000_000, "10m": 10_000_000}
PARTS = ("snapshot", "pages", "export", "import", "write")


def main() -> None:
    """Run what was asked for; exit 0 whatever the figures are."""
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument("--scale", default=os.environ.get("SCALE") or "20k,200k")
    parser.add_argument("--only", default=os.environ.get("ONLY") or ",".join(PARTS))
    options = parser.parse_args()
    sizes = [SCALES[word] for word in _chosen(parser, options.scale, tuple(SCALES))]
    parts = _chosen(parser, options.only, PARTS)
    _prepare()

    from bench import running

    started = time.monotonic()
    goals = running.run(sizes, parts)
    running.summarise(goals, time.monotonic() - started)


def _chosen(parser: Any, words: str, known: tuple[str, ...]) -> list[str]:
    chosen = [word.strip().lower() for word in words.split(",") if word.strip()]
    if unknown := set(chosen) - set(known):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    return chosen


def _prepare() -> None:
    """A throw-away database of the bench's own: what it measures, it empties."""
    for name in ("DATABASE_URL", "REDIS_URL"):
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
