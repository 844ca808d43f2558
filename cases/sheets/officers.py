"""Officers' names of a ledger and the users that bear them."""

from collections import defaultdict
from datetime import date

from courts.models import Post
from enforcement.kernel.names import normalize_name


class Officers:
    """Users by court and name, as of one day; read once per import."""

    def __init__(self, on: date) -> None:
        self._ids: dict[tuple[str, str], set[int]] = defaultdict(set)
        posts = Post.objects.in_force(on).filter(user__is_active=True)
        for court, name, pk in posts.values_list("court_id", "user__name", "user_id"):
            self._ids[court, normalize_name(name)].add(pk)

    def only(self, court: str, name: str) -> int | None:
        """The one user of that court with this name; None when there is none or several."""
        found = self._ids.get((court, normalize_name(name)), ())
        return next(iter(found)) if len(found) == 1 else None

    def count(self, court: str, name: str) -> int:
        """How many users of that court bear the name."""
        return len(self._ids.get((court, normalize_name(name)), ()))
