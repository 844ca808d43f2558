"""Rules of the register as pure functions (法释〔2017〕7号)."""

from datetime import date

from enforcement.kernel.months import add_months

TERM_MONTHS = 24  # art. 2
FULL_AGE_MONTHS = 18 * 12
NO_TERM = 1  # ground 1 lasts until it is removed


def term_end(ground: int, published_on: date) -> date | None:
    """Last day of the term: two years for grounds 2 to 6, none for ground 1 (art. 2, ruling 43)."""
    return None if ground == NO_TERM else add_months(published_on, TERM_MONTHS)


def is_minor(born: date | None, on: date) -> bool:
    """Whether somebody born on that day is under 18 (art. 4); not known: no."""
    return born is not None and add_months(born, FULL_AGE_MONTHS) > on
