"""Pages that span apps."""

from django.urls import path

from enforcement.desk.views import finding, home, jobs, ledger

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("health/", home.health, name="health"),
    path("favicon.ico", home.favicon, name="favicon"),
    path("search/", finding.search, name="search"),
    path("inbox/", finding.inbox, name="inbox"),
    path("inbox/read/", finding.notices_read, name="notices_read"),
    path("files/<uuid:pk>/", finding.file, name="file"),
    path("exports/start/", jobs.export_start, name="export_start"),
    path("jobs/<uuid:pk>/", jobs.job_detail, name="job_detail"),
    path("jobs/<uuid:pk>/cancel/", jobs.job_cancel, name="job_cancel"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/blank/", ledger.ledger_blank, name="ledger_blank"),
    path("ledger/export/", ledger.ledger_export, name="ledger_export"),
    path("ledger/export/start/", ledger.ledger_export_start, name="ledger_export_start"),
    path("ledger/upload/", ledger.ledger_upload, name="ledger_upload"),
    path("ledger/<uuid:pk>/", ledger.ledger_job, name="ledger_job"),
    path("ledger/<uuid:pk>/start/", ledger.ledger_start, name="ledger_start"),
    path("ledger/<uuid:pk>/workbook/", ledger.ledger_workbook, name="ledger_workbook"),
    path("_components/", home.gallery, name="gallery"),
]
