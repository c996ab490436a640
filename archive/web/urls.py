"""The addresses that people read."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import path, register_converter
from django.utils.functional import lazy
from django.views.generic import RedirectView

from archive.documents import ActorKind
from archive.models.actors import PATHS
from archive.web.views import actors, articles, blocks, home, keeping, plain, rules, search, sources, versions

_KINDS = {address: kind for kind, address in PATHS.items()}


class ActorKindConverter:
    """The first part of an actor's address, which names its kind in the plural."""

    regex = "|".join(_KINDS)

    def to_python(self, value: str) -> ActorKind:
        """The kind."""
        return _KINDS[value]

    def to_url(self, value: str) -> str:
        """The address' part, from itself or from a kind."""
        return PATHS[ActorKind(value)] if value not in _KINDS else value


register_converter(ActorKindConverter, "kind")

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search_page, name="search"),
    path("search/facet/<str:name>/", search.facet_page, name="search-facet"),
    path("searches/keep/", keeping.keep, name="keep-search"),
    path("searches/<str:key>/", keeping.kept_search, name="kept-search"),
    path("help/search/", search.search_help, name="search-help"),
    path("articles/<int:pk>/<str:slug>/versions/", versions.article_versions, name="article-versions"),
    path("articles/<int:pk>/<str:slug>/", articles.article_page, name="article"),
    path("articles/<int:pk>/", articles.article_page, {"slug": ""}, name="article-short"),
    path("stories/<int:pk>/<int:other>/", versions.compared, name="compared"),
    path("changes/", versions.changes, name="changes"),
    path("changes/feed/", versions.ChangesFeed(), name="changes-feed"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<str:slug>/", sources.source, name="source"),
    path("sources/<str:slug>/lines/", blocks.source_lines, name="source-lines"),
    path("curate/articles/<int:pk>/blocks/", blocks.decide, name="decide-block"),
    path("curate/blocks/<int:pk>/lift/", blocks.lift, name="lift-block"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<slug:name>/", rules.rule, name="rule"),
    path("about/", plain.about, name="about"),
    path("healthz", plain.healthz, name="healthz"),
    path("robots.txt", plain.robots, name="robots"),
    path("favicon.ico", RedirectView.as_view(url=lazy(lambda: static("favicon.svg"), str)()), name="favicon"),
    path("<kind:kind>/", actors.actors, name="actors"),
    path("<kind:kind>/<str:slug>/", actors.actor, name="actor"),
]
