"""结案: the modes of this type of case, approved by another."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases import forms, permissions
from cases.services import closing
from cases.views.access import visible_case
from cases.views.acting import Course, Words, bound, page
from courts.http import StaffRequest
from courts.selectors import parameters
from enforcement.kernel import clock


@page
def case_close(request: StaffRequest, pk: int) -> HttpResponse:
    """Close an open case."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    words = Words(
        _("结案"), _("登记结案"), _("已结案。"),
        note=_(
            "结案日期按送达方式确定；登记后案件不能再改。终本须立案满 %(months)d 个月并经院长批准"
            "（法〔2016〕373号第一条），合格与否由十二项核查另行认定，认定前不算合格。"
        )
        % {"months": parameters.value("zhongben.minimum_months", on=clock.today())},
    )  # fmt: skip
    form = bound(request, forms.ClosingForm, case=case, initial={"closed_on": clock.today()})
    return Course(request, case, form, words).run(
        lambda given: closing.close_case(
            case_id=pk,
            closing=closing.Closing(
                given["mode"],
                given["closed_on"],
                given["approver"].pk,
                given["document"],
                given.get("is_whole", False),
            ),
            by=request.user,
        )
    )
