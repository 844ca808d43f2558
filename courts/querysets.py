"""Filters over courts, people and posts."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from enforcement.kernel import clock

if TYPE_CHECKING:
    from courts.models import Court, Post, Substitution, User, UserSession


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

    def not_over(self, on: date) -> Self:
        """Posts held on this day or later."""
        return self.filter(Q(to_on=None) | Q(to_on__gte=on))

    def overlapping(self, from_on: date, to_on: date | None) -> Self:
        """Posts held on at least one day of a period; no end means for good."""
        begun = self if to_on is None else self.filter(from_on__lte=to_on)
        return begun.not_over(from_on)

    def of(self, user_id: int, on: date) -> Self:
        """The user's own posts on this day and those that the user stands in for."""
        stands_in = Q(
            substitutions__substitute_id=user_id,
            substitutions__from_on__lte=on,
            substitutions__to_on__gte=on,
        )
        return self.in_force(on).filter(Q(user_id=user_id) | stands_in).distinct()

    def visible_to(self, user: Any) -> Self:
        """Posts at courts whose people the viewer manages."""
        return self.filter(court_id__in=user.courts_with("user_manage"))


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def visible_to(self, user: Any) -> Self:
        """Substitutions in posts at courts whose people the viewer manages."""
        return self.filter(post__court_id__in=user.courts_with("user_manage"))

    def overlapping(self, from_on: date, to_on: date | None) -> Self:
        """Substitutions of at least one day of a period; no end means for good."""
        begun = self if to_on is None else self.filter(from_on__lte=to_on)
        return begun.filter(to_on__gte=from_on)


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: Any) -> Self:
        """People who hold or held a post at a court that the viewer manages; and the viewer."""
        managed = _posts().filter(
            user_id=OuterRef("pk"), court_id__in=user.courts_with("user_manage")
        )
        return self.filter(Exists(managed) | Q(pk=user.pk))

    def holding(self, court_ids: Collection[str] | None, role: str, on: date) -> Self:
        """People with a post at one of the courts (any, when none) and in the role on this day."""
        held = _posts().in_force(on).filter(user_id=OuterRef("pk"))
        if court_ids is not None:
            held = held.filter(court_id__in=court_ids)
        return self.filter(Exists(held.filter(role=role) if role else held))

    def at(self, court_ids: Any, on: date, roles: list[str] | None = None) -> Self:
        """Active people who hold a post (of these roles) at one of the courts on this day."""
        held = Q(posts__court_id__in=court_ids, posts__from_on__lte=on) & (
            Q(posts__to_on=None) | Q(posts__to_on__gte=on)
        )
        if roles:
            held &= Q(posts__role__in=roles)
        return self.filter(held, is_active=True).order_by(F("name")).distinct()

    def acting(self, court_ids: Collection[str], on: date, roles: Collection[str]) -> Self:
        """Active people with a post of these roles there on this day, of their own or standing in."""
        posts = _posts().in_force(on).filter(court_id__in=court_ids, role__in=roles)
        own = posts.filter(user_id=OuterRef("pk"))
        leaves = apps.get_model("courts", "Substitution").objects.overlapping(on, on)
        stands_in = leaves.filter(substitute_id=OuterRef("pk"), post__in=posts)
        return self.filter(Exists(own) | Exists(stands_in), is_active=True).order_by("name")


class UserSessionQuerySet(models.QuerySet["UserSession"]):
    def alive(self) -> Self:
        """Sign-ins whose session is neither ended nor expired."""
        open_ones = Session.objects.filter(expire_date__gt=clock.now())
        return self.filter(session_key__in=open_ones.values("session_key"))


def _posts() -> Any:
    return apps.get_model("courts", "Post").objects
