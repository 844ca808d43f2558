"""Identity and telephone numbers of a row: compared by digest, encrypted only when written."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise

from enforcement.kernel.encryption import decrypt, digest, digests_of, encrypt_all
from enforcement.kernel.identity.kinds import IdentityKind, read
from enforcement.kernel.identity.masking import mask_read
from enforcement.kernel.telephones import mask_telephone, telephone_digests


class Secret:
    """A number, either from a cell (clear) or from the database (its columns)."""

    __slots__ = ("_clear", "_digest", "columns", "warning")

    def __init__(
        self, clear: str = "", columns: tuple[Any, ...] = (), warning: Promise | None = None
    ) -> None:
        self._clear, self.columns, self.warning = clear, columns, warning
        self._digest: int | None = columns[2] if columns else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def digest(self) -> Any:
        """Keyed digest of the whole number."""
        if self._digest is None:
            self._digest = self.digest_of(self._clear)
        return self._digest

    @property
    def clear(self) -> str:
        """The number itself; decrypted when it came from the database."""
        return self._clear or decrypt(self.columns[0])

    def seal(self, cipher: str) -> None:
        """Fill `columns`, the values of the table's columns: cipher, mask, digests."""
        self.columns = (cipher, *self.beside(self._clear))

    @staticmethod
    def digest_of(number: str) -> int:
        """Keyed digest of a whole number."""
        raise NotImplementedError

    @staticmethod
    def beside(number: str) -> tuple[Any, ...]:
        """What is stored beside the cipher: mask and digests."""
        raise NotImplementedError

    @staticmethod
    def seal_all(secrets: Iterable["Secret | None"]) -> None:
        """Encrypt those of some numbers that come from cells."""
        fresh = [each for each in secrets if each is not None and not each.columns]
        for secret, cipher in zip(fresh, encrypt_all([s.clear for s in fresh]), strict=True):
            secret.seal(cipher)


class IdentityNumber(Secret):
    """证件号码: cipher, mask and five digests."""

    __slots__ = ()
    BLANK = ("", "", None, None, None, None, None)

    @staticmethod
    def digest_of(number: str) -> int:
        """As `encryption.identity_digests` has it."""
        return digest(number)

    @staticmethod
    def beside(number: str) -> tuple[Any, ...]:
        """Mask and digests. It has passed its check: a unit's code need not be checked again."""
        kind, born = read(number)
        masked = mask_read(number, is_unit=kind is IdentityKind.USCC)
        return masked, *digests_of(number, kind, born)


class Telephone(Secret):
    """电话: cipher, mask and two digests."""

    __slots__ = ()
    BLANK = ("", "", None, None)

    @staticmethod
    def digest_of(number: str) -> int:
        """As `telephones.telephone_digests` has it."""
        return telephone_digests(number).whole or 0

    @staticmethod
    def beside(number: str) -> tuple[Any, ...]:
        """Mask and digests."""
        return mask_telephone(number), *telephone_digests(number)
