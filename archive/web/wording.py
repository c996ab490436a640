"""How the archive's own words read on a page: one table each, the code beside the wording."""

from __future__ import annotations

from archive.documents import ActorKind, DateOrigin, NameSort, RemovalCategory
from archive.search.results import Facet, Sort

FACETS = {
    Facet.PERSON: ("Person", "People"),
    Facet.COUNTRY: ("Country", "Countries"),
    Facet.ORGANISATION: ("Organisation", "Organisations"),
    Facet.ALLIANCE: ("Alliance", "Alliances"),
    Facet.SOURCE: ("Source", "Sources"),
    Facet.LANGUAGE: ("Language", "Languages"),
    Facet.YEAR: ("Year", "Years"),
    Facet.ABOUT: ("About", "Mainly about"),
    Facet.CATEGORY: ("Category", "Categories"),
}
"""One value, several values; in the order in which the facet column shows them."""

_NOUNS = {Facet.ABOUT: "names"}
"""What the values of a facet are, where its heading does not say."""


def noun(facet: Facet) -> str:
    """The values of a facet in the plural, as in "show all 30 people"."""
    return _NOUNS.get(facet, FACETS[facet][1].lower())


ACTOR_FACETS = (Facet.PERSON, Facet.COUNTRY, Facet.ORGANISATION, Facet.ALLIANCE)
"""The facets of which an article may have several values, so that "all of these" makes sense."""

SORTS = {Sort.RELEVANCE: "Best match", Sort.NEWEST: "Newest first", Sort.OLDEST: "Oldest first"}

DATE_ORIGINS = {
    DateOrigin.METADATA: "date stated in the page’s metadata",
    DateOrigin.TEXT: "date stated in the text",
    DateOrigin.INFERRED: "date inferred from the page or its address",
    DateOrigin.CURATOR: "date set by a curator",
    DateOrigin.NONE: "the page states no date",
}

NAME_SORTS = {
    NameSort.FULL: "Full names",
    NameSort.SURNAME: "Surnames",
    NameSort.GIVEN: "Given names",
    NameSort.NICKNAME: "Nicknames",
    NameSort.ABBREVIATION: "Abbreviations",
    NameSort.DEMONYM: "Its people and what is theirs",
    NameSort.CAPITAL: "Seat of government, standing for the state",
    NameSort.METONYM: "Buildings and offices that stand for it",
    NameSort.TITLE_HOLDER: "Office that means one person while it is held",
}

REMOVALS = {
    RemovalCategory.CONSENT: ("Cookie consent", "Cookie and privacy notices"),
    RemovalCategory.COMMENTS: ("Comments", "Readers’ comments and comment forms"),
    RemovalCategory.SHARING: ("Sharing", "Share and follow buttons"),
    RemovalCategory.SUBSCRIPTION: ("Subscription", "Newsletter, paywall and sign-up boxes"),
    RemovalCategory.RELATED: ("Related", "Links to other articles"),
    RemovalCategory.DUPLICATE: ("Duplicate", "Text that stands on the page twice"),
    RemovalCategory.NAVIGATION: ("Navigation", "Menus and breadcrumbs"),
    RemovalCategory.FOOTER: ("Footer", "Copyright and imprint lines"),
    RemovalCategory.ADVERTISING: ("Advertising", "Advertisements and their labels"),
    RemovalCategory.CAPTION: ("Caption", "Picture captions, credits and alternative texts"),
    RemovalCategory.METADATA: ("Metadata", "Title, byline or date line, moved into its field"),
    RemovalCategory.FURNITURE: ("Furniture", "Lines that recur on many pages of the source"),
    RemovalCategory.EXTRACTION: ("Outside the text", "What the extractor found outside the main text"),
    RemovalCategory.CURATOR: ("Curator", "Taken out by a curator"),
}
"""Short label, explanation; in the order of the legend."""

KINDS = {
    ActorKind.PERSON: ("person", "people"),
    ActorKind.COUNTRY: ("country", "countries"),
    ActorKind.ORGANISATION: ("organisation", "organisations"),
    ActorKind.ALLIANCE: ("alliance", "alliances"),
}
"""One, several; in the order of side lists."""

MEMBER_STATUS = {
    "member": "Member",
    "observer": "Observer",
    "partner": "Partner",
    "suspended": "Suspended",
}


def rule_in_words(rule: str) -> str:
    """A rule's kebab-case name with spaces for hyphens."""
    return rule.replace("-", " ")
