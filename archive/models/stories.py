"""Near copies found without comparing all pairs: the keys of each text, and who is whose copy.

A story is one article, its first, and all that are copies of it: ``Article.copy_of`` leads to the first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import models

from archive.comparing import Words, are_copies, content_words, likeness, sketch
from archive.models.articles import Article

COMMON_KEY = 60
"""Articles in which a key stands from which it says nothing: a form of words, not a text."""
MOST_CANDIDATES = 30
"""Articles a text is compared with word by word, those that share most keys first."""
DAYS_APART = 10
"""Days between two publications beyond which a copy is unlikely: papers print agency copy within the week."""


class TextKey(models.Model):
    """A key of an article's text (see `archive.comparing.sketch`)."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="text_keys")
    key = models.BigIntegerField()

    class Meta:
        """Found by key; each once an article."""

        constraints = [models.UniqueConstraint(fields=["key", "article"], name="text_key_once")]

    def __str__(self) -> str:
        return f"{self.key} in {self.article_id}"


def find_copies(articles: Iterable[Article]) -> set[int]:
    """Group articles that are new or changed with their near copies; gives the ids of all whose story changed.

    Call it within a transaction, after the articles are saved. The outcome doesn't depend on the order
    in which articles come in: a story is all that hangs together by likeness, its first the one
    published first.
    """
    touched: set[int] = set()
    for article in articles:
        touched |= _place(article)
    return touched


def _place(article: Article) -> set[int]:
    """Find one article's story; gives the ids of articles that changed their place."""
    words = content_words(article.text)
    keys = sketch(words)
    old = _story_of(article)
    _store_keys(article, keys)
    members = {copy.pk: copy for copy in _copies_among(article, words, _candidates(article, keys))}
    if len(old) > 1:
        return _regroup(old, article, members.values())
    if not members:
        return set()
    story = {article.pk: article}
    for member in members.values():
        story |= {other.pk: other for other in _story_of(member)}
    return _settle(story.values())


def _regroup(old: Iterable[Article], article: Article, like: Iterable[Article]) -> set[int]:
    """Settle a story again of which one text changed: what no longer hangs together falls apart."""
    everyone = {member.pk: member for member in old} | {member.pk: member for member in like}
    for member in list(everyone.values()):
        everyone |= {other.pk: other for other in _story_of(member)}
    everyone[article.pk] = article
    touched: set[int] = set()
    words = {pk: content_words(member.text) for pk, member in everyone.items()}
    left = set(everyone)
    while left:
        together, reached = set(), [left.pop()]
        while reached:
            pk = reached.pop()
            together.add(pk)
            alike = {other for other in left if _alike(everyone[pk], words[pk], everyone[other], words[other])}
            left -= alike
            reached += alike
        touched |= _settle([everyone[pk] for pk in together])
    return touched


def _store_keys(article: Article, keys: Iterable[int]) -> None:
    wanted, stored = set(keys), set(article.text_keys.values_list("key", flat=True))
    if stored - wanted:
        article.text_keys.filter(key__in=stored - wanted).delete()
    TextKey.objects.bulk_create([TextKey(article=article, key=key) for key in sorted(wanted - stored)])


def _candidates(article: Article, keys: Iterable[int]) -> list[Article]:
    """Articles that share keys with a text, those that share most first; keys that many texts have are left out."""
    holders: dict[int, list[int]] = defaultdict(list)
    for key, pk in TextKey.objects.filter(key__in=list(keys)).exclude(article=article).values_list("key", "article_id"):
        holders[key].append(pk)
    shared = Counter(pk for pks in holders.values() if len(pks) <= COMMON_KEY for pk in pks)
    ids = [pk for pk, _ in shared.most_common(MOST_CANDIDATES)]
    found = Article.objects.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _copies_among(article: Article, words: Words, candidates: Iterable[Article]) -> list[Article]:
    return [other for other in candidates if _alike(article, words, other, content_words(other.text))]


def _alike(one: Article, words: Words, other: Article, other_words: Words) -> bool:
    if one.text_sha256 == other.text_sha256:
        return True
    return are_copies(likeness(words, other_words), one.source_id == other.source_id or _apart(one, other))


def _apart(one: Article, other: Article) -> bool:
    """Whether both are dated to the day and far from each other."""
    if one.published_on is None or other.published_on is None or {one.date_precision, other.date_precision} != {"day"}:
        return False
    return abs((_day(one.published_on) - _day(other.published_on)).days) > DAYS_APART


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _story_of(article: Article) -> list[Article]:
    """All articles of the story, its first included; the article alone where it has none."""
    first = article.copy_of_id or article.pk
    return list(Article.objects.filter(models.Q(pk=first) | models.Q(copy_of=first))) or [article]


def _settle(members: Iterable[Article]) -> set[int]:
    """Make one story of articles; gives the ids of those whose place changed, and of the first where any did."""
    ordered = sorted(members, key=_age)
    first = ordered[0]
    moved: set[int] = set()
    for member in ordered:
        wanted = None if member is first else first.pk
        if member.copy_of_id != wanted:
            moved |= {pk for pk in (member.pk, member.copy_of_id, first.pk) if pk}
            member.copy_of_id = wanted
            Article.objects.filter(pk=member.pk).update(copy_of=wanted)
    if moved:
        Article.objects.filter(pk__in=moved).mark_for_index()
    return moved


def _age(article: Article) -> tuple[bool, str, int]:
    """Sorts the one published first to the front: dated before undated, then as they came in."""
    return (article.published_on is None, str(article.published_on or ""), article.pk)
