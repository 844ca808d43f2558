"""Cases that are no enforcement of a debt: preservation, objections, reconsideration, others."""

from datetime import timedelta

from enforcement.desk.demo.dice import Table, after
from enforcement.desk.demo.draft import Draft
from enforcement.desk.demo.property import SALEABLE, seal

PRESERVED: Table[str] = Table(("保全完毕", 64.0), ("部分保全", 22.0), ("无标的物可实施保全", 14.0))
REVIEWED: Table[str] = Table(
    ("驳回", 48.0), ("准予撤回", 20.0), ("部分支持", 10.0), ("撤销/变更", 12.0),
    ("中止对标的执行", 5.0), ("变更追加", 5.0),
)  # fmt: skip
HEARD = "组织双方听证，听证笔录入卷。"


def preserve(draft: Draft) -> None:
    """Carry out a preservation ruling."""
    mode = draft.dice.draw(PRESERVED)
    closed = after(draft.started_on, draft.dice.days(9))
    if mode != "无标的物可实施保全":
        kind = "存款" if draft.dice.chance(0.6) else draft.dice.draw(SALEABLE)
        seal(draft, kind, draft.started_on)
        draft.case.has_property = True
        draft.known_on = draft.started_on
    draft.close(closed, mode)


def review(draft: Draft) -> None:
    """Hear and decide; 执他 and 执请 end without a hearing."""
    closed = after(draft.assigned_on, draft.dice.days(17 * draft.manner.pace, 0.4))
    if draft.case.type_word in ("执异", "执复", "执监"):
        heard = min(closed, draft.assigned_on + timedelta(days=draft.dice.whole(3, 9)))
        draft.diary.note(heard, "", draft.officer, HEARD)
    mode = draft.dice.draw(REVIEWED)
    if mode in ("中止对标的执行", "变更追加") and draft.case.type_word != "执异":
        mode = "驳回"
    draft.close(closed, mode)
