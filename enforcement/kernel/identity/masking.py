"""How a number is shown to those who may not see it whole.

Inside: places 7 to 14 hidden, `360302********0018` (contract 8). On the public list: places 11
to 14 hidden, `3603021990****0018`, as the national list shows them. A unit's code is public and
shown whole, but only when it is valid: a mistyped resident's number must not pass for one.
"""

from enforcement.kernel.identity.kinds import is_valid_unit_code, normalize

PERSON_LENGTH = 18
LONG = 15  # from here on the text may be a resident's number with places missing or doubled
SHORT = 8  # below this any two visible places would give too much away


def mask(number: str) -> str:
    """The number as shown inside the house."""
    number = normalize(number)
    return mask_read(number, is_unit=is_valid_unit_code(number))


def mask_public(number: str) -> str:
    """The number as the public list shows it."""
    number = normalize(number)
    if len(number) != PERSON_LENGTH or is_valid_unit_code(number):
        return mask(number)
    return _hide(number, 10, 4)


def mask_read(number: str, *, is_unit: bool) -> str:
    """Mask of a normalised number of which the caller knows whether it is a valid unit code."""
    if is_unit:
        return number
    if len(number) >= LONG:
        return _hide(number, 6, 4)
    if len(number) >= SHORT:
        return _hide(number, 2, 2)
    return "*" * len(number)


def _hide(number: str, head: int, tail: int) -> str:
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]
