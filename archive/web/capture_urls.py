"""The addresses of captured pages, among them those that Memento (RFC 7089) asks for."""

from __future__ import annotations

from django.urls import path, re_path

from archive.web.views import captures, memento

urlpatterns = [
    path("captures/<int:pk>/", captures.capture, name="capture"),
    path("captures/<int:pk>/page", captures.page, name="capture-page"),
    path("captures/<int:pk>/payload", captures.payload, name="capture-payload"),
    path("captures/<int:pk>/record", captures.record, name="capture-record"),
    re_path(r"^web/(?:\*/)?(?P<address>https?:.+)$", memento.timegate, name="memento-newest"),
    path("web/<str:digits>/<path:address>", memento.memento, name="memento"),
    path("timegate/<path:address>", memento.timegate, name="timegate"),
    path("timemap/link/<int:page>/<path:address>", memento.timemap, name="timemap-page"),
    path("timemap/link/<path:address>", memento.timemap, name="timemap"),
]
