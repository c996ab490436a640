"""Settings out of the environment: every value is checked, and a bad one stops the start with what to do."""

from __future__ import annotations

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str) -> str:
    """The variable's value without white space around it, or the default where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def switch(name: str, default: bool) -> bool:
    """A yes or no; raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name)
    if value is None:
        return default
    folded = value.strip().lower()
    if folded not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}: say 1 or 0 (yes, no, true, false, on and off do too)")
    return folded in _TRUE


def number(name: str, default: int, low: int, high: int) -> int:
    """A whole number between two bounds, both included; raises ImproperlyConfigured otherwise."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} is {value!r}: give a whole number from {low} to {high}")
    return int(value)


def words(name: str, default: list[str]) -> list[str]:
    """A list written with commas between."""
    return [word for part in text(name, "").split(",") if (word := part.strip())] or default


def choice(name: str, default: str, choices: set[str]) -> str:
    """One of the choices; raises ImproperlyConfigured otherwise."""
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}: choose one of {', '.join(sorted(choices))}")
    return value


def time_zone(name: str, default: str) -> str:
    """A zone of the IANA database; raises ImproperlyConfigured otherwise."""
    value = text(name, default)
    if value not in available_timezones():
        raise ImproperlyConfigured(f"{name} is {value!r}: give a time zone such as UTC or Europe/Berlin")
    return value


def folder(name: str, default: Path) -> Path:
    """A folder that can be written to, made where it is missing; raises ImproperlyConfigured otherwise."""
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} is {str(path)!r}, which cannot be made or is no folder: {error.strerror}"
        ) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(
            f"{name} is {str(path)!r}: you may not write there; choose another folder or mend its rights"
        )
    return path


def bucket(name: str) -> dict[str, str]:
    """What Django's S3 storage is told by `s3://bucket/prefix?endpoint=…&region=…`; empty where it is unset.

    Keys come from the environment as every S3 program takes them. Raises ImproperlyConfigured.
    """
    value = text(name, "")
    parts = urlsplit(value)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    known = {"endpoint": "endpoint_url", "region": "region_name"}
    if value and (parts.scheme != "s3" or not parts.netloc or set(options) - set(known)):
        raise ImproperlyConfigured(f"{name} is {value!r}: write it like s3://bucket/prefix?endpoint=https://s3.example")
    if value and find_spec("storages") is None:
        raise ImproperlyConfigured(f"{name} needs the s3 extra: pip install -e '.[s3]'")
    if not value:
        return {}
    given = {known[option]: setting for option, setting in options.items() if setting}
    return {"bucket_name": parts.netloc, "location": parts.path.strip("/"), **given}


def kept_secret(name: str, path: Path) -> str:
    """The variable's value, else the secret kept in a file, made on first use and readable by its owner alone."""
    given = text(name, "")
    if given:
        return given
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first; its secret holds
        finally:
            draft.unlink()
    secret = path.read_text(encoding="ascii").strip()
    if len(secret) < 50:
        raise ImproperlyConfigured(f"{path} is damaged: delete it and start again (visitors will have to log in anew)")
    return secret
