"""Answers given before, by everything that they depend on: the version of the directory among it."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Final

from starlette.responses import Response

MOST_BYTES: Final = 32_000_000
LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer as it was sent, and the mark by which a browser asks whether it is still the same."""

    body: bytes
    etag: str
    responses: dict[Hashable, Response] = field(default_factory=dict, compare=False)

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
