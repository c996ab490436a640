"""Addresses of pages, which may be anything: taken apart and put together without ever failing."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit


def joined(base: str, address: str) -> str:
    """An address made whole, or empty where either cannot be read as one."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def host_of(address: str) -> str:
    """The host of an address, or empty where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
