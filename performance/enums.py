"""Closed lists of figures: windows, scopes, groups of the ranking table, what is counted."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Window(TextChoices):
    """The span of days a figure is taken over; each ends on the Sunday of its week (ruling 2)."""

    YTD = "ytd", _("年初至今")
    WEEK = "week", _("本周")
    M36 = "m36", _("近三年")


class Scope(TextChoices):
    """Whose figure it is."""

    COURT = "court", _("本院")
    DISTRICT = "district", _("合计")


class Group(StrEnum):
    """The three parts of the ranking table."""

    COUNTS = "counts"
    CORE = "core"
    OTHER = "other"


class Source(StrEnum):
    """Which records a figure counts."""

    CASE = "case"
    RECEIPT = "receipt"
    PETITION = "petition"


class Unit(StrEnum):
    """What a numerator or denominator is made of. Yuan are written with two places."""

    COUNT = "count"
    YUAN = "yuan"
    DAYS = "days"
    NODES = "nodes"


class Profile(StrEnum):
    """How figures are shown: 2018 practice ranks, the 2024 system of the courts forbids it."""

    RANKING = "ranking"
    RANGES = "ranges"
