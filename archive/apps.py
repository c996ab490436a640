"""The Django application."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from archive.tagging.recogniser import RecogniserError, choose


class ArchiveConfig(AppConfig):
    """One app: the archive."""

    name = "archive"
    verbose_name = "Archive"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the admin pages, which live with the web layer, and choose the recogniser that is set."""
        from archive.web import admin  # noqa: F401, PLC0415 - models are ready only now

        try:
            choose(settings.ARCHIVE_NER)
        except RecogniserError as error:
            raise ImproperlyConfigured(str(error)) from error
