"""The curator's pages: Django's admin with the archive's own rules about what a decision is."""

from django.conf import settings
from django.contrib import admin

from archive.web.admin import actors, articles, sources

__all__ = ["actors", "articles", "sources"]

admin.site.site_header = f"{settings.ARCHIVE_NAME}: curators"
admin.site.site_title = settings.ARCHIVE_NAME
admin.site.index_title = "What the archive holds"
