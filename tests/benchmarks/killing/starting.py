"""Commands in processes of their own that cost no start: forked from one that has imported everything."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
COMMANDS = ("migrate", "ingest", "reindex", "reclean", "retag", "rebuild", "backup", "restore")
_WRITES = os.O_WRONLY | os.O_RDWR
_PLACES = {"os.rename", "os.remove", "os.truncate", "os.mkdir", "os.rmdir", "shutil.rmtree"}
KILLED = -signal.SIGKILL


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit status or minus the signal, seconds, what it said, places it passed, its group."""

    status: int
    seconds: float
    said: str
    places: int
    group: int = 0


@dataclass(frozen=True, slots=True)
class Killing:
    """When to kill: after so many seconds or before so many places; all of its processes or the first alone."""

    seconds: float | None = None
    place: int | None = None
    alone: bool = False


def get_ready(data: Path) -> None:
    """Import what the commands need, once; nothing of the database is opened here."""
    os.environ.update(
        ARCHIVE_DATA=str(data), ARCHIVE_BATCH="4", ARCHIVE_WARC_MB="1", DJANGO_SETTINGS_MODULE="archive.settings"
    )
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    for name in (*(f"archive.management.commands.{command}" for command in COMMANDS[1:]), "archive.verifying"):
        import_module(name)


def run(folder: Path, *command: str, killing: Killing | None = None) -> Ended:
    """Run a command to its end or its killing; its processes form a group of their own."""
    out, places = folder / "out.txt", folder / "places.txt"
    places.unlink(missing_ok=True)
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        _become(command, out, places, killing)
    if killing and killing.seconds is not None:
        while time.monotonic() - started < killing.seconds and not _has_ended(pid):
            time.sleep(0.002)
        kill(pid, alone=killing.alone)
    _, status = os.waitpid(pid, 0)
    seconds = time.monotonic() - started
    passed = int(places.read_text()) if places.exists() else 0
    return Ended(os.waitstatus_to_exitcode(status), seconds, out.read_text(errors="replace"), passed, pid)


def kill(pid: int, *, alone: bool) -> None:
    """SIGKILL for a process, or for its whole group."""
    try:
        if alone:
            os.kill(pid, signal.SIGKILL)
        else:
            os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass  # it has not made its group yet, or has ended
    else:
        return
    os.kill(pid, signal.SIGKILL)


def left_of_groups(groups: set[int]) -> list[int]:
    """The processes of these groups that still live."""
    living = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(group) in groups and state not in "ZX":
            living.append(int(stat.parent.name))
    return living


def _has_ended(pid: int) -> bool:
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _become(command: tuple[str, ...], out: Path, places: Path, killing: Killing | None) -> None:
    """Be the command, and never return."""
    status = 70
    try:
        os.setsid()
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for standard in (1, 2):
            os.dup2(descriptor, standard)
        os.chdir(ROOT)
        counted = _Places(killing)
        status = _execute(command)
        places.write_text(str(counted.passed))
    except BaseException as error:  # whatever it is, this process must end here
        print(repr(error), file=sys.stderr)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _execute(command: tuple[str, ...]) -> int:
    from django.core.management import execute_from_command_line

    if command[0] == "check":
        from tests.benchmarks.killing.checking import check

        return check(*command[1:])
    if command[0] == "correct":
        from tests.benchmarks.killing.checking import correct

        return correct()
    sys.argv = ["manage.py", *command]
    try:
        execute_from_command_line(sys.argv)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


class _Places:
    """Counts writes to names, syncs and commits, and kills before the one that is asked for."""

    def __init__(self, killing: Killing | None) -> None:
        from django.db.backends.base.base import BaseDatabaseWrapper

        self.passed = 0
        self._killing = killing or Killing()
        sys.addaudithook(self._heard)
        for owner, name in ((os, "fsync"), (BaseDatabaseWrapper, "_commit")):
            setattr(owner, name, self._before(getattr(owner, name)))

    def _before(self, function: Any) -> Any:
        def counted(*given: Any) -> Any:
            self._pass()
            result = function(*given)
            self._pass()
            return result

        return counted

    def _heard(self, event: str, given: tuple[Any, ...]) -> None:
        if event in _PLACES or (event == "open" and isinstance(given[2], int) and given[2] & _WRITES):
            self._pass()

    def _pass(self) -> None:
        if self.passed == self._killing.place:
            kill(os.getpid(), alone=self._killing.alone)
        self.passed += 1
