"""Near copies found without comparing all pairs: the keys of each text, and who is whose copy.

A story is one article, its first, and all that are copies of it: ``Article.copy_of`` leads to the first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import connection, models

from archive.comparing import Words, are_copies, content_words, likeness, sketch
from archive.models.articles import Article

COMMON_KEY = 60
"""Articles in which a key stands from which it says nothing: a form of words, not a text."""
MOST_CANDIDATES = 8
"""Articles a text is compared with word by word: those that share most keys, among which a copy is always."""
DAYS_APART = 10
"""Days between two publications beyond which a copy is unlikely: papers print agency copy within the week."""


KEYS_AT_ONCE = 400
"""Keys that one statement asks for or stores; databases bound the number of parameters."""


class TextKey(models.Model):
    """A key of an article's text (see `archive.comparing.sketch`)."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="text_keys")
    key = models.BigIntegerField()

    class Meta:
        """Found by key; each once an article."""

        constraints = [models.UniqueConstraint(fields=["key", "article"], name="text_key_once")]

    def __str__(self) -> str:
        return f"{self.key} in {self.article_id}"


_COMPARED = ("text", "text_sha256", "source_id", "published_on", "date_precision", "copy_of_id")
_INSERT = f"INSERT INTO {TextKey._meta.db_table} (article_id, {TextKey._meta.get_field('key').column}) VALUES (%s, %s)"  # noqa: S608
_HOLDERS = f"SELECT * FROM (SELECT key, article_id FROM {TextKey._meta.db_table} WHERE key = %s LIMIT {COMMON_KEY + 1}) AS held"  # noqa: S608, E501


def find_copies(articles: Iterable[Article]) -> set[int]:
    """Group articles that are new or changed with their near copies; gives the ids of all whose story changed.

    Call it within a transaction, after the articles are saved. The outcome doesn't depend on the order
    in which articles come in: a story is all that hangs together by likeness, its first the one
    published first.
    """
    batch = {article.pk: article for article in articles}
    words = {pk: content_words(article.text) for pk, article in batch.items()}
    keys = {pk: sketch(words[pk]) for pk in batch}
    changed = _store_keys(keys)
    candidates = _candidates(keys)
    elsewhere = {pk for found in candidates.values() for pk in found} - set(batch)
    others = Article.objects.only(*_COMPARED).in_bulk(elsewhere)
    words |= {pk: content_words(other.text) for pk, other in others.items()}
    others |= batch
    in_story = set(Article.objects.filter(copy_of__in=batch).values_list("copy_of", flat=True))
    touched: set[int] = set()
    for pk, article in batch.items():
        found = [others[other] for other in candidates[pk] if other in others]
        like = [other for other in found if _alike(article, words[pk], other, words[other.pk])]
        for near in (article, *like):
            if near.pk in touched:  # its story changed with an article before
                near.copy_of_id = Article.objects.values_list("copy_of", flat=True).get(pk=near.pk)
        if pk in changed and (pk in in_story or article.copy_of_id):
            touched |= _regroup(article, like)
        elif like:
            touched |= _settle({member.pk: member for near in (article, *like) for member in _story_of(near)})
    return touched


def group_copies(ids: Iterable[int | None]) -> set[int]:
    """`find_copies` of articles by their ids."""
    return find_copies(Article.objects.filter(pk__in=[pk for pk in ids if pk]).defer("blocks").order_by("pk"))


def _regroup(article: Article, like: Iterable[Article]) -> set[int]:
    """Settle a story again of which one text changed: what no longer hangs together falls apart."""
    everyone = {member.pk: member for near in (article, *like) for member in _story_of(near)} | {article.pk: article}
    words = {pk: content_words(member.text) for pk, member in everyone.items()}
    touched: set[int] = set()
    left = set(everyone)
    while left:
        together: set[int] = set()
        reached = [left.pop()]
        while reached:
            pk = reached.pop()
            together.add(pk)
            alike = {other for other in left if _alike(everyone[pk], words[pk], everyone[other], words[other])}
            left -= alike
            reached += alike
        touched |= _settle({pk: everyone[pk] for pk in together})
    return touched


def _store_keys(keys: Mapping[int, Sequence[int]]) -> set[int]:
    """Bring the stored keys of articles up to date; gives those whose text may be another than before."""
    stored: dict[int, set[int]] = defaultdict(set)
    for pk, key in TextKey.objects.filter(article__in=keys).values_list("article_id", "key"):
        stored[pk].add(key)
    changed = {pk for pk in keys if not keys[pk]} | set(stored)
    for pk, old in stored.items():
        if gone := old - set(keys[pk]):
            TextKey.objects.filter(article=pk, key__in=gone).delete()
    # In the order of the index that they go into, so that each of its pages is written once.
    rows = sorted(
        ((pk, key) for pk in keys for key in keys[pk] if key not in stored.get(pk, ())), key=lambda row: row[1]
    )
    with connection.cursor() as cursor:  # many rows of two numbers: model instances would cost more than the rest
        cursor.executemany(_INSERT, rows)
    return changed


def _holders(sketches: Iterable[Sequence[int]]) -> dict[int, list[int]]:
    """The articles in which each key stands; keys of forms of words are left out.

    Of no key more rows are read than it takes to see that it is one of these, however large the archive is.
    """
    wanted = sorted({key for keys in sketches for key in keys})
    holders: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), KEYS_AT_ONCE):
            part = wanted[start : start + KEYS_AT_ONCE]
            cursor.execute(" UNION ALL ".join([_HOLDERS] * len(part)), part)
            for key, pk in cursor.fetchall():
                holders[key].append(pk)
    return {key: pks for key, pks in holders.items() if 1 < len(pks) <= COMMON_KEY}


def _candidates(sketches: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    """For each article the ids of those that share keys with it, those that share most first."""
    holders = _holders(sketches.values())
    found = {}
    for article, keys in sketches.items():
        shared = Counter(pk for key in keys for pk in holders.get(key, ()) if pk != article)
        found[article] = [pk for pk, _ in shared.most_common(MOST_CANDIDATES)]
    return found


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


def _settle(story: Mapping[int, Article]) -> set[int]:
    """Make one story of articles; gives the ids of those whose place changed, and of their firsts."""
    first = min(story.values(), key=_age)
    moved: set[int] = set()
    for member in story.values():
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
