"""JSON Lines in and out for the commands: a bad line is named and the next one done."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import IO, Any

from django.core.management.base import CommandError, OutputWrapper

from archive.documents import ArchiveError

Record = dict[str, Any]


def convert(source: str, target: str, change: Callable[[Record], Record], errors: OutputWrapper) -> int:
    """Write ``change`` of each record of one file to another and return how many lines were bad.

    ``-`` stands for standard input or output. Raises CommandError where a file cannot be opened.
    """
    bad = 0
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
            output.write(json.dumps(changed, ensure_ascii=False) + "\n")
    return bad


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
    if name == "-":
        return sys.stdin if mode == "r" else sys.stdout
    try:
        stream: IO[str] = open(name, mode, encoding="utf-8", errors="replace", newline="\n")  # noqa: PTH123, SIM115
    except OSError as error:
        raise CommandError(f"{name} cannot be opened: {error.strerror}") from error
    return files.enter_context(stream)
