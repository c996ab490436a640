"""Bytes to text: the byte-order mark, then UTF-8, then what the page declares, then what the bytes look like."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from archive.documents import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_DECLARED_WITHIN = 4096
"""Bytes in which a declaration counts; the HTML standard asks for the first 1,024."""
_SAMPLE = 200_000
"""Bytes that the detection looks at; more doesn't change its mind and costs seconds."""
_BROKEN_UTF8 = 0.01
"""Share of undecodable characters up to which a text is damaged UTF-8 rather than another encoding."""
_NOT_TEXT = 0.05
"""Share of control and replacement characters from which bytes are no text; real pages have none or a few."""
_LEGACY_SIGNS = "‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"

_LATIN = {
    "cp1250",
    "cp1252",
    "cp1254",
    "cp1257",
    "latin_1",
    *(f"iso8859_{part}" for part in (2, 3, 4, 9, 10, 13, 14, 15, 16)),
}
_CENTRAL_EUROPEAN = ("iso8859_2", "cp1250")
"""Detection takes their short texts for other Latin code pages; they differ in the letters that become signs."""
_SIGN_IN_WORD = re.compile(
    r"[\x80-\x9f]|"
    r"(?<=[^\W\d_])[^\w\s'’.,:;!?()\"„”“«»/–—-](?=[^\W\d_])|[£¥¦¶±¼¾³²¹](?=[^\W\d_])|(?<=[^\W\d_])[³²¹±¶¼]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd\ufffe\uffff]")


class Decoded(NamedTuple):
    """Text with the Python name of the encoding it came in."""

    text: str
    encoding: str


def decode(payload: bytes, *, markup: bool = False) -> Decoded:
    """The text of these bytes; raises UnreadableDocument where they are no text in any common encoding."""
    text, encoding = _guess(payload, markup)
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if controls > _NOT_TEXT * len(text[:_SAMPLE]):
        raise UnreadableDocument("not text: the file holds binary data or an unknown encoding")
    return Decoded(text.replace("\x00", "\ufffd"), encoding)


def _guess(payload: bytes, markup: bool) -> Decoded:
    for mark, name in _MARKS:
        if payload.startswith(mark):
            return Decoded(payload.decode(name, "replace"), name)
    wide = _utf16_without_mark(payload) if b"\x00" in payload[:2000] else None
    if wide:
        return wide
    try:
        return Decoded(payload.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    broken = payload.decode("utf-8", "replace")
    beyond_ascii = sum(1 for letter in broken[:_SAMPLE] if letter > "\x7f")
    if broken[:_SAMPLE].count("\ufffd") <= _BROKEN_UTF8 * beyond_ascii:
        return Decoded(broken, "utf-8")
    declared = _declared(payload) if markup else ""
    if declared:
        try:
            return Decoded(payload.decode(declared), declared)
        except UnicodeDecodeError:
            pass  # the page lies; look at the bytes instead
    return _by_looks(payload)


def _declared(payload: bytes) -> str:
    """The encoding that the markup declares, if Python knows it; ISO-8859-1 means windows-1252 on the web."""
    found = _DECLARED.search(payload[:_DECLARED_WITHIN])
    if not found:
        return ""
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return ""
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _utf16_without_mark(payload: bytes) -> Decoded | None:
    """UTF-16 that lost its mark: every other byte of Western text is zero."""
    head = payload[: min(len(payload), 2000) // 2 * 2]
    if len(head) < 8:
        return None
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros.count(0) > 0.7 * len(zeros):
            return Decoded(payload[: len(payload) // 2 * 2].decode(name, "replace"), name)
    return None


def _by_looks(payload: bytes) -> Decoded:
    best = from_bytes(payload[:_SAMPLE]).best()
    name = best.encoding if best else "cp1252"
    western = payload.decode("cp1252", "replace")
    # Short Western texts look like many code pages alike; windows-1252 is what the web has.
    if "\ufffd" not in western and _looks_western(western):
        return Decoded(western, "cp1252")
    if name in _LATIN:
        name = min((*_CENTRAL_EUROPEAN, name), key=lambda each: _signs_in_words(payload[:_SAMPLE], each))
    return Decoded(payload.decode(name, "replace"), name)


def _signs_in_words(payload: bytes, encoding: str) -> int:
    """How many signs stand within words when the bytes are read so; in the right encoding there are none."""
    return len(_SIGN_IN_WORD.findall(payload.decode(encoding, "replace")))


def _looks_western(text: str) -> bool:
    """Whether each letter beyond ASCII is one that Western European text uses, mostly inside ASCII words."""
    beyond = [letter for letter in text[:_SAMPLE] if letter > "\x7f"]
    usual = sum(
        1
        for letter in beyond
        if letter in _LEGACY_SIGNS or letter in "äöüßéèêëàâáåãçñíîïìóôòõøúùûæœÄÖÜÉÈÀÅÇÑØ«»°§£©®·¿¡\xa0"
    )
    return usual >= 0.95 * len(beyond)
