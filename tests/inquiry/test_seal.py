"""Boxes open for their own row and the right key, and in no other way."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from kapsite.inquiry import seal

SECRET = b"marzipan and thunder"


@pytest.fixture
def folder(tmp_path):
    seal.make_keys(tmp_path / "keys")
    return tmp_path / "keys"


def close(folder, text=SECRET, row="row-1"):
    key = seal.sealing_key(folder)
    return seal.seal(text, bound_to=row, public=key), key.id


def test_what_was_sealed_opens_again(folder):
    sealed, key = close(folder)
    ring = seal.private_ring(folder)
    assert seal.open_sealed(sealed, bound_to="row-1", key_id=key, ring=ring) == SECRET


def test_a_box_shows_neither_its_content_nor_how_much_there_is(folder):
    short, _key = close(folder, b"yes")
    long, _key = close(folder, SECRET * 40)
    assert SECRET not in long
    assert len(short) == len(long)


@pytest.mark.parametrize("position", [0, 40, 500, -1])
def test_a_tampered_box_is_refused(folder, position):
    sealed, key = close(folder)
    changed = bytearray(sealed)
    changed[position] ^= 1
    ring = seal.private_ring(folder)
    with pytest.raises(seal.TamperedError):
        seal.open_sealed(bytes(changed), bound_to="row-1", key_id=key, ring=ring)


@pytest.mark.parametrize("sealed", [b"", b"short", b"x" * 2000])
def test_rubbish_is_refused(folder, sealed):
    key = seal.sealing_key(folder).id
    with pytest.raises(seal.TamperedError):
        seal.open_sealed(sealed, bound_to="r", key_id=key, ring=seal.private_ring(folder))


def test_a_box_from_another_row_is_refused(folder):
    sealed, key = close(folder, row="row-1")
    with pytest.raises(seal.SwappedError):
        seal.open_sealed(sealed, bound_to="row-2", key_id=key, ring=seal.private_ring(folder))


def test_another_key_under_the_right_name_is_refused(folder, tmp_path):
    sealed, key = close(folder)
    seal.make_keys(tmp_path / "other")
    other = seal.private_ring(tmp_path / "other")
    wrong = seal.PrivateRing({key: next(iter(other.keys.values()))})
    with pytest.raises(seal.TamperedError):
        seal.open_sealed(sealed, bound_to="row-1", key_id=key, ring=wrong)


def test_a_missing_key_says_which(folder, tmp_path):
    sealed, key = close(folder)
    seal.make_keys(tmp_path / "other")
    ring = seal.private_ring(tmp_path / "other")
    with pytest.raises(seal.KeyMissingError, match=key):
        seal.open_sealed(sealed, bound_to="row-1", key_id=key, ring=ring)


def test_the_public_key_alone_seals_and_does_not_open(folder):
    for path in folder.glob("private-*"):
        path.unlink()
    assert close(folder)
    with pytest.raises(seal.KeyMissingError):
        seal.private_ring(folder)


def test_several_private_keys_are_told_apart_by_their_names(folder):
    old_sealed, old_key = close(folder)
    (folder / seal.PUBLIC).unlink()
    seal.make_keys(folder)
    new_sealed, new_key = close(folder)
    ring = seal.private_ring(folder)
    assert old_key != new_key
    assert seal.open_sealed(old_sealed, bound_to="row-1", key_id=old_key, ring=ring) == SECRET
    assert seal.open_sealed(new_sealed, bound_to="row-1", key_id=new_key, ring=ring) == SECRET


def test_keys_are_for_their_owner_alone(folder):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_making_keys_again_changes_nothing(folder):
    before = {path: path.read_bytes() for path in folder.iterdir()}
    seal.make_keys(folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_starters_at_the_same_time_agree_on_one_pair(tmp_path):
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(seal.make_keys, [tmp_path / "keys"] * 36))
    assert len(list((tmp_path / "keys").iterdir())) == 2
    assert seal.sealing_key(tmp_path / "keys").id in seal.private_ring(tmp_path / "keys").keys


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"public_key": "AAAA"}', '{"public_key": 1}'])
def test_a_broken_key_file_is_named(folder, content):
    (folder / seal.PUBLIC).write_text(content)
    with pytest.raises(seal.KeyUnreadableError, match=r"public\.json"):
        seal.sealing_key(folder)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(seal.KeyUnreadableError, match="writable"):
        seal.make_keys(tmp_path / "file" / "keys")


def test_a_private_key_never_shows_in_what_is_printed(folder):
    private = json.loads(next(folder.glob("private-*")).read_text())["private_key"]
    assert private not in repr(seal.private_ring(folder))
