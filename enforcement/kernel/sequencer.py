"""The sequencer: passes that put committed work into an order, one process at a time.

Sealing of audit events is the first pass; upper apps register theirs (pushes).
"""

from collections.abc import Callable

from enforcement.kernel.audit import chain

passes: dict[str, Callable[[], int]] = {"audit": chain.seal_pending}


def run_pass() -> int:
    """Run every pass once; how many rows were put in order."""
    return sum(run() for run in passes.values())
