"""People."""

import factory

from courts.enums import Role
from courts.models import Post, User
from enforcement.kernel import clock

PASSWORD = "correct-horse-1"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    name = factory.Sequence(lambda n: f"人员{n}")
    password = factory.django.Password(PASSWORD)


class PostFactory(factory.django.DjangoModelFactory):
    """A post in force today, of a new person unless one is given."""

    class Meta:
        model = Post

    user = factory.SubFactory(UserFactory)
    court_id = "赣0302"
    role = Role.OFFICER
    from_on = factory.LazyFunction(lambda: clock.today().replace(month=1, day=1))


def person(role: str, name: str, court_id: str = "赣0302") -> User:
    """Somebody with one post."""
    return PostFactory(user__name=name, role=role, court_id=court_id).user
