"""Tables of courts and people. No key leads into the kernel: its migrations may follow these."""

from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courts.access import Access, load_access
from courts.enums import CourtLevel, DayKind, Density, Permission, Role
from courts.managers import UserManager
from courts.querysets import (
    CourtQuerySet,
    PostQuerySet,
    SubstitutionQuerySet,
    UserSessionQuerySet,
)


class Court(models.Model):
    """A court. The parent is a fact, never derived from the code (design 3)."""

    code = models.CharField(_("法院代字"), max_length=20, primary_key=True)
    name = models.CharField(_("名称"), max_length=80)
    level = models.CharField(_("层级"), max_length=12, choices=CourtLevel.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=200, editable=False)  # codes from the top, "/" after each
    valid_from = models.DateField(_("启用"), null=True, blank=True)
    valid_to = models.DateField(_("停用"), null=True, blank=True)

    objects = CourtQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["path"], name="court_path", opclasses=["text_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """`安源区` for 萍乡市安源区人民法院: what a table head has room for."""
        place = self.name.removesuffix("人民法院").removesuffix("中级")
        for mark in ("省", "市"):
            _, found, tail = place.partition(mark)
            if found and tail:
                place = tail
        return place or self.name


class User(AbstractBaseUser):
    """A person. What the person may do comes from posts alone."""

    username = models.CharField(_("用户名"), max_length=40, unique=True)
    name = models.CharField(_("姓名"), max_length=40)
    is_active = models.BooleanField(_("启用"), default=True)
    must_change_password = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)  # only make_demo sets it
    single_keys = models.BooleanField(_("单键快捷键"), default=True)
    density = models.CharField(
        _("行高"), max_length=10, choices=Density.choices, default=Density.STANDARD
    )
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        indexes = [models.Index(fields=["name"], name="user_name")]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def access(self) -> Access:
        """Posts, permissions and courts in force today; at most three queries, once per request."""
        return load_access(self.pk)

    def holds(self, permission: str, court_id: str | None = None) -> bool:
        """Whether a post gives this permission at the court (anywhere, when none is named)."""
        return self.access.holds(permission, court_id)

    def courts_with(self, permission: str) -> frozenset[str]:
        """Codes of the courts at which the user has this permission."""
        return self.access.courts_with(permission)

    def scope(self) -> frozenset[str]:
        """All courts of the user's posts with their subtrees."""
        return self.access.scope

    def get_absolute_url(self) -> str:
        """The page of the person, for those who manage a court of theirs."""
        return reverse("courts:user_detail", args=[self.pk])

    @property
    def post_label(self) -> str:
        """The main post in words, as audit events keep it."""
        return self.access.label


class UserSession(models.Model):
    """A sign-in that may still be open: where from, since when. Ended with its Django session."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200)

    objects = UserSessionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "-started_at"], name="user_session_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.started_at}"


class Post(models.Model):
    """A role at a court from one day to another; at a higher court it covers the subtree."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name=_("人员"))
    court = models.ForeignKey(Court, models.PROTECT, related_name="+", verbose_name=_("法院"))
    role = models.CharField(_("岗位"), max_length=20, choices=Role.choices)
    team = models.CharField(_("部门"), max_length=40, blank=True)
    from_on = models.DateField(_("起"))
    to_on = models.DateField(_("止"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(to_on=None) | Q(to_on__isnull=False, to_on__gte=F("from_on")),
            ),
        ]
        indexes = [models.Index(fields=["court", "role"], name="post_court_role")]

    def __str__(self) -> str:
        return f"{self.court} {self.get_role_display()}"


class Substitution(models.Model):
    """Leave: another person stands in for a post, both days inclusive."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("post", "代理人")
    )
    from_on = models.DateField(_("起"))
    to_on = models.DateField(_("止"))
    reason = models.CharField(_("事由"), max_length=100)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="substitution_ends_after_it_begins", condition=Q(to_on__gte=F("from_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} → {self.post}"


class RolePermission(models.Model):
    """Which role may do what: data, published at docs/reference/permissions.md."""

    role = models.CharField(max_length=20, choices=Role.choices)
    permission = models.CharField(max_length=30, choices=[(p.value, p.value) for p in Permission])

    class Meta:
        constraints = [
            models.UniqueConstraint(name="role_permission_once", fields=["role", "permission"]),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.permission}"


class CalendarDay(models.Model):
    """A statutory day off or a make-up working day. A year with rows is announced (final)."""

    date = models.DateField(_("日期"), primary_key=True)
    kind = models.CharField(_("种类"), max_length=20, choices=DayKind.choices)
    source = models.CharField(_("依据"), max_length=100)

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"


class Parameter(models.Model):
    """A value in force from a day on. A later row never rewrites the past."""

    code = models.CharField(_("参数"), max_length=60)
    value = models.JSONField(_("值"))
    from_on = models.DateField(_("生效"))
    basis = models.CharField(_("依据"), max_length=200)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="parameter_once_a_day", fields=["code", "from_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.from_on}"
