"""Export of the case list."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courts.enums import Permission
from courts.http import StaffRequest
from enforcement.kernel import exporting
from enforcement.kernel.errors import NotPermitted


@require_safe
def case_export(request: StaffRequest) -> HttpResponse:
    """The list as .xlsx or .csv."""
    if not request.user.holds(Permission.CASE_EXPORT):
        raise NotPermitted(_("你的岗位不能导出案件。"))
    return exporting.respond(request, "cases")  # type: ignore[return-value]  # a response of some kind
