"""What of petitions waits for the person who records them."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enforcement.kernel.daywords import day_text
from petitions.models import Petition

SHOWN = 10  # of the oldest; the list has the others


def open_petitions(user: Any, today: date) -> list[dict[str, Any]]:
    """Petitions that are neither done nor struck off, the longest waiting first; then all of them."""
    waiting = Petition.objects.visible_to(user).open().order_by("received_on", "pk")
    rows = list(waiting.values_list("number", "petitioner", "received_on")[: SHOWN + 1])
    lines = [_line(*row, today) for row in rows[:SHOWN]]
    if len(rows) > SHOWN:
        lines.append({"url": reverse("petitions:petition_list"), "text": _("全部未办结的信访")})
    return lines


def _line(number: str, petitioner: str, received_on: date, today: date) -> dict[str, Any]:
    days = (today - received_on).days
    waited = ngettext("已 %d 天", "已 %d 天", days) % days
    return {
        "url": f"{reverse('petitions:petition_list')}?{urlencode({'q': number})}",
        "text": f"{petitioner} · {number}",
        "reason": _("%(day)s来访，%(waited)s") % {"day": day_text(received_on), "waited": waited},
    }
