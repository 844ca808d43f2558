"""The pieces by which names are found: of the database as of the program."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["", "王", "王伟", "欧阳志远", "江西某某建材有限公司", "a b", "𠮷田"]
)
def test_bigrams__every_two_neighbours(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT bigrams(%s), bigrams(NULL)", [name])
        pieces, of_nothing = cursor.fetchone()
    assert pieces == [name[at : at + 2] for at in range(len(name) - 1)]
    assert of_nothing is None
