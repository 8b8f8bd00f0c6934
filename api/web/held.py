"""A question between its form and its answer: held in memory for half an hour, under an address nobody can guess.

A browser that goes back to a page which was sent asks to send it again. So whoever reads pages is led from the form to
an address of its own, which holds nothing but chance: the question stands in no address, no cookie and on no disk. What
is held is locked with that address, which is itself not held: without it nobody can read the question, not even here.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final, NewType

Token = NewType("Token", str)
HELD_FOR: Final = 30 * 60.0
"""Seconds: long enough for two telephone calls, short enough for a desk that others use."""
MOST_BYTES: Final = 16_000_000
"""Of all questions together; the oldest go first."""
_CHANCE: Final = 24


@dataclass(frozen=True, slots=True)
class _Locked:
    """A question that only its token opens, and the clock that takes it away."""

    content: bytes
    lapse: asyncio.TimerHandle


class Held:
    """Questions that were asked a moment ago, each under its token."""

    def __init__(self, held_for: float = HELD_FOR, most_bytes: int = MOST_BYTES) -> None:
        self._held_for = held_for
        self._most_bytes = most_bytes
        self._bytes = 0
        self._questions: OrderedDict[bytes, _Locked] = OrderedDict()

    def __len__(self) -> int:
        return len(self._questions)

    def hold(self, question: str) -> Token:
        """Holds a question for a while; the token finds it again."""
        token = Token(secrets.token_urlsafe(_CHANCE))
        name = _name(token)
        content = _turned(question.encode(), token)
        lapse = asyncio.get_running_loop().call_later(self._held_for, self._drop, name)
        self._questions[name] = _Locked(content, lapse)
        self._bytes += len(content)
        while self._bytes > self._most_bytes:
            self._drop(next(iter(self._questions)))
        return token

    def find(self, token: Token) -> str | None:
        """The question, None where it was forgotten or never was."""
        locked = self._questions.get(_name(token))
        return _turned(locked.content, token).decode() if locked else None

    def forget(self, token: Token) -> None:
        """Takes a question away at once."""
        self._drop(_name(token))

    def _drop(self, name: bytes) -> None:
        locked = self._questions.pop(name, None)
        if locked:
            locked.lapse.cancel()
            self._bytes -= len(locked.content)


def _name(token: Token) -> bytes:
    return hashlib.sha256(b"name" + token.encode()).digest()


def _turned(content: bytes, token: Token) -> bytes:
    """Locked where it was open, open where it was locked: every token is used for one question only."""
    key = hashlib.shake_256(b"lock" + token.encode()).digest(len(content))
    return bytes(one ^ other for one, other in zip(content, key, strict=True))
