"""Filing, number and facts of a case."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases import forms, permissions
from cases.models import Case
from cases.services import cases as case_services
from cases.services import filing, numbering
from cases.services.filing import Filing
from cases.views.access import visible_case
from cases.views.acting import Course, Words, bound, page
from courts.http import StaffRequest

EDITED = ("filed_on", "basis_number", "claim_amount", "opening_recovered", "team")


@page
def case_file(request: StaffRequest) -> HttpResponse:
    """立案: the next number of the court is allocated."""
    permissions.check_can_file_somewhere(request.user)
    words = Words(
        _("立案"), _("立案并编号"), _("已立案：%s"), draft="filing",
        note=_("立案后自动编号，7 天内分案，期限从次日起算。"),
    )  # fmt: skip
    form = bound(request, forms.FilingForm, user=request.user)
    return Course(request, None, form, words).run(lambda given: _file(request, given))


def _file(request: StaffRequest, given: dict[str, Any]) -> Case:
    facts = {name: given[name] for name in ("type_word", "filed_on", "claim_amount", "cause",
                                            "basis_number", "team", "submission")}  # fmt: skip
    court, known = given["court"].pk, forms.truth(given["has_property"])
    return filing.file_case(
        filing=Filing(court_id=court, has_property=known, **facts), by=request.user
    )


@page
def case_number(request: StaffRequest, pk: int) -> HttpResponse:
    """更正案号: the wrong number is kept and never given again."""
    case = visible_case(request, pk)
    permissions.check_can_file(request.user, case.court_id)
    words = Words(
        _("更正案号"), _("更正"), _("案号已更正为 %s"),
        note=_("原案号保留在操作记录里，搜索原案号仍能找到本案，原号不再使用。"),
    )  # fmt: skip
    return Course(request, case, bound(request, forms.NumberForm), words).run(
        lambda given: numbering.correct_number(
            case_id=pk, correction=numbering.Correction(**given), by=request.user
        )
    )


@page
def case_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change facts of an open case; a conflict shows both texts."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    words = Words(_("改案件信息"), _("保存"), _("已保存。"), draft="edit")
    form = bound(request, forms.CaseForm, initial=forms.CaseForm.of(case))
    course = Course(request, case, form, words, both=lambda: _both(form, case))
    return course.run(lambda given: _edit(request, pk, given))


def _edit(request: StaffRequest, pk: int, given: dict[str, Any]) -> Case:
    values = {name: given[name] for name in EDITED}
    values |= case_services.cause_of(given["cause"].strip())
    values["has_property"] = forms.truth(given["has_property"])
    return case_services.edit_case(
        case_id=pk, version=given["version"], values=values, by=request.user
    )


def _both(form: Any, case: Case) -> Iterator[tuple[str, str, str]]:
    """What was typed beside what stands now, where they differ. Saving again is then a decision."""
    now = forms.CaseForm(forms.CaseForm.of(case))
    form.data = form.data.copy()
    form.data["version"] = str(case.version)
    for field in form.visible_fields():
        typed, stands = (each[field.name] for each in (form, now))
        if typed.field.clean(typed.value()) != stands.field.clean(stands.value()):
            yield field.label, _shown(typed), _shown(stands)


def _shown(field: Any) -> str:
    """The value of a field as a person reads it."""
    value = field.field.clean(field.value())
    choices = dict(getattr(field.field, "choices", ()))
    return str(choices.get(value, value)) or "—"
