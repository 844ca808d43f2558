"""A closing that was taken back: the frozen week stays, and its recheck names the difference."""

from datetime import date

import pytest

from cases.enums import CloseMode
from cases.services.reopening import Reopening, reopen_case
from performance.evidence import verdicts
from tests.performance.records import make_case

pytestmark = pytest.mark.django_db


def test_a_recheck_shows_the_closing_that_was_taken_back(freeze, chief, president):
    case = make_case(closed_on=date(2018, 7, 20), close_mode=CloseMode.COMPLETED)
    snapshot = freeze()
    reopening = Reopening(case.version, president.pk, "录错案件")

    reopen_case(case_id=case.pk, reopening=reopening, by=chief)

    verdict = verdicts.judge(snapshot)
    found = {(each.indicator, each.window): (each.was, each.now) for each in verdict.differences}
    assert verdict.seal_holds
    assert found["closed", "week"] == ("1", "0")
    assert {each.reason for each in verdict.differences} == {
        "结案日期 2018-07-20 → —；结案方式 执行完毕 → —"
    }
