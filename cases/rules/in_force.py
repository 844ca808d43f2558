"""Terms that dated parameters set: a term is of the length that holds on the day it starts.

So a new value never moves a term that is under way. Pure: `selectors.terms_in_force` reads the values.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cases.rules.documents import SINCE_EVER
from cases.rules.money import PayoutTerms, payout_due
from cases.rules.node_table import (
    ASSIGN,
    CLUE_CHECK,
    ENFORCING,
    NETWORK_QUERY,
    NOTICE,
    OF_ENFORCEMENT_ALONE,
    NodeRule,
    with_days,
)
from cases.rules.terms import ADMINISTRATIVE_MONTHS, ENFORCEMENT_MONTHS, is_administrative

History = tuple[tuple[date, int], ...]
"""Values with their first days, earliest first; the first value also holds for all days before."""


def value_on(history: History, day: date) -> int:
    """The value that holds on a day."""
    if len(history) == 1:  # nothing was ever changed: every case of a ledger asks several times
        return history[0][1]
    return next((value for since, value in reversed(history) if since <= day), history[0][1])


@dataclass(frozen=True)
class Terms:
    """Lengths of terms by day; months of the limit, days of nodes and of payouts.

    The defaults are those of the law: 法发〔2006〕35号 art. 1, 2, 4, 法发〔2017〕6号 art. 10, rulings
    12 and 13.
    """

    enforcement_months: History = ((SINCE_EVER, ENFORCEMENT_MONTHS),)
    administrative_months: History = ((SINCE_EVER, ADMINISTRATIVE_MONTHS),)
    assign_days: History = ((SINCE_EVER, 7),)
    notice_days: History = ((SINCE_EVER, 3),)
    query_days: History = ((SINCE_EVER, 10),)
    clue_days: History = ((SINCE_EVER, 7),)
    payout_days: History = ((SINCE_EVER, 30),)
    deferral_days: History = ((SINCE_EVER, 10),)

    def base_months(self, cause_name: str, basis_text: str, filed_on: date) -> int:
        """Months of the statutory end of a case filed on that day. Rules CAS-2, CAS-3."""
        if is_administrative(cause_name, basis_text):
            return value_on(self.administrative_months, filed_on)
        return value_on(self.enforcement_months, filed_on)

    def payout(self, received_on: date, deferred_until: date | None = None) -> PayoutTerms:
        """Days for paying out what arrived that day, and after a deferral that ends that day."""
        after = value_on(self.deferral_days, deferred_until or received_on)
        return PayoutTerms(value_on(self.payout_days, received_on), after)

    def payout_due(self, received_on: date, deferred_until: date | None = None) -> date:
        """Last day to pay out what arrived that day. Rule CAS-51."""
        return payout_due(received_on, deferred_until, self.payout(received_on, deferred_until))

    def rules_of(self, type_word: str) -> Mapping[str, tuple[NodeRule, ...]]:
        """The node table of a type of case: what only enforcement has is not due elsewhere."""
        return self._enforcing if type_word in ENFORCING else self._others

    @cached_property
    def _enforcing(self) -> Mapping[str, tuple[NodeRule, ...]]:
        histories = {
            ASSIGN: self.assign_days,
            NOTICE: self.notice_days,
            NETWORK_QUERY: self.query_days,
            CLUE_CHECK: self.clue_days,
        }
        return with_days(histories)

    @cached_property
    def _others(self) -> Mapping[str, tuple[NodeRule, ...]]:
        rules = self._enforcing.items()
        return {name: versions for name, versions in rules if name not in OF_ENFORCEMENT_ALONE}


BY_LAW = Terms()
"""The terms as the law has them, where no parameter was set."""
