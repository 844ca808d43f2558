"""记进展: tiles, photographs, drafts, and corrections."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.models import Attachment, Progress
from cases.models.progress import LONGEST_TEXT
from cases.services import derived
from enforcement.kernel import clock
from tests.factories.cases import CaseFactory, ProgressFactory
from tests.page import Page
from tests.trail import acts_about, all_acts

pytestmark = pytest.mark.django_db
WORDS = "到青山镇仓库，见邓小兵名下挖掘机一台。"


@pytest.fixture
def case(officer):
    made = CaseFactory(serial=1, officer=officer, filed_on=clock.today() - timedelta(days=3))
    derived.recompute([made.pk])
    return made


def picture():
    data = BytesIO()
    Image.new("RGB", (4, 4)).save(data, "JPEG")
    return SimpleUploadedFile("现场.jpg", data.getvalue(), "image/jpeg")


def form_of(client, case, query=""):
    return Page(client.get(f"/cases/{case.pk}/progress/{query}").content.decode()).form(
        "progress-form"
    )


def test_form__too_long_a_text_is_said_and_never_cut(sign_in, officer, case):
    client = sign_in(officer)
    assert "maxlength" not in client.get(f"/cases/{case.pk}/progress/").content.decode()

    answer = client.post(f"/cases/{case.pk}/progress/", {"text": "字" * (LONGEST_TEXT + 1)})

    assert answer.status_code == 422
    assert "10001" in answer.content.decode()
    assert not Progress.objects.exists()


def test_form__the_acts_that_are_due_stand_first(sign_in, officer, case):
    page = sign_in(officer).get(f"/cases/{case.pk}/progress/")

    tiles = page.context["form"].tiles()
    assert [tile["value"] for tile in tiles] == [
        "分案",
        "线索核查",
        "传统查控",
        "网络查控",
        "启动查封",
    ]
    assert not any(tile["checked"] for tile in tiles)


def test_form__an_act_named_in_the_address_is_chosen(sign_in, officer, case):
    form = form_of(sign_in(officer), case, "?node=终本约谈")

    assert form.fields["node"] == "终本约谈"


@pytest.mark.parametrize(
    ("sent", "node"),
    [
        ({}, ""),
        ({"node": "执行通知"}, "执行通知"),
        ({"node": "执行通知", "more": "归档"}, "归档"),
        ({"node": "执行通知", "more": "-"}, ""),
        ({"node": "执行通知", "more": ""}, "执行通知"),
    ],
)
def test_log__one_node_out_of_tiles_and_list(sign_in, officer, case, sent, node):
    client = sign_in(officer)

    answer = client.post(f"/cases/{case.pk}/progress/", {"text": WORDS, **sent})

    assert (answer.status_code, answer.url) == (302, case.get_absolute_url())
    assert Progress.objects.get().node == node


def test_log__a_photo_with_time_and_place(sign_in, officer, case):
    sent = {
        "text": WORDS, "photos": [picture(), picture()], "place": "27.62213,113.85456",
        "photos_times": "2026-11-20T01:31:00.000Z,2026-11-20T01:33:00.000Z",
    }  # fmt: skip

    sign_in(officer).post(f"/cases/{case.pk}/progress/", sent)

    first = Attachment.objects.order_by("pk")[0]
    assert Attachment.objects.count() == 2
    assert first.taken_at == datetime(2026, 11, 20, 9, 31, tzinfo=clock.SHANGHAI)
    assert first.entry.place == "27.62213,113.85456"
    link = f"/files/{first.file_id}/"
    assert link in sign_in(officer).get(f"/cases/{case.pk}/").content.decode()


@pytest.mark.parametrize("times", ["", "x", "2026-13-01T00:00:00Z", "2026-11-20T09:31:00", ",,"])
def test_log__times_that_are_none_are_left_out(sign_in, officer, case, times):
    sent = {"text": WORDS, "photos": [picture()], "photos_times": times}

    assert sign_in(officer).post(f"/cases/{case.pk}/progress/", sent).status_code == 302
    assert Attachment.objects.get().taken_at is None


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"text": ""}, "text"),
        ({"node": "没有"}, "node"),
        ({"at": "morgen"}, "at"),
        ({"at": "2020-01-01T08:00"}, "at"),
        ({"place": "<b>"}, "place"),
        ({"photos": [SimpleUploadedFile("a.exe", b"MZ\x90")]}, "photos"),
    ],
)
def test_log__faults_are_422_and_keep_the_words(sign_in, officer, case, sent, field):
    answer = sign_in(officer).post(f"/cases/{case.pk}/progress/", {"text": WORDS, **sent})

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    form = Page(answer.content.decode()).form("progress-form")
    assert form.fields["text"] == sent.get("text", WORDS)
    assert all_acts() == []


@pytest.mark.parametrize(("photos", "said"), [([picture], True), ([], False)])
def test_log__says_that_photos_are_to_be_chosen_again(sign_in, officer, case, photos, said):
    sent = {"text": " ", "photos": [make() for make in photos]}

    answer = sign_in(officer).post(f"/cases/{case.pk}/progress/", sent)

    assert answer.status_code == 422
    assert ("照片没有存下" in answer.text) is said


def test_log__a_form_that_made_an_entry_and_now_says_something_else(sign_in, officer, case):
    client, key = sign_in(officer), str(uuid4())
    client.post(f"/cases/{case.pk}/progress/", {"text": WORDS, "submission": key})

    answer = client.post(f"/cases/{case.pk}/progress/", {"text": "另一件事。", "submission": key})

    form = Page(answer.content.decode()).form("progress-form")
    assert answer.status_code == 409
    assert "内容不同" in answer.content.decode()
    assert form.fields["submission"] != key
    assert client.post(f"/cases/{case.pk}/progress/", form.fields).status_code == 302
    assert Progress.objects.count() == 2


def test_log__a_mangled_key_is_no_key(sign_in, officer, case):
    sent = {"text": WORDS, "submission": "not-a-key"}

    assert sign_in(officer).post(f"/cases/{case.pk}/progress/", sent).status_code == 302


@pytest.mark.parametrize(
    ("who", "status"), [("president", 403), ("finance", 403), ("outsider", 404)]
)
def test_log__refused_to_others(request, sign_in, case, who, status):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(f"/cases/{case.pk}/progress/").status_code == status
    assert client.post(f"/cases/{case.pk}/progress/", {"text": WORDS}).status_code == status
    assert all_acts() == []


def test_draft__is_filled_in_and_the_named_act_stays(sign_in, officer, case):
    client = sign_in(officer)
    client.post(
        f"/cases/draft/progress/{case.pk}/", {"text": "半句", "node": "归档", "result": "查否"}
    )

    plain, named = form_of(client, case), form_of(client, case, "?node=执行通知")
    quick = Page(client.get(f"/cases/{case.pk}/").content.decode()).form("progress-form")

    assert (plain.fields["text"], plain.fields["node"], plain.fields["result"]) == (
        "半句",
        "归档",
        "查否",
    )
    assert (named.fields["text"], named.fields["node"]) == ("半句", "执行通知")
    assert (quick.fields["text"], quick.fields["node"]) == ("半句", "归档")


# Corrections -----------------------------------------------------------------------------------


def test_correct__shows_the_entry_and_writes_another(sign_in, officer, case):
    client = sign_in(officer)
    entry = ProgressFactory(
        case=case, by=officer, node="执行通知", at=clock.now() - timedelta(days=1)
    )
    url = f"/cases/{case.pk}/progress/{entry.pk}/correct/"

    form = Page(client.get(url).content.decode()).form("progress-form")
    assert (form.fields["text"], form.fields["node"]) == (entry.text, "执行通知")

    answer = client.post(url, {**form.fields, "text": "更正后的话。"})

    assert (answer.status_code, answer.url) == (302, f"/cases/{case.pk}/?tab=progress")
    right = Progress.objects.get(corrects=entry)
    assert clock.day_of(right.at) == clock.day_of(entry.at)
    assert acts_about(case) == ["PROGRESS_CORRECTED"]


@pytest.mark.parametrize(("sent", "status"), [({"text": ""}, 422), ({}, 422)])
def test_correct__faults_are_422(sign_in, officer, case, sent, status):
    entry = ProgressFactory(case=case, by=officer)

    answer = sign_in(officer).post(f"/cases/{case.pk}/progress/{entry.pk}/correct/", sent)

    assert answer.status_code == status
    assert not Progress.objects.exclude(corrects=None).exists()


def test_correct__a_second_time_is_409(sign_in, officer, case):
    client, entry = sign_in(officer), ProgressFactory(case=case, by=officer)
    url = f"/cases/{case.pk}/progress/{entry.pk}/correct/"
    client.post(url, {"text": "更正一。"})

    assert client.post(url, {"text": "更正二。"}).status_code == 409


@pytest.mark.parametrize(("who", "status"), [("clerk", 403), ("president", 403), ("outsider", 404)])
def test_correct__refused_to_others(request, sign_in, officer, case, who, status):
    entry = ProgressFactory(case=case, by=officer)
    client = sign_in(request.getfixturevalue(who))

    assert client.get(f"/cases/{case.pk}/progress/{entry.pk}/correct/").status_code == status
    assert (
        client.post(f"/cases/{case.pk}/progress/{entry.pk}/correct/", {"text": "x"}).status_code
        == status
    )


def test_correct__an_entry_of_another_case_is_404(sign_in, officer, case):
    entry = ProgressFactory(case=CaseFactory(officer=officer), by=officer)

    assert sign_in(officer).get(f"/cases/{case.pk}/progress/{entry.pk}/correct/").status_code == 404


# Which case? -----------------------------------------------------------------------------------


def test_choose__ones_own_the_most_urgent_first(sign_in, officer, case):
    later = CaseFactory(serial=2, officer=officer, filed_on=clock.today())
    CaseFactory(serial=3)
    derived.recompute([later.pk])

    page = sign_in(officer).get("/cases/progress/")

    assert [row["case"].serial for row in page.context["rows"]] == [1, 2]


def test_choose__a_search_finds_only_what_one_may_edit(sign_in, officer, clerk, case):
    CaseFactory(serial=22)

    found = sign_in(officer).get("/cases/progress/?q=执22号").context["rows"]

    assert found == []
    assert len(sign_in(clerk).get("/cases/progress/?q=执22号").context["rows"]) == 1


def test_choose__not_without_cases(sign_in, auditor):
    assert sign_in(auditor).get("/cases/progress/").status_code == 403
