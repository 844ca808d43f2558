"""Parameters of figures as they stand on a day."""

from datetime import date

from courts.selectors import parameters as stored
from performance.enums import Profile
from performance.parameters import CODES, PROFILE, Parameters


def parameters_on(day: date) -> Parameters:
    """What figures of a week that ends on this day are taken and ranked by."""
    return Parameters.of_table(stored.values(CODES, on=day))


def profile(on: date) -> Profile:
    """Whether pages show ranks (2018 practice) or ranges (2024)."""
    return Profile(stored.value(PROFILE, on=on))
