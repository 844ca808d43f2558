"""Statutory holidays as they can be known before the State Council announces a year.

The days themselves follow from the holiday regulation and the lunar calendar; the weekends
worked in exchange do not, they are announced each November. Taken from the `holidays` library.
"""

from datetime import date
from functools import cache

import holidays

# Ruling 47: before 2004 weekends alone. After 2100 the library's lunar tables end.
FIRST_YEAR = 2004
LAST_YEAR = 2100


@cache
def statutory_days(year: int) -> frozenset[date]:
    """Statutory holidays of a year, days given in lieu included; empty outside 2004 to 2100."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return frozenset()
    # Without expand=False a look-up of a neighbouring day would add that day's whole year.
    return frozenset(holidays.country_holidays("CN", years=year, expand=False))
