"""Pages of our own to clean in tests."""

from __future__ import annotations

from datetime import datetime

from archive.documents import Block, CleanDocument, Declared, MediaType, RawDocument, Removal

_TEXT = """\
The foreign ministers of the four coastal states met in Harbourtown on Monday and agreed, after a long
afternoon, that their fishing fleets would be counted together from next year.

It is the first time that the four have put a number to what they catch. The agreement names no penalties,
but it sets up an office in which each of them has a seat and none of them a veto.

“We have counted ships for thirty years,” the host said. “Now we will count fish.”

The ministers will meet again in spring, when the first figures are due. Two of the four parliaments still
have to vote, and in one of them the government has no majority of its own."""
PARAGRAPHS = tuple(" ".join(paragraph.split()) for paragraph in _TEXT.split("\n\n"))


def text_page(content: str, *, captured_at: datetime | None = None, declared: Declared | None = None) -> RawDocument:
    """A page of plain text."""
    return RawDocument(
        "page.txt",
        content.encode("utf-8", "surrogatepass"),
        MediaType.TEXT,
        content,
        captured_at=captured_at,
        declared=declared or Declared(),
    )


def markup_page(content: str, url: str = "", captured_at: datetime | None = None) -> RawDocument:
    """A page of markup."""
    payload = content.encode("utf-8", "surrogatepass")
    return RawDocument("page.html", payload, MediaType.HTML, content, is_markup=True, url=url, captured_at=captured_at)


def article(*lines: str, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> str:
    """A text with lines before, between and after the four paragraphs, an empty line between all."""
    first, *rest = PARAGRAPHS
    return "\n\n".join((*before, first, *lines, *rest, *after))


def rules_of(document: CleanDocument) -> dict[str, str]:
    """The rule for each removed text."""
    return {removal.text: removal.rule for removal in document.removals}


def in_place(document: CleanDocument) -> list[Block | Removal]:
    """Blocks and removals in the order of the page."""
    return sorted((*document.blocks, *document.removals), key=lambda part: part.position)
