"""A curator's word on single blocks of an article and on lines of a source: given, taken back, exported, imported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from archive.cleaning.furniture import fingerprint
from archive.cleaning.overruling import BlockKey, keyed_parts, overrule
from archive.cleaning.pieces import is_hollow, tidy
from archive.cleaning.recurring import TEXT_LENGTH, line_size
from archive.curation.keys import article_key, find_article, find_source, source_key
from archive.curation.touching import authority, index_touched
from archive.documents import ArchiveError, CleanDocument, Removal, RemovalCategory
from archive.models import Article, BlockDecision, LearnedLine, Source
from archive.models.furniture import NAME_LENGTH, Ruling
from archive.models.keeping import holdings
from archive.models.storing import put_text, store_mentions, store_removals
from archive.rerun import as_clean_document, clean_article
from archive.tagging import tag

BLOCK, LINE = "block", "line"
"""The two kinds of exported decisions."""
RULED = ["ruling", "reason", "ruled_by", "ruled_at"]


class RefusedDecision(ArchiveError):
    """A decision that cannot be taken; the message says why."""


def decide_block(article: Article, key: BlockKey, keep: bool, by: str, reason: str = "") -> None:
    """Restore a block or take it out; the article's text, mentions and place in the index follow at once.

    A decision that says what cleaning says is no decision: it takes the earlier one back. Raises
    `RefusedDecision` where the page holds no such block, or none would be left.
    """
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article.pk)
        before = stored_document(article)
        part = dict(keyed_parts(before)).get(key)
        if part is None:
            raise RefusedDecision("The page has no such block any more.")
        if keep is not isinstance(part, Removal):
            return
        if not overrule(before, {key: keep}).text.strip():
            raise RefusedDecision("This is the article's only text; an article cannot be empty.")
        earlier = article.block_decisions.filter(fingerprint=key.fingerprint, occurrence=key.occurrence).first()
        if earlier:
            earlier.delete()
            follow(article, before, earlier)
        else:
            verdict = (part.category.value, part.rule) if isinstance(part, Removal) else ("", "")
            BlockDecision.objects.create(
                article=article,
                fingerprint=key.fingerprint,
                occurrence=key.occurrence,
                text=part.text,
                keep=keep,
                category=verdict[0],
                rule=verdict[1],
                decided_by=by[:NAME_LENGTH],
                reason=reason,
            )
            follow(article, before)
    index_touched([article.pk])


def take_back(decision: BlockDecision) -> None:
    """Undo a decision: the block is again what cleaning makes of it, if the page still holds it."""
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=decision.article_id)
        before = stored_document(article)
        decision.delete()
        follow(article, before, decision)
    index_touched([article.pk])


def follow(article: Article, before: CleanDocument, taken_back: BlockDecision | None = None) -> None:
    """Bring an article to what its decisions say: from its captures, else from the blocks that are stored."""
    try:
        clean_article(article, holdings(), authority())
    except (ArchiveError, OSError):
        # A capture that cannot be read is no reason to refuse: the blocks are all in the database.
        document = _lifted(before, taken_back) if taken_back else before
        words = {BlockKey(each.fingerprint, each.occurrence): each.keep for each in article.block_decisions.all()}
        document = overrule(document, words)
        put_text(article, document)
        article.save()
        store_removals(article, document)
        store_mentions(article, tag(as_clean_document(article), authority()))


def _lifted(document: CleanDocument, decision: BlockDecision) -> CleanDocument:
    """The document with one block as cleaning had it before the decision."""
    key = BlockKey(decision.fingerprint, decision.occurrence)
    document = overrule(document, {key: not decision.rule})
    removals = []
    for each, part in keyed_parts(document):
        if isinstance(part, Removal):
            verdict = RemovalCategory(decision.category) if each == key else part.category
            removals.append(replace(part, category=verdict, rule=decision.rule if each == key else part.rule))
    return replace(document, removals=tuple(removals))


def stored_document(article: Article) -> CleanDocument:
    """A stored article with its removals."""
    removals = tuple(
        Removal(row.position, RemovalCategory(row.category), row.rule, row.text) for row in article.removals.all()
    )
    return replace(as_clean_document(article), removals=removals)


def rule_line(line: LearnedLine, ruling: Ruling, by: str, reason: str = "") -> None:
    """Decide on a line of a source, or take the decision back; `reclean` applies it to what is in the archive."""
    line.ruling, line.reason = ruling, reason if ruling else ""
    line.ruled_by, line.ruled_at = (by[:NAME_LENGTH], timezone.now()) if ruling else ("", None)
    line.save(update_fields=RULED)


def named_line(source: Source, text: str) -> LearnedLine:
    """The row of a line that a curator names, learned or not. Raises `RefusedDecision` for one without a word."""
    text = tidy(text)
    if is_hollow(text):
        raise RefusedDecision("A line needs at least one word.")
    line, _ = LearnedLine.objects.get_or_create(
        source=source,
        fingerprint=fingerprint(text),
        defaults={"text": text[:TEXT_LENGTH], "size": line_size(text)},
    )
    return line


def export_decisions() -> list[dict[str, Any]]:
    """Every decision on blocks and on sources' lines, by keys that another database understands too."""
    blocks = BlockDecision.objects.select_related("article__source").order_by("article", "pk")
    lines = LearnedLine.objects.ruled().select_related("source").order_by("source", "pk")
    return [
        *export_blocks(blocks),
        *(
            {
                "kind": LINE,
                "source": source_key(each.source),
                "fingerprint": each.fingerprint,
                "text": each.text,
                "size": each.size,
                "ruling": each.ruling,
                "by": each.ruled_by,
                "at": each.ruled_at.isoformat() if each.ruled_at else "",
                "reason": each.reason,
            }
            for each in lines
        ),
    ]


def export_blocks(decisions: Iterable[BlockDecision]) -> list[dict[str, Any]]:
    """Decisions on blocks, by keys that another database understands too."""
    return [
        {
            "kind": BLOCK,
            "article": article_key(each.article),
            "fingerprint": each.fingerprint,
            "occurrence": each.occurrence,
            "text": each.text,
            "keep": each.keep,
            "category": each.category,
            "rule": each.rule,
            "by": each.decided_by,
            "at": each.decided_at.isoformat(),
            "reason": each.reason,
        }
        for each in decisions
    ]


def import_decisions(decisions: list[dict[str, Any]]) -> list[str]:
    """Take over exported decisions; gives why some found nothing to stand on.

    The later of two decisions on the same block or line wins. Importing twice changes nothing. Blocks
    follow at once, sources' lines with the next `reclean`.
    """
    problems: list[str] = []
    touched: dict[int, Article] = {}
    with transaction.atomic():
        for decision in decisions:
            found = _import_block(decision, touched) if decision["kind"] == BLOCK else _import_line(decision)
            if not found:
                problems.append(f"no {'article' if decision['kind'] == BLOCK else 'source'} for “{decision['text']}”")
        for article in touched.values():
            follow(article, stored_document(article))
    index_touched(touched)
    return problems


def _import_block(decision: dict[str, Any], touched: dict[int, Article]) -> bool:
    article = find_article(decision["article"])
    if article is None:
        return False
    key = {"article": article, "fingerprint": decision["fingerprint"], "occurrence": decision["occurrence"]}
    at = datetime.fromisoformat(decision["at"])
    present = BlockDecision.objects.filter(**key).first()
    if present is None or present.decided_at < at:
        values = {name: decision[name] for name in ("text", "keep", "category", "rule")}
        values |= {"decided_by": decision["by"], "decided_at": at, "reason": decision.get("reason", "")}
        BlockDecision.objects.update_or_create(**key, defaults=values)
        touched[article.pk] = article
    return True


def _import_line(decision: dict[str, Any]) -> bool:
    source = find_source(decision["source"])
    if source is None:
        return False
    at = datetime.fromisoformat(decision["at"])
    line, _ = LearnedLine.objects.get_or_create(
        source=source,
        fingerprint=decision["fingerprint"],
        defaults={"text": decision["text"], "size": decision["size"]},
    )
    if line.ruled_at is None or line.ruled_at < at:
        line.ruling, line.ruled_by, line.ruled_at = decision["ruling"], decision["by"], at
        line.reason = decision.get("reason", "")
        line.save(update_fields=RULED)
    return True
