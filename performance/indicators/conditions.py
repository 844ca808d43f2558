"""The conditions that indicators are put together from, as SQL over one fact relation.

A fact dated after the Sunday does not exist yet (ruling 3): every date is bounded by `{end}`.
A NULL date fails a comparison, which is what each condition here wants of it.
"""

from cases.enums import CaseType, CloseMode

FIRST = f"type_word = '{CaseType.FIRST.value}'"
RESUMED = f"type_word = '{CaseType.RESUMED.value}'"
EITHER = f"type_word IN ('{CaseType.FIRST.value}', '{CaseType.RESUMED.value}')"


def mode(which: CloseMode) -> str:
    """Closed in this way."""
    return f"close_mode = '{which.value}'"


def both(*conditions: str) -> str:
    """All of them hold."""
    return " AND ".join(f"({each})" for each in conditions)


STRUCK_MODE = mode(CloseMode.STRUCK)
ZHONGBEN = mode(CloseMode.ZHONGBEN)
COMPLETED = mode(CloseMode.COMPLETED)

# Cases ------------------------------------------------------------------------------------------
CLOSED = "closed_on BETWEEN {start} AND {end}"
OPEN = "filed_on <= {end} AND (closed_on IS NULL OR closed_on > {end})"
# Open at the start or filed in the window: filed by the end, and not closed before the start.
RECEIVED = "filed_on <= {end} AND (closed_on IS NULL OR closed_on >= {start})"
# 销案 leaves every indicator that has a denominator (ruling 4). Only a closed case has a mode.
STRUCK = both(CLOSED, STRUCK_MODE)
COUNTED_CLOSED = both(CLOSED, f"NOT {STRUCK_MODE}")
COUNTED_RECEIVED = both(RECEIVED, f"NOT (closed_on <= {{end}} AND {STRUCK_MODE})")
EXPIRED_OPEN = both(OPEN, "limit_end <= {end}")
IN_LIMIT = "closed_on <= limit_end"

# Receipts ---------------------------------------------------------------------------------------
DUE = "due_on BETWEEN {start} AND {end}"
NOT_PAID = "paid_on IS NULL OR paid_on > {end}"
PAID_IN_TIME = "paid_on <= due_on AND COALESCE(paid_amount, amount) >= amount"

# Petitions --------------------------------------------------------------------------------------
REGISTERED = "received_on BETWEEN {start} AND {end}"
DONE = "done_on <= {end}"
STRUCK_OFF = "struck_on <= {end}"
NOT_STRUCK_OFF = "struck_on IS NULL OR struck_on > {end}"
# Open at the start or registered in the window: not done before it.
PENDING = "received_on <= {end} AND (done_on IS NULL OR done_on >= {start})"
