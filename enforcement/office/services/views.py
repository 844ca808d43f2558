"""Saved views: a list's query string under a name."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from enforcement.kernel import audit, clock
from enforcement.kernel.errors import Conflict
from enforcement.office.models import SavedView


def save_view(*, page: str, name: str, query: str, by: Any) -> SavedView:
    """Keep a list's conditions under a name of the person's own."""
    view = SavedView(owner=by, page=page, name=name, query=query, created_at=clock.now())
    try:
        with transaction.atomic():
            view.save(force_insert=True)
            audit.record("VIEW_SAVED", view, by=by, changes={"query": query})
    except IntegrityError as error:
        raise Conflict(_("已有同名的筛选“%s”，请换个名称。") % name) from error
    return view


@transaction.atomic
def delete_view(*, view_id: int, by: Any) -> None:
    """Remove one of the person's own saved views; the second of two clicks finds nothing to do."""
    view = SavedView.objects.select_for_update(of=("self",)).filter(owner=by, pk=view_id).first()
    if view is None:
        return
    audit.record("VIEW_DELETED", view, by=by)
    view.delete()
