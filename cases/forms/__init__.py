"""Forms of the case file: the shape of input, no rule of law."""

from cases.forms.acts import (
    ClosingForm,
    DeductionForm,
    DeferralForm,
    EndForm,
    ExtensionForm,
    PartyForm,
    PayoutForm,
    ReceiptForm,
    ReleaseForm,
    ReopeningForm,
    RevealForm,
    SealForm,
    WithdrawForm,
)
from cases.forms.facts import AssignForm, CaseForm, FilingForm, NumberForm, truth
from cases.forms.progress import ProgressForm

__all__ = [
    "AssignForm",
    "CaseForm",
    "ClosingForm",
    "DeductionForm",
    "DeferralForm",
    "EndForm",
    "ExtensionForm",
    "FilingForm",
    "NumberForm",
    "PartyForm",
    "PayoutForm",
    "ProgressForm",
    "ReceiptForm",
    "ReleaseForm",
    "ReopeningForm",
    "RevealForm",
    "SealForm",
    "WithdrawForm",
    "truth",
]
