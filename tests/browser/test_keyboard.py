"""An officer who never touches the mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.dockets import docket
from tests.factories.courts import PASSWORD

MOST_TABS = 40


@pytest.fixture
def reach():
    """Press Tab until the control has the focus, as a person without a mouse does."""

    def press_tab(page, control):
        for _ in range(MOST_TABS):
            if control.evaluate("node => node === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_TABS} times Tab did not reach {control}")

    return press_tab


def test_officer_works_without_a_mouse(visit, reach, chief, officer):
    cases = docket(chief, officer)
    one = visit().arrive()

    _sign_in(one, reach, officer)
    _find_by_number(one, cases[0])
    _log(one, cases[0])
    _walk_the_list(one, reach)


def _sign_in(one, reach, officer):
    keys = one.page.keyboard
    reach(one.page, one.field("用户名"))
    keys.type(officer.username)
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    one.headed("要办")


def _find_by_number(one, case):
    """The number in a spelling of one's own, from any page."""
    one.page.keyboard.press("/")
    one.page.keyboard.type(f"({case.year}) 赣0302执 {case.serial}")
    one.page.keyboard.press("Enter")
    one.headed(case.number)


def _log(one, case):
    one.page.keyboard.press("n")
    one.headed("记进展")
    expect(one.field("情况说明")).to_be_focused()
    one.page.keyboard.type("到不动产登记中心查询，名下无房产。")
    one.page.keyboard.press("Control+Enter")
    one.headed(case.number)
    one.sees("到不动产登记中心查询，名下无房产。")


def _walk_the_list(one, reach):
    """Down and up the rows, how a day was counted, into a case."""
    keys = one.page.keyboard
    reach(one.page, one.link("案件"))
    keys.press("Enter")
    one.headed("案件")
    rows = one.page.get_by_role("table", name="案件列表").get_by_role("row")

    for key in ("j", "j", "k", "j"):  # the head is row 0: down, down, up, down = second case
        keys.press(key)
    expect(rows.nth(2)).to_be_focused()

    keys.press("e")
    explanation = one.page.get_by_role("dialog").filter(has_text="怎么算的")
    expect(explanation).to_be_visible()
    keys.press("Escape")
    expect(explanation).to_be_hidden()

    keys.press("k")  # the keys of the list go on working
    expect(rows.nth(1)).to_be_focused()
    number = rows.nth(1).get_by_role("link").first.inner_text()
    keys.press("n")  # for the row that is chosen
    one.headed("记进展")
    one.sees(number)
    expect(one.field("情况说明")).to_be_focused()
    one.page.go_back()
    one.page.wait_for_load_state()
    expect(rows.nth(1)).to_be_focused()  # where the list was left
    keys.press("Enter")
    one.headed(number)
