"""Who stands in the lists of people of the forms of a case."""

from datetime import timedelta

import pytest

from cases import selectors
from courts.enums import Role
from courts.models import Substitution
from enforcement.kernel import clock
from tests.factories.cases import CaseFactory
from tests.factories.courts import person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def names(found):
    return [each.name for each in found]


@pytest.mark.parametrize(
    ("from_on", "to_on", "is_there"), [(0, 0, True), (1, 2, False), (-2, -1, False)]
)
def test_approvers__who_stands_in_today_too(court, chief, president, from_on, to_on, is_there):
    today, case = clock.today(), CaseFactory()
    deputy = person(Role.OFFICER, "钟丽萍")
    Substitution.objects.create(
        post=chief.posts.get(), substitute=deputy, reason="年休假",
        from_on=today + from_on * DAY, to_on=today + to_on * DAY,
    )  # fmt: skip

    assert ("钟丽萍" in names(selectors.closing_approvers(case))) is is_there
    assert chief.name in names(selectors.closing_approvers(case)), "may have approved before"
    assert names(selectors.extension_approvers(case)) == [president.name]
