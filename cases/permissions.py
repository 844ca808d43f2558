"""May this person do this with this case? Who first, when second."""

from django.utils.translation import gettext as _

from cases.models import Case, Progress
from courts.enums import Permission
from courts.models import User
from enforcement.kernel.errors import NotPermitted, TransitionRefused, passes


def check_can_view(user: User) -> None:
    """Look at cases at all."""
    if not user.holds(Permission.CASE_VIEW):
        raise NotPermitted(_("你的岗位看不到案件，需要时请找本院管理员。"))


def check_can_export(user: User) -> None:
    """Take the case list out as a file."""
    if not user.holds(Permission.CASE_EXPORT):
        raise NotPermitted(_("你的岗位不能导出案件。"))


def check_can_edit(user: User, case: Case) -> None:
    """Log progress and facts: the officer of the case, a clerk of the court, or its chief."""
    if user.holds(Permission.CASE_EDIT_COURT, case.court_id):
        return
    if not user.holds(Permission.CASE_EDIT_OWN, case.court_id):
        raise NotPermitted(_("只有本院执行人员可以办理这件案件。"))
    if case.officer_id != user.pk and not _is_clerk(user, case):
        raise NotPermitted(
            _("这件案件由%(officer)s承办，你只能查看。需要你办理时，请执行局局长改派。")
            % {"officer": case.officer_label or _("尚未分案的人员")}
        )


def check_can_correct(user: User, case: Case, entry: Progress) -> None:
    """Correct an entry: whoever wrote it, the officer for imported ones, or the chief."""
    check_can_edit(user, case)
    if user.holds(Permission.CASE_EDIT_COURT, case.court_id):
        return
    is_own = entry.by_id == user.pk or (entry.by_id is None and case.officer_id == user.pk)
    if not is_own:
        raise NotPermitted(_("只能更正自己记的进展；别人的请其本人或执行局局长更正。"))


def _is_clerk(user: User, case: Case) -> bool:
    return any(post.role == "clerk" and case.court_id in post.courts for post in user.access.posts)


def check_can_change_open(user: User, case: Case) -> None:
    """As `check_can_edit`, and the case is not closed."""
    check_can_edit(user, case)
    check_is_open(case)


def check_is_open(case: Case) -> None:
    """Refuse changes of a closed case."""
    if not case.is_open:
        raise TransitionRefused(
            _("案件已于 %(day)s 以“%(mode)s”结案，不能再改。")
            % {"day": case.closed_on, "mode": case.get_close_mode_display()}
        )


def check_can_reopen(user: User, case: Case) -> None:
    """Take a closing back that was entered by mistake: whoever may close the case."""
    check_can_edit(user, case)
    if case.is_open:
        raise TransitionRefused(_("案件没有结案，或结案刚被撤销。"))


def check_can_file(user: User, court_id: str) -> None:
    """File new cases and correct their numbers."""
    if not user.holds(Permission.CASE_FILE, court_id):
        raise NotPermitted(_("立案由本院书记员或执行局局长办理。"))


def check_can_file_somewhere(user: User) -> None:
    """Open the filing form at all."""
    if not user.holds(Permission.CASE_FILE):
        raise NotPermitted(_("立案由本院书记员或执行局局长办理。"))


def check_can_assign_somewhere(user: User) -> None:
    """Assign cases at all."""
    if not user.holds(Permission.CASE_ASSIGN):
        raise NotPermitted(_("分案由本院执行局局长或院领导办理。"))


def check_can_assign(user: User, court_id: str) -> None:
    """Give a case to an officer."""
    if not user.holds(Permission.CASE_ASSIGN, court_id):
        raise NotPermitted(_("分案由本院执行局局长或院领导办理。"))


def check_can_extend(user: User, case: Case) -> None:
    """Record an extension (法发〔2006〕35号第一条): those who edit the case, or who approve it."""
    if not user.holds(Permission.EXTENSION_APPROVE, case.court_id):
        check_can_edit(user, case)
    check_is_open(case)


def check_can_record_receipt(user: User, case: Case) -> None:
    """Enter money that arrived."""
    if not user.holds(Permission.RECEIPT_RECORD, case.court_id):
        raise NotPermitted(_("到账由财务或执行局局长登记。"))


def check_can_pay_out(user: User, case: Case) -> None:
    """Enter money that was paid out."""
    if not user.holds(Permission.PAYOUT_RECORD, case.court_id):
        raise NotPermitted(_("发放由财务或执行局局长登记。"))


def check_can_reveal(user: User, case: Case) -> None:
    """See a full identity or telephone number (asks for a reason, leaves an event)."""
    if not user.holds(Permission.IDENTITY_REVEAL, case.court_id):
        raise NotPermitted(_("你的岗位不能查看完整号码。"))


def can_edit(user: User, case: Case) -> bool:
    """Whether the form of a progress entry is shown."""
    return passes(check_can_edit, user, case)


def can_correct(user: User, case: Case, entry: Progress) -> bool:
    """Whether 更正 is shown beside an entry."""
    return passes(check_can_correct, user, case, entry)


def can_extend(user: User, case: Case) -> bool:
    """Whether the form of an extension is shown."""
    return passes(check_can_extend, user, case)


def can_file(user: User, court_id: str) -> bool:
    """Whether 更正案号 is shown."""
    return passes(check_can_file, user, court_id)


def can_assign(user: User, case: Case) -> bool:
    """Whether 分案 is shown on the page of a case."""
    return case.is_open and passes(check_can_assign, user, case.court_id)


def can_change_open(user: User, case: Case) -> bool:
    """Whether facts of the case may be changed."""
    return passes(check_can_change_open, user, case)


def can_reopen(user: User, case: Case) -> bool:
    """Whether 撤销结案 is shown."""
    return passes(check_can_reopen, user, case)


def can_record_receipt(user: User, case: Case) -> bool:
    """Whether the form of a receipt is shown."""
    return passes(check_can_record_receipt, user, case)


def can_pay_out(user: User, case: Case) -> bool:
    """Whether the form of a payout is shown."""
    return passes(check_can_pay_out, user, case)


def can_reveal(user: User, case: Case) -> bool:
    """Whether 查看全号 is shown."""
    return passes(check_can_reveal, user, case)
