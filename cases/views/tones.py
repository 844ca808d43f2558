"""Tones of the states of a case."""

from cases.enums import CaseStatus
from cases.models import Case

_TONES = {
    CaseStatus.FILED: "mute",
    CaseStatus.ASSIGNED: "mute",
    CaseStatus.UNDER_WAY: "info",
    CaseStatus.SUSPENDED: "wait",
    CaseStatus.CLOSED: "mute",
}


def status_tone(case: Case) -> str:
    """The tone of the tag that names the status."""
    return _TONES[CaseStatus(case.status)]
