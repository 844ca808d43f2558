"""What the page of a person shows of posts and substitutions."""

from typing import Any

from django.db.models import Prefetch

from courts.enums import Permission, Role
from courts.models import Post, Substitution, User
from enforcement.kernel import clock


def post_rows(person: User, viewer: User) -> list[dict[str, Any]]:
    """Posts of a person, latest first, with who stands in; two queries.

    A post at a court that the viewer does not manage is shown without its acts.
    """
    today = clock.today()
    coming = Substitution.objects.filter(to_on__gte=today).select_related("substitute")
    posts = (
        Post.objects.filter(user=person)
        .select_related("court")
        .prefetch_related(Prefetch("substitutions", coming.order_by("from_on"), to_attr="leave"))
        .order_by("-from_on", "-pk")
    )
    managed = viewer.courts_with(Permission.USER_MANAGE)
    return [
        {
            "post": post,
            "role": Role(post.role).label,
            "is_over": post.to_on is not None and post.to_on < today,
            "is_ahead": post.from_on > today,
            "leave": post.leave,
            "may_change": post.court_id in managed,
        }
        for post in posts
    ]
