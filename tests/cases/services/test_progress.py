"""Logging progress: once, by those who handle the case, with what follows from it."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases import signals
from cases.enums import CaseStatus, Source
from cases.models import Attachment, CaseNode, Progress
from cases.services import progress
from cases.services.progress import Act
from enforcement.kernel import clock
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted
from enforcement.kernel.models import StoredFile
from enforcement.office import services as office
from enforcement.office.models import Draft
from tests.factories.cases import CaseFactory, ProgressFactory
from tests.news import hearing
from tests.race import race
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db
WORDS = "电话约谈周国良，其承诺本月底前再付。"
MORNING = datetime(2026, 6, 8, 9, 30, tzinfo=clock.SHANGHAI)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(name="现场.jpg"):
    data = BytesIO()
    Image.new("RGB", (4, 4)).save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue())


def log(case, by, **act):
    return progress.log(case_id=case.pk, act=Act(**{"text": WORDS, **act}), by=by)


def test_log__one_entry_files_the_act_and_moves_the_clock(officer):
    case = CaseFactory(officer=officer, assigned=True)
    office.save_draft(form="progress", about=str(case.pk), fields={"text": "半句"}, by=officer)

    with hearing(signals.progress_logged) as heard:
        entry = log(case, officer, text=f" {WORDS}\n", at=MORNING, node="执行通知", result="查实")

    case.refresh_from_db()
    assert (entry.text, entry.node, entry.result, entry.at) == (WORDS, "执行通知", "查实", MORNING)
    assert (entry.by, entry.by_name, entry.source) == (officer, "刘志远", Source.LIVE)
    assert CaseNode.objects.get(case=case, node="执行通知").done_on == MORNING.date()
    assert (case.status, case.version) == (CaseStatus.UNDER_WAY, 2)
    assert case.live_since is not None
    assert not Draft.objects.exists()
    assert [news["entry"] for news in heard] == [entry]
    assert acts_about(case) == ["CASE_UNDER_WAY", "PROGRESS_LOGGED"]
    assert event("PROGRESS_LOGGED").changes["node"] == "执行通知"


@pytest.mark.parametrize(
    ("trait", "status"),
    [
        ({"filed": True}, CaseStatus.FILED),
        ({"suspended": True}, CaseStatus.SUSPENDED),
        ({"closed": True}, CaseStatus.CLOSED),
        ({}, CaseStatus.UNDER_WAY),
    ],
)
def test_log__moves_no_other_status(officer, trait, status):
    case = CaseFactory(officer=officer, **trait)

    log(case, officer)

    case.refresh_from_db()
    assert case.status == status
    assert acts_about(case) == ["PROGRESS_LOGGED"]


@pytest.mark.parametrize("who", ["officer", "clerk", "chief"])
def test_log__by_those_who_handle_the_case(request, officer, who):
    case = CaseFactory(officer=officer)

    assert log(case, request.getfixturevalue(who)).case == case


@pytest.mark.parametrize(
    "who", ["outsider", "president", "finance", "petition_desk", "supervisor", "admin", "auditor"]
)
def test_log__refused_to_others(request, officer, who):
    case = CaseFactory(officer=officer)

    with pytest.raises(NotPermitted):
        log(case, request.getfixturevalue(who))

    assert not Progress.objects.exists()
    assert all_acts() == []


def test_log__a_colleague_is_told_whose_case_it_is(officer, clerk):
    case = CaseFactory(officer=clerk)

    with pytest.raises(NotPermitted, match="何晓燕"):
        log(case, officer)


@pytest.mark.parametrize(
    ("act", "field"),
    [
        ({"text": " \n"}, "text"),
        ({"at": clock.now() + timedelta(days=2)}, "at"),
        ({"at": datetime(2026, 3, 1, 23, 59, tzinfo=clock.SHANGHAI)}, "at"),
        ({"node": "结案"}, "node"),
        ({"node": "没有这个节点"}, "node"),
        ({"files": [SimpleUploadedFile("a", b"x")] * 21}, "photos"),
    ],
)
def test_log__faults_are_named_at_their_fields(officer, act, field):
    case = CaseFactory(officer=officer)

    with pytest.raises(InvalidInput) as refusal:
        log(case, officer, **act)

    assert set(refusal.value.fields) == {field}
    assert not Progress.objects.exists()
    assert all_acts() == []


def test_log__on_the_evening_of_the_day_of_filing_in_shanghai(officer):
    case = CaseFactory(officer=officer)

    entry = log(case, officer, at=datetime(2026, 3, 2, 0, 0, tzinfo=clock.SHANGHAI))

    assert clock.day_of(entry.at) == case.filed_on


# Once ------------------------------------------------------------------------------------------


def test_log__the_same_form_twice_is_one_entry(officer):
    case, key = CaseFactory(officer=officer), uuid4()

    first = log(case, officer, submission=key)
    second = log(case, officer, submission=key)

    assert first == second
    assert acts_about(case) == ["PROGRESS_LOGGED"]


def test_log__the_same_form_with_other_words_is_no_silent_loss(officer):
    case, key = CaseFactory(officer=officer), uuid4()
    log(case, officer, submission=key)

    with pytest.raises(Conflict, match="内容不同"):
        log(case, officer, submission=key, text="另一件事。")

    assert Progress.objects.count() == 1


def test_log__a_key_used_on_another_case(officer):
    case, other, key = CaseFactory(officer=officer), CaseFactory(officer=officer), uuid4()
    log(case, officer, submission=key)

    with pytest.raises(Conflict, match="已经用过"):
        log(other, officer, submission=key)

    assert acts_about(other) == []


def test_log__the_same_words_at_the_same_second_are_one_entry(officer):
    case = CaseFactory(officer=officer)

    first, second = (log(case, officer, at=MORNING) for _click in range(2))

    assert first == second
    assert acts_about(case) == ["PROGRESS_LOGGED"]


@pytest.mark.parametrize(("node", "name"), [("", "何晓燕"), ("执行通知", "刘志远")])
def test_log__the_same_words_of_somebody_else_or_for_another_node(officer, clerk, node, name):
    case = CaseFactory(officer=officer)
    log(case, clerk if name == "何晓燕" else officer, at=MORNING)

    with pytest.raises(Conflict, match=name):
        log(case, officer, at=MORNING, node=node)

    assert Progress.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_log__a_double_submit_is_one_entry(officer):
    case, key = CaseFactory(officer=officer, assigned=True), uuid4()

    made = race([lambda: log(case, officer, submission=key)] * 4)

    assert {entry.pk for entry in made} == {Progress.objects.get().pk}
    assert acts_about(case) == ["CASE_UNDER_WAY", "PROGRESS_LOGGED"]


@pytest.mark.django_db(transaction=True)
def test_log__two_people_at_once_both_count(officer, clerk):
    case = CaseFactory(officer=officer, assigned=True)

    made = race([
        lambda: log(case, officer, text="到场查封。", node="启动查封"),
        lambda: log(case, clerk, text="送达通知。", node="执行通知"),
    ])  # fmt: skip

    case.refresh_from_db()
    assert len({entry.pk for entry in made}) == 2
    assert case.version == 3
    assert set(CaseNode.objects.exclude(done_on=None).values_list("node", flat=True)) == {
        "启动查封",
        "执行通知",
    }


# Files -----------------------------------------------------------------------------------------


def test_log__photographs_with_their_times(officer):
    case = CaseFactory(officer=officer)

    entry = log(case, officer, files=[picture(), picture("b.jpg")], taken=[MORNING])

    stored = list(Attachment.objects.filter(entry=entry).order_by("pk"))
    assert [each.taken_at for each in stored] == [MORNING, None]
    assert [each.file.mime for each in stored] == ["image/jpeg", "image/jpeg"]
    assert {each.file.owner_id for each in stored} == {str(case.pk)}
    assert event("PROGRESS_LOGGED").changes["files"] == 2


def test_log__a_file_that_is_none_keeps_the_entry_out(officer):
    case = CaseFactory(officer=officer)

    with pytest.raises(InvalidInput) as refusal:
        log(case, officer, files=[picture(), SimpleUploadedFile("a.exe", b"MZ\x90\x00")])

    assert set(refusal.value.fields) == {"photos"}
    assert not Progress.objects.exists()
    assert not StoredFile.objects.exists()


# Corrections -----------------------------------------------------------------------------------


def correct(entry, by, **act):
    return progress.correct(entry_id=entry.pk, act=Act(**{"text": "更正后的话。", **act}), by=by)


def test_correct__the_wrong_one_stays_and_no_clock_moves(officer):
    case = CaseFactory(officer=officer)
    wrong = log(case, officer, at=MORNING, node="执行通知")

    right = correct(wrong, officer, node="执行通知")

    wrong.refresh_from_db()
    assert (wrong.text, right.corrects, right.at) == (WORDS, wrong, MORNING)
    assert CaseNode.objects.get(case=case, node="执行通知").done_on == MORNING.date()
    assert acts_about(case) == ["PROGRESS_LOGGED", "PROGRESS_CORRECTED"]


def test_correct__a_node_that_was_not_done_is_open_again(officer):
    case = CaseFactory(officer=officer)
    wrong = log(case, officer, at=MORNING, node="网络查控")

    right = correct(wrong, officer, text=WORDS, node="")

    assert right.at == MORNING + timedelta(seconds=1), "time and words are the key of a row"
    assert not CaseNode.objects.filter(case=case, node="网络查控", done_on__isnull=False).exists()


def test_correct__once_then_the_newest(officer):
    case = CaseFactory(officer=officer)
    wrong = log(case, officer, at=MORNING)
    better = correct(wrong, officer)

    with pytest.raises(Conflict, match="已经更正过"):
        correct(wrong, officer, text="又一次。")

    assert correct(better, officer, text="再更正。").corrects == better


def test_correct__the_same_form_twice_is_one_correction(officer):
    wrong, key = log(CaseFactory(officer=officer), officer, at=MORNING), uuid4()

    assert correct(wrong, officer, submission=key) == correct(wrong, officer, submission=key)


@pytest.mark.parametrize(
    ("author", "by", "may"),
    [
        ("clerk", "clerk", True),
        ("clerk", "officer", False),
        ("clerk", "chief", True),
        ("officer", "clerk", False),
        (None, "officer", True),
        (None, "clerk", False),
        (None, "outsider", False),
    ],
)
def test_correct__who_may(request, officer, author, by, may):
    case = CaseFactory(officer=officer)
    wrong = ProgressFactory(case=case, by=author and request.getfixturevalue(author), at=MORNING)
    person = request.getfixturevalue(by)

    if may:
        assert correct(wrong, person).corrects == wrong
    else:
        with pytest.raises(NotPermitted):
            correct(wrong, person)
        assert all_acts() == []


@pytest.mark.django_db(transaction=True)
def test_correct__twice_at_once_is_one_correction(officer):
    wrong = log(CaseFactory(officer=officer), officer, at=MORNING)

    results = race(
        [lambda text=text: correct(wrong, officer, text=text) for text in ("甲。", "乙。")]
    )

    assert sorted(type(result).__name__ for result in results) == ["Conflict", "Progress"]
