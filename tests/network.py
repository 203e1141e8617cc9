"""Keeps the suite on this machine: a connection that would leave it is refused and remembered."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

attempts: list[str] = []
_real_connect = socket.socket.connect
_real_connect_ex = socket.socket.connect_ex
_real_getaddrinfo = socket.getaddrinfo


class LeavesTheMachine(OSError):  # noqa: N818 - what it is
    """Somebody tried to reach another machine."""


def install() -> None:
    """Stand between Python and the network, for good."""
    socket.socket.connect = _connect  # type: ignore[method-assign]
    socket.socket.connect_ex = _connect_ex  # type: ignore[method-assign]
    socket.getaddrinfo = _getaddrinfo


def _stays(host: Any) -> bool:
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check(told: Any) -> None:
    if not _stays(told):
        attempts.append(str(told))
        raise LeavesTheMachine(f"a connection to {told} would leave this machine")


def _connect(self: socket.socket, address: Any) -> None:
    if self.family in {socket.AF_INET, socket.AF_INET6}:
        _check(address[0])
    _real_connect(self, address)


def _connect_ex(self: socket.socket, address: Any) -> int:
    if self.family in {socket.AF_INET, socket.AF_INET6}:
        _check(address[0])
    return _real_connect_ex(self, address)


def _getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
    _check(host)
    return _real_getaddrinfo(host, *arguments, **options)
