"""Filters over petitions."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from petitions.models import Petition


class PetitionQuerySet(models.QuerySet["Petition"]):
    def visible_to(self, user: Any) -> Self:
        """Petitions that this user may know to exist. The petition's own court decides."""
        return self.filter(court_id__in=user.courts_with("petition_view"))

    def open(self) -> Self:
        """Neither done nor struck off."""
        return self.filter(done_on=None, struck_on=None)
