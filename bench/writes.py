"""What auditing costs a writer: one progress entry and one node, with and without its event.

Eight writers run as eight processes whose commits wait for the disk. The whole act of the program
(rights, rules, derived dates, draft, signal) is shown beside it.
"""

import itertools
import multiprocessing
import time
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction

from bench import parties
from bench.effort import Effort
from bench.measuring import Goal, Table, samples, without_parallel_workers
from cases.models import Case, CaseNode, Progress
from cases.rules.keys import text_digest
from cases.services import progress
from cases.services.progress import Act
from courts.enums import Role
from courts.models import User
from enforcement.kernel import audit, clock

WRITERS = 8
PAIRS = 3  # of runs, for each round of the other figures
COURT = "赣"  # whose chief may edit every case
NODE = "传统查控"
Run = tuple[float, float]  # transactions a second, slowest per cent in ms
_serial = itertools.count()


def run(effort: Effort) -> list[Goal]:
    """Measure over the open cases that are there."""
    _durable()
    without_parallel_workers()
    writer = parties.somebody(Role.CHIEF, COURT)
    ids = _cases()
    next_id = itertools.cycle(ids)
    found = samples(
        {
            "plain": lambda: write(next(next_id), writer, audited=False),
            "audited": lambda: write(next(next_id), writer, audited=True),
        },
        effort.rounds,
    )
    found |= samples(
        {
            "act unaudited": lambda: _act(next(next_id), writer, _unaudited()),
            "act": lambda: _act(next(next_id), writer, nullcontext()),
        },
        effort.rounds,
    )
    return _print(found, _in_pairs(ids, writer.pk, effort))


def _in_pairs(ids: list[int], user_id: int, effort: Effort) -> dict[bool, list[Run]]:
    """Runs of eight writers, unaudited and audited in turns, now one first and now the other.

    Throughput is wall time: what else the machine does meets both of a pair alike.
    """
    many: dict[bool, list[Run]] = {False: [], True: []}
    for number in range(effort.rounds * PAIRS):
        for audited in (False, True) if number % 2 else (True, False):
            many[audited].append(_eight(audited, ids, user_id, effort.writers_s))
    return many


def write(case_id: int, by: User, *, audited: bool) -> None:
    """The least write: an entry, its node, and perhaps its event, in one transaction."""
    now = clock.now()
    case = Case(pk=case_id, number="（2026）赣0302执1号", court_id=COURT)
    text = f"走访被执行人，记录入卷。{next(_serial)}"
    with transaction.atomic():
        entry = Progress.objects.create(
            case=case, at=now, text=text, node=NODE, by=by, by_name=by.name, source="live",
            recorded_at=now, text_digest=text_digest(text),
        )  # fmt: skip
        CaseNode.objects.filter(case=case, node=NODE).update(done_on=clock.day_of(now))
        if audited:
            facts = {"entry": entry.pk, "at": entry.at, "node": entry.node, "files": 0}
            audit.record("PROGRESS_LOGGED", case, by=by, changes=facts)


def _act(case_id: int, by: User, around: AbstractContextManager[Any]) -> None:
    text = f"走访被执行人，记录入卷。{next(_serial)}"
    at = clock.now() - timedelta(seconds=1)
    with around:
        progress.log(case_id=case_id, act=Act(text=text, at=at, node=NODE), by=by)


def _unaudited() -> AbstractContextManager[Any]:
    return patch.object(audit, "record", return_value=0)


def _cases() -> list[int]:
    found = Case.objects.filter(closed_on=None).order_by("pk")
    return list(found.values_list("pk", flat=True)[:2000])


def _durable() -> None:
    """Commits wait for the disk, as in production."""
    with connection.cursor() as cursor:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            cursor.execute(f"ALTER SYSTEM SET {setting} = on")
        cursor.execute("SELECT pg_reload_conf()")
        cursor.execute("CHECKPOINT")
    connection.close()  # the next connection starts under the new settings


def _eight(audited: bool, ids: list[int], user_id: int, seconds: float) -> Run:
    """Transactions a second of eight writers, and the slowest per cent in ms."""
    connection.close()
    context = multiprocessing.get_context("fork")
    answers, together = context.Queue(), context.Barrier(WRITERS)
    shares = [ids[n::WRITERS] for n in range(WRITERS)]
    writers = [
        context.Process(
            target=_writer, args=(share, user_id, audited, (seconds, answers, together))
        )
        for share in shares
    ]
    for each in writers:
        each.start()
    waits = list(itertools.chain.from_iterable(answers.get() for _each in writers))
    for each in writers:
        each.join()
    return len(waits) / seconds, quantiles(waits, n=100)[98] * 1000


def _writer(ids: list[int], user_id: int, audited: bool, until: tuple[float, Any, Any]) -> None:
    seconds, answers, together = until
    user = User.objects.get(pk=user_id)
    next_id = itertools.cycle(ids)
    write(next(next_id), user, audited=audited)  # connects, reads the post
    together.wait()
    waits = []
    end = time.monotonic() + seconds
    while (start := time.monotonic()) < end:
        write(next(next_id), user, audited=audited)
        waits.append(time.monotonic() - start)
    answers.put(waits)
    connection.close()


def _print(found: dict[str, list[float]], many: dict[bool, list[Run]]) -> list[Goal]:
    table = Table("Writing: one progress entry and one node", "CPU-ms a write", 1000)
    names: dict[str, str] = {
        "plain": "ORM write, no event", "audited": "ORM write with its event",
        "act unaudited": "the program's act, no event", "act": "the program's act",
    }  # fmt: skip
    cpu = {name: table.row(words, found[name]) for name, words in names.items()}
    for audited, runs in many.items():
        rates, slow = [run[0] for run in runs], [run[1] for run in runs]
        words = "audited" if audited else "unaudited"
        spread = f"({min(rates):,.0f}–{max(rates):,.0f}), slowest per cent {median(slow):.0f} ms"
        print(f"  8 writers, {words:<41}{median(rates):10,.0f}  {spread}  writes a second")
    pairs = zip(many[True], many[False], strict=True)
    ratio = median(audited[0] / unaudited[0] for audited, unaudited in pairs)
    table.at_most("audited ÷ unaudited write", cpu["audited"] / cpu["plain"], 1.35)
    table.at_most(
        "the program's act ÷ the same without event", cpu["act"] / cpu["act unaudited"], 1.35
    )
    table.at_least("8 writers: audited ÷ unaudited (median of pairs)", ratio, 0.85)
    return table.goals
