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


def test_signs_in_finds_a_case_and_logs_progress(visit, reach, chief, officer):
    cases = docket(chief, officer)
    one = visit().arrive()
    page, keys = one.page, one.page.keyboard

    reach(page, one.field("用户名"))
    keys.type(officer.username)
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("要办")

    keys.press("/")
    keys.type(f"({cases[0].year}) 赣0302执 {cases[0].serial}")
    keys.press("Enter")
    one.headed(cases[0].number)

    keys.press("n")
    one.headed("记进展")
    reach(page, one.field("情况说明"))
    keys.type("到不动产登记中心查询，名下无房产。")
    keys.press("Control+Enter")
    one.headed(cases[0].number)
    one.sees("到不动产登记中心查询，名下无房产。")


def test_walks_the_list_and_asks_how_a_day_was_counted(visit, reach, chief, officer):
    docket(chief, officer)
    one = visit().log_in(officer)
    page, keys = one.page, one.page.keyboard
    reach(page, one.link("案件"))
    keys.press("Enter")
    one.headed("案件")
    rows = page.get_by_role("table", name="案件列表").get_by_role("row")

    for key in ("j", "j", "k", "j"):  # head row is row 0: down, down, up, down = second case
        keys.press(key)
    expect(rows.nth(2)).to_be_focused()

    keys.press("e")
    explanation = page.get_by_role("dialog").filter(has_text="届满")
    expect(explanation).to_be_visible()
    keys.press("Escape")
    expect(explanation).to_be_hidden()

    keys.press("k")  # the keys of the list go on working
    expect(rows.nth(1)).to_be_focused()
    number = rows.nth(1).get_by_role("link").first.inner_text()
    keys.press("Enter")
    one.headed(number)
