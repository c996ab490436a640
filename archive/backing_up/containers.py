"""What a backup is written to and read from: a folder, a tar file, or a compressed one."""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol

from archive.documents import ArchiveError

MANIFEST = "manifest.json"
FORMAT = 1
"""Version of a backup's form; one of another form is refused."""
_PIECE = 1 << 20


class DamagedBackup(ArchiveError):
    """Something in a backup is missing, is not what its manifest says, or should not be there."""


class Container(Protocol):
    """Takes files one after another."""

    def add(self, name: str, stream: IO[bytes], size: int) -> None:
        """Write ``size`` bytes of a stream under a name with slashes."""


@dataclass(slots=True)
class Contents:
    """Writes files into a container and the manifest of what was written at the end."""

    container: Container
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, stream: IO[bytes], size: int) -> None:
        """Write a file and note its size and digest; raises ArchiveError where the stream is shorter."""
        counted = _Counted(stream, size)
        self.container.add(name, counted, size)  # type: ignore[arg-type]  # it has what a container reads with
        if counted.left:
            raise ArchiveError(f"{name} became shorter while it was copied")
        self.files[name] = {"size": size, "sha256": counted.digest.hexdigest()}

    def close(self, facts: dict[str, Any]) -> None:
        """Write the manifest."""
        text = json.dumps({"format": FORMAT, **facts, "files": self.files}, indent=1).encode()
        self.container.add(MANIFEST, io.BytesIO(text), len(text))


class _Counted:
    """A stream that gives so many bytes and digests what it gives."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self.left = size
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(piece)
        self.digest.update(piece)
        return piece


class Folder:
    """Files below a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, name: str, stream: IO[bytes], size: int) -> None:  # noqa: ARG002 - as `Container` asks
        """Write a file, readable by its owner alone: a backup holds the secret key."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            target.chmod(0o600)
            while piece := stream.read(_PIECE):
                file.write(piece)


class Tar:
    """Files in a tar file."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar

    def add(self, name: str, stream: IO[bytes], size: int) -> None:
        """Write a file."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self.tar.addfile(entry, stream)


def is_tar(path: Path) -> bool:
    """Whether a path is meant to be one file."""
    return path.name.endswith((".tar", ".tar.gz", ".tgz"))


@contextmanager
def written(path: Path) -> Iterator[Contents]:
    """A container at a path that does not exist yet; it has its name only once it is whole.

    What an interrupted backup left under the name of its draft is taken away; raises ArchiveError where one is being
    written.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise ArchiveError(f"{path} is there already: name a new folder or file")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.partial")
    with _held(path) as held:
        if not held:
            raise ArchiveError(f"another backup to {path} is under way")
        _remove(draft)
        if is_tar(path):
            with tarfile.open(draft, "w" if path.suffix == ".tar" else "w:gz") as tar:
                yield Contents(Tar(tar))
        else:
            draft.mkdir(mode=0o700)
            yield Contents(Folder(draft))
        if path.is_dir():
            path.rmdir()
        draft.rename(path)


@contextmanager
def _held(path: Path) -> Iterator[bool]:
    """Whether nobody else writes the backup, for the time of the block; the lock ends with its process."""
    mark = path.with_name(f"{path.name}.lock")
    with mark.open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            mark.unlink(missing_ok=True)


def _remove(draft: Path) -> None:
    """Take away what an interrupted backup left."""
    if draft.is_dir():
        shutil.rmtree(draft)
    else:
        draft.unlink(missing_ok=True)


def unpacked(path: Path, folder: Path) -> Path:
    """The folder that holds a backup's files: itself, or ``folder`` with what a tar file holds."""
    if path.is_dir():
        return path
    try:
        with tarfile.open(path) as tar:
            tar.extractall(folder, filter="data")
    except (tarfile.TarError, OSError, EOFError) as error:
        raise DamagedBackup(f"{path} is no backup that can be read: {error}") from error
    return folder


def checked_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a backup whose files are all there and as they were; raises DamagedBackup."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        files = {str(name): (int(one["size"]), str(one["sha256"])) for name, one in manifest["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedBackup(f"{folder} holds no backup: its {MANIFEST} is missing or broken") from error
    if manifest.get("format") != FORMAT:
        raise DamagedBackup(f"{folder} is a backup of another form ({manifest.get('format')!r}); this program writes 1")
    for name, (size, digest) in files.items():
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise DamagedBackup(f"{name!r} in the manifest lies outside the backup")
        path = folder / name
        if not path.is_file() or path.stat().st_size != size or _digest(path) != digest:
            raise DamagedBackup(f"{name} in {folder} is missing or is not what was backed up")
    return dict(manifest)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
