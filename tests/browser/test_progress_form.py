"""The form of a progress entry: what is typed is neither lost nor kept twice."""

import re

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.browser.dockets import docket
from tests.factories.courts import PASSWORD

WORDS = "到房产局查询，名下登记一套住房。"


def test_a_draft_survives_a_reload_and_a_double_click_makes_one_entry(visit, chief, officer):
    one = _at_the_form(visit, chief, officer)

    _draft(one)
    one.field("情况说明").fill(WORDS)
    one.button("提交进展").dblclick()

    one.sees("进展已记")
    expect(one.page.get_by_text(WORDS)).to_have_count(1)


def test_what_was_typed_outlives_the_session(visit, chief, officer):
    one = _at_the_form(visit, chief, officer)

    one.field("情况说明").fill(WORDS)
    Session.objects.all().delete()
    one.button("提交进展").click()
    one.headed("登录")
    one.fill("用户名", officer.username)
    one.fill("密码", PASSWORD)
    one.button("登录").click()

    one.sees("存过草稿，已填入")
    expect(one.field("情况说明")).to_have_value(WORDS)
    one.button("提交进展").click()
    one.sees("进展已记")
    expect(one.page.get_by_text(WORDS)).to_have_count(1)
    _open_form(one)
    expect(one.field("情况说明")).to_have_value("")
    assert one.page.evaluate("Object.keys(localStorage).filter(k => k.includes('draft'))") == []


def test_the_form_starts_in_its_text_and_comes_back_to_what_is_wrong(visit, chief, officer):
    one = _at_the_form(visit, chief, officer)

    expect(one.field("情况说明")).to_be_focused()
    one.watch.expect(422)
    one.fill("情况说明", "  ")
    one.button("提交进展").click()
    expect(one.page.locator(".error-summary")).to_be_focused()


def _at_the_form(visit, chief, officer):
    case = docket(chief, officer, count=1)[0]
    one = visit().log_in(officer)
    one.menu("案件")
    one.link(case.number).click()
    one.headed(case.number)
    _open_form(one)
    return one


def _open_form(one):
    one.page.get_by_role("link", name="记进展").filter(visible=True).first.click()
    one.headed("记进展")


def _draft(one):
    """Typed, left alone for a moment, found again after a reload, given up."""
    one.field("情况说明").press_sequentially(WORDS)
    with one.page.expect_response(re.compile("/draft/")):
        one.page.keyboard.press("Tab")  # leaving the field saves at once
    expect(one.page.get_by_text(re.compile("草稿.*已存|草稿已存")).first).to_be_attached()
    one.page.reload()
    expect(one.field("情况说明")).to_have_value(WORDS)
    one.sees("存过草稿，已填入")
    one.button("放弃草稿").click()
    expect(one.field("情况说明")).to_have_value("")
