"""Withdrawing an article: nothing shows it any more, what was captured stays kept, and it can be given back.

The article's rows go; its captures become rows of pages kept aside. The decision names its addresses, files and bytes,
so that neither `ingest` nor `rebuild` makes the article again while it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from archive.adopting import Adopted, adopt_places
from archive.canonical import page_key
from archive.curation import blocks
from archive.curation.keys import article_key, find_article
from archive.curation.relinking import relink
from archive.curation.touching import DecisionRefused, authority, index_touched, take_out_of_index
from archive.documents import PageKind
from archive.models import Article, Capture, Decision, OtherCapture
from archive.models.decisions import Verb
from archive.models.keeping import holdings
from archive.models.stories import group_copies
from archive.models.storing import store_mentions
from archive.rerun import as_clean_document
from archive.tagging import tag

WITHDRAWN = PageKind.WITHDRAWN.value


def withdraw(
    article: Article, by: str, reason: str = "", *, key: UUID | None = None, at: datetime | None = None
) -> Decision:
    """Take an article out of the archive; its copies stay, and the first of them stands for its story.

    ``key`` and ``at`` are those of a decision that is made again.
    """
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article.pk)
        decision = Decision.objects.create(
            key=key or uuid4(),
            verb=Verb.WITHDRAW,
            target={"article": article_key(article)},
            detail=_detail(article),
            reason=reason.strip(),
            by=by,
            at=at or timezone.now(),
        )
        copies = list(Article.objects.filter(copy_of=article).values_list("pk", flat=True))
        first = article.copy_of_id
        _put_aside(article)
        article.delete()
        Article.objects.filter(pk__in=[*copies, first or 0]).mark_for_index()
        touched = group_copies(copies) | {*copies, first or 0}
    take_out_of_index([article_id_of(decision)])
    index_touched(touched)
    return decision


def withdraw_again(entry: dict[str, Any], key: UUID, at: datetime) -> None:
    """Make a decision of another archive, or of this one before it was lost; also where the article is not here."""
    article = find_article(entry.get("article"))
    if article:
        withdraw(article, str(entry["by"]), str(entry.get("reason") or ""), key=key, at=at)
        return
    detail = {str(name): value for name, value in dict(entry.get("detail") or {}).items()}
    Decision.objects.create(
        key=key,
        verb=Verb.WITHDRAW,
        target={"article": entry["article"]},
        detail=detail,
        reason=str(entry.get("reason") or ""),
        by=str(entry["by"]),
        at=at,
    )


def give_back(decision: Decision, by: str) -> Article:
    """Undo a withdrawal: the article is made again from what was kept, with what curators had decided on it.

    It has its old number, unless that is another's by now. Raises ArchiveError where its captures cannot be read.
    """
    with transaction.atomic():
        decision.undone_at, decision.undone_by = timezone.now(), by
        decision.save(update_fields=["undone_at", "undone_by"])
        rows = [row for row in OtherCapture.objects.filter(kind=WITHDRAWN) if _is_of(row, decision.detail)]
        places = {(row.warc_file, row.warc_offset) for row in rows}
        places |= {(str(file), int(offset)) for file, offset in decision.detail.get("places", ())}
        OtherCapture.objects.filter(pk__in=[row.pk for row in rows]).delete()
        adopted = Adopted()
        adopt_places(holdings(), places, adopted)
        article = find_article(decision.target.get("article"))
        if article is None:
            raise DecisionRefused("; ".join(adopted.failures) or "Nothing of the article is kept in this archive.")
        article = _numbered(article, article_id_of(decision))
        relink()
        blocks.import_decisions([{**entry, "article": article_key(article)} for entry in _blocks_of(decision)])
        article.refresh_from_db()
        store_mentions(article, tag(as_clean_document(article), authority()))
        group_copies([article.pk])
        Article.objects.filter(pk=article.pk).update(needs_tagging=False)
        Article.objects.filter(pk=article.pk).mark_for_index()
    index_touched(Article.objects.waiting_for_index().values_list("pk", flat=True))
    return article


def _numbered(article: Article, number: int) -> Article:
    """The article under a number that it had before, which stands in addresses and says who was first."""
    if not number or Article.objects.filter(pk=number).exists():
        return article
    made = Article.objects.get(pk=article.pk)
    made.pk = number
    made.save(force_insert=True)
    for relation in Article._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: article.pk})
        rows.update(**{relation.field.name: number})
    Article.objects.filter(pk=number).update(added_at=article.added_at, changed_at=article.changed_at)
    Article.objects.filter(pk=article.pk).delete()
    return Article.objects.get(pk=number)


def article_id_of(decision: Decision) -> int:
    """The number that a withdrawn article had; 0 where another archive withdrew it."""
    return int(decision.detail.get("id") or 0)


def _detail(article: Article) -> dict[str, Any]:
    """By what pages of the article are known, where they lie, and what was decided on its blocks."""
    captures = list(article.captures.order_by("kept_at", "pk"))
    keys = {article.page_key, *(page_key(capture.url) for capture in captures)} - {""}
    loose = [capture for capture in captures if not page_key(capture.url)]
    return {
        "id": article.pk,
        "addresses": sorted(keys),
        "origins": sorted({capture.origin for capture in loose if "#" not in capture.origin}),
        "sha256": list(dict.fromkeys(capture.payload_sha256 for capture in loose)),
        "places": [[capture.warc_file, capture.warc_offset] for capture in captures],
        "blocks": blocks.export_blocks(article.block_decisions.all()),
    }


def _put_aside(article: Article) -> None:
    """Make rows of the captures that say where they lie and nothing of an article; equal ones of an address are one."""
    for capture in article.captures.order_by("is_revisit", "kept_at", "pk"):
        OtherCapture.objects.get_or_create(
            url=capture.url,
            payload_sha256=capture.payload_sha256,
            defaults={
                "kind": WITHDRAWN,
                "origin": capture.origin,
                "media_type": capture.media_type[:100],
                "captured_at": capture.captured_at,
                "kept_at": capture.kept_at,
                "warc_file": capture.warc_file,
                "warc_offset": capture.warc_offset,
                "warc_length": capture.warc_length,
            },
        )
    Capture.objects.filter(article=article).delete()


def _is_of(row: OtherCapture, detail: dict[str, Any]) -> bool:
    """Whether a page was put aside for a decision: with it, or since, for its address or file."""
    key = page_key(row.url)
    if key:
        return key in detail.get("addresses", ())
    return row.payload_sha256 in detail.get("sha256", ()) or row.origin in detail.get("origins", ())


def _blocks_of(decision: Decision) -> Iterable[dict[str, Any]]:
    return decision.detail.get("blocks") or []
