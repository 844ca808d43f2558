"""Status tables: which may follow which. Apps keep the table; one function of theirs moves."""

from collections.abc import Mapping, Set
from typing import TypeVar

from django.utils.translation import gettext as _

from enforcement.kernel.errors import TransitionRefused

Status = TypeVar("Status")


def check_transition(allowed: Mapping[Status, Set[Status]], source: Status, target: Status) -> None:
    """Refuse a move that the table does not have."""
    if target not in allowed[source]:
        raise TransitionRefused(
            _("现在是“%(source)s”，不能改为“%(target)s”。")
            % {
                "source": getattr(source, "label", source),
                "target": getattr(target, "label", target),
            }
        )
