"""Posting lists as the bytes of Whoosh's posting file (codec W3), for many terms at once.

A block of postings is a length, a pickled tuple about the block, and a pickled tuple of document steps, weights and
values (``whoosh/codec/whoosh3.py``). The pickles are put together here opcode by opcode, out of arrays: each number
stands in a fixed number of bytes, so that the pieces of all postings are laid out at once and nothing is pickled.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from archive.search.engines.whoosh.tables import Ints, Postings

_BLOCK = 128
"""Postings in a block; Whoosh's own number."""
_COMPRESSION = 1
"""zlib's quickest level: the steps and positions of a block hardly get smaller at a higher one."""
_WORTH_COMPRESSING = 400
"""Bytes; smaller blocks gain little, and a search has to take them apart again."""
_VALUE_HEAD, _VALUE_TAIL = 10, 2
_int = struct.Struct("!i").pack
_long = struct.Struct("<I").pack


@dataclass(frozen=True)
class TermRows:
    """What the term file says of a run of terms, one entry a term; offsets count from the beginning of the run."""

    weight: Ints
    spread: Ints
    shortest: Ints
    longest: Ints
    heaviest: Ints
    first: Ints
    last: Ints
    offset: Ints
    size: Ints


def encoded(
    postings: Postings, low: int, high: int, lengths: Ints | None, value_size: int | None
) -> tuple[bytes, TermRows]:
    """The posting lists of the terms from ``low`` to before ``high``, and their rows.

    ``lengths`` holds the length byte of each document; ``value_size`` is what the field's Whoosh format says: 0 for
    no values, 4 for a count, None for positions.
    """
    return _Run(postings, low, high, lengths, value_size).encoded()


class _Run:
    """The postings of a run of terms, and where its blocks and lists begin."""

    def __init__(self, postings: Postings, low: int, high: int, lengths: Ints | None, value_size: int | None) -> None:
        start, end = int(postings.bounds[low]), int(postings.bounds[high])
        self.bounds = (postings.bounds[low : high + 1] - start).astype(np.int64)
        self.documents = postings.documents[start:end].astype(np.int64)
        counts = postings.frequencies
        self.counts = np.ones(end - start, np.int64) if counts is None else counts[start:end].astype(np.int64)
        self.lengths = np.zeros(end - start, np.uint8) if lengths is None else lengths[self.documents]
        each = -(-np.diff(self.bounds) // _BLOCK)
        self.first_block = np.cumsum(each) - each
        within = np.arange(int(each.sum())) - np.repeat(self.first_block, each)
        self.starts = np.repeat(self.bounds[:-1], each) + within * _BLOCK
        self.ends = np.append(self.starts[1:], end - start)
        self.is_last = np.zeros(len(self.starts), bool)
        self.is_last[self.first_block[1:] - 1] = self.is_last[-1:] = True
        self.heaviest = np.maximum.reduceat(self.counts, self.starts)
        self._values, self._value_ends = self._of_values(postings, low, high, value_size)
        self._around_values = (b"N", b"t.")
        if postings.positions is not None:
            self._around_values = (b"(", b"tt.")
        elif self._values:
            self._around_values = (b"B", b"t.")

    def _of_values(self, postings: Postings, low: int, high: int, size: int | None) -> tuple[bytes, Ints]:
        """The values of all postings as opcodes, and where the values before each posting end."""
        ends = np.zeros(len(self.counts) + 1, np.int64)
        if postings.positions is not None and postings.places is not None:
            places = postings.positions[int(postings.places[low]) : int(postings.places[high])]
            return _position_values(places.astype(np.int64), self.counts, ends), ends
        if postings.frequencies is not None and size:
            ends[:] = np.arange(len(ends)) * 4
            return self.counts.astype(">u4").tobytes(), ends
        return b"", ends

    def encoded(self) -> tuple[bytes, TermRows]:
        """The bytes and the rows."""
        parts, sizes = self._blocks()
        list_starts, posting_starts = self.first_block, self.bounds[:-1]
        size = np.add.reduceat(sizes, list_starts) + len(WHOOSH3_HEADER_MAGIC)
        return b"".join(parts), TermRows(
            np.add.reduceat(self.counts, posting_starts),
            np.diff(self.bounds),
            np.minimum.reduceat(self.lengths, posting_starts),
            np.maximum.reduceat(self.lengths, posting_starts),
            np.maximum.reduceat(self.heaviest, list_starts),
            self.documents[posting_starts],
            self.documents[self.bounds[1:] - 1],
            np.cumsum(size) - size,
            size,
        )

    def _blocks(self) -> tuple[list[bytes], Ints]:
        """The pieces of all blocks in order, and the size of each block."""
        steps, weights = self._steps(), np.minimum(self.counts, 255).astype(np.uint8).tobytes()
        plain = self._plain_sizes()
        levels = np.where(plain > _WORTH_COMPRESSING, _COMPRESSION, 0)
        infos = self._infos(levels)
        width = len(infos) // len(self.starts)
        parts: list[bytes] = []
        sizes = np.empty(len(self.starts), np.int64)
        is_new = np.zeros(len(self.starts), bool)
        is_new[self.first_block] = True
        opened, closed = self._around_values
        rows = zip(
            self.starts.tolist(),
            self.ends.tolist(),
            self._value_ends[self.starts].tolist(),
            self._value_ends[self.ends].tolist(),
            self.heaviest.tolist(),
            levels.tolist(),
            is_new.tolist(),
            self.is_last.tolist(),
            strict=True,
        )
        for at, (start, end, low, high, most, level, new, last) in enumerate(rows):
            data = b"".join(
                (
                    b"((",
                    steps[5 * start : 5 * end],
                    b"t",
                    b"N" if most == 1 else self._weights(weights, start, end, most),
                    opened if opened != b"B" else b"B" + _long(high - low),
                    self._values[low:high],
                    closed,
                )
            )
            if level:
                data = zlib.compress(data, level)
            length = width + len(data)
            sizes[at] = length + 4
            if new:
                parts.append(WHOOSH3_HEADER_MAGIC)
            parts += (_int(-length if last else length), infos[width * at : width * (at + 1)], data)
        return parts, sizes

    def _steps(self) -> bytes:
        """Each document as its distance from the one before it in the block: an opcode and four bytes."""
        steps = np.diff(self.documents, prepend=0)
        steps[self.starts] = self.documents[self.starts]
        return _numbers(steps).tobytes()

    def _weights(self, weights: bytes, start: int, end: int, most: int) -> bytes:
        """Weights as bytes, which give numbers when indexed; as a tuple where they are greater."""
        if most < 256:
            return b"B" + _long(end - start) + weights[start:end]
        return b"(" + _numbers(self.counts[start:end]).tobytes() + b"t"

    def _plain_sizes(self) -> Ints:
        """About how large each block is before compression."""
        sizes: Ints = self._value_ends[self.ends] - self._value_ends[self.starts] + 5 * (self.ends - self.starts)
        return sizes

    def _infos(self, levels: Ints) -> bytes:
        """The tuple about each block: number, last document, heaviest, compression, shortest and longest."""
        count = len(self.starts)
        heaviest = np.empty((count, 9), np.uint8)
        heaviest[:, 0] = ord("G")
        heaviest[:, 1:] = self.heaviest.astype(">f8").view(np.uint8).reshape(count, 8)
        columns = [
            np.full((count, 1), ord("("), np.uint8),
            _numbers(self.ends - self.starts),
            _numbers(self.documents[self.ends - 1]),
            heaviest,
            _numbers(levels),
            _numbers(np.minimum.reduceat(self.lengths, self.starts)),
            _numbers(np.maximum.reduceat(self.lengths, self.starts)),
            np.tile(np.frombuffer(b"t.", np.uint8), (count, 1)),
        ]
        return np.hstack(columns).tobytes()


def _numbers(values: Ints) -> Ints:
    """A row of five bytes a number: the opcode of an integer of four bytes, and these."""
    rows = np.empty((len(values), 5), np.uint8)
    rows[:, 0] = ord("J")
    rows[:, 1:] = values.astype("<i4").view(np.uint8).reshape(len(values), 4)
    return rows


def _position_values(places: Ints, counts: Ints, ends: Ints) -> bytes:
    """Each posting's positions as ``whoosh.formats.Positions`` reads them: a count and a pickle of steps.

    ``ends`` is filled: entry ``i`` is where the values of the postings before ``i`` end.
    """
    before = np.cumsum(counts) - counts
    steps = np.diff(places, prepend=0)
    steps[before] = places[before]
    is_wide = bool(len(places)) and int(steps.max()) >= 1 << 16
    width = 5 if is_wide else 3
    size = _VALUE_HEAD + _VALUE_TAIL + width * counts
    np.cumsum(size, out=ends[1:])
    found = np.empty(int(ends[-1]), np.uint8)
    head = np.empty((len(counts), _VALUE_HEAD), np.uint8)
    head[:, 0] = ord("B")
    head[:, 1:5] = (size - 5).astype("<u4").view(np.uint8).reshape(-1, 4)
    head[:, 5:9] = counts.astype(">u4").view(np.uint8).reshape(-1, 4)
    head[:, 9] = ord("(")
    found[ends[:-1, None] + np.arange(_VALUE_HEAD)] = head
    body = np.empty((len(steps), width), np.uint8)
    body[:, 0] = ord("J") if is_wide else ord("M")
    body[:, 1:] = steps.astype("<u4" if is_wide else "<u2").view(np.uint8).reshape(len(steps), -1)
    at = np.repeat(ends[:-1] + _VALUE_HEAD - width * before, counts) + width * np.arange(len(steps))
    found[at[:, None] + np.arange(width)] = body
    found[ends[1:] - 2], found[ends[1:] - 1] = ord("t"), ord(".")
    return found.tobytes()
