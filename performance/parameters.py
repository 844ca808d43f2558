"""The dated parameters that figures and rankings rest on (rulings, preamble; design 5).

Values and defaults are in the parameter table and catalogue of `courts`. Those that held on the
Sunday of a week are kept with its snapshot, so a later change rewrites nothing.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Self

PREFIX, TARGET = "figures.", "target."
PROFILE = "bulletin_profile"
CORE = ("intime_real_rate", "zhongben_ok_rate", "petition_done_rate", "overall_rate_36m")


@dataclass(frozen=True)
class Parameters:
    """What the figures of a week were taken and ranked by.

    `key_nodes`: nodes of node_overdue_avg (ruling 12). `minimum_base`: below it not ranked.
    `bottom`: N of "bottom N". `key_indicators`: those that can be behind. `targets`: percent.
    """

    key_nodes: tuple[str, ...] = ("分案", "执行通知", "网络查控", "结案")
    minimum_base: int = 5
    bottom: int = 1
    key_indicators: tuple[str, ...] = CORE
    targets: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """From what a snapshot keeps; what is not kept has its default."""
        known = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        for name in ("key_nodes", "key_indicators"):
            if name in known:
                known[name] = tuple(known[name])
        return cls(**known)

    @classmethod
    def of_table(cls, values: Mapping[str, Any]) -> Self:
        """From values of the parameter table by code (`CODES`)."""
        targets = {name: str(values[TARGET + name]) for name in CORE}
        numbers = {code.removeprefix(PREFIX): values[code] for code in CODES if PREFIX in code}
        return cls.of({**numbers, "targets": targets})

    def as_json(self) -> dict[str, Any]:
        """As kept with a snapshot."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }

    def target(self, indicator: str) -> Decimal | None:
        """The target of a core indicator in percent."""
        text = self.targets.get(indicator)
        return Decimal(text) if text else None


CODES = (
    *(PREFIX + name for name in ("key_nodes", "minimum_base", "bottom", "key_indicators")),
    *(TARGET + name for name in CORE),
)
