"""The morning page of a person, on a Tuesday."""

from datetime import date, timedelta

from django.test import Client

from cases.services import derived
from tests.factories.cases import CaseFactory, PartyFactory

TUESDAY = date(2026, 11, 24)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def home(user, query=""):
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client.get(f"/{query}")


def day(days):
    return TUESDAY + timedelta(days=days)


def case_of(officer, filed_on, **values):
    case = CaseFactory(officer=officer, filed_on=filed_on, **values)
    derived.recompute([case.pk], today=TUESDAY)
    return case


def four_cases(officer):
    """Assignment overdue by 4 days, due today, due on Friday, due next week."""
    for days in (-11, -7, -4, -1):
        PartyFactory(case=case_of(officer, day(days), filed=True), name="周国良")
