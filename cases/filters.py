"""Filters of the case list; the URL holds the state."""

from datetime import date, timedelta
from functools import cache
from typing import Any, ClassVar

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases import searching
from cases.enums import CaseStatus, CaseType, CloseMode
from cases.models import Case, Receipt, Seal
from cases.services import lookups
from courts.models import User
from courts.selectors import named_courts, officers_at
from enforcement.kernel import clock
from enforcement.kernel.typed_filters import GivenFilters, day_filter, yuan_filter

STATES = [("open", _("未结")), ("closed", _("已结")), ("all", _("全部"))]
DESKS = [("mine", _("我的")), ("court", _("全院"))]
LIMITS = [("overdue", _("已超期")), ("7", _("7 天内届满")), ("30", _("30 天内届满"))]
NODES = [("overdue", _("已超期")), ("7", _("7 天内到期"))]
SEALS = [("lapsed", _("已失效")), ("7", _("7 天内到期")), ("15", _("15 天内到期")),
         ("30", _("30 天内到期"))]  # fmt: skip
MONEY = [("waiting", _("有待发案款")), ("late", _("逾期未发"))]
PROPERTY = [("yes", _("有财产")), ("no", _("无财产")), ("unknown", _("未查明"))]
OFFICERS = [("none", _("未分案")), ("unlinked", _("承办人未对应用户"))]
ANY = _("不限")


def _choice(**options: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(empty_label=ANY, **options)


class CaseFilter(GivenFilters):
    """Conditions of the case list. `q` takes a number in any spelling or a party."""

    q = django_filters.CharFilter(
        label=_("搜索"), method="search", validators=[searching.check_enough]
    )
    desk = _choice(label=_("范围"), choices=DESKS, method="on_desk")
    state = _choice(label=_("结案情况"), choices=STATES, method="in_state")
    court = _choice(label=_("法院"), choices=())
    type_word = _choice(label=_("案件类型"), choices=CaseType.choices)
    status = _choice(label=_("状态"), choices=CaseStatus.choices)
    officer = _choice(label=_("承办人"), choices=())
    unassigned = _choice(label=_("分案"), choices=OFFICERS, method="without_officer")
    ledger_name = django_filters.CharFilter(label=_("台账上的承办人"), method="of_ledger_name")
    team = django_filters.CharFilter(label=_("承办部门"), lookup_expr="exact")
    cause = django_filters.CharFilter(label=_("案由"), lookup_expr="startswith")
    limit = _choice(label=_("执行期限"), choices=LIMITS, method="by_limit")
    node = _choice(label=_("下一节点"), choices=NODES, method="by_node")
    seal = _choice(label=_("查封"), choices=SEALS, method="by_seal")
    money = _choice(label=_("案款"), choices=MONEY, method="by_money")
    property = _choice(label=_("财产"), choices=PROPERTY, method="by_property")
    close_mode = _choice(label=_("结案方式"), choices=CloseMode.choices)
    filed_from = day_filter(_("立案自"), "filed_on", "gte")
    filed_to = day_filter(_("立案至"), "filed_on", "lte")
    closed_from = day_filter(_("结案自"), "closed_on", "gte")
    closed_to = day_filter(_("结案至"), "closed_on", "lte")
    claim_from = yuan_filter(_("标的不少于"), "claim_amount", "gte")
    claim_to = yuan_filter(_("标的不超过"), "claim_amount", "lte")

    links: ClassVar[dict[str, Any]] = {"desk": dict(DESKS), "state": dict(STATES)}

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(
        self, data: QueryDict, rows: QuerySet[Case], *, user: User, every: bool = False
    ) -> None:
        super().__init__(data, rows, user=user, every=every)
        # Read once and only when a page shows them: for the list and for checking what was sent.
        for name, choices in (("court", self._courts), ("officer", self._officers)):
            if name in self.filters:
                self.filters[name].extra["choices"] = cache(choices)

    def _courts(self) -> list[tuple[str, str]]:
        return named_courts(self.user.courts_with("case_view"))

    def _officers(self) -> list[tuple[str, str]]:
        people = officers_at(self.user.courts_with("case_view"), clock.today())
        return [(str(each.pk), each.name) for each in people]

    def search(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """By number, identity number or party."""
        lookups.check_lookup(text=value, by=self.user)
        return searching.search_cases(rows, value)

    def on_desk(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """The person's own desk, or everything visible."""
        return rows.filter(officer_id=self.user.pk) if value == "mine" else rows

    def in_state(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Open, closed or all."""
        if value == "all":
            return rows
        return rows.filter(closed_on__isnull=value == "open")

    def without_officer(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Not assigned at all, or with an imported name that is no user yet."""
        rows = rows.filter(officer=None, closed_on=None)
        return rows.filter(officer_name="") if value == "none" else rows.exclude(officer_name="")

    def of_ledger_name(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """With this imported name that is no user yet."""
        return rows.filter(officer=None, officer_name=value.strip())

    def by_limit(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Open cases past their statutory end, or near it. A stopped clock is neither."""
        rows = rows.filter(closed_on=None, limit_running=False)
        return rows.filter(**_due("limit_end", value))

    def by_node(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Open cases whose next node is past due, or due soon."""
        return rows.filter(closed_on=None, **_due("next_due_on", value))

    def by_seal(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Cases with a needed seal that lapses soon, or lapsed lately."""
        seals, today = Seal.objects.filter(case=OuterRef("pk")), clock.today()
        is_over = value == "lapsed"
        found = seals.lapsed_lately(today) if is_over else seals.lapsing(today, int(value))
        return rows.filter(Exists(found))

    def by_money(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Cases with money on account, or with a payout past its day."""
        unpaid = Receipt.objects.filter(case=OuterRef("pk")).unpaid()
        if value == "late":
            unpaid = unpaid.filter(due_on__lt=clock.today())
        return rows.filter(Exists(unpaid))

    def by_property(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Has property, has none, or not known yet."""
        return rows.filter(has_property={"yes": True, "no": False, "unknown": None}[value])


def _due(column: str, value: str) -> dict[str, date | tuple[date, date]]:
    today = clock.today()
    if value == "overdue":
        return {f"{column}__lt": today}
    return {f"{column}__range": (today, today + timedelta(days=int(value)))}
