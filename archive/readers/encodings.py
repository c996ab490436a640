"""Bytes to text: byte-order mark, UTF-8, what the server named, what the page declares, what the bytes look like.

UTF-8 stands before what anybody says, for text of another encoding is hardly ever UTF-8 by chance. What is said counts
only where all bytes can be read so.
"""

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
_AS_ON_THE_WEB = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
}
"""What pages mean by a name: the larger encoding that holds it (WHATWG Encoding Standard, section 4.2)."""
_LABELS = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "iso-8859-8-i": "iso8859-8",
    "win-1251": "cp1251",
    "x-mac-cyrillic": "mac-cyrillic",
}
"""Names that pages use and Python does not know."""
_READ = {
    *_AS_ON_THE_WEB.values(),
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "euc_jp", "iso2022_jp", "hz", "koi8-r", "koi8-u", "cp866", "cp932"),
    *(f"cp125{part}" for part in range(9)),
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *("mac-roman", "mac-cyrillic", "johab", "cp437", "cp850", "cp852"),
}
"""Encodings that a name may stand for. Python has others (`hex`, `utf-7`, `unicode_escape`) that no page is in, and
that would let it say something else than its bytes do."""
_ESCAPING = {"iso2022_jp": b"\x1b", "hz": b"~{"}
"""Encodings whose bytes are all ASCII: what begins their other letters."""
_WIDE = 0.05
"""Share of zeros among the high bytes of a page in UTF-16, whose tags are ASCII in whatever language it is; the low
ones have next to none."""
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
_CONTROL = bytes([*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F])
_NO_LETTERS = "\ufffd\ufffe\uffff"


class Decoded(NamedTuple):
    """Text with the Python name of the encoding it came in."""

    text: str
    encoding: str


def decode(payload: bytes, *, markup: bool = False, named: str = "") -> Decoded:
    """The text of these bytes; raises UnreadableDocument where they are no text in any common encoding.

    ``named`` is the encoding that the server named, as it wrote it.
    """
    text, encoding = _guess(payload, markup, _known(named))
    if _controls(text[:_SAMPLE]) > _NOT_TEXT * len(text[:_SAMPLE]):
        raise UnreadableDocument("not text: the file holds binary data or an unknown encoding")
    return Decoded(text.replace("\x00", "\ufffd"), encoding)


def _controls(text: str) -> int:
    """How many control and replacement characters a text has; a pattern would take three times as long."""
    data = text.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _CONTROL)) + sum(map(text.count, _NO_LETTERS))


def _guess(payload: bytes, markup: bool, named: str) -> Decoded:
    for mark, name in _MARKS:
        if payload.startswith(mark):
            return Decoded(payload.decode(name, "replace"), name)
    said = [name for name in (named, _declared(payload) if markup else "") if name]
    for name in said:
        if _shows(payload, name) and (text := _read_as(payload, name)) is not None:
            return Decoded(text, name)
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
    return _as_said(payload, said) or _by_looks(payload)


def _as_said(payload: bytes, said: list[str]) -> Decoded | None:
    """The text in the first encoding named in which it can be read; None where all of them lie.

    Servers name ISO-8859-1 for whatever they send where nobody told them better: it yields to what the page declares
    where its letters are not those of Western Europe.
    """
    readings = [
        Decoded(text, name)
        for name in said
        if not name.startswith("utf-16") and name not in _ESCAPING and (text := _read_as(payload, name)) is not None
    ]
    if len(readings) == 2 and readings[0].encoding == "cp1252" and not _looks_western(readings[0].text):
        return readings[1]
    return readings[0] if readings else None


def _shows(payload: bytes, name: str) -> bool:
    """Whether the bytes show that they are in an encoding that UTF-8 must not be tried before."""
    if name.startswith("utf-16"):
        head = payload[:_SAMPLE]
        high, low = (head[0::2], head[1::2]) if name == "utf-16-be" else (head[1::2], head[0::2])
        return high.count(0) > _WIDE * len(high) and low.count(0) < _WIDE * high.count(0)
    return name in _ESCAPING and _ESCAPING[name] in payload[:_SAMPLE]


def _read_as(payload: bytes, name: str) -> str | None:
    """The text in an encoding, or None where not all bytes can be read so."""
    try:
        return payload.decode(name)
    except UnicodeDecodeError:
        return None


def _known(name: str) -> str:
    """The Python name of the encoding that a page or server calls so; empty for one that no page is in."""
    name = name.strip().lower()
    try:
        found = _LABELS.get(name) or (codecs.lookup(name).name if name.isascii() else "")
    except (LookupError, ValueError):
        return ""
    found = _AS_ON_THE_WEB.get(found, found)
    return found if found in _READ else ""


def _declared(payload: bytes) -> str:
    """The encoding that the markup declares, by its Python name."""
    found = _DECLARED.search(payload[:_DECLARED_WITHIN])
    return _known(found.group(1).decode("ascii")) if found else ""


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
