"""Who may do what with a case: one table, from the role table that ships."""

import pytest

from cases import permissions
from cases.permissions import (
    check_can_assign,
    check_can_assign_somewhere,
    check_can_change_open,
    check_can_edit,
    check_can_export,
    check_can_extend,
    check_can_file,
    check_can_file_somewhere,
    check_can_pay_out,
    check_can_record_receipt,
    check_can_reveal,
    check_can_view,
)
from courts.enums import Role
from enforcement.kernel.errors import NotPermitted, TransitionRefused, passes
from tests.factories.cases import CaseFactory, ProgressFactory
from tests.factories.courts import person

pytestmark = pytest.mark.django_db
CAST = (
    "officer", "clerk", "chief", "president", "finance", "petition_desk", "supervisor", "outsider",
    "admin", "auditor",
)  # fmt: skip
HANDLE = {"officer", "clerk", "chief"}
OF_CASE = {
    check_can_edit: HANDLE,
    check_can_change_open: HANDLE,
    check_can_extend: HANDLE | {"president"},
    check_can_record_receipt: {"chief", "finance"},
    check_can_pay_out: {"chief", "finance"},
    check_can_reveal: {"officer", "chief", "president", "supervisor"},
}
OF_COURT = {check_can_file: {"clerk", "chief"}, check_can_assign: {"chief", "president"}}
ANYWHERE = {
    check_can_view: set(CAST) - {"admin", "auditor"},
    check_can_export: {"officer", "clerk", "chief", "president", "supervisor", "outsider"},
    check_can_file_somewhere: {"clerk", "chief"},
    check_can_assign_somewhere: {"chief", "president"},
}


def passing(request, check, *about):
    return {who for who in CAST if passes(check, request.getfixturevalue(who), *about)}


@pytest.mark.parametrize("check", OF_CASE, ids=lambda check: check.__name__)
def test_who_may__with_a_case(request, officer, check):
    assert passing(request, check, CaseFactory(officer=officer)) == OF_CASE[check]


@pytest.mark.parametrize("check", OF_COURT, ids=lambda check: check.__name__)
def test_who_may__at_a_court(request, court, check):
    assert passing(request, check, court.code) == OF_COURT[check]


@pytest.mark.parametrize("check", ANYWHERE, ids=lambda check: check.__name__)
def test_who_may__at_all(request, court, check):
    assert passing(request, check) == ANYWHERE[check]


@pytest.mark.parametrize("check", [check_can_change_open, check_can_extend])
def test_closed_cases_are_not_changed(officer, check):
    with pytest.raises(TransitionRefused, match="执行完毕"):
        check(officer, CaseFactory(officer=officer, closed=True))


def test_check_can_edit__not_a_colleagues_case(officer):
    colleague = person(Role.OFFICER, "王建华")

    with pytest.raises(NotPermitted, match="刘志远"):
        check_can_edit(colleague, CaseFactory(officer=officer))


def test_check_can_edit__a_case_without_officer_says_so(officer):
    with pytest.raises(NotPermitted, match="尚未分案"):
        check_can_edit(officer, CaseFactory())


def test_check_can_edit__a_clerk_of_another_court(officer):
    clerk = person(Role.CLERK, "他院书记员", "赣0321")

    assert not permissions.can_edit(clerk, CaseFactory(officer=officer))


def test_questions_agree_with_their_checks(officer, clerk):
    case = CaseFactory(officer=officer)
    entry = ProgressFactory(case=case, by=clerk)

    assert permissions.can_edit(officer, case)
    assert permissions.can_change_open(officer, case)
    assert permissions.can_extend(officer, case)
    assert permissions.can_reveal(officer, case)
    assert permissions.can_correct(clerk, case, entry)
    assert not permissions.can_correct(officer, case, entry)
    assert not permissions.can_record_receipt(officer, case)
    assert not permissions.can_pay_out(officer, case)
    assert not permissions.can_file(officer, "赣0302")
    assert not permissions.can_assign(officer, case)


def test_can_assign__not_a_closed_case(chief):
    assert permissions.can_assign(chief, CaseFactory())
    assert not permissions.can_assign(chief, CaseFactory(closed=True))
