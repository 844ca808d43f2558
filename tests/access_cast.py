"""The people and records of the access table: one of every role, and something of everything."""

import os
from pathlib import Path

from django.core.management import call_command

from courts.enums import Role
from courts.models import Post, User
from enforcement.desk.demo import roster
from enforcement.kernel import clock
from tests.factories.courts import person
from tests.site_records import (
    COURT,
    own_records,
    records_of_a_case,
    records_of_the_administrator,
    records_of_the_chief,
)

OUTSIDER, STRANGER = "outsider", "stranger"
# In the order of the columns of the table.
COLUMNS = (*Role.values, OUTSIDER, STRANGER)
ANOTHER_COURT = "赣0321"


def gather(folder: Path) -> dict[str, User]:
    """A small demonstration bureau; by column of the table the person, none for the stranger."""
    with open(os.devnull, "w") as nowhere:
        call_command("prepare", "--no-migrate", stdout=nowhere)
        call_command("make_demo", "--cases", "60", stdout=nowhere)
    cast = {role: _person(role) for role in Role.values}
    cast[OUTSIDER] = person(Role.OFFICER, "他院执行员", ANOTHER_COURT)
    for user in cast.values():
        own_records(user)
    records_of_a_case(cast[Role.OFFICER], cast[Role.CHIEF])
    records_of_the_administrator(cast[Role.ADMIN])
    records_of_the_chief(cast[Role.CHIEF], folder)
    return cast


def _person(role: str) -> User:
    """Whoever has the post in the demonstration, else somebody new at the court of the cases."""
    if role in roster.SHOWN:
        return User.objects.get(username=roster.one(roster.SHOWN[role], role).username)
    user = User.objects.create_user(username=f"access.{role}", name=role, password=None)
    Post.objects.create(user=user, court_id=COURT, role=role, from_on=clock.today())
    return user
