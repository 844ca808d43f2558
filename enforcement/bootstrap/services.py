"""PostgreSQL and Valkey of one place together: start what is wanted, stop what runs."""

import contextlib
import os
import threading
from collections.abc import Iterable
from types import ModuleType

from enforcement.bootstrap import postgres, valkey
from enforcement.bootstrap.lock import only_one
from enforcement.bootstrap.place import Place

SERVICES: dict[str, ModuleType] = {"DATABASE_URL": postgres, "REDIS_URL": valkey}


def wanted() -> list[str]:
    """Variables whose service is ours to run, because the environment names no other."""
    return [name for name in SERVICES if not os.environ.get(name)]


def start(place: Place, names: Iterable[str]) -> list[str]:
    """Start those of the named services that do not run; the names of the ones started.

    Raises SetupFailed when a program is missing or a server ends at once.
    """
    sleeping = [name for name in names if not SERVICES[name].is_ready(place)]
    if not sleeping:
        return []
    started = []
    with only_one(place.data / "services.lock", "starting the services"):
        for name in sleeping:
            if not SERVICES[name].is_ready(place):
                SERVICES[name].start(place)
                started.append(name)
    return started


def stop(place: Place) -> None:
    """End both services of the place, side by side; nothing happens when none runs."""
    with only_one(place.data / "services.lock", "starting or stopping the services"):
        stops = [threading.Thread(target=s.stop, args=[place]) for s in SERVICES.values()]
        for thread in stops:
            thread.start()
        for thread in stops:
            thread.join()
        with contextlib.suppress(OSError):  # never made, or not ours alone
            place.sockets.rmdir()


def running(place: Place) -> list[str]:
    """Variables whose embedded service answers."""
    return [name for name, service in SERVICES.items() if service.is_ready(place)]


def urls(place: Place) -> dict[str, str]:
    """Addresses of the place's services, whether they run or not."""
    return {name: service.url(place) for name, service in SERVICES.items()}
