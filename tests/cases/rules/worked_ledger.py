"""Reads of the worked ledger what a statutory end needs, without the program's own importer."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from cases.rules.in_force import BY_LAW
from cases.rules.limit_facts import Deduction, Extension, LimitFacts

ALIASES = {"case_number": "案号", "kind": "事由", "from_on": "起", "to_on": "止", "months": "月数"}


def read_facts(ledger: Path, causes: Path) -> dict[str, LimitFacts]:
    """Limit facts of every case by canonical case number; codes of causes are resolved."""
    with causes.open(encoding="utf-8") as file:
        names = {row["code"]: row["name"] for row in csv.DictReader(file)}
    book = CalamineWorkbook.from_path(ledger)
    events = defaultdict(list)
    for row in _rows(book, "期限事项"):
        events[_number(row["案号"])].append(_event(row))
    facts = {}
    for row in _rows(book, "案件"):
        number = _number(row["案号"])
        cause = _text(row["案由"])
        facts[number] = LimitFacts(
            filed_on=_needed(row["立案日期"]),
            base_months=BY_LAW.base_months(
                names.get(cause, cause), _text(row["执行依据文号"]), _needed(row["立案日期"])
            ),
            deductions=tuple(each for each in events[number] if isinstance(each, Deduction)),
            extensions=tuple(each for each in events[number] if isinstance(each, Extension)),
            closed_on=_day(row["结案日期"]),
            given=_day(row["法定期限届满日"]),
        )
    return facts


def _rows(book: CalamineWorkbook, sheet: str) -> Iterator[dict[str, Any]]:
    head, *body = book.get_sheet_by_name(sheet).to_python()
    names = [ALIASES.get(str(name), str(name)) for name in head]
    return (dict(zip(names, row, strict=True)) for row in body)


def _event(row: dict[str, Any]) -> Deduction | Extension:
    kind, from_on = _text(row["事由"]), _needed(row["起"])
    if kind == "延长":
        return Extension(from_on, int(float(_text(row["月数"]))))
    return Deduction(kind, from_on, _day(row["止"]))


def _text(value: object) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value)))


def _number(value: object) -> str:
    found = re.fullmatch(r"[(\[〔](\d{4})[)\]〕](赣\d+)(\D+)0*(\d+)号", _text(value))
    assert found, value
    return f"（{found[1]}）{found[2]}{found[3]}{found[4]}号"


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value).removesuffix(".0")
    if not text:
        return None
    if text.isdigit():
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    year, month, number = re.findall(r"\d+", text)
    return date(int(year), int(month), int(number))


def _needed(value: object) -> date:
    found = _day(value)
    assert found is not None
    return found
