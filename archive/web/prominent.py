"""An actor's articles by how much they are about it: those about it, those that name it, the most prominent first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.http import Http404
from django.utils.html import escape

from archive.models import Actor, Mention
from archive.models.mentions import MentionQuerySet
from archive.search.results import Hit
from archive.tagging.prominence import ABOUT
from archive.web.listing import rows_for
from archive.web.paging import paging
from archive.web.profile import PAGE


@dataclass(frozen=True, slots=True)
class Order:
    """Which articles of an actor are listed and in what order."""

    about: bool = False
    """Only those that are about it, as `archive.tagging.prominence.ABOUT` says."""
    by_prominence: bool = False

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Order:
        """As it stands in the address; what makes no sense counts as not said."""
        return cls(parameters.get("role") == "about", parameters.get("sort") == "prominence")

    @property
    def is_default(self) -> bool:
        """Whether it is what the page shows without being asked: all that name it, newest first."""
        return not self.about and not self.by_prominence

    def address(self, base: str, page: int = 1) -> str:
        """The address of the actor's page in this order."""
        pairs = [
            ("role", "about" if self.about else ""),
            ("sort", "prominence" if self.by_prominence else ""),
            ("page", str(page) if page > 1 else ""),
        ]
        query = urlencode([(name, value) for name, value in pairs if value])
        return f"{base}?{query}" if query else base


def in_order(actor: Actor, order: Order, page: int, base: str) -> dict[str, object]:
    """The choices between orders with their numbers, and the rows where another than the default is asked for.

    Raises Http404 for a page past the last.
    """
    naming = Mention.objects.standing().filter(actor=actor, article__copy_of__isnull=True)
    about = naming.filter(prominence__gte=ABOUT)
    counted = naming.aggregate(naming=Count("pk"), about=Count("pk", filter=Q(prominence__gte=ABOUT)))
    numbers = {False: counted["naming"], True: counted["about"]}
    context: dict[str, object] = {
        "roles": [
            (f"All that name {actor.name}", replace(order, about=False).address(base), numbers[False], not order.about),
            (f"About {actor.name}", replace(order, about=True).address(base), numbers[True], order.about),
        ],
        "orders": [
            ("Newest first", replace(order, by_prominence=False).address(base), not order.by_prominence),
            ("Most prominent first", replace(order, by_prominence=True).address(base), order.by_prominence),
        ],
    }
    if order.is_default:
        return context
    pages = -(-numbers[order.about] // PAGE)
    if page > max(pages, 1):
        raise Http404("There is no such page.")
    rows = _ordered(about if order.about else naming, order)[(page - 1) * PAGE : page * PAGE]
    return context | {
        "rows": rows_for([_hit(mention) for mention in rows.select_related("article")]),
        "pages": paging(page, pages, lambda number: order.address(base, number)),
    }


def _ordered(mentions: MentionQuerySet, order: Order) -> MentionQuerySet:
    newest = (F("article__published_on").desc(nulls_last=True), "-article_id")
    return mentions.order_by("-prominence", *newest) if order.by_prominence else mentions.order_by(*newest)


def _hit(mention: Mention) -> Hit:
    """A row's title, and in place of a snippet how prominent the actor is."""
    times = "once" if mention.count == 1 else f"{mention.count} times"
    said = f"Named {times}; prominence {round(100 * mention.prominence)} %"
    return Hit(mention.article_id, mention.prominence, str(escape(mention.article.title)), said)
