"""The one door of the views of this app."""

from django.shortcuts import get_object_or_404

from cases.models import Case
from courts.http import StaffRequest


def visible_case(request: StaffRequest, pk: int) -> Case:
    """The case, or 404 to those who may not know that it exists."""
    cases = Case.objects.visible_to(request.user).select_related("officer", "court")
    return get_object_or_404(cases, pk=pk)
