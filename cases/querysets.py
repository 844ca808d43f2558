"""Filters over the case file. Every read of a case starts at `visible_to`."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.enums import CloseMode

if TYPE_CHECKING:
    from cases.models import Case, Party, Progress, Receipt, Seal

LATELY = timedelta(days=30)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: Any) -> Self:
        """Cases that this user may know to exist."""
        return self.filter(court_id__in=user.courts_with("case_view"))

    def open(self) -> Self:
        """Not closed yet."""
        return self.filter(closed_on=None)

    def of_officer(self, user: Any) -> Self:
        """The officer's own desk."""
        return self.filter(officer_id=user.pk)


class OfCaseQuerySet(models.QuerySet[Any]):
    """Records that hang on a case: visible when the case is."""

    def visible_to(self, user: Any) -> Self:
        """Records of cases that this user may know to exist."""
        return self.filter(case__court_id__in=user.courts_with("case_view"))


class PartyQuerySet(OfCaseQuerySet):
    def named_like(self, key: str) -> Self:
        """Parties whose normalised name contains this text of two characters or more.

        A name of two is its own piece: to compare the text as well would tell nothing new, and
        make the planner expect a hundredth of the rows that come.
        """
        pieces = [key[i : i + 2] for i in range(len(key) - 1)]
        found = self.filter(
            models.expressions.RawSQL(
                "bigrams(name_key) @> %s::text[]", [pieces], output_field=models.BooleanField()
            )
        )
        return found if len(pieces) == 1 else found.filter(name_key__contains=key)


class ProgressQuerySet(OfCaseQuerySet):
    def newest_first(self) -> Self:
        """As the timeline shows them."""
        return self.order_by("-at", "-pk")


class ReceiptQuerySet(OfCaseQuerySet):
    def unpaid(self) -> Self:
        """Money on account: nothing or only a part went out, and no day of payout is written."""
        return self.filter(paid_on=None)


class SealQuerySet(OfCaseQuerySet):
    def watched(self) -> Self:
        """Not released, and not renewed by a later seal on the same property of the case."""
        renewals = self.model._default_manager.filter(
            case=OuterRef("case"), asset=OuterRef("asset"), to_on__gt=OuterRef("to_on")
        )
        return self.filter(~Exists(renewals), released_on=None)

    def needed(self) -> Self:
        """Watched, of open cases and of those closed by 终本: a freeze outlives it and is renewed when
        the applicant asks (法〔2016〕373号第十六条).

        After any other closing there is nothing left to be sealed for.
        """
        open_or_ended = Q(case__closed_on=None) | Q(case__close_mode=CloseMode.ZHONGBEN)
        return self.watched().filter(open_or_ended)

    def lapsing(self, today: date, days: int) -> Self:
        """Needed, and over within so many days from today."""
        return self.needed().filter(to_on__range=(today, today + timedelta(days=days)))

    def lapsed_lately(self, today: date) -> Self:
        """Needed, and over since less than a month: a seal that lapsed earlier is no news."""
        return self.needed().filter(to_on__range=(today - LATELY, today - timedelta(days=1)))

    def in_force(self, on: date) -> Self:
        """Neither released nor lapsed on this day."""
        return self.filter(released_on=None, from_on__lte=on, to_on__gte=on)
