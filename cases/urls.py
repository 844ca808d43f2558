"""Pages of the case file."""

from django.urls import path

from cases.views import (
    assigning,
    closing,
    detail,
    drafts,
    exports,
    facts,
    limits,
    lists,
    money,
    parties,
    progress,
    seals,
)

app_name = "cases"
CASE = "cases/<int:pk>/"

urlpatterns = [
    path("cases/", lists.case_list, name="case_list"),
    path("cases/conditions/", lists.case_conditions, name="case_conditions"),
    path("cases/find/", lists.case_find, name="case_find"),
    path("cases/new/", facts.case_file, name="case_file"),
    path("cases/export/", exports.case_export, name="case_export"),
    path("cases/assign/", assigning.case_assign, name="case_assign"),
    path("cases/officers/", assigning.officer_names, name="officer_names"),
    path("cases/officers/link/", assigning.officer_link, name="officer_link"),
    path("cases/views/save/", lists.view_save, name="view_save"),
    path("cases/views/<int:pk>/delete/", lists.view_delete, name="view_delete"),
    path("cases/draft/<slug:form>/<str:about>/", drafts.draft_save, name="draft_save"),
    path(
        "cases/draft/<slug:form>/<str:about>/discard/", drafts.draft_discard, name="draft_discard"
    ),
    path("cases/progress/", progress.progress_choose, name="progress_choose"),
    path(CASE, detail.case_detail, name="case_detail"),
    path(CASE + "close/", closing.case_close, name="case_close"),
    path(CASE + "reopen/", closing.case_reopen, name="case_reopen"),
    path(CASE + "limit/", limits.limit_explain, name="limit_explain"),
    path(CASE + "nodes/<str:code>/", limits.node_explain, name="node_explain"),
    path(CASE + "number/", facts.case_number, name="case_number"),
    path(CASE + "edit/", facts.case_edit, name="case_edit"),
    path(CASE + "progress/", progress.progress_log, name="progress_log"),
    path(
        CASE + "progress/<int:entry>/correct/", progress.progress_correct, name="progress_correct"
    ),
    path(CASE + "parties/add/", parties.party_add, name="party_add"),
    path(CASE + "parties/<int:party>/", parties.party_edit, name="party_edit"),
    path(CASE + "parties/<int:party>/number/", parties.party_reveal, name="party_reveal"),
    path(CASE + "parties/<int:party>/withdraw/", parties.party_withdraw, name="party_withdraw"),
    path(CASE + "limits/<int:event>/withdraw/", limits.limit_withdraw, name="limit_withdraw"),
    path(CASE + "deductions/add/", limits.deduction_add, name="deduction_add"),
    path(CASE + "deductions/<int:event>/end/", limits.deduction_end, name="deduction_end"),
    path(CASE + "extensions/add/", limits.extension_add, name="extension_add"),
    path(CASE + "seals/add/", seals.seal_add, name="seal_add"),
    path(CASE + "seals/<int:seal>/release/", seals.seal_release, name="seal_release"),
    path(CASE + "seals/<int:seal>/withdraw/", seals.seal_withdraw, name="seal_withdraw"),
    path(CASE + "receipts/add/", money.receipt_add, name="receipt_add"),
    path(CASE + "receipts/<int:receipt>/pay/", money.receipt_pay, name="receipt_pay"),
    path(CASE + "receipts/<int:receipt>/defer/", money.receipt_defer, name="receipt_defer"),
    path(
        CASE + "receipts/<int:receipt>/pay/withdraw/",
        money.payout_withdraw,
        name="payout_withdraw",
    ),
    path(
        CASE + "receipts/<int:receipt>/defer/withdraw/",
        money.deferral_withdraw,
        name="deferral_withdraw",
    ),
    path(
        CASE + "receipts/<int:receipt>/withdraw/", money.receipt_withdraw, name="receipt_withdraw"
    ),
]
