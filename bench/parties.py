"""People and parties for the trial data: 2.6 parties a case, names as skewed as real ones."""

from datetime import date

from django.db import connection

from courts.enums import Role
from courts.models import Post, User

SURNAMES = list("王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林郑")
GIVEN = list("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏飞波")
NAMED = "party_bigrams"

_PARTIES = """
INSERT INTO cases_party (case_id, role, name, name_key, kind, number_cipher, number_masked,
  phone_cipher, phone_masked, address, legal_representative, household)
SELECT case_id, role, name, name, '自然人', '', '', '', '', '', '', '' FROM (
  SELECT c.id AS case_id, CASE WHEN n = 1 THEN '申请执行人' ELSE '被执行人' END AS role,
    (%(surnames)s::text[])[1 + floor(%(many_surnames)s * power(random(), 1.7))]
    || (%(given)s::text[])[1 + floor(%(many_given)s * random())]
    || CASE WHEN random() < 0.75 THEN (%(given)s::text[])[1 + floor(%(many_given)s * random())] ELSE '' END
    AS name
  FROM cases_case c, generate_series(1, 3) n WHERE n < 3 OR c.id %% 5 < 3) q
ON CONFLICT DO NOTHING"""


def add_parties() -> int:
    """Give every case of the database its parties; how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [NAMED])
        (definition,) = cursor.fetchone()
        cursor.execute(f"DROP INDEX {NAMED}")  # building it once costs a third
        cursor.execute("SELECT setseed(0.42)")
        cursor.execute(_PARTIES, _names())
        count = cursor.rowcount
        cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE cases_party")
    return count


def somebody(role: Role, court: str) -> User:
    """A person with one post, made on first use."""
    user, is_new = User.objects.get_or_create(
        username=f"bench-{role}-{court}", defaults={"name": "林慧芳"}
    )
    if is_new:
        Post.objects.create(user=user, court_id=court, role=role, from_on=date(2020, 1, 1))
    return user


def _names() -> dict[str, object]:
    counts = {"many_surnames": len(SURNAMES), "many_given": len(GIVEN)}
    return {"surnames": SURNAMES, "given": GIVEN, **counts}
