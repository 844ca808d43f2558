"""Loading the tree of courts. Set-based and idempotent: the national list in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courts.enums import CourtLevel
from courts.models import Court
from courts.reference import ReferenceCourt
from enforcement.kernel import audit
from enforcement.kernel.errors import InvalidInput

FIELDS = ("name", "level", "parent_id", "path")


@dataclass(frozen=True)
class Loaded:
    """How many courts a load made, changed and left as they were."""

    created: int
    updated: int
    unchanged: int


@transaction.atomic
def load_courts(rows: Iterable[ReferenceCourt], *, by: Any = None) -> Loaded:
    """Create or update courts; parents may come in any order, in the file or in the database.

    Raises InvalidInput naming the court when a level or parent is unknown, when a code stands
    twice with different facts, or when a court is above itself.
    """
    given = _by_code(rows)
    known = {court.code: court for court in Court.objects.select_for_update(of=("self",))}
    parents = {code: court.parent_id or "" for code, court in known.items()}
    parents |= {code: row.parent for code, row in given.items()}
    wanted = {code: _court(row, _path(code, parents)) for code, row in given.items()}
    moved = {
        code: court
        for code, court in known.items()
        if code not in given and court.path != _path(code, parents)
    }
    for code, court in moved.items():  # a court whose ancestors moved
        court.path = _path(code, parents)
    fresh = [court for code, court in wanted.items() if code not in known]
    changed = [c for code, c in wanted.items() if code in known and _differs(c, known[code])]
    _write(fresh, [*changed, *moved.values()])
    loaded = Loaded(len(fresh), len(changed), len(wanted) - len(fresh) - len(changed))
    if loaded.created or loaded.updated:
        facts = {"created": loaded.created, "updated": loaded.updated}
        audit.record("COURTS_LOADED", None, by=by, changes=facts)
    return loaded


def _write(fresh: list[Court], changed: list[Court]) -> None:
    # The key to the parent is checked at the end of the transaction, so order does not matter.
    Court.objects.bulk_create(fresh, batch_size=1000)
    Court.objects.bulk_update(changed, FIELDS, batch_size=500)


def _by_code(rows: Iterable[ReferenceCourt]) -> dict[str, ReferenceCourt]:
    given: dict[str, ReferenceCourt] = {}
    for row in rows:
        if given.setdefault(row.code, row) != row:
            raise InvalidInput(_("法院代字 %s 在文件中出现两次，内容不同。") % row.code)
        if row.level not in CourtLevel.values:
            raise InvalidInput(
                _("法院 %(code)s 的层级“%(level)s”不认识。")
                % {"code": row.code, "level": row.level}
            )
    return given


def _path(code: str, parents: dict[str, str]) -> str:
    """Codes from the top down to this court, "/" after each."""
    chain = [code]
    while parent := parents[chain[-1]]:
        if parent not in parents:
            raise InvalidInput(
                _("法院 %(code)s 的上级 %(parent)s 不在文件里，也不在库里。")
                % {"code": chain[-1], "parent": parent}
            )
        if parent in chain:
            raise InvalidInput(_("法院 %s 成了自己的上级，请核对上级代字。") % code)
        chain.append(parent)
    return "/".join(reversed(chain)) + "/"


def _court(row: ReferenceCourt, path: str) -> Court:
    return Court(
        code=row.code, name=row.name, level=row.level, parent_id=row.parent or None, path=path
    )


def _differs(wanted: Court, known: Court) -> bool:
    return any(getattr(wanted, name) != getattr(known, name) for name in FIELDS)
