"""Numbers of people and units that do not exist, for demonstrations and tests.

The area code 360399 was never assigned and the organisation codes are not of GB 11714, so that no
such number can be anybody's; check characters and dates are right.
"""

from datetime import date

from enforcement.kernel.identity.arithmetic import person_check, unit_check

AREA = "360399"
PEOPLE_PER_DAY_AND_SEX = 500
UNITS = 10**7


def resident_id(seq: int, birth: date, sex: str) -> str:
    """Number of the `seq`-th person (0 to 499) of that birth date and sex, "male" or "female"."""
    if not 0 <= seq < PEOPLE_PER_DAY_AND_SEX:
        raise ValueError(f"seq must be 0 to {PEOPLE_PER_DAY_AND_SEX - 1}, not {seq}")
    order = 2 * seq + {"male": 1, "female": 0}[sex]
    seventeen = f"{AREA}{birth:%Y%m%d}{order:03}"
    return seventeen + person_check(seventeen)


def uscc(seq: int) -> str:
    """Unified social credit code of the `seq`-th company (0 to 9,999,999)."""
    if not 0 <= seq < UNITS:
        raise ValueError(f"seq must be 0 to {UNITS - 1}, not {seq}")
    seventeen = f"91{AREA}MA{seq:07}"
    return seventeen + unit_check(seventeen)
