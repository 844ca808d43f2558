"""Facts now against facts then: which record counts differently, in which figure, and why.

The reason is found in the facts themselves: which of them differ (ruling 27).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import CloseMode
from performance.enums import Source, Unit, Window
from performance.evidence.relations import RELATIONS, Relation
from performance.evidence.takings import Taking
from performance.indicators import SERIES, Indicator, Part, Rendering

NOTHING = "0"

LABELS = {
    "court_code": gettext_lazy("法院"),
    "number": gettext_lazy("案号"),
    "type_word": gettext_lazy("案件类型"),
    "filed_on": gettext_lazy("立案日期"),
    "closed_on": gettext_lazy("结案日期"),
    "close_mode": gettext_lazy("结案方式"),
    "has_property": gettext_lazy("有财产"),
    "zhongben_ok": gettext_lazy("终本合格"),
    "claim": gettext_lazy("申请执行标的"),
    "recovered": gettext_lazy("到位金额"),
    "limit_end": gettext_lazy("法定期限届满日"),
    "late_nodes": gettext_lazy("超期节点"),
    "late_due": gettext_lazy("节点应办"),
    "late_done": gettext_lazy("节点实办"),
    "received_on": gettext_lazy("收到日期"),
    "amount": gettext_lazy("到账金额"),
    "due_on": gettext_lazy("应发日"),
    "paid_on": gettext_lazy("发放日期"),
    "paid_amount": gettext_lazy("发放金额"),
    "done_on": gettext_lazy("办结日期"),
    "struck_on": gettext_lazy("剔除日期"),
}


class Difference(NamedTuple):
    """A record that counts differently now.

    `case_number` is the petition's own number where it has no case, and None for a figure that
    was altered. `court` says who may see it.
    """

    case_number: str | None
    indicator: str
    window: str
    was: str
    now: str
    reason: str
    court: str = ""


class Side(NamedTuple):
    """A record as it was or is: its facts, and what it adds to each part."""

    facts: dict[str, Any]
    adds: Sequence[Any]


def differences(taking: Taking, number: int) -> list[Difference]:
    """All differences between the facts of snapshot `number` and the live tables."""
    values = taking.values(number=number)
    found: list[Difference] = []
    with connection.cursor() as cursor:
        for relation in RELATIONS.values():
            found += _of_relation(cursor, relation, taking, values)
    return sorted(found, key=lambda each: (*each[1:3], each.case_number or ""))


def _of_relation(
    cursor: Any, relation: Relation, taking: Taking, values: dict[str, Any]
) -> Iterator[Difference]:
    parts = _parts(relation.source)
    cursor.execute(_statement(relation, taking, parts), values)
    sides: dict[int, dict[bool, Side]] = {}
    width = len(relation.columns)
    for is_now, *row in cursor.fetchall():
        facts = dict(zip(relation.columns, row[:width], strict=True))
        sides.setdefault(facts["record_pk"], {})[is_now] = Side(facts, row[width:])
    _find_gone(cursor, relation, values, sides)
    for pair in sides.values():
        known = next(iter(pair.values())).facts
        yield from _of_record(known, pair.get(False), pair.get(True), parts)


def _find_gone(
    cursor: Any, relation: Relation, values: dict[str, Any], sides: dict[int, dict[bool, Side]]
) -> None:
    """Records that no longer matter to the week but still exist: they add nothing now."""
    gone = [pk for pk, pair in sides.items() if True not in pair]
    if not gone:
        return
    cursor.execute(
        f"SELECT {', '.join(relation.columns)} FROM ({relation.live}) live"  # noqa: S608 -- constants
        " WHERE record_pk = ANY(%(gone)s)",
        values | {"gone": gone},
    )
    for row in cursor.fetchall():
        facts = dict(zip(relation.columns, row, strict=True))
        sides[facts["record_pk"]][True] = Side(facts, [])


Parts = list[tuple[Indicator, Window, Part]]


def _parts(source: Source) -> Parts:
    return [
        (indicator, window, part)
        for indicator, window in SERIES
        for part in (indicator.numerator, indicator.denominator)
        if part is not None and part.source is source
    ]


def _statement(relation: Relation, taking: Taking, parts: Parts) -> str:
    names = ", ".join(relation.columns)
    pairs = ", ".join(f"n.{name}" for name in relation.columns)
    kept = ", ".join(f"t.{name}" for name in relation.columns)
    adds = ", ".join(
        _addition(part, window, taking.parameters.key_nodes) for _i, window, part in parts
    )
    return f"""
WITH now_rows AS MATERIALIZED ({relation.now()}),
then_rows AS MATERIALIZED ({relation.then()}),
diff AS MATERIALIZED (
  SELECT COALESCE(n.record_pk, t.record_pk) AS changed_pk
  FROM now_rows n FULL JOIN then_rows t ON t.record_pk = n.record_pk
  WHERE ({pairs}) IS DISTINCT FROM ({kept}))
SELECT TRUE, {names}, {adds} FROM now_rows WHERE record_pk IN (SELECT changed_pk FROM diff)
UNION ALL
SELECT FALSE, {names}, {adds} FROM then_rows WHERE record_pk IN (SELECT changed_pk FROM diff)
"""  # noqa: S608 -- constants


def _addition(part: Part, window: Window, key_nodes: tuple[str, ...]) -> str:
    """What one row adds to a part."""
    render = Rendering(window, key_nodes)
    return f"CASE WHEN {render(part.where)} THEN {render(part.amount)} ELSE 0 END"


def _of_record(
    known: dict[str, Any], then: Side | None, now: Side | None, parts: Parts
) -> Iterator[Difference]:
    label = known.get("case_number") or known["number"]
    reason = _reason(then, now)
    before, after, nothing = _written(then, parts), _written(now, parts), _written(None, parts)
    moved = _is_moved(then, now)  # it counts as before, for another court
    for key, was in before.items():
        if after[key] != was or (moved and was != nothing[key]):
            yield Difference(label, *key, was, after[key], reason, known["court_code"])


def _is_moved(then: Side | None, now: Side | None) -> bool:
    """Whether the record belongs to another court now."""
    return bool(then and now and then.facts["court_code"] != now.facts["court_code"])


def _written(side: Side | None, parts: Parts) -> dict[tuple[str, str], str]:
    """What the record adds to each figure: `1/1`, for counts `1`."""
    texts: dict[tuple[str, str], list[str]] = {}
    for place, (indicator, window, part) in enumerate(parts):
        value = _number(side.adds[place], part) if side and side.adds else NOTHING
        texts.setdefault((indicator.code, window.value), []).append(value)
    return {key: "/".join(values) for key, values in texts.items()}


def _number(value: Any, part: Part) -> str:
    if not value:
        return NOTHING
    return f"{value:.2f}" if part.unit is Unit.YUAN else str(value)


def _reason(then: Side | None, now: Side | None) -> str:
    if then is None:
        return _("冻结后才登记或才计入")
    if now is None:
        return _("冻结后已移出辖区或已删除")
    changed = [
        f"{LABELS[name]} {_words(name, then.facts[name])} → {_words(name, now.facts[name])}"
        for name in LABELS
        if name in now.facts and now.facts[name] != then.facts[name]
    ]
    return _("；").join(changed)


def _words(name: str, value: Any) -> str:
    """The value of a fact as a person reads it."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return " ".join(_words(name, each) for each in value)
    if name == "close_mode":
        return str(CloseMode(value).label)
    return _(value) if name == "late_nodes" else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)
