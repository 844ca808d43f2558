"""The filing form: a case and its number."""

from uuid import uuid4

import pytest

from cases.models import Case
from enforcement.kernel import clock
from tests.page import Page

pytestmark = pytest.mark.django_db
FACTS = {
    "filed_on": "2026-03-02", "cause": "买卖合同纠纷", "claim_amount": "862,400.00",
    "opening_recovered": "0", "team": "", "basis_number": "", "has_property": "",
}  # fmt: skip


def filing(client, **values):
    form = Page(client.get("/cases/new/").content.decode()).form_with("court")
    return client.post("/cases/new/", {**form.fields, "claim_amount": "862400", **values})


def test_filing__a_plain_client_needs_only_the_sum(sign_in, clerk):
    client = sign_in(clerk)

    answer = filing(client)

    case = Case.objects.get()
    assert (answer.status_code, answer.url) == (302, case.get_absolute_url())
    assert (case.filed_on, case.court_id, case.type_word) == (clock.today(), "赣0302", "执")
    assert f"已立案：{case.number}" in client.get(answer.url).content.decode()


def test_filing__twice_is_one_case(sign_in, clerk):
    client, key = sign_in(clerk), str(uuid4())

    for _click in range(2):
        filing(client, submission=key)

    assert Case.objects.count() == 1


@pytest.mark.parametrize("who", ["officer", "president", "outsider", "admin"])
def test_filing__refused_to_others(request, court, sign_in, who):
    client = sign_in(request.getfixturevalue(who))

    assert client.get("/cases/new/").status_code == 403
    assert client.post("/cases/new/", {}).status_code == 403


def test_filing__not_at_another_court(sign_in, clerk):
    answer = filing(sign_in(clerk), court="赣0321")

    assert answer.status_code == 422
    assert not Case.objects.exists()
