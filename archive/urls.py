"""Addresses of the archive."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("archive.web.capture_urls")),
    path("api/", include("archive.api.urls")),
    path("", include("archive.web.urls")),
    path("curate/", include("archive.web.curate.urls")),
]

handler400 = "archive.web.views.plain.bad_request"
handler500 = "archive.web.views.plain.server_error"
