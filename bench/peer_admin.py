"""The peer of the list pages: Django's admin, set up for big tables as its manual advises."""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.decorators import display
from django.db.models import QuerySet
from django.http import HttpRequest

from cases.models import Case
from defaulters.models import Entry
from petitions.models import Petition


class OpenSite(AdminSite):
    """Lets in everybody who is signed in; rights are not what is measured."""

    def has_permission(self, request: HttpRequest) -> bool:
        return True


class ListAdmin(ModelAdmin):  # type: ignore[type-arg]  # generic for type checkers alone
    """A list that may be looked at and not changed, as our pages show it.

    Set up as Django's manual advises for big tables, and nothing taken away that it offers:
    - `show_full_result_count` off: no second count of all rows beside the filtered ones. The count
      that numbers its pages is the paginator's own and stays;
    - `list_per_page` 50, the size of our page (its default of 100 would cost twice as much);
    - `list_filter`: some of our conditions, each over a column with few values or a date. Its side
      bar is part of every page, because the admin cannot read it later; ours is read when it is
      opened;
    - `ordering` by what has an index, `actions` off: no column of boxes to tick.
    """

    list_per_page = 50
    show_full_result_count = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.model.objects.visible_to(request.user).order_by(*self.ordering)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_change_permission = has_view_permission

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CaseAdmin(ListAdmin):
    """Nine cells of a case, fifty to a page, newest first.

    `list_select_related` and a prefetch of the parties: no query per row. Six of our twenty
    conditions. `search_fields` one, the name of a party: every further one is another scan.
    """

    list_display = (
        "number", "applicants", "debtors", "cause", "claim_amount", "limit_end", "next_node",
        "officer", "status",
    )  # fmt: skip
    list_select_related = ("officer", "court")
    list_filter = ("type_word", "status", "has_property", "close_mode", "court", "filed_on")
    search_fields = ("parties__name",)
    ordering = ("-filed_on", "-id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        return super().get_queryset(request).prefetch_related("parties")

    @display(description="申请执行人")
    def applicants(self, case: Case) -> str:
        return self._side(case, "申请执行人")

    @display(description="被执行人")
    def debtors(self, case: Case) -> str:
        return self._side(case, "被执行人")

    def _side(self, case: Case, role: str) -> str:
        return "、".join(party.name for party in case.parties.all() if party.role == role)


class PetitionAdmin(ListAdmin):
    """Seven cells of a petition."""

    list_display = ("number", "petitioner", "people", "case", "demand", "court", "done_on")
    list_select_related = ("case", "court")
    list_filter = ("supervised", "court", "received_on")
    ordering = ("-received_on", "-id")


class EntryAdmin(ListAdmin):
    """Six cells of an entry of the register."""

    list_display = ("debtor", "case", "ground", "published_on", "expires_on", "removed_on")
    list_select_related = ("debtor", "case")
    list_filter = ("ground", "court", "published_on")
    ordering = ("-published_on", "-id")


site = OpenSite(name="admin")
site.register(Case, CaseAdmin)
site.register(Petition, PetitionAdmin)
site.register(Entry, EntryAdmin)
