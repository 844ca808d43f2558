"""结案 by a mode of this type of case, and 撤销结案; both approved by another."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases import forms, permissions, selectors
from cases.enums import Source
from cases.models import Case
from cases.services import closing, reopening
from cases.views.access import visible_case
from cases.views.acting import Course, Words, bound, page
from courts.http import StaffRequest
from courts.selectors import parameters
from enforcement.kernel import clock
from enforcement.kernel.daywords import day_text
from enforcement.kernel.figures import money_text


@page
def case_close(request: StaffRequest, pk: int) -> HttpResponse:
    """Close an open case."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    left = selectors.unsettled(case, clock.today())
    words = Words(
        _("结案"), _("登记结案"), _("已结案。"), effects=_left_behind(left),
        note=_(
            "结案日期按送达方式确定；登记后案件不能再改。终本须立案满 %(months)d 个月并经院长批准"
            "（法〔2016〕373号第一条），合格与否由十二项核查另行认定，认定前不算合格。"
        )
        % {"months": parameters.value("zhongben.minimum_months", on=clock.today())},
    )  # fmt: skip
    form = bound(
        request,
        forms.ClosingForm,
        case=case,
        money=left.money,
        initial={"closed_on": clock.today()},
    )
    return Course(request, case, form, words).run(
        lambda given: closing.close_case(
            case_id=pk,
            closing=closing.Closing(
                given["mode"],
                given["closed_on"],
                given["approver"].pk,
                given["document"],
                given.get("is_whole", False),
                given.get("leaves_money", False),
            ),
            by=request.user,
        )
    )


def _left_behind(left: selectors.Unsettled) -> tuple[str, ...]:
    """What the closing leaves unsettled, a line each."""
    lines = []
    if left.money:
        lines.append(
            _(
                "在账案款 %(sum)s 元尚未发放：%(count)d 笔，其中超期 %(overdue)d 笔。结案后仍须发放。"
            )
            % {"sum": money_text(left.money), "count": left.receipts, "overdue": left.overdue}
        )
    if left.seal_ends:
        lines.append(
            _("有效的查封 %(count)d 项，最近%(day)s到期。结案后本案不能再登记续封和解除。")
            % {"count": len(left.seal_ends), "day": day_text(left.seal_ends[0])}
        )
    return tuple(lines)


@page
def case_reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back a closing that was entered by mistake."""
    case = visible_case(request, pk)
    permissions.check_can_reopen(request.user, case)
    words = Words(
        _("撤销结案"), _("撤销结案"), _("结案已撤销，案件恢复办理。"), effects=_after(case),
        note=_(
            "只在结案录错时撤销。结案没有错、结案后又要执行的，不在这里办：另立“执恢”案件恢复执行。"
            "撤销终本由院长或副院长批准；理由和批准人留在操作记录里。"
        ),
    )  # fmt: skip
    form = bound(request, forms.ReopeningForm, case=case)
    return Course(request, case, form, words).run(
        lambda given: reopening.reopen_case(
            case_id=pk,
            reopening=reopening.Reopening(given["version"], given["approver"].pk, given["reason"]),
            by=request.user,
        )
    )


def _after(case: Case) -> tuple[str, ...]:
    """What the withdrawal of the closing changes, a line each."""
    if case.closed_on is None:
        return ()
    lines = [
        _("%(day)s以“%(mode)s”结案的登记撤去，案件回到“%(status)s”，可以继续办理。")
        % {
            "day": day_text(case.closed_on), "mode": case.get_close_mode_display(),
            "status": reopening.status_after(case).label,
        },
        _("结案日期、结案方式和终本合格清除，法定期限和节点继续计算。"),
        _("已封存的周报数字不变，复核该周时列出差异。"),
    ]  # fmt: skip
    if case.source == Source.IMPORT and case.live_since is None:
        lines.append(_("这次结案是台账带来的。撤销后本案改由系统办理，台账不能再改它的结案。"))
    return tuple(lines)
