"""Which addresses may be fetched: public ones, over HTTP, resolved once and connected to as resolved.

A name is looked up, every address it has must be public, and the connection goes to one of these: a server of
names that answers otherwise the second time (DNS rebinding) gains nothing. Redirects are checked the same way.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from archive.documents import ArchiveError

MOST_CHARACTERS = 4000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedAddress(ArchiveError):
    """An address that is not fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A host and port with the addresses that it has."""

    host: str
    port: int
    addresses: tuple[str, ...]


def check_url(url: str) -> str:
    """The address as it will be asked for; raises RefusedAddress for anything but a plain HTTP address."""
    url = url.strip()
    if len(url) > MOST_CHARACTERS or not url.isprintable() or any(sign.isspace() for sign in url):
        raise RefusedAddress("no address: it is too long or holds control characters or spaces")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
        httpx.URL(url)
    except (ValueError, httpx.InvalidURL) as error:
        raise RefusedAddress(f"no address: {str(error)[:100]}") from error
    if parts.scheme not in {"http", "https"}:
        raise RefusedAddress("only http and https are fetched")
    if not host:
        raise RefusedAddress("no address: it names no host")
    if parts.username or parts.password:
        raise RefusedAddress("an address with a name and password in it")
    return url


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet; one that wraps another is judged by that one."""
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if wrapped is None and address in _NAT64:
            wrapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(wrapped)
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(host: str, port: int, private: bool = False) -> Place:
    """Look a name up; raises RefusedAddress where it has no address or, unless ``private``, one that isn't public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RefusedAddress(f"the name {host[:100]!r} is not known") from error
    addresses = tuple(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    for address in addresses:
        if not private and not is_public(ipaddress.ip_address(address)):
            raise RefusedAddress(f"{host[:100]} is at {address}, which is not on the public internet")
    if not addresses:
        raise RefusedAddress(f"the name {host[:100]!r} is not known")
    return Place(host, port, addresses)


class CheckedNetwork(httpcore.NetworkBackend):
    """Connects to checked addresses alone, for every connection there is."""

    def __init__(self, private: bool, look_up: Callable[[str, int, bool], Place] = resolve) -> None:
        self._private = private
        self._look_up = look_up
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first checked address that answers; raises RefusedAddress and ConnectError."""
        last: Exception = httpcore.ConnectError("no address")
        for address in self._look_up(host, port, self._private).addresses:
            try:
                return self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last

    def connect_unix_socket(  # noqa: D102 - httpcore's; nothing on this machine is fetched
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        del path, timeout, socket_options
        raise RefusedAddress("a socket of this machine")

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._inner.sleep(seconds)
