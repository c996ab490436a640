"""The authority files as they were last read, kept so that a start need not read YAML again.

The keep is JSON, which runs nothing when it is read, and holds the digest of the files it was made from and of
itself: where either differs, the files are read again and the keep is replaced, whole or not at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import fields
from pathlib import Path
from typing import Any

from archive.documents import ActorKind, ActorRecord, Member, Name, NameSort, Office
from archive.tagging.authority_files import KINDS, read_authority_folder

_NESTED: dict[str, type] = {"names": Name, "offices": Office, "members": Member}
_FIELDS = tuple(field.name for field in fields(ActorRecord))
_SHAPE = repr([(one.__name__, [field.name for field in fields(one)]) for one in (ActorRecord, Name, Office, Member)])
"""What a keep holds: one of another shape is not read."""

NAME = "authority-files.json"
_KINDS = {kind.value: kind for kind in ActorKind}
_SORTS = {sort.value: sort for sort in NameSort}


def read_kept(folder: Path, keep: Path) -> list[ActorRecord]:
    """Give the actors of the authority files of a folder, out of the keep in the folder ``keep`` where it is fresh.

    A keep that cannot be read or written costs time and nothing else. Raises `AuthorityError` where a file is wrong.
    """
    digest = _digest_of(folder)
    records = _load(keep / NAME, digest)
    if records is None:
        records = read_authority_folder(folder)
        _store(keep / NAME, digest, records)
    return records


def _digest_of(folder: Path) -> str:
    digest = hashlib.sha256(_SHAPE.encode())
    for stem in KINDS:
        path = folder / f"{stem}.yaml"
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{stem} {len(content)} ".encode() + content)
    return digest.hexdigest()


def _load(path: Path, digest: str) -> list[ActorRecord] | None:
    """Give what a keep holds; None where it is missing, of other files, or damaged."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head.decode("ascii", "replace") != f"{digest} {hashlib.sha256(body).hexdigest()}":
        return None
    return [_record(fields) for fields in json.loads(body)]


def _store(path: Path, digest: str, records: list[ActorRecord]) -> None:
    body = json.dumps([_fields(record) for record in records], ensure_ascii=False, separators=(",", ":")).encode()
    head = f"{digest} {hashlib.sha256(body).hexdigest()}\n".encode()
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(head + body)
        draft.replace(path)


def _fields(record: ActorRecord) -> list[Any]:
    return [
        [_values(one) for one in getattr(record, field)] if field in _NESTED else getattr(record, field)
        for field in _FIELDS
    ]


def _values(nested: Name | Office | Member) -> list[Any]:
    return [getattr(nested, field.name) for field in fields(nested)]


def _record(values: list[Any]) -> ActorRecord:
    read = [_READ.get(field, _as_tuple)(value) for field, value in zip(_FIELDS, values, strict=True)]
    return ActorRecord(*read)


def _as_tuple(value: Any) -> Any:
    """Give a list as the tuple that it was, and anything else as it is."""
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value


_READ: dict[str, Any] = {
    "kind": _KINDS.__getitem__,
    "names": lambda names: tuple([Name(text, _SORTS[sort], *rest) for text, sort, *rest in names]),
    "offices": lambda offices: tuple([Office(*office) for office in offices]),
    "members": lambda members: tuple([Member(*member) for member in members]),
}
