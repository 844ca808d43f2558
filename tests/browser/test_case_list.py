"""The list: its conditions live in the address; many cases are given out at once."""

from playwright.sync_api import expect

from tests.browser.dockets import docket


def test_filter_saved_view_back_and_forward(visit, chief, officer):
    cases = docket(chief, officer, count=4)
    with_property, without = cases[2].number, cases[1].number
    one = visit().log_in(officer)
    one.menu("案件")

    one.page.locator("summary", has_text="条件").click()
    one.field("财产").select_option(label="有财产")
    one.button("筛选").click()
    one.sees(with_property)
    one.sees_not(without)

    one.page.locator("summary", has_text="常用筛选").click()
    one.fill("把当前条件存为", "有财产的")
    one.button("保存").click()
    one.sees_not(without)

    one.link(with_property).click()
    one.headed(with_property)
    one.page.go_back()
    one.sees(with_property)
    one.sees_not(without)
    one.page.go_forward()
    one.headed(with_property)

    one.menu("案件")
    one.sees(without)
    one.link("有财产的").click()
    one.sees(with_property)
    one.sees_not(without)
    one.page.get_by_role("link", name="去掉这个条件").click()
    one.sees(without)


def test_chief_gives_out_many_cases_at_once(visit, chief, officer):
    cases = docket(chief, None, count=3)
    one = visit().log_in(chief)
    one.menu("案件")

    for case in cases[:2]:
        one.page.get_by_label(f"勾选{case.number}").check()
    one.sees("已选 2 件")
    one.button("分案").click()
    one.headed("给 2 件案件分案")
    one.page.reload()
    one.headed("给 2 件案件分案")
    one.page.go_back()
    one.headed("案件")
    one.page.go_forward()
    one.headed("给 2 件案件分案")
    assert "selected=" in one.page.url  # an address of its own: nothing is sent once more
    one.field("承办人").select_option(label=officer.name)
    one.button("分案").click()

    one.sees("已分案 2 件")
    table = one.page.get_by_role("table", name="案件列表")
    expect(table.get_by_role("row").filter(has_text=officer.name)).to_have_count(2)
    assert not one.watch.faults
