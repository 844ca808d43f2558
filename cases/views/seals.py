"""Seizures and freezes of a case."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases import forms, permissions
from cases.models import Seal
from cases.services import seals
from cases.views.access import visible_case
from cases.views.acting import Course, Words, bound, page, withdrawal
from courts.http import StaffRequest
from enforcement.kernel import clock


@page
def seal_add(request: StaffRequest, pk: int) -> HttpResponse:
    """登记查封、扣押、冻结; `?renew=` fills the form from the seal that is continued."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    words = Words(
        _("登记查封"), _("登记"), _("查封已登记：%s"), tab="seals", draft="seal",
        note=_(
            "存款最长 1 年，动产 2 年，不动产和其他 3 年（民诉法解释第四百八十五条）；"
            "到期即失效，不因节假日顺延。"
        ),
    )  # fmt: skip
    form = bound(request, forms.SealForm, initial=_renewed(request, pk))
    return Course(request, case, form, words).run(
        lambda given: seals.add_seal(case_id=pk, term=seals.Term(**given), by=request.user)
    )


def _renewed(request: StaffRequest, pk: int) -> dict[str, Any]:
    given = request.GET.get("renew", "")
    if not given.isdecimal():
        return {}
    seal = Seal.objects.visible_to(request.user).filter(case=pk, pk=given).first()
    if seal is None:
        return {}
    return {"asset": seal.asset, "kind": seal.kind, "from_on": clock.today()}


@page
def seal_release(request: StaffRequest, pk: int, seal: int) -> HttpResponse:
    """解除查封."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    found = get_object_or_404(Seal.objects.visible_to(request.user), pk=seal, case=case)
    words = Words(_("解除查封：%s") % found, _("登记解除"), _("解除已登记。"), tab="seals")
    return Course(request, case, bound(request, forms.ReleaseForm), words).run(
        lambda given: seals.release_seal(seal_id=seal, on=given["on"], by=request.user)
    )


@page
def seal_withdraw(request: StaffRequest, pk: int, seal: int) -> HttpResponse:
    """Take back a seal."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    found = get_object_or_404(Seal.objects.visible_to(request.user), pk=seal, case=case)
    words = withdrawal(f"{found.asset} {found.from_on}", "seals")
    return Course(request, case, bound(request, forms.WithdrawForm), words).run(
        lambda given: seals.withdraw_seal(seal_id=seal, reason=given["reason"], by=request.user)
    )
