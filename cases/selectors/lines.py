"""Cases as lines of a list: the columns that a line shows, and no model objects."""

from enforcement.kernel.paging import Lines

_OF_CASE = (
    "number", "filed_on", "cause", "claim_amount", "opening_recovered", "received_total",
    "limit_end", "limit_running", "limit_provisional", "next_node", "next_due_on", "officer_name",
    "team", "status", "closed_on", "close_mode",
)  # fmt: skip
# Role and name of the parties, in the same statement.
_SIDES = """ARRAY(SELECT ARRAY[p.role, p.name]::text[] FROM cases_party p
  WHERE p.case_id = c.id ORDER BY p.id)"""

LINES = Lines(
    tables="cases_case c LEFT JOIN courts_user u ON u.id = c.officer_id",
    key="c.id",
    columns={name: f"c.{name}" for name in _OF_CASE} | {"user_name": "u.name", "sides": _SIDES},
)
