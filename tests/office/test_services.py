"""Drafts, saved views, notices, numbers: what every desk needs."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_noop

from enforcement.kernel import clock
from enforcement.kernel.errors import Conflict, InvalidInput
from enforcement.office import services, tasks
from enforcement.office.models import Draft, Notice, NumberSeries, SavedView
from tests.race import race
from tests.trail import all_acts, event

pytestmark = pytest.mark.django_db


# Drafts ----------------------------------------------------------------------------------------


def save(by, **fields):
    return services.save_draft(form="progress", about="7", fields=fields, by=by)


def test_draft__for_its_author_alone_and_encrypted(officer, clerk):
    save(officer, text="半句")
    draft = save(officer, text="半句话")

    assert "半句" not in draft.content
    assert services.read_draft(form="progress", about="7", by=officer)[0] == {"text": "半句话"}
    assert services.read_draft(form="progress", about="7", by=clerk) is None
    assert services.read_draft(form="progress", about="8", by=officer) is None
    assert all_acts() == [], "a draft is no act"


def test_draft__given_up(officer):
    save(officer, text="半句")

    services.discard_draft(form="progress", about="7", by=officer)

    assert not Draft.objects.exists()


def test_draft__ends_after_thirty_days(officer):
    draft = save(officer, text="半句")
    Draft.objects.filter(pk=draft.pk).update(saved_at=clock.now() - timedelta(days=31))

    assert services.read_draft(form="progress", about="7", by=officer) is None
    tasks.remove_old_drafts()
    assert not Draft.objects.exists()


def test_draft__too_long(officer):
    with pytest.raises(InvalidInput, match="草稿未存"):
        save(officer, text="长" * 100_000)


def test_draft__one_per_form(officer):
    save(officer, text="半句")

    with pytest.raises(IntegrityError, match="draft_one_per_form"), transaction.atomic():
        Draft.objects.create(
            owner=officer, form="progress", about="7", content="", saved_at=clock.now()
        )


@pytest.mark.django_db(transaction=True)
def test_draft__saved_from_two_windows_at_once(officer):
    results = race([lambda n=n: save(officer, text=str(n)) for n in range(4)])

    assert {type(result).__name__ for result in results} == {"Draft"}
    assert Draft.objects.count() == 1


# Saved views -----------------------------------------------------------------------------------


def keep(by, name="超期"):
    return services.save_view(page="cases:case_list", name=name, query="limit=overdue", by=by)


def test_saved_view__kept_and_forgotten(officer):
    view = keep(officer)
    services.delete_view(view_id=view.pk, by=officer)
    services.delete_view(view_id=view.pk, by=officer)

    assert not SavedView.objects.exists()
    assert all_acts() == ["VIEW_SAVED", "VIEW_DELETED"]
    assert str(view) == "超期"


def test_saved_view__a_name_once_per_person(officer, clerk):
    keep(officer)

    with pytest.raises(Conflict, match="超期"):
        keep(officer)

    assert keep(clerk).pk
    assert all_acts() == ["VIEW_SAVED", "VIEW_SAVED"]


def test_saved_view__not_somebody_elses(officer, clerk):
    view = keep(officer)

    services.delete_view(view_id=view.pk, by=clerk)

    assert SavedView.objects.exists()


# Notices ---------------------------------------------------------------------------------------

TEXT = gettext_noop("%(by)s把 %(count)s 件案件分给你，例如 %(number)s。")


def test_notice__in_the_language_of_the_reader(officer):
    facts = {"by": "彭建国", "count": 2, "number": "（2026）赣0302执1号"}
    notice = services.send_notice(to=officer, kind="assigned", text=TEXT, facts=facts)

    assert notice.words.startswith("彭建国把 2 件")
    with translation.override("en"):
        assert "2" in str(notice)
        assert "把" not in str(notice)


def test_notice__a_plain_text_may_hold_a_per_cent_sign(officer):
    assert services.send_notice(to=officer, kind="x", text="完成 100 %").words == "完成 100 %"


def test_mark_read__ones_own_once(officer, clerk):
    mine = services.send_notice(to=officer, kind="x", text="甲")
    other = services.send_notice(to=clerk, kind="x", text="乙")

    assert services.mark_read(notice_ids=[mine.pk, other.pk], by=officer) == 1
    assert services.mark_read(notice_ids=[mine.pk], by=officer) == 0

    assert list(Notice.objects.filter(read_at=None)) == [other]
    assert event("NOTICES_READ").changes == {"count": 1}


# Numbers ---------------------------------------------------------------------------------------


def test_next_number__after_what_is_known_elsewhere(db):
    given = [services.next_number("a"), services.next_number("a", after=10), services.next_number("a"),
             services.next_number("b"), services.next_number("a", after=3)]  # fmt: skip

    assert given == [1, 11, 12, 1, 13]
    assert str(NumberSeries.objects.get(key="a")) == "a 13"


def test_next_number__an_act_that_failed_leaves_no_gap(db):
    services.next_number("a")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.next_number("a")
        raise ZeroDivisionError

    assert services.next_number("a") == 2


@pytest.mark.django_db(transaction=True)
def test_next_number__twenty_at_once(db):
    assert sorted(race([lambda: services.next_number("a")] * 20)) == list(range(1, 21))
