"""Tables of the case file. What must never be is a constraint.

A key to another table has no index of its own (`db_index=False`) where a wider one begins with it:
nine indexes fewer are a twentieth of an import.
"""

from cases.models.case import Case, FormerNumber
from cases.models.limits import LimitEvent, LimitVersion
from cases.models.parties import Bigrams, Party
from cases.models.progress import Attachment, CaseNode, Progress
from cases.models.receipts import PaidPart, Receipt
from cases.models.seals import Seal

__all__ = [
    "Attachment",
    "Bigrams",
    "Case",
    "CaseNode",
    "FormerNumber",
    "LimitEvent",
    "LimitVersion",
    "PaidPart",
    "Party",
    "Progress",
    "Receipt",
    "Seal",
]
