"""Pages of the case file."""

from django.urls import path

from cases.views import acts, detail, explain, exports, lists, progress

app_name = "cases"

urlpatterns = [
    path("cases/", lists.case_list, name="case_list"),
    path("cases/new/", acts.case_file, name="case_file"),
    path("cases/export/", exports.case_export, name="case_export"),
    path("cases/assign/", lists.case_assign, name="case_assign"),
    path("cases/officers/", lists.officer_names, name="officer_names"),
    path("cases/officers/link/", lists.officer_link, name="officer_link"),
    path("cases/views/save/", lists.view_save, name="view_save"),
    path("cases/views/<int:pk>/delete/", lists.view_delete, name="view_delete"),
    path("cases/progress/", progress.progress_choose, name="progress_choose"),
    path("cases/<int:pk>/", detail.case_detail, name="case_detail"),
    path("cases/<int:pk>/limit/", explain.limit_explain, name="limit_explain"),
    path("cases/<int:pk>/nodes/<str:code>/", explain.node_explain, name="node_explain"),
    path("cases/<int:pk>/number/", acts.case_number, name="case_number"),
    path("cases/<int:pk>/edit/", acts.case_edit, name="case_edit"),
    path("cases/<int:pk>/progress/", progress.progress_log, name="progress_log"),
    path("cases/<int:pk>/progress/draft/", progress.draft_save, name="draft_save"),
    path("cases/<int:pk>/progress/draft/discard/", progress.draft_discard, name="draft_discard"),
    path(
        "cases/<int:pk>/progress/<int:entry>/correct/",
        progress.progress_correct,
        name="progress_correct",
    ),
    path("cases/<int:pk>/parties/add/", acts.party_add, name="party_add"),
    path("cases/<int:pk>/parties/<int:party>/", acts.party_edit, name="party_edit"),
    path("cases/<int:pk>/parties/<int:party>/number/", explain.party_reveal, name="party_reveal"),
    path("cases/<int:pk>/deductions/add/", acts.deduction_add, name="deduction_add"),
    path("cases/<int:pk>/deductions/<int:event>/end/", acts.deduction_end, name="deduction_end"),
    path("cases/<int:pk>/extensions/add/", acts.extension_add, name="extension_add"),
    path("cases/<int:pk>/seals/add/", acts.seal_add, name="seal_add"),
    path("cases/<int:pk>/seals/<int:seal>/release/", acts.seal_release, name="seal_release"),
    path("cases/<int:pk>/receipts/add/", acts.receipt_add, name="receipt_add"),
    path("cases/<int:pk>/receipts/<int:receipt>/pay/", acts.receipt_pay, name="receipt_pay"),
    path("cases/<int:pk>/receipts/<int:receipt>/defer/", acts.receipt_defer, name="receipt_defer"),
]
