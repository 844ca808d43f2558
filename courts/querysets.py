"""Filters over courts, people and posts."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from courts.models import Court, Post, User


class CourtQuerySet(models.QuerySet["Court"]):
    def under(self, paths: list[str]) -> Self:
        """Courts in the subtrees that begin at these paths, the tops included."""
        if not paths:
            return self.none()
        condition = Q()
        for path in paths:
            condition |= Q(path__startswith=path)
        return self.filter(condition)

    def visible_to(self, user: Any) -> Self:
        """Courts that the user may know figures and cases of."""
        return self.filter(code__in=user.scope())


class PostQuerySet(models.QuerySet["Post"]):
    def in_force(self, on: date) -> Self:
        """Posts held on this day."""
        return self.filter(from_on__lte=on).filter(Q(to_on=None) | Q(to_on__gte=on))

    def of(self, user_id: int, on: date) -> Self:
        """The user's own posts on this day and those that the user stands in for."""
        stands_in = Q(
            substitutions__substitute_id=user_id,
            substitutions__from_on__lte=on,
            substitutions__to_on__gte=on,
        )
        return self.in_force(on).filter(Q(user_id=user_id) | stands_in).distinct()


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: Any) -> Self:
        """People with a post at a court that the viewer manages."""
        managed = user.courts_with("user_manage")
        return self.filter(Q(posts__court_id__in=managed) | Q(pk=user.pk)).distinct()

    def at(self, court_ids: Any, on: date, roles: list[str] | None = None) -> Self:
        """Active people who hold a post (of these roles) at one of the courts on this day."""
        held = Q(posts__court_id__in=court_ids, posts__from_on__lte=on) & (
            Q(posts__to_on=None) | Q(posts__to_on__gte=on)
        )
        if roles:
            held &= Q(posts__role__in=roles)
        return self.filter(held, is_active=True).order_by(F("name")).distinct()
