"""Districts: an intermediate court with its subtree (ruling 1)."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from cases.models import Case
from courts.enums import CourtLevel
from courts.models import Court
from enforcement.kernel.errors import InvalidInput
from performance.models import Snapshot


def districts_with_cases() -> list[Court]:
    """Intermediate courts that have cases in their subtree, in the order of the court tree."""
    busy = Court.objects.filter(Exists(Case.objects.filter(court=OuterRef("pk"))))
    above = {code for path in busy.values_list("path", flat=True) for code in path.split("/")}
    districts = Court.objects.filter(code__in=above, level=CourtLevel.INTERMEDIATE)
    return list(districts.order_by("path"))


def the_district() -> Court:
    """The only district with cases. InvalidInput when there is none or several."""
    found = districts_with_cases()
    if not found:
        raise InvalidInput(_("库里没有案件，看不出是哪个辖区。请用 --court 指明法院代字。"))
    if len(found) > 1:
        codes = "、".join(court.pk for court in found)
        raise InvalidInput(_("有案件的辖区不止一个（%s）。请用 --court 指明法院代字。") % codes)
    return found[0]


def district_named(code: str) -> Court:
    """The district of a court's code: that court with its subtree. InvalidInput for none."""
    court = Court.objects.filter(pk=code).first()
    if court is None:
        raise InvalidInput(_("没有代字为“%s”的法院。") % code)
    return court


def frozen_week(week_ending: date, code: str = "") -> Snapshot | None:
    """The last version of a week: of the named district, or the only one frozen (ruling 27).

    None when the week was not frozen; InvalidInput when it is not told which is meant.
    """
    frozen = Snapshot.objects.filter(week_ending=week_ending).order_by("-version")
    if code:
        return frozen.filter(district=district_named(code)).first()
    if frozen.values("district").distinct().count() > 1:
        return frozen.filter(district=the_district()).first()
    return frozen.first()
