"""Walking through the cases of the morning page, from line to line (ui.md section 7).

The token keeps the cases themselves, not what found them: a case whose act is done leaves the
page, and whoever walks must not lose their place by working.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case
from courts.models import User
from enforcement.kernel import walks
from enforcement.kernel.paging import Place
from enforcement.kernel.walks import Walked

KIND = "morning"  # name of these walks among those of the case page


def token_of(cases: Iterable[int], span: str) -> str:
    """The cases of the lines in their order, each once, signed; `span` leads back to the lines."""
    return walks.token_of({"cases": list(dict.fromkeys(cases)), "span": span}, KIND)


def walk(user: User, given: Mapping[str, Any], case: Case) -> Walked | None:
    """The neighbours of a case, within the rights of who walks; None where it is no line's."""
    visible = Case.objects.visible_to(user).filter(pk__in=given["cases"])
    open_to = set(visible.values_list("pk", flat=True))
    cases = [key for key in given["cases"] if key in open_to]
    if case.pk not in cases:
        return None
    at = cases.index(case.pk)
    before, after = cases[at - 1] if at else None, next(iter(cases[at + 1 :]), None)
    return Walked(
        words=_("工作台"),
        list_url=f"{reverse('desk:home')}?span={given['span']}",
        place=Place(before, after, at, len(cases)),
    )
