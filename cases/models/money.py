"""The column of a sum."""

from django.db import models
from django.utils.functional import Promise


def money(label: str | Promise, **options: object) -> models.DecimalField:
    """Yuan with two places, up to 9,999,999,999,999.99."""
    return models.DecimalField(label, max_digits=15, decimal_places=2, **options)  # type: ignore[arg-type]
