"""Reading a table of users: 用户名 姓名 法院代字 岗位 部门 起 止 (.xlsx or .csv)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _
from django.utils.translation import override

from courts.enums import Role
from courts.services.users_plan import UserRow
from enforcement.kernel import clock
from enforcement.kernel.tabular import (
    Cell,
    CellError,
    Choices,
    Column,
    Kind,
    Row,
    Sheet,
    TabularRefused,
    match_columns,
    open_tables,
    read_choice,
    read_date,
    read_text,
)

MOST_ROWS = 2_000
LONGEST = 40  # characters of a name, a user name, a department
# Words of the file; they have translations as labels of forms.
USERNAME, NAME, COURT, ROLE = "用户名", "姓名", "法院代字", "岗位"
TEAM, FROM, TO = "部门", "起", "止"
COLUMNS = (
    Column(USERNAME, "username", required=True),
    Column(NAME, "name", required=True),
    Column(COURT, "court_code", required=True),
    Column(ROLE, "role", required=True),
    Column(TEAM, "team"),
    Column(FROM, "from_on", kind=Kind.DATE),
    Column(TO, "to_on", kind=Kind.DATE),
)


def read_users(path: Path, name: str) -> list[UserRow]:
    """All rows of the first sheet. Raises TabularRefused for a file that cannot be taken whole."""
    with _named(path, name) as readable, open_tables(readable) as workbook:
        if not workbook.sheets:
            raise TabularRefused(_("工作簿里没有工作表。"))
        sheet = workbook.sheets[0]
        positions = match_columns(sheet.header, COLUMNS, sheet.name).positions
        rows = [_row(number, row, positions) for number, row in _bounded(sheet)]
    if not rows:
        raise TabularRefused(_("表格里没有人员。"))
    return rows


def _bounded(sheet: Sheet) -> Iterator[tuple[int, Row]]:
    for count, numbered in enumerate(sheet.rows(), 1):
        if count > MOST_ROWS:
            raise TabularRefused(_("一次最多导入 %d 行，请分成几个文件。") % MOST_ROWS)
        yield numbered


@contextmanager
def _named(path: Path, name: str) -> Iterator[Path]:
    """The stored bytes under their own ending: the reader tells a .csv by it."""
    with TemporaryDirectory() as folder:
        link = Path(folder) / f"users{Path(name).suffix.lower()}"
        os.symlink(path.resolve(), link)
        yield link


def _row(number: int, row: Row, positions: dict[str, int]) -> UserRow:
    cells = {column: row[place] for column, place in positions.items()}
    try:
        return _read(number, cells)
    except CellError as fault:
        shown = _shown(cells.get(USERNAME)), _shown(cells.get(NAME))
        return UserRow(number, *shown, error=fault.sentence)


def _read(number: int, cells: dict[str, Cell]) -> UserRow:
    today = clock.today()
    needed = {
        column: read_text(cells.get(column), folded=True, max_length=LONGEST)
        for column in (USERNAME, NAME, COURT)
    }
    role = read_choice(cells.get(ROLE), _roles())
    missing = [column for column, value in [*needed.items(), (ROLE, role)] if not value]
    if missing:
        raise CellError(_("“%s”没有填。") % _("、").join(_(column) for column in missing))
    return UserRow(
        row=number,
        username=needed[USERNAME] or "",
        name=needed[NAME] or "",
        court_id=needed[COURT] or "",
        role=role or "",
        team=read_text(cells.get(TEAM), max_length=LONGEST) or "",
        from_on=read_date(cells.get(FROM), today, future_ok=True),
        to_on=read_date(cells.get(TO), today, future_ok=True, years_ahead=50),
    )


def _roles() -> Choices[str]:
    """Roles by their Chinese word, their English word or their code."""
    words: dict[str, str] = {}
    for language in ("zh-hans", "en"):
        with override(language):
            words |= {str(role.label): role.value for role in Role}
    return Choices(words | {role.value: role.value for role in Role}, listed=len(Role))


def _shown(cell: Cell) -> str:
    return str(cell)[:40] if cell is not None else ""
