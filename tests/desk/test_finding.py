"""Search, inbox, files: what a person may know of, and nothing else."""

from datetime import date, timedelta

import pytest
from django.test import Client

from cases.models import Attachment, Case
from cases.services import parties
from cases.services.parties import PartyFacts
from courts.models import RolePermission
from enforcement.kernel import clock, files, synthetic
from enforcement.kernel.enums import FileState
from enforcement.kernel.models import Job, StoredFile
from enforcement.office import services as office
from enforcement.office.models import Notice
from tests.factories.cases import CaseFactory, PartyFactory, ProgressFactory
from tests.factories.records import EntryFactory, PetitionFactory
from tests.page import Page
from tests.trail import acts_about, event

pytestmark = pytest.mark.django_db
NUMBER = synthetic.resident_id(7, date(1980, 1, 7), "male")
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def client_of(user):
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def case(officer):
    made = CaseFactory(serial=123, officer=officer)
    facts = PartyFacts("被执行人", "周国良", "自然人", NUMBER, "13800001234")
    parties.add_party(case_id=made.pk, facts=facts, by=officer)
    return made


def search(user, text):
    """As the box of the top bar sends it."""
    client = client_of(user)
    form = Page(client.get("/cases/").content.decode()).form_with("q")
    return client.post(form.action, {**form.fields, "q": text}, follow=True)


@pytest.mark.parametrize(
    "text", ["（2026）赣0302执123号", "(2026)赣0302执123", "２０２６赣０３０２执１２３"]
)
def test_search__a_whole_number_opens_its_case(case, officer, text):
    assert search(officer, text).request["PATH_INFO"] == case.get_absolute_url()


@pytest.mark.parametrize("text", ["执123", "周国良", "国良", NUMBER, "13800001234", "尾号1234"])
def test_search__everything_else_says_why(case, officer, text):
    page = search(officer, text)

    assert page.request["PATH_INFO"] == "/search/"
    assert [hit["label"] for group in page.context["groups"] for hit in group["hits"]] == [
        case.number
    ]
    assert "— → 周国良" in page.content.decode()


def test_search__names_the_party_that_matched_behind_the_first(case, officer):
    for name in ("吴天明", "何秀英"):
        facts = PartyFacts("被执行人", name, "自然人", "", "")
        parties.add_party(case_id=case.pk, facts=facts, by=officer)

    assert "周国良等 3 人 · 何秀英" in search(officer, "秀英").content.decode()


def test_search__says_that_the_judgment_matched(case, officer):
    Case.objects.filter(pk=case.pk).update(basis_number="萍仲裁字〔2023〕12号")

    assert (
        "执行依据 萍仲裁字〔2023〕12号" in search(officer, "萍仲裁字〔2023〕12号").content.decode()
    )


@pytest.mark.parametrize("text", [NUMBER, "13800001234"])
@pytest.mark.parametrize("method", ["post", "get"])
def test_search__no_number_of_a_person_in_address_or_page(case, officer, text, method):
    client = client_of(officer)

    answer = getattr(client, method)("/search/", {"q": text})

    assert answer.status_code == 302
    assert text not in answer.url
    assert text not in client.get(answer.url).content.decode()


@pytest.mark.parametrize("who", ["outsider", "admin"])
def test_search__nothing_of_other_courts_not_even_a_count(request, case, who):
    page = client_of(request.getfixturevalue(who)).get("/search/?q=周国良")

    assert page.context["count"] == 0
    assert "没有找到" in page.content.decode()


@pytest.mark.parametrize("text", ["", "  ", "周", "%00", "x" * 500, "~broken", "'; DROP TABLE"])
def test_search__odd_texts(case, officer, text):
    assert client_of(officer).get("/search/", {"q": text}, follow=True).status_code == 200


def test_search__many_hits_in_few_queries(officer, django_assert_max_num_queries):
    for _each in range(60):
        PartyFactory(case=CaseFactory(officer=officer), name="周国良", name_key="周国良")
    client = client_of(officer)
    client.get("/")

    with django_assert_max_num_queries(12):
        page = client.get("/search/?q=周国良")

    assert page.context["count"] >= 20


# Other rooms ------------------------------------------------------------------------------------


@pytest.fixture
def listed(case):
    """The debtor stands in the register, and somebody came about the case."""
    debtor = case.parties.get()
    EntryFactory(case=case, debtor=debtor, ground=3)
    PetitionFactory(number="萍信2026-7", petitioner="周秀兰", case=case, court=case.court)
    return case


def found(page):
    """Group → label, why, state of its hits."""
    return {
        str(group["label"]): [
            (hit["label"], hit["why"], str(hit["state"])) for hit in group["hits"]
        ]
        for group in page.context["groups"]
    }


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("国良", {"案件", "失信名单"}),
        (NUMBER, {"案件", "失信名单"}),
        ("周秀兰", {"信访"}),
        ("萍信2026", {"信访"}),
        ("执123", {"案件", "失信名单", "信访"}),
        ("何人", set()),
    ],
)
def test_search__in_the_register_and_among_petitions(listed, chief, text, groups):
    hits = found(search(chief, text))

    assert set(hits) == groups
    if "失信名单" in groups:
        ((label, why, state),) = hits["失信名单"]
        assert (label, state) == ("周国良", "在列")
        assert why.startswith(f"{listed.number} · 以虚假诉讼")
    if "信访" in groups:
        assert hits["信访"] == [("萍信2026-7", f"周秀兰 · {listed.number}", "未办结")]


def test_search__a_whole_number_opens_its_case_though_others_name_it(listed, chief):
    assert search(chief, "(2026)赣0302执123").request["PATH_INFO"] == listed.get_absolute_url()


def test_search__a_petition_opens_its_line_in_the_list(listed, chief):
    page = search(chief, "周秀兰")
    (hit,) = page.context["groups"][0]["hits"]

    assert "周秀兰" in client_of(chief).get(hit["url"]).content.decode()


@pytest.mark.parametrize("who", ["outsider", "admin"])
@pytest.mark.parametrize("text", ["国良", "周秀兰", "执123"])
def test_search__other_rooms_show_nothing_of_other_courts(request, listed, who, text):
    assert found(client_of(request.getfixturevalue(who)).get(f"/search/?q={text}")) == {}


def test_search__petitions_are_for_those_who_see_petitions(listed, officer):
    RolePermission.objects.filter(role="officer", permission="petition_view").delete()

    assert set(found(search(officer, "执123"))) == {"案件", "失信名单"}


# Inbox -----------------------------------------------------------------------------------------


def test_inbox__read_means_that_the_button_was_pressed(officer):
    for number in range(3):
        office.send_notice(to=officer, kind="x", text=f"第 {number} 件")
    client = client_of(officer)

    page = client.get("/inbox/")
    assert Notice.objects.filter(read_at=None).count() == 3
    ids = [notice.pk for notice in page.context["notices"]]
    answer = client.post("/inbox/read/", {"notice": [*ids, "x", "²"]})

    assert answer.url == "/inbox/"
    assert not Notice.objects.filter(read_at=None).exists()
    assert event("NOTICES_READ").changes == {"count": 3}
    assert "全部已阅" not in client.get("/inbox/").content.decode()


def test_inbox__of_oneself(officer, clerk):
    other = office.send_notice(to=clerk, kind="x", text="给书记员")
    client = client_of(officer)

    assert "给书记员" not in client.get("/inbox/").content.decode()
    client.post("/inbox/read/", {"notice": other.pk})
    assert Notice.objects.get().read_at is None


def test_inbox__counted_in_the_bar(officer):
    office.send_notice(to=officer, kind="x", text="甲")

    assert 'class="count-seal">1<' in client_of(officer).get("/inbox/").content.decode()


@pytest.mark.parametrize("count", [0, 1, 300])
def test_inbox__twelve_queries(officer, count, django_assert_max_num_queries):
    for _each in range(count):
        office.send_notice(to=officer, kind="x", text="甲")
    client = client_of(officer)
    client.get("/")

    with django_assert_max_num_queries(12):
        assert client.get("/inbox/").status_code == 200


# Files -----------------------------------------------------------------------------------------


@pytest.fixture
def stored(case, officer):
    file = files.store(
        iter([b"%PDF-"]), name="裁定书.pdf", mime="application/pdf", owner="cases.attachment",
        owner_id=str(case.pk), by=officer,
    )  # fmt: skip
    Attachment.objects.create(entry=ProgressFactory(case=case), file=file)
    return file


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200),
        ("petition_desk", 200),
        ("supervisor", 200),
        ("outsider", 404),
        ("admin", 404),
    ],
)
def test_file__who_sees_the_case_sees_its_attachments(request, stored, who, status):
    answer = client_of(request.getfixturevalue(who)).get(f"/files/{stored.pk}/")

    assert answer.status_code == status
    assert acts_about(stored) == (["FILE_OPENED"] if status == 200 else [])


def test_file__past_its_end(stored, officer):
    StoredFile.objects.filter(pk=stored.pk).update(state=FileState.REMOVED)

    assert client_of(officer).get(f"/files/{stored.pk}/").status_code == 409


def test_file__results_of_a_job_are_its_owners(officer, clerk):
    job = Job.objects.create(
        kind="export", label="x", lock="x", owner=officer, created_at=clock.now()
    )
    file = files.store(
        iter([b"x"]),
        name="x.csv",
        mime="text/csv",
        owner="kernel.export",
        owner_id=str(job.pk),
        by=officer,
    )

    assert client_of(officer).get(f"/files/{file.pk}/").status_code == 200
    assert client_of(clerk).get(f"/files/{file.pk}/").status_code == 404
    assert clock.now() - timedelta(minutes=1) < file.uploaded_at
