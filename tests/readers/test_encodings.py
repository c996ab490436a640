from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.documents import MediaType, UnreadableDocument
from archive.readers.plain import read_page
from archive.readers.responses import encoding_named

GERMAN = "Der Minister sagte, „Größe“ und Straße seien für die Länder Europas – wie gesagt – wichtig. " * 3
POLISH = "Premier powiedział, że sojusz jest ważny dla Łotwy i że źródło żółtej farby wyschło. " * 3
RUSSIAN = "Президент России заявил в Москве о новом договоре с соседними странами. " * 3
JAPANESE = "日本の首相は東京で会見し、同盟について述べた。" * 3
KOREAN = "한국 대통령은 서울에서 동맹에 대해 말했다. " * 3
CHINESE = "中国国家主席在北京会见了来访的外国领导人。" * 3


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", GERMAN),
        ("utf-8-sig", GERMAN),
        ("utf-16", GERMAN),
        ("utf-16-le", "Allies met in Brussels on Tuesday."),
        ("utf-16-be", "Allies met in Brussels on Tuesday."),
        ("utf-32", GERMAN),
        ("cp1252", GERMAN),
        ("cp1250", POLISH),
        ("iso8859_2", POLISH),
        ("cp1251", RUSSIAN),
        ("koi8_r", RUSSIAN),
        ("shift_jis", JAPANESE),
        ("euc_jp", JAPANESE),
        ("euc_kr", KOREAN),
        ("gb18030", CHINESE),
        ("big5", "中國國家主席在北京會見了來訪的外國領導人。" * 3),
    ],
)
def test_page_in_common_encoding_is_read_right(encoding: str, text: str) -> None:
    assert read_page(text.encode(encoding), "page.txt", MediaType.TEXT).content == text


def test_html_declaration_decides_over_looks() -> None:
    page = '<html><head><meta charset="koi8-r"></head><body><p>Мир</p></body></html>'
    assert "<p>Мир</p>" in read_page(page.encode("koi8-r"), "page.html", MediaType.HTML).content


def test_html_declaration_that_lies_is_not_believed() -> None:
    page = '<html><head><meta charset="iso-8859-5"></head><body><p>Žluťoučký kůň</p></body></html>'
    assert "<p>Žluťoučký kůň</p>" in read_page(page.encode(), "page.html", MediaType.HTML).content


def markup(text: str, declared: str = "") -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("named", "declared", "written", "text", "read"),
    [
        ("windows-1251", "", "cp1251", RUSSIAN, "cp1251"),
        ("KOI8-R", "windows-1251", "koi8-r", RUSSIAN, "koi8-r"),
        ("iso-8859-2", "", "iso8859-2", POLISH, "iso8859-2"),
        ("ISO-8859-1", "", "cp1252", GERMAN, "cp1252"),
        ("gb2312", "", "gb18030", CHINESE, "gb18030"),
        ("x-sjis", "", "cp932", JAPANESE, "cp932"),
        ("iso-2022-jp", "", "iso2022_jp", JAPANESE, "iso2022_jp"),
        ("utf-16", "", "utf-16-le", JAPANESE, "utf-16"),
        ("", "iso-2022-jp", "iso2022_jp", JAPANESE, "iso2022_jp"),
    ],
)
def test_encoding_that_the_server_names_is_believed(
    named: str, declared: str, written: str, text: str, read: str
) -> None:
    page = markup(text, declared)
    document = read_page(page.encode(written), "page.html", MediaType.HTML, named=named)
    assert (document.content, document.encoding) == (page, read)


@pytest.mark.parametrize(
    ("named", "declared", "written", "text", "read"),
    [
        ("iso-8859-1", "", "utf-8", GERMAN, "utf-8"),
        ("windows-1251", "koi8-r", "utf-8-sig", RUSSIAN, "utf-8-sig"),
        ("utf-8", "koi8-r", "koi8-r", RUSSIAN, "koi8-r"),
        ("shift_jis", "euc-kr", "cp949", KOREAN, "cp949"),
        ("iso-8859-1", "windows-1251", "cp1251", RUSSIAN, "cp1251"),
        ("ascii", "shift_jis", "cp932", JAPANESE, "cp932"),
        ("utf-16", "", "utf-8", GERMAN, "utf-8"),
        ("utf-16", "", "cp1252", GERMAN, "cp1252"),
        ("utf-8", "", "cp1252", GERMAN, "cp1252"),
        ("iso-2022-jp", "", "cp1252", GERMAN, "cp1252"),
        ("no-such-thing", "", "cp1252", GERMAN, "cp1252"),
        ("hex", "unicode_escape", "cp1252", GERMAN, "cp1252"),
        ("utf-7", "", "utf-8", "Wer +ADw-b+AD4- schreibt, meint das auch so.", "utf-8"),
    ],
)
def test_server_that_lies_about_the_encoding_is_not_believed(
    named: str, declared: str, written: str, text: str, read: str
) -> None:
    page = markup(text, declared)
    document = read_page(page.encode(written), "page.html", MediaType.HTML, named=named)
    assert (document.content, document.encoding) == (page, read)


@pytest.mark.parametrize(
    ("head", "named"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=KOI8-R\r\n\r\n", "KOI8-R"),
        (b'HTTP/1.1 200 OK\r\ncontent-type: text/html;charset="utf-8"; x=y\r\n\r\n', "utf-8"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", ""),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\r\n\r\n", ""),
        (b"", ""),
    ],
)
def test_head_names_an_encoding(head: bytes, named: str) -> None:
    assert encoding_named(head) == named


def test_broken_utf8_stays_utf8() -> None:
    payload = RUSSIAN.encode() * 20 + b"\xd0"
    document = read_page(payload, "page.txt", MediaType.TEXT)
    assert document.encoding == "utf-8"
    assert document.content == RUSSIAN * 20 + "\ufffd"


def test_nul_in_text_is_replaced() -> None:
    assert read_page(b"Allies\x00met. " * 1 + b"A long text. " * 20, "a", MediaType.TEXT).content[6] == "\ufffd"


@pytest.mark.parametrize("payload", [b"", b"  \n\t ", b"\xef\xbb\xbf", b"\x00\x00\x00"])
def test_empty_page_is_rejected_as_empty(payload: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="empty"):
        read_page(payload, "page.txt", MediaType.TEXT)


def test_binary_data_is_rejected_as_no_text() -> None:
    with pytest.raises(UnreadableDocument, match="not text"):
        read_page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "picture.txt", MediaType.TEXT)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_rejected(payload: bytes) -> None:
    document = None
    with suppress(UnreadableDocument):
        document = read_page(payload, "page.txt", MediaType.TEXT)
    assert document is None or (document.payload == payload and "\x00" not in document.content)
