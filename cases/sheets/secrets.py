"""Identity and telephone numbers of a row: compared by digest, encrypted only when written."""

from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from enforcement.kernel.encryption import decrypt, digest, digests_of, encrypt
from enforcement.kernel.identity.kinds import IdentityKind, read
from enforcement.kernel.identity.masking import mask_read
from enforcement.kernel.telephones import mask_telephone, telephone_digests


class Secret:
    """A number, either from a cell (clear) or from the database (its columns)."""

    def __init__(
        self, clear: str = "", columns: tuple[Any, ...] = (), warning: Promise | None = None
    ) -> None:
        self._clear, self._columns, self.warning = clear, columns, warning

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def digest(self) -> Any:
        """Keyed digest of the whole number."""
        return self._columns[2] if self._columns else self._whole()

    @cached_property
    def columns(self) -> tuple[Any, ...]:
        """Values of the table's columns: cipher, mask, digests."""
        return self._columns or self._made()

    @cached_property
    def clear(self) -> str:
        """The number itself; decrypted when it came from the database."""
        return self._clear or decrypt(self._columns[0])

    def _whole(self) -> int:
        raise NotImplementedError

    def _made(self) -> tuple[Any, ...]:
        raise NotImplementedError


class IdentityNumber(Secret):
    """证件号码: cipher, mask and five digests."""

    BLANK = ("", "", None, None, None, None, None)

    def _whole(self) -> int:
        return digest(self._clear)

    def _made(self) -> tuple[Any, ...]:
        # It has passed its check: a unit's code need not be checked again to be shown whole.
        number, (kind, born) = self._clear, read(self._clear)
        masked = mask_read(number, is_unit=kind is IdentityKind.USCC)
        return encrypt(number), masked, *digests_of(number, kind, born)


class Telephone(Secret):
    """电话: cipher, mask and two digests."""

    BLANK = ("", "", None, None)

    def _whole(self) -> int:
        return telephone_digests(self._clear).whole or 0

    def _made(self) -> tuple[Any, ...]:
        return encrypt(self._clear), mask_telephone(self._clear), *telephone_digests(self._clear)
