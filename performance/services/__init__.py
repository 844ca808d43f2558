"""The only place that writes performance's tables."""

from performance.services.benchmarks import Imported, import_benchmarks
from performance.services.due import take_due
from performance.services.taking import Taken, take_snapshot
from performance.services.verifying import verify_snapshot

__all__ = [
    "Imported",
    "Taken",
    "import_benchmarks",
    "take_due",
    "take_snapshot",
    "verify_snapshot",
]
