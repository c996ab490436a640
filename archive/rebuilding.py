"""The archive made again from its holdings: articles, captures, tags and index; curators' decisions stay."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.db import transaction

from archive.adopting import Adopted, Each, adopt_files
from archive.curation.exchange import export_decisions, import_decisions
from archive.curation.relinking import relink
from archive.documents import ArchiveError
from archive.models import Actor, Article, Capture, OtherCapture
from archive.models.actors import ActorStatus
from archive.models.authority import actor_records
from archive.models.keeping import holdings
from archive.rerun import clean_edited, retag
from archive.search.indexing import rebuild as rebuild_index
from archive.tagging import Authority

DECISIONS = "decisions.yaml"
"""In the data folder while a rebuild is under way: curators' decisions, and the mark that it is not finished."""
_AT_ONCE = 500
logger = logging.getLogger(__name__)


class NotEmpty(ArchiveError):
    """The archive holds articles, and nobody said that they may be made again."""


@dataclass(slots=True)
class Rebuilt:
    """What came of a rebuild: pages as in `Adopted`, decisions made again and those that no longer fit."""

    pages: Adopted = field(default_factory=Adopted)
    decisions: int = 0
    conflicts: list[str] = field(default_factory=list)


def rebuild(*, replace: bool = False, decisions: str = "", each: Each | None = None) -> Rebuilt:
    """Make everything in the database that is no curator's decision again from the holdings, and the index.

    An archive with articles is only replaced where that is said; then curators' decisions are written to
    a file first and made again at the end. ``decisions`` is the text of such a file from elsewhere, for a
    database that was lost. A rebuild that was interrupted is gone on with by the same call. Raises NotEmpty.
    """
    kept_in, rebuilt = holdings(), Rebuilt()
    saved = Path(settings.ARCHIVE_DATA) / DECISIONS
    if not saved.exists():
        if Article.objects.exists() and not replace:
            raise NotEmpty(
                f"the archive holds {Article.objects.count():,} articles: --replace makes them again from the holdings"
            )
        draft = saved.with_suffix(".draft")
        draft.write_text(export_decisions(), encoding="utf-8")
        draft.replace(saved)
        _clear()
    kept_in.put_finished()
    for _, files in groupby(kept_in.names(), kept_in.run_of):
        adopt_files(kept_in, files, rebuilt.pages, each)
    rebuilt.decisions, rebuilt.conflicts = relink()
    for text in filter(None, (saved.read_text(encoding="utf-8"), decisions)):
        imported = import_decisions(text)
        rebuilt.decisions += imported.made + imported.undone
        rebuilt.conflicts += imported.conflicts
    clean_edited(lambda: Authority(actor_records()))
    retag(waiting=True)
    rebuild_index()
    saved.replace(saved.with_name(f"decisions-{datetime.now(UTC):%Y%m%d%H%M%S}.yaml"))
    return rebuilt


def _clear() -> None:
    """Take out what the holdings give back; sources, listed actors and curators' decisions stay."""
    while ids := list(Article.objects.values_list("pk", flat=True).order_by("-pk")[:_AT_ONCE]):
        with transaction.atomic():
            Article.objects.filter(copy_of__in=ids).update(copy_of=None)
            Capture.objects.filter(article__in=ids).delete()
            Article.objects.filter(pk__in=ids).delete()
    OtherCapture.objects.all().delete()
    found = Actor.objects.filter(status=ActorStatus.DISCOVERED, curated_fields=[], merged__isnull=True)
    found.filter(decisions__isnull=True, merged_into__isnull=True).delete()
