"""Who did what to which record, when, and what it was before.

One event per act, written in the act's transaction without any lock (ownership.md, Audit). The
sequencer seals events into a hash chain a few seconds later; `chain.verify` proves it.
"""

from enforcement.kernel.audit.record import Actor, diff, record, record_many, row_about, values_of
from enforcement.kernel.audit.scope import request_scope
from enforcement.kernel.audit.words import (
    describe,
    describe_facts,
    describe_values,
    sentence,
)

__all__ = [
    "Actor",
    "describe",
    "describe_facts",
    "describe_values",
    "diff",
    "record",
    "record_many",
    "request_scope",
    "row_about",
    "sentence",
    "values_of",
]
