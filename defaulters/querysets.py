"""Filters over register entries."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from defaulters.models import Entry


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: Any) -> Self:
        """Entries of cases that this user may know to exist. Their court is that of the case."""
        return self.filter(court_id__in=user.courts_with("defaulter_view"))

    def live(self) -> Self:
        """Published and not removed; past its term an entry stays live until it is removed."""
        return self.filter(removed_on=None)
