"""JSON Lines in and out for the commands: a bad line is named and the next one done."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from django.core.management.base import CommandError, OutputWrapper

from archive.documents import ArchiveError

Record = dict[str, Any]


def convert(source: str, target: str, change: Callable[[Record], Record], errors: OutputWrapper) -> int:
    """Write ``change`` of each record of one file to another and return how many lines were bad.

    ``-`` stands for standard input or output. Raises CommandError where a file cannot be opened.
    """
    bad = 0
    if source != "-" and Path(source).exists() and Path(target).exists() and Path(source).samefile(target):
        raise CommandError(f"{target} is the file to be read too: name another one to write to")
    with ExitStack() as files:
        lines, output = _open(source, "r", files), _open(target, "w", files)
        for number, record in _records(lines):
            try:
                if isinstance(record, str):
                    raise ArchiveError(record)
                changed = change(record)
            except ArchiveError as error:
                bad += 1
                errors.write(f"{source}:{number}: {error}")
                continue
            output.write(_line(changed))
    return bad


def good_records(source: str) -> Iterator[Record]:
    """The records of a file, for a first look at them; bad lines are left to `convert`, which names them."""
    with ExitStack() as files:
        for _, record in _records(_open(source, "r", files)):
            if not isinstance(record, str):
                yield record


def _line(record: Record) -> str:
    """The record as it can be written in UTF-8: an escape that stands for half a character stays an escape."""
    line = json.dumps(record, ensure_ascii=False) + "\n"
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(record) + "\n"
    return line


def _records(lines: IO[str]) -> Iterator[tuple[int, Record | str]]:
    """Each line's number with its record, or with what is wrong with it."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"not JSON: {error}"
            continue
        yield (
            number,
            record if isinstance(record, dict) else "not a JSON object: each line must be one record in braces",
        )


def _open(name: str, mode: str, files: ExitStack) -> IO[str]:
    coding = "utf-8-sig" if mode == "r" else "utf-8"
    if name == "-":
        # Neither the locale nor a bad byte may change what a pipe gives.
        pipe = 0 if mode == "r" else 1
        sys.stdout.flush()
        return files.enter_context(open(pipe, mode, encoding=coding, errors="replace", newline="\n", closefd=False))
    try:
        stream: IO[str] = open(name, mode, encoding=coding, errors="replace", newline="\n")  # noqa: PTH123, SIM115
    except OSError as error:
        raise CommandError(f"{name} cannot be opened: {error.strerror}") from error
    return files.enter_context(stream)
