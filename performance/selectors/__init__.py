"""Reads of figures that shape a page, a command or an answer of the API."""

from performance.selectors.districts import (
    district_named,
    districts_with_cases,
    frozen_week,
    the_district,
)
from performance.selectors.parameters import parameters_on, profile
from performance.selectors.ranked import RankedFigure, ranked, ranked_snapshot

__all__ = [
    "RankedFigure",
    "district_named",
    "districts_with_cases",
    "frozen_week",
    "parameters_on",
    "profile",
    "ranked",
    "ranked_snapshot",
    "the_district",
]
