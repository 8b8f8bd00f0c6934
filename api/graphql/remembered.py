"""Answers given before, by all that they depend on, the version of the directory among it; and how they are sent."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from starlette.types import Message

MOST_BYTES: Final = 32_000_000
LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server is told to send, as its two messages, made once and sent any number of times."""

    status: int
    start: Message
    body: Message

    @classmethod
    def of(cls, status: HTTPStatus, headers: Mapping[str, str], body: bytes | None = None) -> Reply:
        """The messages for a status, its headers and a body; `None` where the status has no body."""
        raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        if body is not None:
            raw.append((b"content-length", str(len(body)).encode()))
        start: Message = {"type": "http.response.start", "status": int(status), "headers": raw}
        return cls(int(status), start, {"type": "http.response.body", "body": body or b""})


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer as it was sent, and the mark by which a browser asks whether it is still the same."""

    body: bytes
    etag: str
    replies: dict[Hashable, Reply] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, body: bytes) -> Remembered:
        """The answer with its mark."""
        return cls(body, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"')


class Answers:
    """The last answers, up to a number of bytes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Remembered] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable) -> Remembered | None:
        """The answer under a key."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Hashable, answer: Remembered) -> None:
        """Remembers an answer; the ones not asked for longest make room."""
        if len(answer.body) > LARGEST or key in self._kept:
            return
        self._kept[key] = answer
        self._bytes += len(answer.body)
        while self._bytes > MOST_BYTES:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= len(dropped.body)
