"""Setting parameters from a day on. What held before stays as it was."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from courts import permissions
from courts.access import SOURCE_LANGUAGE
from courts.enums import Permission
from courts.models import Parameter, User
from courts.parameters import CATALOGUE
from courts.selectors import parameters
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import InvalidInput

FIRST_DAY = date(2000, 1, 1)  # the shipped values hold from before any case


@transaction.atomic
def load_parameters() -> int:
    """Store the shipped value of every parameter that has no row yet; how many were stored."""
    known = set(Parameter.objects.values_list("code", flat=True))
    fresh = [each for code, each in CATALOGUE.items() if code not in known]
    if not fresh:
        return 0
    with translation.override(SOURCE_LANGUAGE):  # the record is Chinese, whoever reads it
        Parameter.objects.bulk_create(
            Parameter(
                code=each.code, value=each.default, from_on=FIRST_DAY, basis=str(each.basis),
                set_at=clock.now(),
            )
            for each in fresh
        )  # fmt: skip
    audit.record("PARAMETERS_LOADED", None, by=None, changes={"rows": len(fresh)})
    _forget()
    return len(fresh)


@transaction.atomic
def set_parameter(
    *, code: str, value: Any, from_on: date, basis: str, reason: str, by: User
) -> Parameter:
    """Set a value from today or a later day on.

    A day that is past is refused: deadlines and weeks were counted by the value of their day. A
    value set for the same day is replaced; a later one stays and takes over on its own day.
    """
    check_new_value(code=code, value=value, from_on=from_on, basis=basis, by=by)
    before = parameters.values([code], on=from_on)[code]
    parameter, _created = Parameter.objects.update_or_create(
        code=code,
        from_on=from_on,
        defaults={"value": value, "basis": basis.strip(), "set_by": by, "set_at": clock.now()},
    )
    _forget()
    facts = {
        "parameter_value": [_in_words(code, before), _in_words(code, value)],
        "from_on": str(from_on),
        "basis": basis,
        **_recounted(code, from_on),
    }
    _record("PARAMETER_SET", code, facts, reason, by)
    return parameter


@transaction.atomic
def withdraw_parameter(*, parameter_id: int, reason: str, by: User) -> None:
    """Take back a value whose day has not come."""
    permissions.check_for_all_courts(by, Permission.PARAMETER_MANAGE)
    parameter = Parameter.objects.select_for_update().get(pk=parameter_id)
    if parameter.from_on <= clock.today():
        raise InvalidInput(_("这个值已经生效，不能撤回；要改，请从今天或以后的一天起设新值。"))
    facts: dict[str, Any] = {
        "parameter_value": [_in_words(parameter.code, parameter.value), None],
        "from_on": str(parameter.from_on),
    }
    parameter.delete()
    _forget()
    facts |= _recounted(parameter.code, parameter.from_on)
    _record("PARAMETER_WITHDRAWN", parameter.code, facts, reason, by)


def check_new_value(
    *, code: str, value: Any, from_on: date, basis: str, by: User, reason: str = ""
) -> None:
    """Refuse what `set_parameter` would refuse; `reason` is free text."""
    permissions.check_for_all_courts(by, Permission.PARAMETER_MANAGE)
    if not CATALOGUE[code].is_read:
        raise InvalidInput(_("还没有规则按这个参数计算，设了也不起作用，所以暂不能设新值。"))
    faults = {}
    if from_on < clock.today():
        faults["from_on"] = _("生效日期不能早于今天：已过去的日子按当时的值计算。")
    if not basis.strip():
        faults["basis"] = _("请写明依据，例如文号或会议。")
    if parameters.values([code], on=from_on)[code] == value:
        faults["value"] = _("和那一天已有的值相同。")
    if faults:
        raise InvalidInput(_("未设置，请更正标出的各项。"), faults)


def _record(act: str, code: str, facts: dict[str, Any], reason: str, by: User) -> None:
    """The event stands in the history of the parameter, whatever row it was."""
    with translation.override(SOURCE_LANGUAGE):
        row = ("courts.Parameter", code, str(CATALOGUE[code].label), "", facts)
    audit.record_many(act, [row], by=by, reason=reason)


def _recounted(code: str, from_on: date) -> dict[str, int]:
    """Bring the stored dates of every app up to date that start from that day on (joint 4)."""
    applying = [each.apply_parameter for each in parameters.sources_of(code)]
    counts = [apply(from_on) for apply in applying if apply is not None]
    return {"recounted": sum(counts)} if counts else {}


def _in_words(code: str, value: Any) -> str:
    """As text, so that a list is not read as before and after."""
    return CATALOGUE[code].write(value)


def _forget() -> None:
    parameters.forget()
    transaction.on_commit(parameters.forget)
