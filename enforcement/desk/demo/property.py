"""Property of debtors and its seals."""

from datetime import date

from enforcement.desk.demo import words
from enforcement.desk.demo.dice import Dice, Table
from enforcement.desk.demo.draft import Draft
from enforcement.desk.demo.records import SealRow
from enforcement.kernel.months import add_months

MONTHS = {"存款": 12, "动产": 24, "不动产": 36, "股权": 36, "其他": 36}
NODES = {"存款": "银行存款网络冻结", "动产": "启动扣押", "股权": "启动冻结"}
SALEABLE = Table(("不动产", 60.0), ("动产", 34.0), ("股权", 6.0))
FLOORS = Table((6, 30.0), (11, 30.0), (18, 40.0))


def asset(dice: Dice, kind: str, court: str, bank: str = "") -> str:
    """A thing of this kind that nobody owns."""
    if kind == "存款":
        return f"{bank}账户（尾号{dice.whole(0, 9999):04}）存款"
    if kind == "动产":
        return f"小型轿车（赣J·演{dice.whole(0, 9999):04}）"
    if kind == "股权":
        return f"持有的{dice.pick(words.FANCY)}{dice.pick(words.FANCY)}{dice.pick(words.TRADES)}公司股权"
    county, towns = words.PLACES[court]
    floor = dice.whole(1, dice.draw(FLOORS))
    house = f"{dice.whole(1, 28)}栋{dice.whole(1, 3)}单元{floor}0{dice.whole(1, 4)}室"
    return f"{county}{dice.pick(towns)}{house}房产"


def seal(draft: Draft, kind: str, day: date) -> None:
    """Seal something of this kind for its longest term; the diary's {asset} is what is sealed."""
    thing = asset(draft.dice, kind, draft.case.court, draft.diary.words["bank"])
    draft.diary.words = {**draft.diary.words, "asset": thing}
    draft.case.seals.append(SealRow(thing, kind, day, add_months(day, MONTHS[kind])))
    draft.act(day, NODES.get(kind, "启动查封"))
