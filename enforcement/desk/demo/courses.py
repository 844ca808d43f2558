"""How cases of enforcement run: paid, frozen, auctioned, without property, withdrawn, stuck."""

from collections.abc import Callable
from datetime import date, timedelta

from enforcement.desk.demo import money
from enforcement.desk.demo.dice import Table, after
from enforcement.desk.demo.draft import Draft
from enforcement.desk.demo.property import SALEABLE, seal
from enforcement.desk.demo.records import LimitRow

COMPLETED, ZHONGBEN, TERMINATED = "执行完毕", "终结本次执行程序", "终结执行"
SHORTEST_ZHONGBEN = 95  # more than three months since filing (法〔2016〕373号第一条)
EXTEND_AFTER, EXTENSION_MONTHS = 160, 3


def _know(draft: Draft, has_property: bool) -> date:
    """The day on which it is clear whether there is property, some days after the first query."""
    draft.case.has_property = has_property
    draft.known_on = after(draft.started_on, draft.dice.days(9))
    draft.act(draft.known_on, "有财产案件进入程序" if has_property else "无财产案件进入程序")
    return draft.known_on


def _price(draft: Draft, sealed_on: date) -> None:
    """What was sealed is priced within thirty days, by most."""
    if draft.dice.chance(0.8):
        draft.act(after(sealed_on, draft.dice.whole(9, 27)), "启动评估")


def voluntary(draft: Draft) -> None:
    """The debtor pays, in one sum or some; part of it past the court."""
    known = _know(draft, has_property=True)
    if draft.dice.chance(0.3):
        seal(draft, "存款", known)
    paid = draft.case.claim
    if draft.dice.chance(0.25):
        draft.case.opening_recovered = draft.share_of_claim(0.2, 0.9)
        paid -= draft.case.opening_recovered
    closed = after(draft.assigned_on, draft.dice.days(60 * draft.manner.pace, 0.55))
    money.instalments(draft, paid, draft.started_on, closed)
    draft.close(max(closed, known), COMPLETED)


def deposit(draft: Draft) -> None:
    """A deposit is frozen and taken."""
    known = _know(draft, has_property=True)
    seal(draft, "存款", known)
    taken = after(known, draft.dice.days(25 * draft.manner.pace))
    draft.act(taken, "启动扣划")
    money.receive(draft, after(taken, 2), draft.case.claim)
    draft.close(after(taken, draft.dice.days(25 * draft.manner.pace)), COMPLETED)


def auction(draft: Draft) -> None:
    """Something is sealed, valued and sold; valuation and sale do not count for the limit."""
    known = _know(draft, has_property=True)
    pace, dice = draft.manner.pace, draft.dice
    seal(draft, dice.draw(SALEABLE), known)
    valued = after(known, dice.days(22 * pace))
    reported = after(valued, dice.days(26, 0.3))
    draft.act(valued, "启动评估")
    draft.act(reported, "送达评估报告")
    offered = after(reported, dice.whole(8, 20))
    draft.act(offered, "启动拍卖")
    sold = after(offered, dice.whole(31, 38))
    if dice.chance(0.35):
        draft.act(after(sold, 4), "启动二拍")
        sold = after(sold, dice.whole(20, 32))
    draft.act(sold, "拍卖成功确认")
    draft.case.limit_rows.append(LimitRow("评估", valued, reported))
    draft.case.limit_rows.append(LimitRow("拍卖", offered, sold))
    money.receive(draft, after(sold, dice.whole(3, 9)), draft.share_of_claim(0.7, 1))
    draft.close(after(sold, dice.days(30 * pace)), COMPLETED)


def zhongben(draft: Draft) -> None:
    """Nothing more to be found: the present proceedings end."""
    dice = draft.dice
    known = _know(draft, has_property=dice.chance(0.1))
    draft.act(after(draft.started_on, 12), "传统查控")
    draft.act(after(draft.started_on, 30), "完成传统查控")
    if dice.chance(0.2):
        seal(draft, "动产", known)
        _price(draft, known)
    if dice.chance(0.3):
        money.receive(draft, after(known, dice.days(30)), draft.share_of_claim(0.04, 0.4))
    span = SHORTEST_ZHONGBEN + dice.days(35 * draft.manner.pace, 0.6)
    closed = after(draft.case.filed_on, span)
    if dice.chance(0.2):
        draft.act(after(known, 20), "线索核查")
    draft.act(closed - timedelta(days=12), "终本约谈")
    draft.act(closed - timedelta(days=5), "启动终本程序")
    draft.close(closed, ZHONGBEN)
    if draft.case.close_mode:
        draft.case.zhongben_ok = dice.chance(draft.manner.zhongben_ok)


def terminated(draft: Draft) -> None:
    """The application is withdrawn, mostly after something was paid outside."""
    known = _know(draft, has_property=draft.dice.chance(0.6))
    if draft.dice.chance(0.6):
        draft.case.opening_recovered = draft.share_of_claim(0.1, 0.8)
    closed = after(draft.assigned_on, draft.dice.days(75 * draft.manner.pace))
    draft.close(max(known, closed), TERMINATED)


def struck(draft: Draft) -> None:
    """The case belongs elsewhere: 销案, sometimes after an objection to jurisdiction."""
    closed = after(draft.assigned_on, draft.dice.days(22))
    if draft.dice.chance(0.4):
        first = draft.assigned_on + timedelta(days=1)
        draft.case.limit_rows.append(LimitRow("管辖异议", first, max(first, closed)))
    draft.close(closed, "销案")


def dismissed(draft: Draft) -> None:
    """The application turns out not to qualify."""
    mode = "驳回申请" if draft.dice.chance(0.6) else "不予执行"
    draft.close(after(draft.assigned_on, draft.dice.days(30)), mode)


def stuck(draft: Draft) -> None:
    """Nobody brings the case to an end; half of the time it is suspended."""
    dice = draft.dice
    known = _know(draft, has_property=dice.chance(0.4))
    if draft.case.has_property:
        seal(draft, dice.draw(SALEABLE), known)
        _price(draft, known)
    if dice.chance(0.5):
        first = after(draft.case.filed_on, dice.whole(60, 170))
        last = first + timedelta(days=dice.whole(60, 400)) if dice.chance(0.5) else None
        draft.case.limit_rows.append(LimitRow("中止执行", first, last))
        draft.diary.note(first, "执行文书", draft.officer, "裁定中止执行，已送达双方当事人。")


Course = Callable[[Draft], None]
FIRST_COURSES: Table[Course] = Table(
    (voluntary, 23.0), (deposit, 17.0), (auction, 9.0), (zhongben, 33.0), (terminated, 12.0),
    (struck, 3.0), (dismissed, 3.0),
)  # fmt: skip
RESUMED_COURSES: Table[Course] = Table(
    (voluntary, 16.0), (deposit, 24.0), (auction, 15.0), (zhongben, 30.0), (terminated, 15.0)
)
HELD_COURSES: Table[Course] = Table((voluntary, 40.0), (deposit, 25.0), (zhongben, 35.0))


def run(draft: Draft) -> None:
    """Let the case run one of the courses, its limit extended when it takes long."""
    if draft.desk.held:
        draft.dice.draw(HELD_COURSES)(draft)
    elif draft.dice.chance(draft.manner.stalled):
        stuck(draft)
    else:
        table = RESUMED_COURSES if draft.case.type_word == "执恢" else FIRST_COURSES
        draft.dice.draw(table)(draft)
    _extend(draft)


def _extend(draft: Draft) -> None:
    """A long case gets three months more, in good time or not at all."""
    case = draft.case
    long = case.closed_on is None or (case.closed_on - case.filed_on).days > EXTEND_AFTER + 20
    if draft.desk.held or not long or not draft.dice.chance(0.35):
        return
    approved = after(case.filed_on, EXTEND_AFTER)
    case.limit_rows.append(LimitRow("延长", approved, None, EXTENSION_MONTHS))
    draft.act(approved, "申请延长执行期限")
