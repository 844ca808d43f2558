"""A ledger as a bureau keeps it: three good cases and four rows that cannot be taken."""

from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from enforcement.kernel import clock
from enforcement.kernel.synthetic import resident_id

CASES = ["案号", "立案日期", "承办人", "承办部门", "案由", "申请执行标的", "有财产可供执行",
         "结案日期", "结案方式", "到位金额"]  # fmt: skip
PARTIES = ["案号", "诉讼地位", "名称", "类型", "证件号码"]
PROGRESS = ["案号", "时间", "内容", "节点", "记录人"]
OPEN_SERIAL, CLOSED_SERIALS = 901, (902, 903)


def last_sunday() -> date:
    """The end of the last whole week: what the weekly ranking is taken for."""
    today = clock.today()
    return today - timedelta(days=today.isoweekday())


def number(serial: int) -> str:
    """A case number of 安源, of the year in which the ledger's cases were filed."""
    return f"（{_filed().year}）赣0302执{serial}号"


def write_ledger(path: Path, officer: str) -> Path:
    """Write the workbook; what is wrong in it stands in `FAULTS`, one row each."""
    filed, closed = _filed(), last_sunday()
    sheets = {
        "案件": [CASES, *_cases(filed, closed, officer)],
        "当事人": [PARTIES, *_parties()],
        "进展": [PROGRESS, [number(OPEN_SERIAL), f"{filed} 09:30", "已发执行通知。", "", officer]],
    }
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for index, row in enumerate(rows):
                sheet.write_row(index, 0, row)
    return path


# What is wrong in the rows that cannot be taken: serial or number, and the column to blame.
FAULTS = {
    "（2026）赣9999执1号": "案号",
    "911": "立案日期",
    "912": "申请执行标的",
    "913": "结案方式",
}
GOOD_CASES = 1 + len(CLOSED_SERIALS)


def _filed() -> date:
    return last_sunday() - timedelta(days=20)


def _cases(filed: date, closed: date, officer: str) -> list[list[object]]:
    day, end = filed.isoformat(), closed.isoformat()
    done = ["执行完毕", 50_000]
    good = [
        [number(OPEN_SERIAL), day, officer, "执行一组", "买卖合同纠纷", "862,400.00", "是"],
        *[
            [number(serial), day, officer, "执行一组", "借款合同纠纷", 50_000, "是", end, *done]
            for serial in CLOSED_SERIALS
        ],
    ]
    faulty = [
        [next(iter(FAULTS)), day, officer, "", "", 1],
        [number(911), "某日", officer, "", "", 1],
        [number(912), day, officer, "", "", -5],
        [number(913), day, officer, "", "", 1, "否", end, "办好了"],
    ]
    return [*good, *faulty]


def _parties() -> list[list[object]]:
    people = [(OPEN_SERIAL, "周国良"), *[(serial, f"周国{serial}") for serial in CLOSED_SERIALS]]
    rows: list[list[object]] = []
    for order, (serial, name) in enumerate(people):
        debtor = resident_id(order, date(1979, 5, 6), "male")
        rows.append([number(serial), "申请执行人", "萍乡安泰建材厂", "非法人组织", ""])
        rows.append([number(serial), "被执行人", name, "自然人", debtor])
    return rows
