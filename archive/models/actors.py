"""Persons, countries, organisations and alliances: who acts, under which names, in which years."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse

from archive.documents import ActorKind, NameSort

PATHS = {
    ActorKind.PERSON: "people",
    ActorKind.COUNTRY: "countries",
    ActorKind.ORGANISATION: "organisations",
    ActorKind.ALLIANCE: "alliances",
}
"""First part of an actor's address, by kind."""


class ActorStatus(models.TextChoices):
    """Who vouches for an actor."""

    AUTHORITY = "authority", "In an authority file"
    DISCOVERED = "discovered", "Found in text"
    CONFIRMED = "confirmed", "Confirmed by a curator"
    REJECTED = "rejected", "Rejected by a curator"


class ActorQuerySet(models.QuerySet["Actor"]):
    """Actors in the words of the archive."""

    def of_kind(self, kind: ActorKind) -> ActorQuerySet:
        """Actors of one kind."""
        return self.filter(kind=kind.value)

    def current(self) -> ActorQuerySet:
        """Actors that pages show: neither merged away nor rejected."""
        return self.filter(merged_into__isnull=True).exclude(status=ActorStatus.REJECTED)

    def with_article_counts(self) -> ActorQuerySet:
        """Annotate ``article_count``: readable articles that name each actor."""
        seen = models.Q(mentions__rejected=False, mentions__article__copy_of__isnull=True)
        return self.annotate(article_count=models.Count("mentions__article", filter=seen, distinct=True))

    def with_records(self) -> ActorQuerySet:
        """With names, offices and memberships, in a fixed number of queries."""
        return self.prefetch_related("names", "offices", "memberships__member")


class Actor(models.Model):
    """Anything that acts. ``slug`` is unique within its kind and is what is indexed and stands in addresses."""

    kind = models.CharField(max_length=12, choices=[(k.value, k.name.capitalize()) for k in ActorKind])
    slug = models.CharField(max_length=120)
    name = models.CharField(max_length=300)
    code = models.CharField(max_length=4, blank=True, help_text="ISO 3166 code of a country")
    status = models.CharField(max_length=12, choices=ActorStatus, default=ActorStatus.AUTHORITY)
    since = models.CharField(max_length=10, blank=True, help_text="Born or founded: 1949, 1949-04 or 1949-04-04")
    until = models.CharField(max_length=10, blank=True, help_text="Died or ended")
    description = models.TextField(blank=True)
    country = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="nationals")
    successors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="predecessors")
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged")
    wikidata = models.CharField(max_length=16, blank=True)
    identifiers = models.JSONField(
        default=dict, blank=True, help_text="Identifiers in other lists by their scheme: isil, bioguide …"
    )
    file = models.CharField(max_length=80, blank=True, help_text="The authority file whose record this is")
    pair = models.JSONField(
        default=list,
        blank=True,
        help_text="Slugs of the countries whose alliance this is, as written in text",
    )
    curated_fields = models.JSONField(
        default=list, blank=True, help_text="Fields a curator set; no load overwrites them"
    )

    objects = ActorQuerySet.as_manager()

    class Meta:
        """One slug a kind; only countries have codes."""

        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="actor_slug_once_a_kind"),
            models.CheckConstraint(
                name="actor_code_is_a_countrys", condition=models.Q(code="") | models.Q(kind="country")
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "name"], name="actor_kind_name"),
            models.Index(fields=["code"], name="actor_code"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The actor's page."""
        return reverse("actor", args=[PATHS[ActorKind(self.kind)], self.slug])

    def kept(self) -> Actor:
        """The actor into which this one was merged, over several steps, or itself."""
        actor, seen = self, {self.pk}
        while actor.merged_into and actor.merged_into.pk not in seen:
            actor = actor.merged_into
            seen.add(actor.pk)
        return actor

    def members_on(self, day: date) -> list[Membership]:
        """The memberships that held on a day; an open or coarse date counts as holding."""
        return [membership for membership in self.memberships.select_related("member") if membership.holds_on(day)]


class ActorName(models.Model):
    """One name of an actor with its sort and, where it matters, the years in which it holds."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=300)
    sort = models.CharField(max_length=14, choices=[(s.value, s.name.replace("_", " ").capitalize()) for s in NameSort])
    language = models.CharField(max_length=8, blank=True)
    since = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.PositiveSmallIntegerField(null=True, blank=True)
    ambiguous = models.BooleanField(default=False)
    file = models.CharField(max_length=80, blank=True, help_text="The authority file that gives it")
    curated = models.BooleanField(default=False, help_text="Added by a curator; no load removes it")

    class Meta:
        """A name stands once with an actor."""

        ordering = ["sort", "text"]
        constraints = [models.UniqueConstraint(fields=["actor", "text", "sort"], name="name_once_an_actor")]
        indexes = [models.Index(fields=["text"], name="name_text")]

    def __str__(self) -> str:
        return self.text


class ActorOffice(models.Model):
    """An office a person held."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="offices")
    title = models.CharField(max_length=200)
    body = models.ForeignKey(
        Actor,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="officeholders",
        help_text="The state or organisation",
    )
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    file = models.CharField(max_length=80, blank=True, help_text="The authority file that gives it")

    class Meta:
        """In the order they were held."""

        ordering = ["since", "title"]

    def __str__(self) -> str:
        return f"{self.title} {self.since or '?'}–{self.until}"


class Membership(models.Model):
    """A member of an alliance or organisation with dates (ISO prefixes) and status."""

    alliance = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="member_of")
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    status = models.CharField(
        max_length=10,
        default="member",
        choices=[(s, s.capitalize()) for s in ("member", "observer", "partner", "suspended")],
    )

    class Meta:
        """Oldest members first."""

        ordering = ["since", "member__name"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "member", "since", "status"], name="membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.alliance}"

    def holds_on(self, day: date) -> bool:
        """Whether it held on that day; ISO prefixes compare as far as they are given."""
        stamp = day.isoformat()
        return self.since <= stamp[: len(self.since)] and (not self.until or stamp[: len(self.until)] <= self.until)
