"""The demonstration as rows of the ledger workbook: one way to show a case in formats.md."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from enforcement.desk.demo.records import CaseFile, PetitionRow

Row = list[Any]
CASES, PARTIES, LIMIT_EVENTS, RECEIPTS = "案件", "当事人", "期限事项", "案款"
ENTRIES, SEALS, PETITIONS, LISTINGS = "进展", "查封", "信访", "失信"

COLUMNS: Mapping[str, tuple[str, ...]] = {
    CASES: (
        "案号", "立案日期", "承办人", "承办部门", "案由", "执行依据文号", "申请执行标的",
        "有财产可供执行", "法定期限届满日", "结案日期", "结案方式", "到位金额", "终本合格",
    ),
    PARTIES: (
        "案号", "诉讼地位", "名称", "类型", "证件号码", "电话", "地址", "法定代表人", "户籍性质",
    ),
    LIMIT_EVENTS: ("案号", "事由", "起", "止", "月数"),
    RECEIPTS: ("案号", "到账日期", "到账金额", "发放日期", "发放金额", "延缓至"),
    ENTRIES: ("案号", "时间", "内容", "节点", "记录人"),
    SEALS: ("案号", "财产名称", "财产类型", "起", "止"),
    PETITIONS: (
        "登记编号", "法院代字", "来访日期", "信访人", "人数", "案号", "来源", "诉求", "督办",
        "办结日期", "化解", "剔除日期", "问题数", "回访日期", "满意",
    ),
    LISTINGS: (
        "案号", "被执行人", "失信情形", "决定日期", "公布日期", "期限至", "删除日期", "删除事由",
    ),
}  # fmt: skip


def case_rows(case: CaseFile) -> Iterator[Row]:
    """The row of 案件."""
    yield [
        case.number, case.filed_on, case.officer, case.team, case.cause, case.basis_number,
        case.claim, case.has_property, case.given_limit_end, case.closed_on, case.close_mode,
        case.opening_recovered, case.zhongben_ok,
    ]  # fmt: skip


def listing_rows(case: CaseFile) -> Iterator[Row]:
    """Rows of 失信; the term is left to the rule."""
    for row in case.listings:
        yield [
            case.number, row.debtor.name, row.ground, row.decided_on, row.published_on, None,
            row.removed_on, row.removal_ground,
        ]  # fmt: skip


ROWS: Mapping[str, Callable[[CaseFile], Iterator[Row]]] = {
    CASES: case_rows,
    PARTIES: lambda case: ([case.number, *row] for row in case.parties),
    LIMIT_EVENTS: lambda case: ([case.number, *row] for row in case.limit_rows),
    RECEIPTS: lambda case: ([case.number, *row] for row in case.receipts),
    ENTRIES: lambda case: ([case.number, *row] for row in case.entries),
    SEALS: lambda case: ([case.number, *row] for row in case.seals),
    LISTINGS: listing_rows,
}
"""Rows of each sheet below a case, the case's own included."""


def petition_row(petition: PetitionRow) -> Row:
    """A row of 信访."""
    return list(petition)


def filled(row: Row) -> Row:
    """Empty texts as blank cells."""
    return [None if cell == "" else cell for cell in row]
