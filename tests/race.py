"""Several people at the same moment, each with a connection of their own."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

PATIENCE_S = 30


def race(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all acts at once; what each returned, or the exception that it raised, in order."""
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int) -> None:
        try:
            barrier.wait(PATIENCE_S)
            results[place] = acts[place]()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    return results
