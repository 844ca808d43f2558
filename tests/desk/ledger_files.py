"""Small ledgers made for a test: good rows, to be spoilt one cell at a time."""

import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from enforcement.kernel.synthetic import resident_id, uscc

NUMBER = "（2018）赣0302执123号"
OTHER = "（2018）赣0302执124号"
GROWN = resident_id(1, datetime.date(1980, 5, 6), "male")
CHILD = resident_id(1, datetime.date(2005, 5, 6), "male")
COMPANY = uscc(7)

GOOD: dict[str, dict[str, Any]] = {
    "案件": {
        "案号": NUMBER,
        "立案日期": "2018-03-05",
        "承办人": "刘志远",
        "承办部门": "金融法庭",
        "案由": "买卖合同纠纷",
        "执行依据文号": "（2017）赣0302民初9号",
        "申请执行标的": 86240.5,
        "有财产可供执行": "是",
        "法定期限届满日": "",
        "结案日期": "",
        "结案方式": "",
        "到位金额": "",
        "终本合格": "",
    },
    "当事人": {
        "案号": NUMBER,
        "诉讼地位": "被执行人",
        "名称": "周国良",
        "类型": "自然人",
        "证件号码": GROWN,
        "电话": "0799-00012345",
        "地址": "江西省萍乡市安源区",
        "法定代表人": "",
        "户籍性质": "城镇",
    },
    "期限事项": {
        "案号": NUMBER,
        "事由": "评估",
        "起": "2018-04-02",
        "止": "2018-04-20",
        "月数": "",
    },
    "案款": {
        "案号": NUMBER,
        "到账日期": "2018-05-02",
        "到账金额": 1000,
        "发放日期": "2018-05-10",
        "发放金额": 1000,
        "延缓至": "",
    },
    "进展": {
        "案号": NUMBER,
        "时间": "2018-03-07 09:30",
        "内容": "分给刘志远承办。",
        "节点": "分案",
        "记录人": "何晓燕",
    },
    "查封": {
        "案号": NUMBER,
        "财产名称": "赣J12345 小型轿车",
        "财产类型": "动产",
        "起": "2018-04-03",
        "止": "2020-04-02",
    },
    "信访": {
        "登记编号": "赣0302访2018-0001",
        "法院代字": "赣0302",
        "来访日期": "2018-06-01",
        "信访人": "苏涵秀",
        "人数": 2,
        "案号": NUMBER,
        "来源": "来信",
        "诉求": "请求尽快执行",
        "督办": "否",
        "办结日期": "2018-06-20",
        "化解": "是",
        "剔除日期": "",
        "问题数": 1,
        "回访日期": "",
        "满意": "",
    },
    "失信": {
        "案号": NUMBER,
        "被执行人": "周国良",
        "失信情形": 4,
        "决定日期": "2018-06-01",
        "公布日期": "2018-06-04",
        "期限至": "",
        "删除日期": "",
        "删除事由": "",
    },
}


def good(sheet: str, **changes: Any) -> dict[str, Any]:
    """A good row with some cells changed."""
    return {**GOOD[sheet], **changes}


def write(path: Path, sheets: dict[str, list[dict[str, Any]]]) -> Path:
    """A workbook of these sheets; the columns are those of the first row."""
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        header = list(rows[0])
        sheet.write_row(0, 0, header)
        for number, row in enumerate(rows, 1):
            for column, title in enumerate(header):
                _write(sheet, (number, column), row.get(title, ""), day)
    book.close()
    return path


def _write(sheet: Any, place: tuple[int, int], value: Any, day: Any) -> None:
    if isinstance(value, datetime.date | datetime.datetime):
        sheet.write_datetime(*place, value, day)
    elif isinstance(value, str):
        if value.startswith("="):
            sheet.write_formula(*place, value, None, 7)
        else:
            sheet.write_string(*place, value)
    else:
        sheet.write_number(*place, value)


def whole(**changes: Any) -> dict[str, list[dict[str, Any]]]:
    """A ledger of one good row per sheet; `changes` replaces sheets by alias-free names."""
    return {name: [dict(row)] for name, row in GOOD.items()} | changes
