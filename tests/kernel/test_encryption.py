"""How numbers are kept: AES-GCM with a key id, keyed digests (ownership.md, identity numbers)."""

import base64
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from enforcement.kernel import encryption
from enforcement.kernel.encryption import Undecipherable
from enforcement.kernel.errors import DomainError
from enforcement.kernel.identity import normalize
from enforcement.kernel.synthetic import resident_id, uscc
from enforcement.kernel.telephones import mask_telephone, normalize_telephone, telephone_digests

NUMBER = resident_id(3, date(1990, 1, 2), "male")


def key(letter: str) -> str:
    return base64.b64encode(letter.encode() * 32).decode()


@given(st.text(max_size=40))
def test_encrypt__round_trip(text):
    stored = encryption.encrypt(text)
    assert encryption.decrypt(stored) == text
    assert stored.isascii()
    assert len(text) < 4 or text not in stored


def test_encrypt__differs_every_time():
    assert len({encryption.encrypt(NUMBER) for _ in range(50)}) == 50


def test_encrypt__stores_nothing_for_a_blank():
    assert (encryption.encrypt(""), encryption.decrypt("")) == ("", "")
    assert not encryption.needs_rotation("")


def test_decrypt__reads_values_of_an_old_key(settings):
    settings.IDENTITY_KEYS = {"k1": key("a")}
    stored = encryption.encrypt(NUMBER)
    assert not encryption.needs_rotation(stored)

    settings.IDENTITY_KEYS = {"k2": key("b"), "k1": key("a")}

    assert encryption.decrypt(stored) == NUMBER
    assert encryption.needs_rotation(stored)
    assert encryption.encrypt(NUMBER).startswith("k2:")


def test_decrypt__refuses_a_key_that_is_not_here(settings):
    settings.IDENTITY_KEYS = {"k1": key("a")}
    stored = encryption.encrypt(NUMBER)
    settings.IDENTITY_KEYS = {"k2": key("a")}
    with pytest.raises(Undecipherable, match="密钥"):
        encryption.decrypt(stored)


def test_decrypt__refuses_another_key_of_the_same_name(settings):
    settings.IDENTITY_KEYS = {"k1": key("a")}
    stored = encryption.encrypt(NUMBER)
    settings.IDENTITY_KEYS = {"k1": key("b")}
    with pytest.raises(Undecipherable, match="改动"):
        encryption.decrypt(stored)


def test_decrypt__refuses_a_value_moved_to_another_key_id(settings):
    settings.IDENTITY_KEYS = {"k1": key("a"), "k2": key("a")}
    stored = encryption.encrypt(NUMBER)
    with pytest.raises(Undecipherable):
        encryption.decrypt(stored.replace("k1:", "k2:"))


@given(st.integers(0, 45), st.integers(1, 255))
def test_decrypt__refuses_a_single_altered_byte(place, change):
    key_id, _, body = encryption.encrypt(NUMBER).partition(":")
    sealed = bytearray(base64.b64decode(body))
    sealed[place] ^= change
    with pytest.raises(Undecipherable):
        encryption.decrypt(f"{key_id}:{base64.b64encode(sealed).decode()}")


@pytest.mark.parametrize("body", ["", "AAAA", "not base64!", "号码", "A" * 15, "A" * 64])
def test_decrypt__refuses_what_was_never_encrypted(settings, body):
    settings.IDENTITY_KEYS = {"k1": key("a")}
    with pytest.raises(Undecipherable):
        encryption.decrypt(f"k1:{body}")


@pytest.mark.parametrize("stored", [NUMBER, "k9:AAAA", ":", "号码"])
def test_decrypt__refuses_a_clear_number(stored):
    with pytest.raises(Undecipherable) as refused:
        encryption.decrypt(stored)
    assert isinstance(refused.value, DomainError)
    assert isinstance(refused.value, ValueError)
    assert NUMBER not in str(refused.value)


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({}, "holds no key"),
        ({"": key("a")}, "without a colon"),
        ({"k:1": key("a")}, "without a colon"),
        ({"k1": "not base64!"}, "k1 is not base64"),
        ({"k1": base64.b64encode(b"short").decode()}, "must have 32 bytes, it has 5"),
    ],
)
def test_encrypt__says_what_is_wrong_with_the_keys(settings, keys, sentence):
    settings.IDENTITY_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match=sentence):
        encryption.encrypt(NUMBER)


def test_digest__says_what_is_wrong_with_the_key(settings):
    settings.DIGEST_KEY = "AAAA"
    with pytest.raises(ImproperlyConfigured, match="DIGEST_KEY must have 32 bytes"):
        encryption.digest(NUMBER)


@given(st.text(max_size=40))
def test_digest__fits_a_bigint(text):
    assert -(2**63) <= encryption.digest(text) < 2**63
    assert encryption.digest(text) == encryption.digest(text)


def test_digest__takes_both_signs():
    signs = {encryption.digest(str(number)) < 0 for number in range(64)}
    assert signs == {True, False}


def test_encrypt__keeps_its_keys_when_another_setting_changes(settings):
    before = encryption.digest(NUMBER), encryption.encrypt(NUMBER)
    settings.LANGUAGE_CODE = "en"
    assert (encryption.digest(NUMBER), encryption.decrypt(before[1])) == (before[0], NUMBER)


def test_digest__depends_on_key_and_part(settings):
    settings.DIGEST_KEY = key("a")
    first = encryption.digest("360302")
    assert encryption.digest("360302", "first6") != first
    settings.DIGEST_KEY = key("b")
    assert encryption.digest("360302") != first


def test_identity_digests__of_a_person():
    digests = encryption.identity_digests(NUMBER)
    assert digests == (
        encryption.digest(NUMBER),
        encryption.digest("360399", "first6"),
        encryption.digest("3603991990", "first10"),
        encryption.digest(NUMBER[-4:], "last4"),
        encryption.birth_digest(date(1990, 1, 2)),
    )
    assert len(set(digests)) == 5


def test_identity_digests__fifteen_digits_meet_their_eighteen():
    old = normalize("360399900102007")
    assert old[:6] == NUMBER[:6]
    assert encryption.identity_digests(old)[1:3] == encryption.identity_digests(NUMBER)[1:3]
    assert encryption.identity_digests(old).birth == encryption.identity_digests(NUMBER).birth


@pytest.mark.parametrize("number", [uscc(5), "E12345678", "军字第1234567号", "360399900102007"])
def test_identity_digests__whole_alone_of_everything_else(number):
    assert encryption.identity_digests(number) == (
        encryption.digest(number),
        None,
        None,
        None,
        None,
    )


def test_identity_digests__nothing_of_a_blank():
    assert encryption.identity_digests("") == (None, None, None, None, None)


@pytest.mark.parametrize(
    ("raw", "normalized", "masked"),
    [
        ("138 0000 5678", "13800005678", "138****5678"),
        ("+86-138-0000-5678", "13800005678", "138****5678"),
        ("008613800005678", "13800005678", "138****5678"),
        ("（0799）6861234", "07996861234", "079****1234"),
        ("０７９９－６８６１２３４转8001", "079968612348001", "079********8001"),
        ("6861234", "6861234", "*****34"),
        ("68612345", "68612345", "****2345"),
        ("110", "110", "***"),
        ("无", "", ""),
        ("", "", ""),
    ],
)
def test_telephones(raw, normalized, masked):
    assert normalize_telephone(raw) == normalized
    assert mask_telephone(normalized) == masked


def test_telephone_digests():
    whole, last4 = telephone_digests("13800005678")
    assert last4 == telephone_digests("079968615678").last4
    assert whole != telephone_digests("079968615678").whole
    assert last4 == telephone_digests("5678").last4
    assert telephone_digests("110").last4 is None
    assert telephone_digests("") == (None, None)


def test_encrypt_all__each_text_under_a_nonce_of_its_own():
    texts = ["13807990001", "13807990001", "萍乡"]
    stored = encryption.encrypt_all(texts)
    assert [encryption.decrypt(each) for each in stored] == texts
    assert len(set(stored)) == len(texts)
    assert encryption.encrypt_all([]) == []


def test_identity_digests__follow_a_new_key(settings):
    number = resident_id(1, date(1990, 3, 4), "female")
    before = encryption.identity_digests(number)
    settings.DIGEST_KEY = base64.b64encode(bytes(range(32))).decode()
    after = encryption.identity_digests(number)
    assert all(old != new for old, new in zip(before, after, strict=True))
