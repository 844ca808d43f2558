"""What a runner holds of its job."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from enforcement.kernel import clock
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.models import Job

LEASE = timedelta(seconds=60)


class Cancelled(Exception):
    """The job was asked to stop; what was committed stays."""


class LostLease(Exception):
    """Another worker has taken the job over; this one must not write any more."""


@dataclass
class Handle:
    """The job as its runner sees it. `token` fences off a worker that was thought dead."""

    job_id: UUID
    token: int
    arguments: dict[str, Any]
    owner: Any
    state: dict[str, Any] = field(default_factory=dict)

    def progress(self, done: int, total: int, **state: Any) -> None:
        """After a commit: how far, and where to go on from. Raises Cancelled or LostLease."""
        self.state = {**self.state, **state}
        self._write(done=done, total=total, state=self.state)
        if Job.objects.filter(pk=self.job_id, cancel_asked=True).exists():
            raise Cancelled

    def renew(self) -> None:
        """Tell the others that this worker lives."""
        self._write()

    def _write(self, **values: Any) -> None:
        mine = Job.objects.filter(pk=self.job_id, attempts=self.token, status=JobStatus.RUNNING)
        if not mine.update(leased_until=clock.now() + LEASE, **values):
            raise LostLease
