import gzip
import zlib

import brotli
import pytest
import zstandard

from archive.documents import UnreadableDocument
from archive.http_bodies import decode_body, headers_of

PAGE = b"<p>" + b"A sentence of the page. " * 400


def chunked(body: bytes, size: int = 1000) -> bytes:
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x;ext=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=4),
    "zstd": zstandard.compress,
    "identity": bytes,
}


@pytest.mark.parametrize("coding", PACKERS)
def test_body_is_unpacked_from_each_coding(coding: str) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nTransfer-Encoding: chunked\r\n\r\n" % coding.encode()
    assert decode_body(head, chunked(PACKERS[coding](PAGE)), 10**6) == PAGE
    assert decode_body(head, PAGE, 10**6) == PAGE, "unpacked by the crawler already"


def test_deflate_without_frame_and_gzip_of_two_members_are_read() -> None:
    assert decode_body(b"Content-Encoding: deflate\r\n", raw_deflate(PAGE), 10**6) == PAGE
    assert decode_body(b"content-encoding:GZIP\r\n", gzip.compress(PAGE) * 2, 10**6) == PAGE * 2


def test_codings_upon_each_other_are_taken_off_in_turn() -> None:
    assert decode_body(b"Content-Encoding: gzip, br\r\n", brotli.compress(gzip.compress(PAGE)), 10**6) == PAGE
    with pytest.raises(UnreadableDocument, match="compressed 9 times over"):
        decode_body(b"Content-Encoding: " + b", ".join([b"gzip"] * 9), PAGE, 10**6)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_bomb_is_refused(coding: str) -> None:
    packed = PACKERS[coding](bytes(50_000_000))
    with pytest.raises(UnreadableDocument, match="too large: over 1 MB"):
        decode_body(b"Content-Encoding: %s\r\n" % coding.encode(), packed, 1_000_000)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_rubbish_under_a_coding_is_named(coding: str) -> None:
    with pytest.raises(UnreadableDocument, match=f"the body is no {coding}"):
        decode_body(b"Content-Encoding: %s\r\n" % coding.encode(), b"\xff\xfe\x01" * 999, 10**6)


def test_unknown_coding_and_chunks_that_do_not_join_are_named() -> None:
    with pytest.raises(UnreadableDocument, match="not read: 'compress'"):
        decode_body(b"Content-Encoding: compress\r\n", PAGE, 10**6)
    with pytest.raises(UnreadableDocument, match="chunks don't join"):
        decode_body(b"Transfer-Encoding: chunked\r\n", b"4\r\nabcdxyz!", 10**6)


def test_chunk_that_breaks_off_or_lies_gives_what_is_there() -> None:
    assert decode_body(b"Transfer-Encoding: chunked\r\n", b"4\r\nabcd\r\nffffffffff\r\nxyz", 10**6) == b"abcdxyz"


def test_headers_are_found_by_small_letters_and_joined() -> None:
    head = b"HTTP/1.1 200 OK\r\nLink: <a>\r\nbad line\r\nlink: <b>\r\nX-Y:  z \r\n\r\n"
    assert headers_of(head) == {"link": "<a>, <b>", "x-y": "z"}
