"""Forms of the case file: the shape of input, no rule of law."""

from cases.forms.acts import (
    ClosingForm,
    DeductionForm,
    DeferralForm,
    DeferralWithdrawForm,
    EndForm,
    ExtensionForm,
    PartyForm,
    PayoutForm,
    PayoutWithdrawForm,
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
    "DeferralWithdrawForm",
    "EndForm",
    "ExtensionForm",
    "FilingForm",
    "NumberForm",
    "PartyForm",
    "PayoutForm",
    "PayoutWithdrawForm",
    "ProgressForm",
    "ReceiptForm",
    "ReleaseForm",
    "ReopeningForm",
    "RevealForm",
    "SealForm",
    "WithdrawForm",
    "truth",
]
