"""What was read of the authority files is kept, and never taken for what they are not."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from archive.documents import ActorKind, ActorRecord
from archive.tagging import Authority, AuthorityError, read_authority_file
from archive.tagging.authority_cache import NAME, read_kept
from archive.tagging.authority_files import read_authority_folder
from tests.tagging.conftest import ROOT

AUTHORITY = ROOT / "fixtures" / "authority"
FERNLAND = "- slug: fernland\n  code: XF\n  name: Fernland\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "authority"
    made.mkdir()
    (made / "countries.yaml").write_text(FERNLAND, encoding="utf-8")
    return made


def test_kept_records_are_those_of_the_files(tmp_path: Path) -> None:
    wanted = read_authority_folder(AUTHORITY)
    assert read_kept(AUTHORITY, tmp_path) == wanted
    assert read_kept(AUTHORITY, tmp_path) == wanted
    assert [one.name for one in tmp_path.iterdir()] == [NAME]


def test_every_field_of_an_actor_is_kept(tmp_path: Path) -> None:
    records = {record.kind: record for record in read_kept(AUTHORITY, tmp_path)}
    again = {record.kind: record for record in read_kept(AUTHORITY, tmp_path)}
    for kind in ActorKind:
        for field in fields(ActorRecord):
            assert type(getattr(again[kind], field.name)) is type(getattr(records[kind], field.name))


def test_changed_file_is_read_again(folder: Path, tmp_path: Path) -> None:
    read_kept(folder, tmp_path)
    (folder / "countries.yaml").write_text(FERNLAND.replace("Fernland", "Farland"), encoding="utf-8")
    assert [record.name for record in read_kept(folder, tmp_path)] == ["Farland"]


def test_file_added_is_read(folder: Path, tmp_path: Path) -> None:
    read_kept(folder, tmp_path)
    (folder / "persons.yaml").write_text("- slug: ana\n  name: Ana Sol\n", encoding="utf-8")
    assert [record.slug for record in read_kept(folder, tmp_path)] == ["fernland", "ana"]


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\xff\xfe\n[]"])
def test_damaged_keep_is_replaced(folder: Path, tmp_path: Path, damage: bytes) -> None:
    read_kept(folder, tmp_path)
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(damage)
    assert [record.slug for record in read_kept(folder, tmp_path)] == ["fernland"]
    assert (tmp_path / NAME).read_bytes() == whole


def test_keep_cut_short_is_replaced(folder: Path, tmp_path: Path) -> None:
    read_kept(folder, tmp_path)
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole[:-1])
    assert [record.slug for record in read_kept(folder, tmp_path)] == ["fernland"]
    assert (tmp_path / NAME).read_bytes() == whole


def test_keep_that_cannot_be_written_is_done_without(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    assert [record.slug for record in read_kept(folder, blocked)] == ["fernland"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["authority", "file"]


def test_wrong_file_is_an_error_with_a_keep_too(folder: Path, tmp_path: Path) -> None:
    read_kept(folder, tmp_path)
    (folder / "countries.yaml").write_text("- slug: Fern Land\n", encoding="utf-8")
    with pytest.raises(AuthorityError, match="is not a slug"):
        read_kept(folder, tmp_path)


def test_authority_from_kept_files_has_their_actors(folder: Path, tmp_path: Path) -> None:
    [wanted] = read_authority_file(folder / "countries.yaml")
    for _ in range(2):
        assert Authority.from_files(folder, tmp_path).actor(ActorKind.COUNTRY, "fernland") == wanted
