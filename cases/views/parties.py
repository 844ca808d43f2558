"""Parties of a case, and their full numbers for a reason."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cases import forms, permissions
from cases.models import Party
from cases.services import parties
from cases.services.parties import PartyFacts
from cases.views.access import visible_case
from cases.views.acting import CONFLICT, FAULTY, Course, Words, bound, page, withdrawal
from courts.http import StaffRequest
from enforcement.kernel.errors import TransitionRefused

SHOWN = ("role", "kind", "name", "address", "legal_representative", "household")


@page
def party_add(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a party."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    words = Words(_("加当事人"), _("保存"), _("已加当事人 %s"), tab="parties", draft="party")
    return Course(request, case, bound(request, forms.PartyForm), words).run(
        lambda given: parties.add_party(case_id=pk, facts=PartyFacts(**given), by=request.user)
    )


@page
def party_edit(request: StaffRequest, pk: int, party: int) -> HttpResponse:
    """Change a party; blank numbers leave the stored ones."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    person = get_object_or_404(Party.objects.visible_to(request.user), pk=party, case=case)
    note = _("证件号码和电话不填就保持原样：%(number)s %(phone)s") % {
        "number": person.number_masked or "—", "phone": person.phone_masked or "—",
    }  # fmt: skip
    words = Words(_("改当事人"), _("保存"), _("已改当事人 %s"), note, tab="parties")
    form = bound(request, forms.PartyForm, initial={name: getattr(person, name) for name in SHOWN})
    return Course(request, case, form, words).run(
        lambda given: parties.change_party(
            party_id=party, facts=PartyFacts(**given), by=request.user
        )
    )


@page
def party_withdraw(request: StaffRequest, pk: int, party: int) -> HttpResponse:
    """Take back a party."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    person = get_object_or_404(Party.objects.visible_to(request.user), pk=party, case=case)
    words = withdrawal(f"{person.get_role_display()} {person.name}", "parties")
    return Course(request, case, bound(request, forms.WithdrawForm), words).run(
        lambda given: parties.withdraw_party(
            party_id=party, reason=given["reason"], by=request.user
        )
    )


@page
def party_reveal(request: StaffRequest, pk: int, party: int) -> HttpResponse:
    """Show full numbers for 60 seconds, after a reason."""
    visible = Party.objects.visible_to(request.user).select_related("case__officer")
    person = get_object_or_404(visible, pk=party, case=pk)
    permissions.check_can_reveal(request.user, person.case)
    form = bound(request, forms.RevealForm)
    context: dict[str, Any] = {"case": person.case, "party": person, "form": form}
    if not form.is_valid():
        status = FAULTY if form.is_bound else 200
        return render(request, "cases/party_reveal.html", context, status=status)
    reason = "：".join(filter(None, (form.cleaned_data["reason"], form.cleaned_data["note"])))
    try:
        full = parties.reveal_numbers(party_id=person.pk, reason=reason, by=request.user)
    except TransitionRefused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "cases/party_reveal.html", context, status=CONFLICT)
    response = render(request, "cases/party_revealed.html", {**context, "revealed": full})
    response["Cache-Control"] = "no-store"
    return response
