"""What a taking needs to know before it reads facts: district, courts, days, key nodes."""

from dataclasses import dataclass
from typing import Any

from cases.rules.node_table import CLOSE
from courts.models import Court
from performance.indicators import Bounds
from performance.parameters import Parameters


@dataclass(frozen=True)
class Taking:
    """A week of a district, about to be read: `courts` in the order of the court tree."""

    district: str
    courts: tuple[str, ...]
    bounds: Bounds
    parameters: Parameters

    def values(self, **more: Any) -> dict[str, Any]:
        """Parameters of the statements that read live tables and facts."""
        return {
            **self.bounds.parameters(),
            "district": self.district,
            "courts": list(self.courts),
            "stored_nodes": [node for node in self.parameters.key_nodes if node != CLOSE],
            **more,
        }


def courts_of(district: Court) -> tuple[str, ...]:
    """Codes of the district's subtree, its own court first."""
    subtree = Court.objects.filter(path__startswith=district.path)
    return tuple(subtree.order_by("path").values_list("code", flat=True))
