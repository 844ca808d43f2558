"""Columns that few rows fill: indexes that hold those rows alone."""

from django.db import models
from django.db.models import Q


def where_given(field: str, name: str) -> models.Index:
    """An index over the rows that have a value."""
    return models.Index(fields=[field], name=name, condition=_is_given(field))


def given_once(field: str, name: str) -> models.UniqueConstraint:
    """No value twice; any number of rows without one."""
    return models.UniqueConstraint(fields=[field], name=name, condition=_is_given(field))


def _is_given(field: str) -> Q:
    return Q(**{f"{field}__isnull": False})
