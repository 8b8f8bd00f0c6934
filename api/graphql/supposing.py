"""Work begun on what is supposed, while the server is asked whether it still is so.

Whether a version is the newest takes a way to the server and back; mostly it is. So the answer is made meanwhile of the
version known last, and given only if the server says that nothing was written since; else it is made of the newest.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final, TypeAlias, TypeVar

from graph_directory.directory import Directory
from graph_directory.tasks import started

Made = TypeVar("Made")
Newest: TypeAlias = Callable[[], Coroutine[Any, Any, Directory]]
Supposed: TypeAlias = Callable[[], Directory | None]

_TURNS: Final = 3
"""So many turns of the loop until a question is on its way to the server; with fewer the time is not used."""


def nothing_supposed() -> None:
    """What is supposed where the newest version is known at once."""


async def made_of_newest(
    newest: Newest, supposed: Directory | None, make: Callable[[Directory], Coroutine[Any, Any, Made]]
) -> Made:
    """What is made of the newest directory, whatever was supposed.

    Raises what `newest` raises, else what `make` raises of the newest directory.
    """
    if supposed is None:
        return await make(await newest())
    asking = started(newest())
    for _ in range(_TURNS):
        await asyncio.sleep(0)
    making = started(make(supposed))
    try:
        directory = await asking
        if await is_same(directory, supposed):
            return await making
    finally:
        making.cancel()
    return await make(directory)


async def is_same(one: Directory, other: Directory) -> bool:
    """Whether two directories are of one version."""
    mine, theirs = await one.reader.info(), await other.reader.info()
    return (mine.version, mine.updated_at) == (theirs.version, theirs.updated_at)
