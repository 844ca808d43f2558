"""Who may open what: every address, with its methods, for every role. The auditor's question.

`.` the person gets through (the page, or the form with its faults), `x` 403, `0` 404 because the
person may not know that it exists, `L` the way to the sign-in page. Things that belong to one person
(jobs, sessions, saved views) are each person's own here; the case is one of 安源. An address that
is not in the table fails the build.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from enforcement.kernel import queue
from tests.access_cast import COLUMNS, gather
from tests.site_map import _values, patterns
from tests.site_records import samples

BACKEND = "django.contrib.auth.backends.ModelBackend"
# Statuses behind which the person was let through: page, way on, fault in what was sent, conflict.
THROUGH = frozenset({200, 201, 302, 400, 409, 415, 422})
METHODS = ("get", "post")

# fmt: off
#                                              officer
#                                              | clerk
#                                              | | chief
#                                              | | | deputy_president
#                                              | | | | president
#                                              | | | | | supervisor
#                                              | | | | | | petition_desk
#                                              | | | | | | | command_centre
#                                              | | | | | | | | finance
#                                              | | | | | | | | | discipline
#                                              | | | | | | | | | | agency
#                                              | | | | | | | | | | | admin
#                                              | | | | | | | | | | | | auditor
#                                              | | | | | | | | | | | | | outsider: 执行员 of another court
#                                              | | | | | | | | | | | | | | stranger
ACCESS = {
    # desk
    ("get", "desk:home"):                     ". . . . . . . . . . . . . . L",
    ("get", "desk:health"):                   ". . . . . . . . . . . . . . .",
    ("get", "desk:favicon"):                  ". . . . . . . . . . . . . . .",
    ("get", "desk:search"):                   ". . . . . . . . . . . . . . L",
    ("post", "desk:search"):                  ". . . . . . . . . . . . . . L",
    ("get", "desk:inbox"):                    ". . . . . . . . . . . . . . L",
    ("post", "desk:notices_read"):            ". . . . . . . . . . . . . . L",
    ("get", "desk:file"):                     ". . . . . . . . . . . . . . L",
    ("post", "desk:export_start"):            ". . . . . . . . . . . . . . L",
    ("get", "desk:job_detail"):               ". . . . . . . . . . . . . . L",
    ("post", "desk:job_cancel"):              ". . . . . . . . . . . . . . L",
    ("get", "desk:ledger"):                   "x x . x x . x x x x x . x x L",
    ("get", "desk:ledger_blank"):             "x x . x x . x x x x x . x x L",
    ("get", "desk:ledger_export"):            ". . . . . . x . x x x x x . L",
    ("post", "desk:ledger_export_start"):     ". . . . . . x . x x x x x . L",
    ("post", "desk:ledger_upload"):           "x x . x x . x x x x x . x x L",
    ("get", "desk:ledger_job"):               "0 0 . 0 0 0 0 0 0 0 0 0 0 0 L",
    ("post", "desk:ledger_start"):            "0 0 . 0 0 0 0 0 0 0 0 0 0 0 L",
    ("get", "desk:ledger_workbook"):          "0 0 . 0 0 0 0 0 0 0 0 0 0 0 L",
    ("get", "desk:gallery"):                  ". . . . . . . . . . . . . . L",

    # courts
    ("get", "courts:login"):                  ". . . . . . . . . . . . . . .",
    ("post", "courts:login"):                 ". . . . . . . . . . . . . . .",
    ("post", "courts:logout"):                "L L L L L L L L L L L L L L L",
    ("get", "courts:password_change"):        ". . . . . . . . . . . . . . L",
    ("post", "courts:password_change"):       ". . . . . . . . . . . . . . L",
    ("get", "courts:settings"):               ". . . . . . . . . . . . . . L",
    ("post", "courts:settings"):              ". . . . . . . . . . . . . . L",
    ("post", "courts:sessions_end"):          ". . . . . . . . . . . . . . L",
    ("post", "courts:session_end"):           ". . . . . . . . . . . . . . L",
    ("get", "courts:user_list"):              "x x x x x x x x x x x . x x L",
    ("get", "courts:user_export"):            "x x x x x x x x x x x . x x L",
    ("get", "courts:user_create"):            "x x x x x x x x x x x . x x L",
    ("post", "courts:user_create"):           "x x x x x x x x x x x . x x L",
    ("get", "courts:user_detail"):            "x x x x x x x x x x x . x x L",
    ("get", "courts:user_edit"):              "x x x x x x x x x x x . x x L",
    ("post", "courts:user_edit"):             "x x x x x x x x x x x . x x L",
    ("get", "courts:user_deactivate"):        "x x x x x x x x x x x . x x L",
    ("post", "courts:user_deactivate"):       "x x x x x x x x x x x . x x L",
    ("get", "courts:user_reactivate"):        "x x x x x x x x x x x . x x L",
    ("post", "courts:user_reactivate"):       "x x x x x x x x x x x . x x L",
    ("get", "courts:user_password"):          "x x x x x x x x x x x . x x L",
    ("post", "courts:user_password"):         "x x x x x x x x x x x . x x L",
    ("post", "courts:user_unlock"):           "x x x x x x x x x x x . x x L",
    ("get", "courts:post_add"):               "x x x x x x x x x x x . x x L",
    ("post", "courts:post_add"):              "x x x x x x x x x x x . x x L",
    ("get", "courts:post_end"):               "x x x x x x x x x x x . x x L",
    ("post", "courts:post_end"):              "x x x x x x x x x x x . x x L",
    ("get", "courts:substitution_add"):       "x x x x x x x x x x x . x x L",
    ("post", "courts:substitution_add"):      "x x x x x x x x x x x . x x L",
    ("post", "courts:substitution_end"):      "x x x x x x x x x x x . x x L",
    ("get", "courts:user_import"):            "x x x x x x x x x x x . x x L",
    ("post", "courts:user_import"):           "x x x x x x x x x x x . x x L",
    ("get", "courts:import_preview"):         "x x x x x x x x x x x . x x L",
    ("post", "courts:import_apply"):          "x x x x x x x x x x x . x x L",
    ("get", "courts:import_job"):             "x x x x x x x x x x x . x x L",
    ("post", "courts:import_passwords"):      "x x x x x x x x x x x . x x L",
    ("get", "courts:permission_matrix"):      "x x x x x x x x x x x . x x L",
    ("post", "courts:permission_change"):     "x x x x x x x x x x x . x x L",
    ("post", "courts:permission_reset"):      "x x x x x x x x x x x . x x L",
    ("get", "courts:calendar"):               "x x x x x x x x x x x . x x L",
    ("get", "courts:calendar_year"):          "x x x x x x x x x x x . x x L",
    ("get", "courts:calendar_import"):        "x x x x x x x x x x x . x x L",
    ("post", "courts:calendar_import"):       "x x x x x x x x x x x . x x L",
    ("get", "courts:calendar_job"):           "x x x x x x x x x x x . x x L",
    ("post", "courts:calendar_apply"):        "0 0 0 0 0 0 0 0 0 0 0 . 0 0 L",
    ("get", "courts:parameter_list"):         "x x x x x x x x x x x . x x L",
    ("get", "courts:parameter_detail"):       "x x x x x x x x x x x . x x L",
    ("post", "courts:parameter_detail"):      "x x x x x x x x x x x . x x L",
    ("get", "courts:parameter_withdraw"):     "x x x x x x x x x x x . x x L",
    ("post", "courts:parameter_withdraw"):    "x x x x x x x x x x x . x x L",
    ("get", "courts:event_list"):             "x x . . . . x x x x x x . x L",
    ("get", "courts:event_export"):           "x x . . . . x x x x x x . x L",
    ("get", "courts:chain_check"):            "x x . . . . x x x x x x . x L",
    ("post", "courts:chain_check"):           "x x . . . . x x x x x x . x L",
    ("get", "courts:chain_job"):              "x x . 0 0 0 x x x x x x 0 x L",

    # cases
    ("get", "cases:case_list"):               ". . . . . . . . . x x x x . L",
    ("get", "cases:case_conditions"):         ". . . . . . . . . x x x x . L",
    ("post", "cases:case_find"):              ". . . . . . . . . x x x x . L",
    ("get", "cases:case_file"):               "x . . x x x x x x x x x x x L",
    ("post", "cases:case_file"):              "x . . x x x x x x x x x x x L",
    ("get", "cases:case_export"):             ". . . . . . x . x x x x x . L",
    ("get", "cases:case_assign"):             "x x . . . x x . x x x x x x L",
    ("post", "cases:case_assign"):            "x x . . . x x . x x x x x x L",
    ("get", "cases:officer_names"):           "x x . . . x x . x x x x x x L",
    ("post", "cases:officer_link"):           "x x . . . x x . x x x x x x L",
    ("post", "cases:view_save"):              ". . . . . . . . . x x x x . L",
    ("post", "cases:view_delete"):            ". . . . . . . . . . . . . . L",
    ("post", "cases:draft_save"):             ". . . . . . . . . 0 0 0 0 0 L",
    ("post", "cases:draft_discard"):          ". . . . . . . . . 0 0 0 0 0 L",
    ("get", "cases:progress_choose"):         ". . . . . . . . . x x x x . L",
    ("get", "cases:case_detail"):             ". . . . . . . . . 0 0 0 0 0 L",
    ("post", "cases:case_detail"):            ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:case_close"):              ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:case_close"):             ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:case_reopen"):             ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:case_reopen"):            ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:limit_explain"):           ". . . . . . . . . 0 0 0 0 0 L",
    ("get", "cases:node_explain"):            ". . . . . . . . . 0 0 0 0 0 L",
    ("get", "cases:case_number"):             "x . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:case_number"):            "x . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:case_edit"):               ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:case_edit"):              ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:progress_log"):            ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:progress_log"):           ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:progress_correct"):        ". x . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:progress_correct"):       ". x . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:party_add"):               ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:party_add"):              ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:party_edit"):              ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:party_edit"):             ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:party_withdraw"):          ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:party_withdraw"):         ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:party_reveal"):            ". x . . . . x x x 0 0 0 0 0 L",
    ("post", "cases:party_reveal"):           ". x . . . . x x x 0 0 0 0 0 L",
    ("get", "cases:limit_withdraw"):          ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:limit_withdraw"):         ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:deduction_add"):           ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:deduction_add"):          ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:deduction_end"):           ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:deduction_end"):          ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:extension_add"):           ". . . . . x x x x 0 0 0 0 0 L",
    ("post", "cases:extension_add"):          ". . . . . x x x x 0 0 0 0 0 L",
    ("get", "cases:seal_add"):                ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:seal_add"):               ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:seal_release"):            ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:seal_release"):           ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:seal_withdraw"):           ". . . x x x x x x 0 0 0 0 0 L",
    ("post", "cases:seal_withdraw"):          ". . . x x x x x x 0 0 0 0 0 L",
    ("get", "cases:receipt_add"):             "x x . x x x x x . 0 0 0 0 0 L",
    ("post", "cases:receipt_add"):            "x x . x x x x x . 0 0 0 0 0 L",
    ("get", "cases:receipt_pay"):             "x x . x x x x x . 0 0 0 0 0 L",
    ("post", "cases:receipt_pay"):            "x x . x x x x x . 0 0 0 0 0 L",
    ("get", "cases:receipt_defer"):           "x x . x x x x x . 0 0 0 0 0 L",
    ("post", "cases:receipt_defer"):          "x x . x x x x x . 0 0 0 0 0 L",
    ("get", "cases:payout_withdraw"):         "x x . x x x x x . 0 0 0 0 0 L",
    ("post", "cases:payout_withdraw"):        "x x . x x x x x . 0 0 0 0 0 L",
    ("get", "cases:deferral_withdraw"):       "x x . x x x x x . 0 0 0 0 0 L",
    ("post", "cases:deferral_withdraw"):      "x x . x x x x x . 0 0 0 0 0 L",
    ("get", "cases:receipt_withdraw"):        "x x . x x x x x . 0 0 0 0 0 L",
    ("post", "cases:receipt_withdraw"):       "x x . x x x x x . 0 0 0 0 0 L",

    # defaulters
    ("get", "defaulters:entry_list"):         ". . . . . . . . x x x x x . L",
    ("get", "defaulters:entry_conditions"):   ". . . . . . . . x x x x x . L",
    ("get", "defaulters:entry_export"):       ". . . . . . . . x x x x x . L",
    ("get", "defaulters:case_panel"):         ". . . . . . . . . 0 0 0 0 0 L",

    # petitions
    ("get", "petitions:petition_list"):       ". . . . . . . . x x x x x . L",
    ("get", "petitions:petition_conditions"): ". . . . . . . . x x x x x . L",
    ("get", "petitions:petition_export"):     ". . . . . . . . x x x x x . L",
    ("get", "petitions:case_panel"):          ". . . . . . . . . 0 0 0 0 0 L",

    # performance
    ("get", "performance:weekly"):            ". . . . . . x . x . x x x . L",
    ("get", "performance:weekly_export"):     ". . . . . . x . x . x x x . L",
    ("post", "performance:snapshot_take"):    ". . . . . . . . . . . . . . L",
    ("get", "performance:snapshot_job"):      "0 0 . 0 0 0 x 0 x 0 x x x 0 L",
    ("get", "performance:benchmark_import"):  "x x x x x . x x x x x x x x L",
    ("post", "performance:benchmark_import"): "x x x x x . x x x x x x x x L",
    ("get", "performance:figure_export"):     ". . . . . . x . x . x x x . L",
    ("get", "performance:snapshot_again"):    "x x x x x . x x x x x x x x L",
    ("post", "performance:snapshot_verify"):  ". . . . . . x . x . x x x . L",
    ("get", "performance:figure"):            ". . . . . . x . x . x x x . L",

    # site
    ("get", "set_language"):                  ". . . . . . . . . . . . . . .",
    ("post", "set_language"):                 ". . . . . . . . . . . . . . .",

    # cases_api
    ("get", "cases_api:cases"):               ". . . . . . . . . x x x x . x",
    ("get", "cases_api:case"):                ". . . . . . . . . 0 0 0 0 0 x",
    ("get", "cases_api:progress"):            ". . . . . . . . . 0 0 0 0 0 x",
    ("post", "cases_api:progress"):           ". . . x x x x x x 0 0 0 0 0 x",

    # performance_api
    ("get", "performance_api:snapshots"):     ". . . . . . x . x . x x x . x",
    ("get", "performance_api:snapshot"):      ". . . . . . x . x . x x x . x",

    # site
    ("get", "api_schema"):                    ". . . . . . . . . . . . . . x",
    ("get", "api_page"):                      ". . . . . . . . . . . . . . x",
}
# fmt: on


@pytest.fixture(scope="module")
def visitors(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, tuple[Client, Any]]]:
    """For each column a client that is signed in, and what there is for its person to open."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(queue.app, "send_task", lambda name, args: None)
        cast = gather(tmp_path_factory.mktemp("ledger"))
        yield {
            who: (_client(cast.get(who)), samples(cast.get(who) or cast["officer"]))
            for who in COLUMNS
        }
        transaction.set_rollback(True)


def _client(user: Any) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user, backend=BACKEND)
    return client


def _status(client: Client, method: str, url: str) -> int | str:
    """The answer's status, `L` for the way to the sign-in page. Nothing of it stays."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer: Any = getattr(client, method)(url)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    if answer.status_code == 302 and answer.url.startswith("/login/"):
        return "L"
    return answer.status_code  # type: ignore[no-any-return]


def _cell(status: int | str) -> str:
    if status in THROUGH:
        return "."
    return {403: "x", 404: "0", "L": "L"}.get(status, str(status))  # type: ignore[call-overload]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "name"), ACCESS)
def test_access(visitors: dict[str, tuple[Client, Any]], method: str, name: str):
    params = dict(patterns())[name]
    cells = [
        _cell(_status(client, method, reverse(name, kwargs=_values(name, params, given))))
        for client, given in visitors.values()
    ]

    expected = dict(zip(COLUMNS, ACCESS[method, name].split(), strict=True))
    assert dict(zip(COLUMNS, cells, strict=True)) == expected


@pytest.mark.django_db
def test_every_address_is_in_the_table():
    named = {name for name, _params in patterns()}

    assert named - {name for _method, name in ACCESS} == set()
    assert {name for _method, name in ACCESS} - named == set()


@pytest.mark.parametrize("method", METHODS)
def test_what_is_not_in_the_table_is_no_method(
    visitors: dict[str, tuple[Client, Any]], method: str
):
    client, given = visitors["admin"]
    wrong = []
    for name, params in patterns():
        if (method, name) not in ACCESS:
            url = reverse(name, kwargs=_values(name, params, given))
            if _status(client, method, url) not in (403, 404, 405):
                wrong.append(name)

    assert wrong == []
