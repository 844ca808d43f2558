"""CPU-seconds of Python and of its database process together; samples, tables, goals.

On a shared machine CPU-seconds are the figure to trust; a goal is a ratio of two things measured in
the same run, each the median of some samples.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client

ROUNDS, WARM_UP = 5, 3
SHORT_S, MOST_TIMES = 0.3, 300  # a sample takes at least so long, or so many times
NANOSECONDS = 1e9


def backend_pid() -> int:
    """Process of the database that serves this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def spent(pid: int) -> float:
    """CPU-seconds of this process and of its database process so far."""
    on_cpu = Path(f"/proc/{pid}/schedstat").read_text().split()[0]
    return time.process_time() + int(on_cpu) / NANOSECONDS


def sample(work: Callable[[], Any], times: int = 1) -> float:
    """CPU-seconds of one run of the work, out of `times` in a row."""
    pid = backend_pid()
    gc.collect()  # what another work left behind is not cleared away at the cost of this one
    start = spent(pid)
    for _time in range(times):
        work()
    return (spent(pid) - start) / times


def samples(works: Mapping[str, Callable[[], Any]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Samples of several works, taken in turns so that a busy minute hits all of them alike.

    A short work warms up first, and is repeated until a sample is long enough to be read off.
    """
    times = {name: _times(work) for name, work in works.items()}
    found: dict[str, list[float]] = {name: [] for name in works}
    for _round in range(rounds):
        for name, work in works.items():
            found[name].append(sample(work, times[name]))
    return found


def _times(work: Callable[[], Any]) -> int:
    first = sample(work)
    if first > SHORT_S:
        return 1
    warm = min(sample(work) for _time in range(WARM_UP))
    return max(1, min(MOST_TIMES, round(SHORT_S / warm)))


def page_of(client: Client, url: str) -> Callable[[], Any]:
    """The work of asking for a page; the run ends when it is refused."""

    def get() -> None:
        response = client.get(url)
        if response.status_code != 200:
            raise SystemExit(f"{url} answered {response.status_code}")

    return get


def without_parallel_workers() -> None:
    """All work of this connection in its own process, where it can be measured."""
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SET max_parallel_maintenance_workers = 0")


@contextmanager
def memory_growth() -> Iterator[list[float]]:
    """MB by which this process grew at its highest inside the block; the list is filled at the end."""
    found: list[float] = []
    Path("/proc/self/clear_refs").write_text("5")  # the high-water mark starts anew
    before = _memory("VmRSS")
    yield found
    found.append((_memory("VmHWM") - before) / 1024)


@contextmanager
def peak_memory() -> Iterator[list[float]]:
    """MB that this process had at its highest inside the block, all told."""
    found: list[float] = []
    Path("/proc/self/clear_refs").write_text("5")
    yield found
    found.append(_memory("VmHWM") / 1024)


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


@dataclass(frozen=True)
class Goal:
    """A ratio and its bound. `judged` False: shown at a size the goal does not name."""

    name: str
    value: float
    bound: float
    at_most: bool
    judged: bool = True

    @property
    def is_met(self) -> bool:
        """Whether the bound holds."""
        return self.value <= self.bound if self.at_most else self.value >= self.bound

    def line(self) -> str:
        """The goal as it is printed."""
        sign = "≤" if self.at_most else "≥"
        verdict = ("met" if self.is_met else "NOT MET") if self.judged else "not judged here"
        return f"  {self.name:<66}{self.value:9.2f}  {sign} {self.bound:<7g}{verdict}"


@dataclass
class Table:
    """Rows of one comparison. `scale` turns seconds into what is shown."""

    title: str
    unit: str = "CPU-s"
    scale: float = 1.0
    goals: list[Goal] = field(default_factory=list)

    def __post_init__(self) -> None:
        print(f"\n{self.title} ({self.unit}, median of samples, least–most)")

    def row(self, name: str, found: Sequence[float], floor: float | None = None) -> float:
        """Print a row; its median in seconds."""
        middle, low, high = (
            value * self.scale for value in (median(found), min(found), max(found))
        )
        times = f"{median(found) / floor:9.2f} × floor" if floor else ""
        print(f"  {name:<52}{middle:10.3f}  ({low:.3f}–{high:.3f}){times}", flush=True)
        return median(found)

    def at_most(self, name: str, value: float, bound: float, *, judged: bool = True) -> None:
        """A goal that must not be exceeded."""
        self._goal(Goal(name, value, bound, True, judged))

    def at_least(self, name: str, value: float, bound: float, *, judged: bool = True) -> None:
        """A goal that must be reached."""
        self._goal(Goal(name, value, bound, False, judged))

    def _goal(self, goal: Goal) -> None:
        self.goals.append(goal)
        print(goal.line(), flush=True)
