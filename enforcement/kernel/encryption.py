"""How identity and telephone numbers are kept: encrypted, and found by keyed digests.

A stored value is the text `KEYID:BASE64`, the base64 of 12 bytes nonce, ciphertext and tag
(AES-256-GCM, the key id sealed with it); nothing is stored for a blank. A new key is put in front
of `IDENTITY_KEYS`; values under older ones stay readable, and `needs_rotation` tells which to
write again. One key serves four thousand million values (NIST SP 800-38D, 8.3: random nonces).

Digests are 64-bit BLAKE2b under `DIGEST_KEY`, as signed integers for a bigint column. They answer
"the same?" and nothing else; each part of a number has its own, so that columns of different
parts can never be compared by mistake.
"""

import os
from base64 import b64decode
from binascii import Error as NotBase64
from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, Literal, NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed
from django.utils.translation import gettext as _

from enforcement.kernel.errors import DomainError
from enforcement.kernel.identity.kinds import IdentityKind, read

NONCE_BYTES = 12
KEY_BYTES = 32
DIGEST_BYTES = 8


class Undecipherable(DomainError, ValueError):
    """A stored value cannot be read: its key is not here, or its bytes were altered."""

    status = 500


Part = Literal["whole", "first6", "first10", "last4", "birth", "telephone", "telephone last4"]
"""Which part of a number a digest is of; at most 16 letters (BLAKE2b personalisation)."""


class IdentityDigests(NamedTuple):
    """Digests of one number. A unit's code and other documents have the whole alone."""

    full: int | None = None
    first6: int | None = None
    first10: int | None = None
    last4: int | None = None
    birth: int | None = None


class KeyRing(NamedTuple):
    """The keys by key id; the first one of the settings encrypts."""

    current_id: str
    sealed: bytes
    current: AESGCM
    by_id: dict[str, AESGCM]

    @classmethod
    def of(cls, keys: Mapping[str, str]) -> Self:
        """Key ring of `IDENTITY_KEYS`: key id → base64 of 32 bytes."""
        if not keys:
            raise ImproperlyConfigured("IDENTITY_KEYS holds no key")
        if any(not key_id or ":" in key_id for key_id in keys):
            raise ImproperlyConfigured("a key id of IDENTITY_KEYS is a word without a colon")
        by_id = {key_id: AESGCM(_key(key_id, text)) for key_id, text in keys.items()}
        current_id = next(iter(by_id))
        return cls(current_id, current_id.encode(), by_id[current_id], by_id)


def encrypt(text: str) -> str:
    """The text under the current key, different every time; a blank stays blank."""
    if not text:
        return ""
    ring = _key_ring()
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + ring.current.encrypt(nonce, text.encode(), ring.sealed)
    return f"{ring.current_id}:{b2a_base64(sealed, newline=False).decode()}"


def encrypt_all(texts: Sequence[str]) -> list[str]:
    """`encrypt` for many texts, none of them blank, at three fifths of the cost."""
    ring = _key_ring()
    seal, key_id, prefix = ring.current.encrypt, ring.sealed, f"{ring.current_id}:"
    noise = os.urandom(NONCE_BYTES * len(texts))
    nonces = [noise[at : at + NONCE_BYTES] for at in range(0, len(noise), NONCE_BYTES)]
    return [
        prefix + b2a_base64(nonce + seal(nonce, text.encode(), key_id), newline=False).decode()
        for nonce, text in zip(nonces, texts, strict=True)
    ]


def decrypt(stored: str) -> str:
    """The text behind a stored value. Undecipherable when its key or its integrity is gone."""
    if not stored:
        return ""
    key_id, _colon, body = stored.partition(":")
    key = _key_ring().by_id.get(key_id)
    if key is None:
        raise Undecipherable(_("加密的号码所用的密钥不在本系统中，无法读取。"))
    try:
        sealed = a2b_base64(body, strict_mode=True)
        nonce = sealed[:NONCE_BYTES]
        return key.decrypt(nonce, sealed[NONCE_BYTES:], key_id.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Undecipherable(_("加密的号码已被改动，无法读取。")) from error


def encrypt_bytes(content: bytes, place: bytes) -> bytes:
    """Bytes of a file under the current key, bound to their place in it."""
    ring = _key_ring()
    nonce = os.urandom(NONCE_BYTES)
    body = ring.current.encrypt(nonce, content, ring.sealed + b":" + place)
    return ring.sealed + b":" + nonce + body


def decrypt_bytes(stored: bytes, place: bytes) -> bytes:
    """The bytes behind. Undecipherable when key, integrity or place are not right."""
    key_id, _colon, body = stored.partition(b":")
    key = _key_ring().by_id.get(key_id.decode(errors="replace"))
    if key is None:
        raise Undecipherable(_("加密的文件所用的密钥不在本系统中，无法读取。"))
    try:
        return key.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], key_id + b":" + place)
    except (InvalidTag, ValueError) as error:
        raise Undecipherable(_("加密的文件已被改动，无法读取。")) from error


def needs_rotation(stored: str) -> bool:
    """Whether the value was encrypted under another key than the current one."""
    return bool(stored) and stored.partition(":")[0] != _key_ring().current_id


def digest(text: str, part: Part = "whole") -> int:
    """Keyed digest of a normalised text, −2⁶³ to 2⁶³ − 1."""
    state = _hasher(part).copy()
    state.update(text.encode())
    return int.from_bytes(state.digest(), "big", signed=True)


@lru_cache(maxsize=65_536)
def _digest_of_part(text: str, part: Part) -> int:
    """Parts are shared by many numbers: bulk work digests each once."""
    return digest(text, part)


def birth_digest(day: date) -> int:
    """Digest of a birth date, equal to the one `identity_digests` takes from a number."""
    return digest(day.isoformat(), "birth")


def identity_digests(normalized: str) -> IdentityDigests:
    """The digests stored beside an identity number (`identity.normalize`); none for a blank."""
    if not normalized:
        return IdentityDigests()
    return digests_of(normalized, *read(normalized))


def digests_of(normalized: str, kind: IdentityKind, born: date | None) -> IdentityDigests:
    """`identity_digests` of a number whose kind and birth date the caller has read."""
    full = digest(normalized)
    if born is None or kind is IdentityKind.RESIDENT_ID_15:
        return IdentityDigests(full)
    return IdentityDigests(
        full,
        _digest_of_part(normalized[:6], "first6"),
        _digest_of_part(normalized[:10], "first10"),
        _digest_of_part(normalized[-4:], "last4"),
        _digest_of_part(born.isoformat(), "birth"),
    )


def _key(name: str, text: str) -> bytes:
    try:
        key = b64decode(text, validate=True)
    except NotBase64 as error:
        raise ImproperlyConfigured(f"key {name} is not base64") from error
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"key {name} must have {KEY_BYTES} bytes, it has {len(key)}")
    return key


@cache
def _key_ring() -> KeyRing:
    return KeyRing.of(settings.IDENTITY_KEYS)


@cache
def _hasher(part: Part) -> blake2b:
    key = _key("DIGEST_KEY", settings.DIGEST_KEY)
    return blake2b(key=key, digest_size=DIGEST_BYTES, person=part.encode())


def _forget_keys(*, setting: str, **_signal: Any) -> None:
    if setting in ("IDENTITY_KEYS", "DIGEST_KEY"):
        _key_ring.cache_clear()
        _hasher.cache_clear()
        _digest_of_part.cache_clear()


setting_changed.connect(_forget_keys, dispatch_uid="enforcement.kernel.encryption")
