"""Identity numbers: resident IDs, residence permits (GB 11643) and codes of units (GB 32100).

Pure: no table, no clock. Storage and digests are `enforcement.kernel.encryption`.
"""

from enforcement.kernel.identity.checking import IdentityCheck, check
from enforcement.kernel.identity.faults import (
    CAUTION_SENTENCES,
    REASON_SENTENCES,
    Caution,
    Reason,
)
from enforcement.kernel.identity.importing import check_for_import, judge_for_import
from enforcement.kernel.identity.kinds import IdentityKind, classify, normalize
from enforcement.kernel.identity.masking import mask, mask_public

__all__ = [
    "CAUTION_SENTENCES",
    "REASON_SENTENCES",
    "Caution",
    "IdentityCheck",
    "IdentityKind",
    "Reason",
    "check",
    "check_for_import",
    "classify",
    "judge_for_import",
    "mask",
    "mask_public",
    "normalize",
]
