"""An article into the database: new, a changed text of one that is there, or a copy of another's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from archive.canonical import canonical_address, page_key
from archive.comparing import TextMarks, text_digest, word_count
from archive.documents import CleanDocument, RawDocument, TaggedDocument
from archive.models.actors import Actor, ActorStatus
from archive.models.articles import Article, Removal
from archive.models.blocks import overruled
from archive.models.captures import Capture
from archive.models.capturing import KeptPage, store_capture
from archive.models.inserting import Insert
from archive.models.laying import lay_decisions
from archive.models.naming import actors_of, mentions_found, store_found
from archive.models.sources import Source
from archive.models.versioning import State, add_state, present_state, seen_at
from archive.models.weighing import weigh

_REMOVALS = Insert(Removal, ("article_id", "position", "category", "rule", "text"))
TITLE_WORDS = 12
"""Words of the text that stand for a title where the page has none."""

RUN, COMPARED, SHARED = 16, 50_000, 0.3
"""Two texts are states of one article when of the runs of 16 letters in the first 50,000 characters of the shorter
30 in 100 stand in the other: different articles about one event share few, a rewritten one keeps most."""


class Outcome(StrEnum):
    """What became of a page."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    KEPT = "kept"
    """Kept in the holdings, and no article: a home page, an image, a redirect."""
    REJECTED = "rejected"


CHANGING = frozenset({Outcome.CREATED, Outcome.UPDATED, Outcome.DUPLICATE})
"""Outcomes after which an article's text may be new to the archive."""


def store_page(page: KeptPage, clean: CleanDocument, tagged: TaggedDocument, source: Source) -> tuple[Outcome, Article]:
    """Store a cleaned and tagged page; call it within a transaction.

    The same text from the same source is one more capture of one article; from another source it is
    an article of its own that says whose copy it is.
    """
    article = _earlier(page.raw, clean, source)
    if article:
        return _store_again(page, article, clean, tagged, source), article
    digest = text_digest(clean.text)
    twin = Article.objects.readable().filter(text_sha256=digest).order_by("pk").first()
    article = Article.objects.filter(text_sha256=digest, source=source).order_by("pk").first()
    if article is None:
        article = Article(source=source, copy_of=twin, is_sample=source.is_sample)
        _fill_whole(article, clean, tagged)
    if article.copy_of_id:
        Article.objects.filter(pk=article.copy_of_id).mark_for_index()
    store_capture(page, article, source, clean.url)
    return Outcome.DUPLICATE if twin else Outcome.CREATED, article


def _store_again(
    page: KeptPage, article: Article, clean: CleanDocument, tagged: TaggedDocument, source: Source
) -> Outcome:
    """Store a later, or an earlier, capture of an article that is there; the state seen last is the one shown."""
    clean = overruled(article, clean, page.raw)
    before = present_state(article)
    capture = store_capture(page, article, source, clean.url)
    said = state_in(capture, clean)
    if "title" in article.curated_fields and not article.versions.exists():
        # What the page's headline was is not known here: cleaning its captures again will tell.
        before, article.needs_cleaning = replace(before, title=said.title), True
    if add_state(article, capture, said, before):
        _fill_whole(article, clean, tagged)
    if article.copy_of_id:
        Article.objects.filter(pk=article.copy_of_id).mark_for_index()
    article.needs_cleaning |= said.digest != before.digest
    if article.needs_cleaning:
        article.save(update_fields=["needs_cleaning"])
    return Outcome.UNCHANGED if said.digest == before.digest else Outcome.UPDATED


def state_in(capture: Capture, clean: CleanDocument) -> State:
    """The state in which a capture shows its article."""
    title = clean.title or first_words(clean.text)
    return State(seen_at(capture), title, clean.text, clean.byline, clean.published.on)


def _fill_whole(article: Article, clean: CleanDocument, tagged: TaggedDocument) -> None:
    fill(article, clean)
    article.save()
    store_removals(article, clean)
    store_mentions(article, tagged)


def fill(article: Article, clean: CleanDocument) -> None:
    """Give the article what cleaning found; what a curator set stays."""
    found = head_of(clean)
    if "published_on" not in article.curated_fields:
        found |= date_of(clean)
    for name in set(found) - set(article.curated_fields):
        setattr(article, name, found[name])
    put_text(article, clean)


def put_text(article: Article, clean: CleanDocument) -> None:
    """Give the article another text; its title, date and what else it has stay. The caller saves."""
    for name, value in body_of(clean).items():
        setattr(article, name, value)
    article.needs_index = True


def head_of(clean: CleanDocument) -> dict[str, Any]:
    """The fields of an article that its page says beside its text and its date."""
    return {
        "title": clean.title or first_words(clean.text),
        "byline": clean.byline,
        "language": clean.language[:8],
        "description": clean.description,
        "section": clean.section,
        "url": canonical_address(clean.url) if clean.url.startswith(("http://", "https://")) else "",
        "image": clean.image if clean.image.startswith(("http://", "https://")) else "",
    }


def date_of(clean: CleanDocument) -> dict[str, Any]:
    """The fields of an article that its date stands in."""
    return {
        "published_on": clean.published.on,
        "date_precision": clean.published.precision.value,
        "date_origin": clean.published.origin.value,
    }


def body_of(clean: CleanDocument, marks: TextMarks | None = None) -> dict[str, Any]:
    """The fields of an article that its text stands in; ``marks`` are the text's where they are known."""
    text = clean.text
    return {
        "text": text,
        "blocks": [
            {"position": block.position, "kind": block.kind.value, "text": block.text, "markup": block.markup}
            for block in clean.blocks
        ],
        "page_key": page_key(clean.url),
        "word_count": marks.word_count if marks else word_count(text),
        "text_sha256": marks.digest if marks else text_digest(text),
    }


def store_removals(article: Article, clean: CleanDocument) -> None:
    """Put what cleaning took out in place of what an earlier run took out."""
    article.removals.all().delete()
    insert_removals([(article.pk, clean)])


def insert_removals(cleaned: Iterable[tuple[int, CleanDocument]]) -> None:
    """Store what cleaning took out of the pages of articles, given by their ids, that have none stored."""
    _REMOVALS.rows(
        (pk, taken.position, taken.category.value, taken.rule[:80], taken.text)
        for pk, clean in cleaned
        for taken in clean.removals
    )


def store_mentions(article: Article, tagged: TaggedDocument) -> None:
    """Put the mentions found in place of those of an earlier run, and lay the curators' decisions over them."""
    article.mentions.by_machine().delete()
    decided = set(article.mentions.values_list("actor_id", flat=True))
    known = actors_of({actor.slug[:120] for actor in tagged.actors})
    found = mentions_found(len(article.text), tagged, known, decided)
    store_found((article.pk, one) for one in found)
    if not lay_decisions(article) and decided:
        weigh(article)


def _earlier(raw: RawDocument, clean: CleanDocument, source: Source) -> Article | None:
    """The article that this page is a later capture of: the same address, or the same loose file."""
    keys = address_keys(raw, clean)
    if keys:
        # Two questions that an index answers each; one with "or" over both tables would go through all rows.
        stated = Article.objects.filter(page_key__in=keys, source=source).order_by("pk").first()
        fetched = Article.objects.filter(captures__page_key__in=keys, source=source).order_by("pk").first()
        return min((found for found in (stated, fetched) if found), key=lambda found: found.pk, default=None)
    if raw.url:
        return Article.objects.filter(captures__url=raw.url, source=source).order_by("pk").first()
    if "#" in raw.origin:
        return None  # a line number is no identity: records move when a file grows
    of_file = Article.objects.filter(captures__origin=raw.origin, captures__url="", source=source).distinct()
    runs = runs_of(clean.text)
    return next((article for article in of_file.order_by("-pk") if _share_text(runs_of(article.text), runs)), None)


def address_keys(raw: RawDocument, clean: CleanDocument) -> set[str]:
    """By which a page is known again: the keys of the address it came from and of the one it states."""
    return {key for address in (raw.url, clean.url) if address and (key := page_key(address))}


def runs_of(text: str) -> set[str]:
    """Every run of `RUN` letters and digits in the text's first part; works for scripts without spaces too."""
    letters = "".join(re.findall(r"\w+", text[:COMPARED].casefold()))
    return {letters[start : start + RUN] for start in range(max(1, len(letters) - RUN + 1))}


def _share_text(one: set[str], other: set[str]) -> bool:
    """Whether two texts are states of one article: folders hold other articles under the same file names."""
    return len(one & other) >= SHARED * min(len(one), len(other))


def first_words(text: str, words: int = TITLE_WORDS) -> str:
    """The text's first words with an ellipsis, for a page without a title; at most 120 characters."""
    line = text.strip().partition("\n")[0]
    parts = line.split()
    cut = " ".join(parts[:words])
    if len(cut) > 120:
        cut = cut[:120].rsplit(" ", 1)[0] if " " in cut[:120] else cut[:120]
    return cut if cut == line else f"{cut.rstrip(' .,;:–—-')} …"


def discovered_without_mentions() -> Iterable[Actor]:
    """Actors found in text that no article names any more and no curator vouched for."""
    return Actor.objects.filter(status=ActorStatus.DISCOVERED, mentions__isnull=True, merged__isnull=True)
