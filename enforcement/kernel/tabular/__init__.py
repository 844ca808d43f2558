"""Reading and writing spreadsheets. Knows no app and no law; texts and figures of formats.md.

Reading: `open_tables` gives sheets of raw cells with their row numbers, `match_columns` finds
the columns, `read_*` turns cells into values or a `CellError` with a sentence.
Writing: `write_workbook`, `write_csv`, `write_csv_zip` stream rows out, never a formula.
"""

from enforcement.kernel.tabular.cells import (
    MAX_AMOUNT,
    Choices,
    read_amount,
    read_choice,
    read_date,
    read_datetime,
    read_integer,
    read_text,
    read_yes_no,
)
from enforcement.kernel.tabular.csv_out import write_csv, write_csv_zip
from enforcement.kernel.tabular.errors import CellError, TabularRefused
from enforcement.kernel.tabular.headers import (
    Column,
    HeaderMatch,
    HeaderWarning,
    match_columns,
    plain_name,
)
from enforcement.kernel.tabular.limits import MAX_ROW
from enforcement.kernel.tabular.opening import open_tables
from enforcement.kernel.tabular.outgoing import SheetOut
from enforcement.kernel.tabular.tables import Sheet, Workbook
from enforcement.kernel.tabular.texts import fold
from enforcement.kernel.tabular.values import Cell, CellFault, Kind, Row, is_blank
from enforcement.kernel.tabular.xlsx_out import write_workbook

__all__ = [
    "MAX_AMOUNT",
    "MAX_ROW",
    "Cell",
    "CellError",
    "CellFault",
    "Choices",
    "Column",
    "HeaderMatch",
    "HeaderWarning",
    "Kind",
    "Row",
    "Sheet",
    "SheetOut",
    "TabularRefused",
    "Workbook",
    "fold",
    "is_blank",
    "match_columns",
    "open_tables",
    "plain_name",
    "read_amount",
    "read_choice",
    "read_date",
    "read_datetime",
    "read_integer",
    "read_text",
    "read_yes_no",
    "write_csv",
    "write_csv_zip",
    "write_workbook",
]
