"""Posts from one day to another, and who stands in for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from courts import permissions
from courts.enums import Permission, Role
from courts.models import Court, Post, RolePermission, Substitution, User
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import InvalidInput, TransitionRefused

ONE_DAY = timedelta(days=1)
FACTS = ("team", "from_on", "to_on")


@dataclass(frozen=True)
class PostFacts:
    """What the form of a post gives. No `to_on`: until further notice."""

    court_id: str
    role: str
    from_on: date
    to_on: date | None = None
    team: str = ""


@dataclass(frozen=True)
class Leave:
    """Who stands in for a post, on which days (both inclusive), and why."""

    substitute_id: int
    from_on: date
    to_on: date
    reason: str


@transaction.atomic
def add_post(*, user_id: int, facts: PostFacts, by: User) -> Post:
    """Give somebody else a post at a court that `by` manages."""
    permissions.check_can_give_post(by, facts.court_id)
    person = User.objects.select_for_update(of=("self",)).get(pk=user_id)
    permissions.check_not_oneself(by, person)
    _check_period(facts.from_on, facts.to_on)
    _check_new(person, facts)
    post = Post.objects.create(
        user=person, court=Court.objects.get(pk=facts.court_id), role=facts.role,
        team=facts.team.strip(), from_on=facts.from_on, to_on=facts.to_on,
    )  # fmt: skip
    _record("POST_ADDED", post, by, changes=audit.values_of(post, FACTS))
    return post


@transaction.atomic
def end_post(*, post_id: int, on: date, reason: str, by: User) -> Post:
    """The last day of a post. Substitutions of later days end with it."""
    post = _locked_post(post_id, by)
    if post.to_on is not None and post.to_on < clock.today():
        raise TransitionRefused(_("这个岗位已于 %s 结束。") % post.to_on)
    if on < post.from_on:
        raise InvalidInput(_("未保存。"), {"on": _("止日不能早于起日 %s。") % post.from_on})
    if on < clock.today() - ONE_DAY:
        raise InvalidInput(_("未保存。"), {"on": _("止日最早是昨天：以前的事是以这个岗位办的。")})
    _check_longer(post, on)
    check_administrator_remains([post], after=on)
    before, post.to_on = post.to_on, on
    post.save(update_fields=["to_on"])
    later = post.substitutions.filter(to_on__gt=on)
    later.filter(from_on__gt=on).delete()
    later.update(to_on=on)
    _record("POST_ENDED", post, by, changes={"to_on": [before, on]}, reason=reason)
    return post


@transaction.atomic
def add_substitution(*, post_id: int, leave: Leave, by: User) -> Substitution:
    """Somebody stands in for a post during leave, with all its rights."""
    # The person first, then the post, as every act on accounts: none waits in a circle.
    people = User.objects.visible_to(by).filter(pk=leave.substitute_id, is_active=True)
    person = people.select_for_update(of=("self",)).first()
    post = _locked_post(post_id, by)
    if person is None:
        raise InvalidInput(_("未保存。"), {"substitute": _("请选一名在用的人员。")})
    permissions.check_not_oneself(by, person)
    _check_period(leave.from_on, leave.to_on)
    _check_leave(post, person, leave)
    substitution = Substitution.objects.create(
        post=post, substitute=person, from_on=leave.from_on, to_on=leave.to_on, reason=leave.reason
    )
    facts = {"substitute": person.name, "from_on": leave.from_on, "to_on": leave.to_on}
    _record("SUBSTITUTION_ADDED", post, by, changes=facts, reason=leave.reason)
    return substitution


@transaction.atomic
def end_substitution(*, substitution_id: int, by: User) -> None:
    """Back from leave: yesterday was the last day; one that has not begun is taken back."""
    found = Substitution.objects.select_related("post", "substitute")
    substitution = found.select_for_update(of=("self",)).get(pk=substitution_id)
    permissions.check_can_give_post(by, substitution.post.court_id)
    yesterday = clock.today() - ONE_DAY
    if substitution.to_on <= yesterday:
        raise TransitionRefused(_("这次代理已经结束。"))
    facts = {
        "substitute": substitution.substitute.name,
        "to_on": [substitution.to_on, max(yesterday, substitution.from_on - ONE_DAY)],
    }
    _record("SUBSTITUTION_ENDED", substitution.post, by, changes=facts)
    if substitution.from_on > yesterday:
        substitution.delete()
    else:
        substitution.to_on = yesterday
        substitution.save(update_fields=["to_on"])


def live_posts(user: User) -> list[Post]:
    """Posts that the person holds today or will hold."""
    return list(user.posts.not_over(clock.today()).order_by("pk"))


def court_of(user: User) -> str:
    """The court whose record an act on this person belongs to: that of the last post."""
    return user.posts.order_by("-from_on", "-pk").values_list("court_id", flat=True).first() or ""


def check_administrator_remains(posts: Iterable[Post], *, after: date | None = None) -> None:
    """Refuse to take away the last post that manages the users of a court.

    Posts of a court's administrators are locked, so that two of them cannot send each other away
    at the same moment.
    """
    managing = set(
        RolePermission.objects.filter(permission=Permission.USER_MANAGE).values_list(
            "role", flat=True
        )
    )
    leaving = [post for post in posts if post.role in managing]
    day = clock.today() if after is None else max(after + ONE_DAY, clock.today())
    for post in leaving:
        courts = post.court.path.strip("/").split("/")
        others = Post.objects.in_force(day).filter(role__in=managing, court_id__in=courts)
        list(others.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
        # Asked again after the lock: whoever held it may have shut one of these accounts.
        active = others.filter(user__is_active=True).values_list("pk", flat=True)
        if not set(active) - {each.pk for each in leaving}:
            raise TransitionRefused(
                _("这是管理%s用户的最后一个岗位，请先设另一位管理员。") % post.court.name
            )


def _locked_post(post_id: int, by: User) -> Post:
    found = Post.objects.select_related("user", "court").select_for_update(of=("self",))
    post = found.get(pk=post_id)
    permissions.check_can_give_post(by, post.court_id)
    return post


def _check_period(from_on: date, to_on: date | None) -> None:
    if to_on is not None and to_on < from_on:
        raise InvalidInput(_("未保存。"), {"to_on": _("止日不能早于起日。")})


def _check_new(person: User, facts: PostFacts) -> None:
    if facts.role not in Role.values:
        raise InvalidInput(_("未保存。"), {"role": _("岗位不认识。")})
    if facts.to_on is not None and facts.to_on < clock.today():
        raise InvalidInput(_("未保存。"), {"to_on": _("止日不能早于今天。")})
    held = person.posts.overlapping(facts.from_on, facts.to_on)
    if held.filter(court_id=facts.court_id, role=facts.role).exists():
        raise InvalidInput(_("未保存。"), {"role": _("这段时间已有同一法院的同一岗位。")})
    permissions.check_roles_apart({facts.role, *_roles_of(person, facts.from_on, facts.to_on)})


def _check_longer(post: Post, on: date) -> None:
    """A later last day gives the post for further days: what forbids a new post forbids it too."""
    if post.to_on is None or on <= post.to_on:
        return
    fresh = (post.to_on + ONE_DAY, on)
    same = post.user.posts.overlapping(*fresh).filter(court_id=post.court_id, role=post.role)
    if same.exists():
        raise InvalidInput(_("未保存。"), {"on": _("这段时间已有同一法院的同一岗位。")})
    permissions.check_roles_apart({post.role, *_roles_of(post.user, *fresh)})


def _roles_of(person: User, from_on: date, to_on: date | None) -> set[str]:
    """Roles that somebody has on at least one day of a period, by an own post or standing in."""
    leaves = Substitution.objects.filter(substitute=person).overlapping(from_on, to_on)
    posts = Post.objects.filter(pk__in=leaves.values("post"))
    held = person.posts.overlapping(from_on, to_on)
    return {*held.values_list("role", flat=True), *posts.values_list("role", flat=True)}


def _check_leave(post: Post, person: User, leave: Leave) -> None:
    faults = {}
    if person.pk == post.user_id:
        faults["substitute"] = _("不能由本人代理本人。")
    if leave.to_on < clock.today():
        faults["to_on"] = _("止日不能早于今天。")
    if leave.from_on < post.from_on or (post.to_on is not None and leave.to_on > post.to_on):
        faults["from_on"] = _("代理的日子要在岗位的起止之内。")
    if post.substitutions.overlapping(leave.from_on, leave.to_on).exists():
        faults["from_on"] = _("这段时间已有人代理。")
    if faults:
        raise InvalidInput(_("未保存，请更正标出的各项。"), faults)
    roles = _roles_of(person, leave.from_on, leave.to_on)
    permissions.check_roles_apart({post.role, *roles})


def _record(act: str, post: Post, by: User, **facts: object) -> None:
    """The event stands in the history of the person; the post is named in its facts."""
    named = {"post_court": post.court.name, "role": post.role}
    changes = {**named, **facts.pop("changes", {})}  # type: ignore[dict-item]  # a mapping
    audit.record(act, post.user, by=by, court=post.court_id, changes=changes, **facts)  # type: ignore[arg-type]  # facts of record
