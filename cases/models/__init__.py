"""Tables of the case file. What must never be is a constraint."""

from cases.models.case import Case, FormerNumber
from cases.models.limits import LimitEvent, LimitVersion
from cases.models.parties import Bigrams, Party
from cases.models.progress import Attachment, CaseNode, Progress
from cases.models.receipts import Receipt
from cases.models.seals import Seal

__all__ = [
    "Attachment",
    "Bigrams",
    "Case",
    "CaseNode",
    "FormerNumber",
    "LimitEvent",
    "LimitVersion",
    "Party",
    "Progress",
    "Receipt",
    "Seal",
]
