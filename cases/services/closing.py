"""Closing a case (结案). The check of 终本 comes with its twelve items: until then 合格 stays open."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases import permissions, selectors, signals
from cases.enums import CaseStatus, CloseMode
from cases.models import Case, Seal
from cases.rules.closing import MODES, ClosingFacts, Obstacle, obstacles
from cases.services import cases as case_services
from cases.services import derived
from courts.models import User
from courts.selectors import parameters
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import InvalidInput
from enforcement.kernel.figures import money_text


@dataclass(frozen=True)
class Closing:
    """How a case ends. `closed_on` is the day on which the law counts it closed (service).

    `is_whole`: performed whole, though less arrived here than was claimed. `leaves_money`: closed as
    performed though money is on account.
    """

    mode: str
    closed_on: date
    approver_id: int
    document: str
    is_whole: bool = False
    leaves_money: bool = False


@transaction.atomic
def close_case(*, case_id: int, closing: Closing, by: User) -> Case:
    """Close a case by a mode of its type, approved by somebody other than who records it."""
    case = case_services.locked(case_id)
    permissions.check_can_change_open(by, case)
    _check_approver(case, closing, by)
    approver = approvers(case).get(pk=closing.approver_id)
    money = selectors.unsettled(case, clock.today()).money
    _check(case, closing, money)
    case_services.move(case, CaseStatus.CLOSED, by=by)
    case.closed_on, case.close_mode = closing.closed_on, closing.mode
    case_services.save_touched(case, "status", "closed_on", "close_mode")
    facts = {
        "closed_on": closing.closed_on,
        "close_mode": closing.mode,
        "closing_document": closing.document.strip(),
        "approved_by": approver.name,
    }
    if closing.is_whole:
        facts["is_whole"] = True
    if money:
        facts["left_on_account"] = f"{money:.2f}"
    audit.record("CASE_CLOSING_RECORDED", case, by=by, changes=facts)
    derived.recompute([case.pk])
    signals.case_closed.send(sender=Case, case=case, by=by)
    return case


def approvers(case: Case) -> QuerySet[User]:
    """Who may approve that the case is closed, or that its closing is taken back."""
    return selectors.closing_approvers(case)


def approver_fault(case: Case, approver_id: int, by: User, mode: str) -> str:
    """What is wrong with an approver of a closing by this mode, or of its withdrawal; "" if nothing."""
    approver = approvers(case).filter(pk=approver_id).first()
    if approver is None:
        return _("结案和撤销结案由本院局长、副院长或院长批准，请选批准人。")
    if approver.pk == by.pk:
        return _("批准人不能是登记人。")
    if mode == CloseMode.ZHONGBEN and not _leads_the_court(case, approver):
        return _("终本和撤销终本由院长或副院长批准。")
    return ""


def _leads_the_court(case: Case, person: User) -> bool:
    """Whether the person is president or vice-president (民诉法解释第五百一十七条)."""
    return selectors.extension_approvers(case).filter(pk=person.pk).exists()


def _check_approver(case: Case, closing: Closing, by: User) -> None:
    if fault := approver_fault(case, closing.approver_id, by, closing.mode):
        raise InvalidInput(_("未结案，请更正标出的各项。"), {"approver": fault})


def _check(case: Case, closing: Closing, money: Decimal) -> None:
    faults = _unsettled(case, closing, money)
    if closing.mode not in MODES[case.type_word]:
        faults["mode"] = _("这类案件没有这种结案方式。")
    if not case.filed_on <= closing.closed_on <= clock.today():
        faults["closed_on"] = _("结案日期在立案日期与今天之间。")
    if not closing.document.strip():
        faults["document"] = _("请填结案文书的文号。")
    if faults:
        raise InvalidInput(_("未结案，请更正标出的各项。"), faults)
    seals = Seal.objects.filter(case=case).watched().values_list("to_on", flat=True)
    facts = ClosingFacts(
        filed_on=case.filed_on,
        closed_on=closing.closed_on,
        is_stopped=case.status == CaseStatus.SUSPENDED,
        seal_ends=list(seals),
        zhongben_months=parameters.value("zhongben.minimum_months", on=closing.closed_on),
    )
    found = obstacles(closing.mode, facts)
    if found:
        raise InvalidInput(_words(found[0], facts), {"mode": _words(found[0], facts)})


def _unsettled(case: Case, closing: Closing, money: Decimal) -> dict[str, str]:
    """What a case closed as performed leaves open, and that nobody has said to be meant so."""
    faults: dict[str, str] = {}
    if closing.mode != CloseMode.COMPLETED:
        return faults
    if case.recovered < case.claim_amount and not closing.is_whole:
        faults["is_whole"] = _("到位 %(got)s 元，少于标的 %(claim)s 元。确已全部履行的请勾选。") % {
            "got": money_text(case.recovered), "claim": money_text(case.claim_amount),
        }  # fmt: skip
    if money and not closing.leaves_money:
        faults["leaves_money"] = _(
            "在账案款 %s 元尚未发放。先登记发放；确要先结案的请勾选。"
        ) % money_text(money)
    return faults


def _words(obstacle: Obstacle, facts: ClosingFacts) -> str:
    words = {
        Obstacle.STOPPED: _("案件正在中止或暂缓，先登记止日再结案（法发〔2014〕26号第二十三条）。"),
        Obstacle.TOO_EARLY: _(
            "立案满 %(months)d 个月后才能终本，最早 %(day)s 的次日（法〔2016〕373号第一条）。"
        )
        % {"months": facts.zhongben_months, "day": facts.zhongben_from},
        Obstacle.SEAL_LAPSES: _("有查封 30 天内到期，先续封或解除再结案。"),
    }
    return words[obstacle]
