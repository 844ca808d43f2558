"""Keys by which a row of a ledger is known again (ruling 30)."""

from hashlib import blake2b


def text_digest(text: str) -> int:
    """The text of a progress entry as 64 bits, −2⁶³ to 2⁶³ − 1: part of the key 时间 + 内容."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
