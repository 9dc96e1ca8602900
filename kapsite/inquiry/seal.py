"""Sealed boxes: whoever has the public key can close one, only the private key opens it.

A key folder holds ``public.json``, the key that new boxes are closed with, and one
``private-<key id>.json`` for every key that boxes may still need. A process that has
``public.json`` alone can store and never read. The boxes are libsodium's
(``crypto_box_seal``: X25519, XSalsa20, Poly1305).
"""

import base64
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

PUBLIC = "public.json"
# A box's size tells only how many of these blocks it took, not how much somebody wrote.
BLOCK = 1024


class SealError(Exception):
    """A box that could not be closed or opened; the message is fit to be shown to staff."""


class KeyMissingError(SealError):
    """The key that is needed is not in the folder."""


class KeyUnreadableError(SealError):
    """A key file or its folder cannot be read, written or understood."""


class TamperedError(SealError):
    """The box was changed, or closed with another key than its row says."""


class SwappedError(SealError):
    """The box is whole, but belongs to another row."""


@dataclass(frozen=True, slots=True)
class SealingKey:
    """The public key that new boxes are closed with, and its short id."""

    id: str
    key: PublicKey


@dataclass(frozen=True, slots=True)
class PrivateRing:
    """Every private key at hand, by key id."""

    keys: Mapping[str, PrivateKey] = field(repr=False)


def key_id(key: PublicKey) -> str:
    """The short name of a key: 12 hexadecimal digits of the public key's SHA-256."""
    return hashlib.sha256(bytes(key)).hexdigest()[:12]


def make_keys(folder: Path) -> None:
    """Make the first pair of keys in ``folder``, unless it has a public key already.

    Two processes that start together agree on one pair. Raises KeyUnreadableError.
    """
    if (folder / PUBLIC).exists():
        return
    private = PrivateKey.generate()
    name = key_id(private.public_key)
    private_path = folder / f"private-{name}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # The private key is on disk first: a public key without it would seal for nobody.
        _write_once(private_path, {"id": name, "private_key": _text(bytes(private))})
        if not _write_once(
            folder / PUBLIC, {"id": name, "public_key": _text(bytes(private.public_key))}
        ):
            private_path.unlink()
    except OSError as error:
        raise KeyUnreadableError(
            f"The keys cannot be made in {folder}: {error.strerror}. Make the folder writable."
        ) from None


def sealing_key(folder: Path) -> SealingKey:
    """The public key in ``folder``; raises KeyMissingError or KeyUnreadableError."""
    path = folder / PUBLIC
    try:
        key = PublicKey(_read(path, "public_key"))
    except FileNotFoundError:
        raise KeyMissingError(f"There is no public key in {folder}; put {PUBLIC} there.") from None
    return SealingKey(key_id(key), key)


def private_ring(folder: Path) -> PrivateRing:
    """Every private key in ``folder``; raises KeyMissingError or KeyUnreadableError."""
    keys = [PrivateKey(_read(path, "private_key")) for path in folder.glob("private-*.json")]
    if not keys:
        raise KeyMissingError(
            f"There is no private key in {folder}; put it back from the backup of your keys."
        )
    return PrivateRing({key_id(key.public_key): key for key in keys})


def seal(plaintext: bytes, *, bound_to: str, public: SealingKey) -> bytes:
    """Close ``plaintext`` in a box that opens only for the row named ``bound_to``."""
    bound = bound_to.encode()
    content = len(bound).to_bytes(2, "big") + bound + plaintext
    return SealedBox(public.key).encrypt(sodium_pad(content, BLOCK))


def open_sealed(sealed: bytes, *, bound_to: str, key_id: str, ring: PrivateRing) -> bytes:
    """What was sealed for the row named ``bound_to`` with the key ``key_id``.

    Raises KeyMissingError, TamperedError or SwappedError; never returns anything else.
    """
    if key_id not in ring.keys:
        raise KeyMissingError(
            f"The private key {key_id} is not here; put it back from the backup of your keys."
        )
    try:
        content = sodium_unpad(SealedBox(ring.keys[key_id]).decrypt(sealed), BLOCK)
    except (CryptoError, ValueError, TypeError):
        raise TamperedError("These answers were changed after they were sealed.") from None
    size = int.from_bytes(content[:2], "big")
    bound, plaintext = content[2 : 2 + size], content[2 + size :]
    if bound != bound_to.encode():
        raise SwappedError("These answers belong to another inquiry.")
    return plaintext


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _read(path: Path, name: str) -> bytes:
    try:
        key = base64.b64decode(json.loads(path.read_bytes())[name], validate=True)
    except FileNotFoundError:
        raise
    except (OSError, ValueError, KeyError, TypeError):
        raise KeyUnreadableError(
            f"{path} cannot be read as a key; correct its access rights, or put it back."
        ) from None
    if len(key) != PublicKey.SIZE:
        raise KeyUnreadableError(f"{path} holds a key of the wrong size; put it back.")
    return key


def _write_once(path: Path, content: dict[str, str]) -> bool:
    """Write a file, whole or not at all; False where somebody else was first."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    _sync_folder(path.parent)
    return True


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
