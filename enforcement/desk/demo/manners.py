"""How each demonstration court works. 湘东 is behind on purpose, so that rankings have a last."""

from typing import NamedTuple


class Manner(NamedTuple):
    """Weights and shares of one court."""

    weight: float  # of all cases
    pace: float  # of the usual time to close; 1.3 is slow
    stalled: float  # cases that nobody closes
    late_node: float  # each key node done late
    zhongben_ok: float  # 终本 closings that pass the twelve items
    late_payout: float
    petitioned: float  # cases with a petition
    slow_petition: float  # petitions that wait for months


MANNERS = {
    "赣03": Manner(0.05, 0.95, 0.02, 0.05, 0.95, 0.04, 0.04, 0.05),
    "赣0302": Manner(0.30, 0.95, 0.025, 0.06, 0.94, 0.05, 0.08, 0.10),
    "赣0313": Manner(0.17, 1.38, 0.09, 0.24, 0.80, 0.19, 0.13, 0.42),
    "赣0321": Manner(0.13, 0.90, 0.02, 0.04, 0.97, 0.03, 0.07, 0.06),
    "赣0322": Manner(0.19, 1.05, 0.04, 0.09, 0.93, 0.07, 0.08, 0.13),
    "赣0323": Manner(0.16, 1.00, 0.03, 0.07, 0.95, 0.05, 0.07, 0.10),
}
