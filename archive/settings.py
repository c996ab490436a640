"""Settings. Everything works with an empty environment; docs/configuration.md lists each variable."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import django
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from archive import environment
from archive.collected import is_collected

BASE_DIR = Path(__file__).resolve().parent.parent
ARCHIVE_DATA = environment.folder("ARCHIVE_DATA", BASE_DIR / "data")
ARCHIVE_NAME = environment.text("ARCHIVE_NAME", "Entente")
ARCHIVE_MAX_PAGE_MB = environment.number("ARCHIVE_MAX_PAGE_MB", 50, 1, 1024)
ARCHIVE_BATCH = environment.number("ARCHIVE_BATCH", 200, 1, 10_000)
ARCHIVE_HOLDINGS = ARCHIVE_DATA / "holdings"
ARCHIVE_WARC_MB = environment.number("ARCHIVE_WARC_MB", 1000, 1, 100_000)
ARCHIVE_AUTHORITY = BASE_DIR / "fixtures" / "authority"
ARCHIVE_NER = environment.text("ARCHIVE_NER", "")
ARCHIVE_SAMPLE_FOLDER = BASE_DIR / "fixtures" / "sample"
ARCHIVE_FETCH_AGENT = environment.text("ARCHIVE_FETCH_AGENT", "Entente")
ARCHIVE_FETCH_SECONDS = environment.number("ARCHIVE_FETCH_SECONDS", 2, 0, 3600)
ARCHIVE_FETCH_PRIVATE = environment.switch("ARCHIVE_FETCH_PRIVATE", default=False)
ARCHIVE_SAMPLE = environment.switch("ARCHIVE_SAMPLE", default=True)

SECRET_KEY = environment.kept_secret("ARCHIVE_SECRET_KEY", ARCHIVE_DATA / "secret-key")
DEBUG = environment.switch("ARCHIVE_DEBUG", default="runserver" in sys.argv) and "gunicorn" not in sys.argv[0]
ALLOWED_HOSTS = environment.words("ARCHIVE_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.words("ARCHIVE_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_htmx",
    "haystack",
    "archive",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "archive.web.methods.MethodsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.web.outdated.OutdatedIndexMiddleware",
    "archive.web.unfit.UnfitValueMiddleware",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "archive.web.context.site",
            ],
            "builtins": ["archive.web.tags"],
        },
    },
]


def _database() -> dict[str, Any]:
    """The database of DATABASE_URL, else SQLite in the data folder; SQLite runs in WAL mode."""
    address = environment.text("DATABASE_URL", f"sqlite:///{ARCHIVE_DATA / 'archive.sqlite3'}")
    try:
        database: dict[str, Any] = environ.Env.db_url_config(address)
    except (ValueError, KeyError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL cannot be read ({error}): write it like postgres://user:password@host/name"
        ) from error
    if not database.get("ENGINE") or not database.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL names no known database: write it like postgres://user:password@host/name"
        )
    # Opening a connection costs a tenth of a page; whoever keeps one asks first whether it still stands.
    database |= {"CONN_MAX_AGE": database.get("CONN_MAX_AGE") or 60, "CONN_HEALTH_CHECKS": True}
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "timeout": 30,
            **database.get("OPTIONS", {}),
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            f" PRAGMA cache_size=-{environment.number('ARCHIVE_SQLITE_CACHE_MB', 32, 1, 10_000) * 1_000};",
        }
    return database


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "archive.search.engines.whoosh.WhooshEngine",
        "PATH": str(ARCHIVE_DATA / "index"),
        "SILENTLY_FAIL": False,
    },
}
HAYSTACK_LIMIT_TO_REGISTERED_MODELS = False

LANGUAGE_CODE = "en-gb"
TIME_ZONE = environment.time_zone("ARCHIVE_TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = ARCHIVE_DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns of a folder that is missing
_STATIC = [*STATICFILES_DIRS, Path(django.__file__).parent / "contrib" / "admin" / "static"]
_COLLECTED = bool({"collectstatic", "setup"} & set(sys.argv)) or is_collected(STATIC_ROOT, _STATIC)
WHITENOISE_USE_FINDERS = not _COLLECTED
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(ARCHIVE_DATA / "files")},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
_HOLDINGS = environment.bucket("ARCHIVE_HOLDINGS_STORAGE")
if _HOLDINGS:
    STORAGES["holdings"] = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _HOLDINGS}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "frame-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}
_HTTPS = environment.switch("ARCHIVE_HTTPS", default=False)
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": environment.choice("ARCHIVE_LOG_LEVEL", "WARNING", {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}),
    },
}
