"""Posts give permissions; higher courts reach down by the parent, not by the code."""

from courts.enums import Permission
from courts.models import Court, Substitution, User
from enforcement.kernel import clock


def fresh(user):
    """The user as the next request reads it."""
    return User.objects.get(pk=user.pk)


def test_access__officer_sees_own_court_only(officer):
    assert officer.courts_with(Permission.CASE_VIEW) == {"赣0302"}


def test_access__supervisor_sees_the_subtree(supervisor):
    assert {"赣03", "赣0302", "赣0321"} <= supervisor.courts_with(Permission.CASE_VIEW)
    assert "赣01" not in supervisor.scope()


def test_access__parent_decides_not_the_code(supervisor):
    Court.objects.filter(code="赣0321").update(parent_id="赣01", path="最高法/赣/赣01/赣0321/")

    assert "赣0321" not in supervisor.scope()


def test_access__post_ends_at_the_end_of_its_last_day(officer):
    officer.posts.update(to_on=clock.today())
    assert fresh(officer).holds(Permission.CASE_VIEW)

    officer.posts.update(from_on="2020-01-01", to_on="2020-12-31")
    assert not fresh(officer).holds(Permission.CASE_VIEW)


def test_access__substitute_acts_with_the_rights_of_the_post(chief, officer):
    today = clock.today()
    Substitution.objects.create(
        post=chief.posts.get(), substitute=officer, from_on=today, to_on=today, reason="年休假"
    )

    assert fresh(officer).holds(Permission.CASE_ASSIGN, "赣0302")
    assert fresh(officer).post_label == "萍乡市安源区人民法院 执行员"


def test_access__no_post_no_rights(db):
    user = User.objects.create_user("nobody", "无岗")

    assert not user.holds(Permission.CASE_VIEW)
    assert user.scope() == frozenset()


def test_access__one_query_beside_the_user(supervisor, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        fresh(supervisor).access  # noqa: B018 -- the access is the act
