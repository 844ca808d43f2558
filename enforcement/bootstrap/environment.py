"""Fills the environment that the settings read, for everything that is not production.

`ZHIHENG_EMBEDDED=0` (set in the container image) turns all of this off: in production nothing is
made up, and a missing variable stops the program.
"""

import atexit
import os

from enforcement.bootstrap import keys, services
from enforcement.bootstrap.paths import data_dir
from enforcement.bootstrap.place import Place, durable_place
from enforcement.bootstrap.throwaway import discard, new_place

TEST_RUN = "ZHIHENG_TEST_RUN"


def prepare(*, start: bool = True) -> list[str]:
    """Fill in what is unset: data folder, keys, addresses of the services, which are started.

    Returns the variables whose service this call started (empty when all were running).
    """
    if os.environ.get("ZHIHENG_EMBEDDED") == "0":
        return []
    os.environ["ZHIHENG_DATA"] = str(data_dir())
    keys.fill(data_dir())
    return _use(durable_place(), start=start)


def prepare_for_tests() -> None:
    """Services, keys and data of one test run, thrown away with the process that calls this first.

    `DATABASE_URL` and `REDIS_URL` are honoured when set. Workers and commands that inherit the
    environment share the run. Real data are out of reach: the data folder is always a new one.
    """
    if os.environ.get(TEST_RUN):
        return
    place = new_place()
    os.environ["ZHIHENG_DATA"] = os.environ[TEST_RUN] = str(place.data)
    for name in keys.MAKERS:
        os.environ.pop(name, None)
    atexit.register(_end_run, place, os.getpid())
    keys.fill(place.data)
    _use(place, start=True)


def prepare_for_checks() -> None:
    """For checks that load the settings and need no service, such as types."""
    prepare(start=False)


def stop_test_services() -> None:
    """End the test run of this process now instead of at its end."""
    run = os.environ.get(TEST_RUN)
    if run:
        discard(run)


def _use(place: Place, *, start: bool) -> list[str]:
    names = services.wanted()
    started = services.start(place, names) if start else []
    addresses = services.urls(place)
    os.environ.update({name: addresses[name] for name in names})
    return started


def _end_run(place: Place, starter: int) -> None:
    if os.getpid() == starter:  # a forked child must not end its parent's run
        discard(str(place.data))
