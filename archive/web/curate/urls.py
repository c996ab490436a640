"""The addresses of the curators' pages, below ``/curate/``."""

from __future__ import annotations

from django.urls import path, re_path

from archive.web.curate import log, views, withdrawal

urlpatterns = [
    path("articles/<int:pk>/", views.correct_in_article, name="correct-in-article"),
    path("articles/<int:pk>/withdraw/", withdrawal.withdraw_article, name="withdraw-article"),
    path("actors/complete/", views.complete, name="complete-actor"),
    path("decisions/", log.decisions, name="decisions"),
    re_path(r"^decisions/(?P<of>blocks|lines)/$", log.decided_pages, name="decided-pages"),
    path("decisions/<int:pk>/undo/", log.undo_decision, name="undo-decision"),
    path("<kind:kind>/<str:slug>/", views.correct_actor, name="correct-actor"),
]
