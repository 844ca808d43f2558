"""Export of the case list."""

from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_safe

from courts.http import StaffRequest
from enforcement.kernel import exporting


@require_safe
def case_export(request: StaffRequest) -> HttpResponse | FileResponse:
    """The list as .xlsx or .csv."""
    return exporting.respond(request, "cases")
