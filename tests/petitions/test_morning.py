"""The morning page of the petition desk: what waits longest stands first."""

from datetime import timedelta

import pytest
from django.test import Client

from enforcement.kernel import clock
from tests.factories.records import PetitionFactory

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def offered(user):
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client, {
        str(group["label"]): group["lines"] for group in client.get("/").context["offered"]
    }


def test_open_petitions__the_longest_waiting_first_each_opens_its_line(petition_desk):
    today = clock.today()
    for days in (3, 40, 1):
        PetitionFactory(petitioner=f"来访人{days}", received_on=today - timedelta(days=days))
    PetitionFactory(petitioner="已办", received_on=today, done_on=today)
    PetitionFactory(petitioner="别院", court_id="赣0321", received_on=today)

    client, groups = offered(petition_desk)

    lines = groups["未办结的信访"]
    assert [line["text"].split(" ")[0] for line in lines] == ["来访人40", "来访人3", "来访人1"]
    assert lines[0]["reason"].endswith("来访，已 40 天")
    shown = client.get(lines[0]["url"]).context["page"].rows
    assert [row.petitioner for row in shown] == ["来访人40"]


def test_open_petitions__more_than_ten_lead_to_the_list(petition_desk):
    PetitionFactory.create_batch(12)

    _client, groups = offered(petition_desk)

    assert len(groups["未办结的信访"]) == 11
    assert groups["未办结的信访"][-1]["url"] == "/petitions/"


def test_open_petitions__only_for_those_who_record_them(officer, auditor):
    PetitionFactory()

    for user in (officer, auditor):
        assert offered(user)[1] == {}
