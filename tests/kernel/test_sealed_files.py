"""Sealed files: what goes in comes out; nothing can be read, swapped or cut on the way."""

from io import BytesIO

import pytest

from enforcement.kernel import sealed_files
from enforcement.kernel.encryption import Undecipherable
from enforcement.kernel.sealed_files import LENGTH_BYTES, PIECE, sealed, unsealed


def frames(content):
    return list(sealed([content]))


def opened(parts):
    return b"".join(unsealed(BytesIO(b"".join(parts))))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_goes_in_comes_out(size):
    content = bytes(index % 251 for index in range(min(size, 1000))) * (size // 1000 + 1)
    content = content[:size]

    parts = list(sealed(content[i : i + 70_000] for i in range(0, size, 70_000)))

    assert opened(parts) == content
    assert len(parts) == max(1, -(-size // PIECE))
    assert size < 20 or content[:20] not in b"".join(parts)


def test_pieces_cannot_be_left_out_swapped_or_altered():
    one, two, three = frames(b"x" * (3 * PIECE))
    bent = bytearray(two)
    bent[LENGTH_BYTES + 40] ^= 1

    for parts in (
        [one, two],
        [two, three],
        [two, one, three],
        [one, bytes(bent), three],
        [one, two, three[:-1]],
        [],
    ):
        with pytest.raises(Undecipherable):
            opened(parts)


def test_a_file_of_a_lost_key_is_not_read(settings):
    parts = frames(b"secret")
    settings.IDENTITY_KEYS = {"other": next(iter(settings.IDENTITY_KEYS.values()))}

    with pytest.raises(Undecipherable):
        opened(parts)


@pytest.mark.usefixtures("db")
def test_the_clear_file_is_gone_after_use(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stored = sealed_files.files.store(
        sealed([b"abc"]), name="台账.xlsx", mime="x", owner="test", owner_id="1", by=None
    )

    with sealed_files.in_clear(stored) as path:
        assert (path.name, path.read_bytes()) == ("台账.xlsx", b"abc")
        assert path.parent.stat().st_mode & 0o077 == 0

    assert not path.parent.exists()
