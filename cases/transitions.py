"""Which status of a case may follow which. Drawn in docs/reference/case-states.md."""

from cases.enums import CaseStatus as S

ALLOWED: dict[S, frozenset[S]] = {
    S.FILED: frozenset({S.ASSIGNED, S.CLOSED}),
    S.ASSIGNED: frozenset({S.ASSIGNED, S.UNDER_WAY, S.SUSPENDED, S.CLOSED}),
    S.UNDER_WAY: frozenset({S.ASSIGNED, S.SUSPENDED, S.CLOSED}),
    S.SUSPENDED: frozenset({S.UNDER_WAY}),
    S.CLOSED: frozenset(),
}

# A closing entered by mistake is taken back: the case stands where its entries say. No other act
# leads out of CLOSED.
ALLOWED_TO_REOPENING = ALLOWED | {
    S.CLOSED: frozenset({S.FILED, S.ASSIGNED, S.UNDER_WAY, S.SUSPENDED})
}
