"""What cannot be done is said in a sentence on a whole page: never a blank, never lost text."""

from playwright.sync_api import expect

from tests.browser.dockets import docket


def test_faults_and_refusals_are_sentences(visit, chief, officer):
    case = docket(chief, officer, count=1)[0]
    one = visit().log_in(officer)
    one.menu("案件")
    one.link(case.number).click()
    one.headed(case.number)
    one.page.keyboard.press("n")
    one.headed("记进展")

    _send_nothing(one)
    _give_away(visit().log_in(chief), case, chief)
    one.watch.expect(403)
    one.fill("情况说明", "外出调查途中记。")
    one.button("提交进展").click()
    one.sees(f"这件案件由{chief.name}承办，你只能查看")


def _send_nothing(one):
    """Blanks only: the focus goes to the sentence, from there to the field."""
    one.watch.expect(422)
    one.fill("情况说明", "   ")
    one.button("提交进展").click()
    summary = one.page.get_by_role("alert").filter(has_text="情况说明")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(one.field("情况说明")).to_be_focused()


def _give_away(other, case, officer):
    """Meanwhile the chief gives the case to somebody else."""
    other.menu("案件")
    other.page.get_by_label(f"勾选{case.number}").check()
    other.button("分案").click()
    other.field("承办人").select_option(label=officer.name)
    other.button("分案").click()
    other.sees("已分案 1 件")


def test_an_older_version_does_not_overwrite(visit, chief, officer):
    case = docket(chief, officer, count=1)[0]
    windows = [visit().log_in(chief), visit().log_in(officer)]
    for one in windows:
        one.menu("案件")
        one.link(case.number).click()
        one.page.locator("summary", has_text="更多").click()
        one.link("改案件信息").click()
    first, second = windows
    first.fill("承办部门", "金融法庭")
    first.button("保存").click()
    first.headed(case.number)

    second.watch.expect(409)
    second.fill("承办部门", "速执组")
    second.button("保存").click()
    second.sees("这件案件刚被别人改过")
    both = second.page.get_by_role("table", name="两份内容").get_by_role("row", name="承办部门")
    expect(both).to_contain_text("速执组")
    expect(both).to_contain_text("金融法庭")
    second.button("保存").click()  # now knowing both
    second.headed(case.number)
