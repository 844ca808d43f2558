"""Numbers that are given in order and never twice."""

from django.db import connection


def next_number(key: str, *, after: int = 0) -> int:
    """The next number of a series, at least `after` + 1. Call inside the act's transaction.

    The row stays locked until the act commits, so numbers have no gaps from acts that failed, and
    two acts at once get two numbers. `after` is the highest number known from elsewhere (imports).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO office_numberseries (key, last) VALUES (%s, %s + 1)"
            " ON CONFLICT (key) DO UPDATE"
            " SET last = greatest(office_numberseries.last, excluded.last - 1) + 1"
            " RETURNING last",
            [key, after],
        )
        return cursor.fetchone()[0]
