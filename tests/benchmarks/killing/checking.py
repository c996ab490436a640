"""What must hold after a command came to its end, however often it was killed before."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

CORRECTED = "A title that a curator gave"
_BELONGS = {"archive.sqlite3", "holdings", "index", "secret-key", "static", "files", "setup.json", "watch.json"}


def correct() -> int:
    """Have a curator correct the title of an article."""
    from archive.curation.deciding import Proposal, decide
    from archive.models import Article
    from archive.models.decisions import Verb

    article = Article.objects.order_by("pk").first()
    decide(Proposal(Verb.CORRECT, article=article, detail={"fields": {"title": CORRECTED}}), "curator")
    return 0


def check(given: str) -> int:
    """Print a line for everything that is wrong; ``given`` is a file with the addresses that must be there."""
    troubles = [*_differences(), *_addresses(json.loads(Path(given).read_text())), *_decision(), *_left()]
    print("\n".join(troubles))
    return int(bool(troubles))


def _differences() -> list[str]:
    from archive.verifying import verify

    return [f"{one.fault.value}: {one.place} {one.detail}" for one in verify().differences]


def _addresses(expected: list[str]) -> list[str]:
    """What is missing, and what is there twice."""
    from archive.models import Article, Capture, OtherCapture

    captures = list(Capture.objects.values_list("url", "payload_sha256"))
    others = list(OtherCapture.objects.values_list("url", "payload_sha256"))
    articles = list(Article.objects.values_list("url", flat=True))
    there = {url for url, _ in (*captures, *others)}
    missing = [f"missing: {url}" for url in expected if url not in there]
    doubled = [f"kept twice: {key[0]}" for key, count in Counter((*captures, *others)).items() if count > 1]
    return [*missing, *doubled, *(f"two articles: {url}" for url, count in Counter(articles).items() if count > 1)]


def _decision() -> list[str]:
    from archive.models import Article, Decision

    found = Article.objects.filter(title=CORRECTED).exclude(curated_fields=[]).count()
    count = Decision.objects.standing().filter(article__isnull=False).count()
    return [] if (found, count) == (1, 1) else [f"decision: {found} titles, {count} decisions"]


def _left() -> list[str]:
    """Scratch files that nobody will take away."""
    from django.conf import settings

    data = Path(settings.ARCHIVE_DATA)
    names = {path.name for path in data.iterdir()}
    stray = {
        name for name in names - _BELONGS if not name.startswith(("archive.sqlite3-", "decisions-")) and name != "lock"
    }
    stray |= {f"holdings/{path.name}" for path in data.glob("holdings/*") if not path.name.endswith(".warc.gz")}
    return [f"left behind: {name}" for name in sorted(stray)]
