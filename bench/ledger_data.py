"""The 10 MB ledger of limits section 3: 20,000 cases and 192,000 rows below them, valid throughout."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from cases.rules.node_table import NODE_NAMES
from enforcement.kernel.synthetic import resident_id
from enforcement.kernel.tabular import SheetOut, write_workbook

COURTS = ("赣0302", "赣0313", "赣0321", "赣0322", "赣0323")
CASES, PARTIES, RECEIPTS, PROGRESS = 20_000, 52_000, 40_000, 100_000
FIRST_DAY = date(2016, 1, 4)
SURNAMES, GIVEN = (
    "刘李王张陈杨黄周吴徐彭钟易曾段柳何文",
    "志远晓燕建国明德秀英春梅令华水生新民丽萍国强海波小兰",
)
NODES = (*NODE_NAMES[1:4], "传统查控", "启动查封", "终本约谈")


def write(path: Path, cases: int = CASES) -> None:
    """Write the ledger; `cases` scales all sheets alike."""
    write_workbook(
        path,
        [
            SheetOut("案件", _CASE_HEADER, (_case(n) for n in range(cases))),
            SheetOut("当事人", _PARTY_HEADER, _parties(cases)),
            SheetOut("案款", _RECEIPT_HEADER, (_receipt(n % cases, n) for n in range(2 * cases))),
            SheetOut("进展", _PROGRESS_HEADER, (_entry(n // 5, n) for n in range(5 * cases))),
        ],
    )


CAUSES = ("买卖合同纠纷", "民间借贷纠纷", "金融借款合同纠纷", "劳动争议", "机动车交通事故责任纠纷")
STREETS = ("后埠街道", "东大街道", "凤凰街道", "丹江街道")
WORDS = (
    "通过总对总网络查控系统查询被执行人名下银行存款、车辆、不动产和证券",
    "到被执行人住所地走访，向村委会了解其收入和家庭情况",
    "约谈申请执行人，告知财产调查结果和拟采取的措施",
    "向不动产登记中心送达协助执行通知书",
)

_CASE_HEADER = (
    "案号", "立案日期", "承办人", "承办部门", "案由", "执行依据文号", "申请执行标的", "有财产可供执行",
    "法定期限届满日", "结案日期", "结案方式", "到位金额", "终本合格",
)  # fmt: skip
_PARTY_HEADER = (
    "案号", "诉讼地位", "名称", "类型", "证件号码", "电话", "地址", "法定代表人", "户籍性质",
)  # fmt: skip
_RECEIPT_HEADER = ("案号", "到账日期", "到账金额", "发放日期", "发放金额", "延缓至")
_PROGRESS_HEADER = ("案号", "时间", "内容", "节点", "记录人")


def _number(n: int) -> str:
    return f"（{_filed(n).year}）{COURTS[n % len(COURTS)]}执{n + 1}号"


def _filed(n: int) -> date:
    return FIRST_DAY + timedelta(days=(n * 37) % 3600)


@lru_cache(maxsize=100_000)
def _name(seed: int) -> str:
    dice = random.Random(seed)
    return dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=2))


def _case(n: int) -> list[Any]:
    closed = _filed(n) + timedelta(days=60 + n % 200) if n % 8 else None
    mode = ("执行完毕", "终结本次执行程序", "终结执行")[n % 3] if closed else None
    return [
        _number(n), _filed(n), _name(n % 60), ("金融法庭", "速裁组", None)[n % 3], CAUSES[n % 5],
        f"（{_filed(n).year}）{COURTS[n % len(COURTS)]}民初{n + 7}号", Decimal(1000 + n * 13 % 900_000),
        "是" if n % 3 else "否", None, closed, mode, Decimal(n % 500),
        "是" if n % 3 == 1 and closed else None,
    ]  # fmt: skip


def _parties(cases: int) -> Iterator[list[Any]]:
    for n in range(PARTIES * cases // CASES):
        case, place = n % cases, n // cases
        role = ("申请执行人", "被执行人", "被执行人")[place]
        born = date(1950, 1, 1) + timedelta(days=n * 7 % 18_000)
        number = resident_id(n // 18_000 % 500, born, "male") if n % 5 else None
        yield [
            _number(case), role, _name(1000 + n), "自然人", number, f"0799{n:08d}",
            f"江西省萍乡市安源区{STREETS[n % 4]}{n % 900}号{n % 30}栋{n % 2000}室",
            _name(5000 + n) if n % 3 == 0 else None, "农村" if n % 2 else "城镇",
        ]  # fmt: skip


def _receipt(case: int, n: int) -> list[Any]:
    day = _filed(case) + timedelta(days=20 + n % 40)
    amount = Decimal(10_000 + n % 100_000) / 100
    paid = day + timedelta(days=n % 45) if n % 9 else None
    put_off = day + timedelta(days=40) if n % 20 == 0 else None
    return [_number(case), day, amount, paid, amount if paid else None, put_off]


def _entry(case: int, n: int) -> list[Any]:
    day = _filed(case) + timedelta(days=1 + n % 5 * 4)
    moment = datetime(day.year, day.month, day.day, 9 + n % 8, n % 60)  # noqa: DTZ001 -- a wall clock
    node = NODES[n % 5] if n % 5 < 4 else NODES[4 + n % 2]
    return [
        _number(case),
        moment,
        f"{WORDS[n % 4]}，由{_name(n % 97)}经办，已告知双方当事人并记录在案（第{n}号笔录）。",
        node,
        _name(case % 60),
    ]
