"""The main job from end to end: a ledger in, progress from the road, a ranking opened to its cases."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.browser import ledgers

LONGEST_SIDE = 2560
WIDTH_OF_PICTURE = """async (link) => {
  const answer = await fetch(link.href);
  return (await createImageBitmap(await answer.blob())).width;
}"""
WORDS = "到安源区后埠街现场查看，厂房仍在使用，已张贴公告。"


@pytest.fixture
def ledger(tmp_path, officer) -> Path:
    """A workbook from a court, faults included."""
    return ledgers.write_ledger(tmp_path / "台账.xlsx", officer.name)


@pytest.fixture
def photo(tmp_path) -> Path:
    """A picture as a phone's camera makes it: large, with noise that does not compress away."""
    path = tmp_path / "现场.jpg"
    Image.effect_noise((3000, 2250), 60).convert("RGB").save(path, quality=90)
    return path


def test_ledger_in_progress_logged_ranking_opened(
    visit, phone, jobs_run, ledger, photo, tmp_path, chief, officer, supervisor
):
    _import_ledger(visit().log_in(chief), ledger, tmp_path)
    _log_progress(phone().log_in(officer), photo)
    _open_ranking(visit().log_in(supervisor))


def _import_ledger(one, ledger, folder):
    """The chief previews the ledger, reads what stays out, imports the rest."""
    one.menu("导入台账")
    one.field("台账文件").set_input_files(ledger)
    one.button("预检").click()
    one.sees("这是预检，还没有写入。")
    rejects = one.download(one.link(f"下载未收的 {len(ledgers.FAULTS)} 行"), folder)
    _check_rejects(rejects)

    one.page.get_by_role("button", name="导入").click()
    one.headed("导入")
    row = one.page.get_by_role("table", name="各表行数").get_by_role("row", name="案件")
    expect(row).to_contain_text(f"{ledgers.GOOD_CASES}")
    one.sees("完成")
    one.sees_not("这是预检")


def _check_rejects(path):
    """Each row that stayed out comes back with the column to blame in its reason."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("案件").to_python()
    head, *found = rows
    reasons = {str(row[0]): str(row[head.index("原因")]) for row in found}
    assert len(reasons) == len(ledgers.FAULTS)
    for (mark, column), (number, reason) in zip(
        ledgers.FAULTS.items(), reasons.items(), strict=True
    ):
        assert mark in number
        assert column in reason


def _log_progress(one, photo):
    """The officer on the road finds the imported case and logs what was seen, with a photo."""
    number = ledgers.number(ledgers.OPEN_SERIAL)
    one.tab("记进展")
    one.page.get_by_role("link", name=number).first.tap()
    one.page.get_by_role("radio", name="传统查控").tap()
    one.fill("情况说明", WORDS)
    one.page.get_by_label("拍照").set_input_files(photo)
    expect(one.page.get_by_role("img", name=photo.stem)).to_be_visible()
    one.button("提交进展").tap()

    one.headed(number)
    one.sees(WORDS)
    kept = one.page.get_by_role("link", name=photo.stem).first
    assert kept.evaluate(WIDTH_OF_PICTURE) == LONGEST_SIDE  # made smaller on the phone


def _open_ranking(one):
    """The supervisor freezes last week, opens a figure and from it a case."""
    one.menu("通报")
    one.button("冻结本周").click()
    one.sees("已冻结，第 1 版")
    row = one.page.get_by_role("table", name="各院指标与名次").get_by_role("row", name="结案率")
    row.get_by_role("link", name="2/3").click()

    drawer = one.page.get_by_role("complementary", name="结案率")
    expect(drawer).to_contain_text("2 ÷ 3")
    drawer.get_by_role("link", name="计入分子 2", exact=True).click()
    closed = ledgers.number(ledgers.CLOSED_SERIALS[0])
    drawer.get_by_role("link", name=closed).click()
    one.headed(closed)
    one.sees("周国902")
    one.page.go_back()  # the figure's own page, on the same tab
    expect(one.link("计入分子 2")).to_have_attribute("aria-current", "page")
    one.link("返回").click()
    one.headed("周通报")
