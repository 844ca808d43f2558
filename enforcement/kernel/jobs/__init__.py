"""Long work: progress, cancel, result, and a life beyond one worker's.

A runner is a function of a `Handle`; it commits its work batch by batch, tells `handle.progress`
after each commit, and can start again from `handle.state`. One live job per lock; one worker per
job, by a lease that a dead worker stops renewing.
"""

from enforcement.kernel.jobs.handle import Cancelled, Handle, LostLease
from enforcement.kernel.jobs.running import pages, resume_stalled, run, runners
from enforcement.kernel.jobs.starting import cancel, start

__all__ = [
    "Cancelled",
    "Handle",
    "LostLease",
    "cancel",
    "pages",
    "resume_stalled",
    "run",
    "runners",
    "start",
]
