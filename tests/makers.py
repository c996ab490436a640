"""Makes files of each kind that is read, from texts of our own; for tests and benchmarks."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage

from tests.texts import MINISTER, TREATY

SENTENCES = [line for line in (MINISTER + "\n" + TREATY).splitlines() if len(line) > 80]


def page(title: str, text: str = "", head: str = "") -> bytes:
    """An article's page with a menu before it and a footer behind it."""
    paragraphs = "".join(f"<p>{line}</p>" for line in (text.splitlines() if text else SENTENCES) if line)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a> "
        f"<a href='/world'>World</a></nav><article><h1>{title}</h1>{paragraphs}</article>"
        "<footer>Contact us</footer></body></html>"
    ).encode()


def answer(body: bytes, status: str = "200 OK", media_type: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    """An HTTP answer as it is sent."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}\r\n"
    return head.encode() + body


def sha1(data: bytes) -> str:
    """A digest as crawlers write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def record(
    url: str,
    block: bytes,
    sort: str = "response",
    *,
    length: int | None = None,
    date: str = "2024-05-06T07:08:09Z",
    **more: str,
) -> bytes:
    """One WARC record; ``length`` says what it claims to hold."""
    media_type = "application/http; msgtype=response" if sort in {"response", "revisit"} else "text/html"
    headers = {
        "WARC-Type": sort,
        "WARC-Target-URI": url,
        "WARC-Date": date,
        "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()}>",
        "Content-Type": media_type,
        **{name.replace("_", "-"): value for name, value in more.items()},
        "Content-Length": str(len(block) if length is None else length),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def warc(records: Iterable[bytes], packed: bool = True) -> bytes:
    """A WARC file, each record compressed for itself where ``packed``."""
    return b"".join(gzip.compress(each, 6, mtime=0) if packed else each for each in records)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as folder:
        for name, data in members.items():
            folder.writestr(name, data)
    return target.getvalue()


def message(subject: str, text: str, html: str = "", sender: str = "The Herald <news@herald.example>") -> bytes:
    """An e-mail with a text and perhaps an HTML part."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "reader@example.org", subject
    mail["Date"], mail["Message-ID"] = "Mon, 06 May 2024 07:08:09 +0200", "<1@herald.example>"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail.as_bytes()


def saved_page(url: str, html: bytes) -> bytes:
    """A page saved as MHTML."""
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: " + url.encode() + b"\r\nSubject: A page\r\n"
        b"Date: Mon, 6 May 2024 07:08:09 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n\r\n------B\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: "
        + url.encode()
        + b"\r\n\r\n"
        + base64.encodebytes(html)
        + b"\r\n------B\r\nContent-Type: image/png\r\nContent-Location: /a.png\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------B--\r\n"
    )
