"""Tones of the states of a case."""

from cases.enums import CaseStatus

_TONES = {
    CaseStatus.FILED: "mute",
    CaseStatus.ASSIGNED: "mute",
    CaseStatus.UNDER_WAY: "info",
    CaseStatus.SUSPENDED: "wait",
    CaseStatus.CLOSED: "mute",
}


def status_tone(status: str) -> str:
    """The tone of the tag that names the status."""
    return _TONES[CaseStatus(status)]
