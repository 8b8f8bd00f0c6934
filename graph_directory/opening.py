"""From an open store to the directory that answers questions; what is known besides the records is read once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import cache
from weakref import WeakKeyDictionary

from graph_directory.areas import AreaTree
from graph_directory.directory import Directory, Guide
from graph_directory.model import Area
from graph_directory.places import Gazetteer
from graph_directory.shelf import Shelf
from graph_directory.shipped import shipped_folder
from graph_directory.store import Store
from graph_directory.terms import Terms
from graph_directory.text.lexicon import Lexicon
from graph_directory.text.situations import Situations
from graph_directory.vocabulary import Visibility


@dataclass(slots=True)
class _Kept:
    areas: tuple[Area, ...]
    guide: Guide
    shelf: Shelf = field(default_factory=Shelf)


_KEPT: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()


async def open_directory(store: Store, visibility: Visibility = Visibility.PUBLIC) -> Directory:
    """The newest version of the directory as one visibility class sees it.

    Raises StoreError when the store cannot answer.
    """
    reader = await store.reader(visibility)
    areas = await reader.areas()
    kept = _KEPT.get(store)
    if kept is None or (kept.areas is not areas and kept.areas != areas):
        guide = await asyncio.to_thread(_guide, areas)
        kept = _KEPT[store] = _Kept(areas, guide)
    kept.areas = areas  # equal, and next time the same: comparing all of them costs a millisecond
    return Directory(reader, kept.guide, kept.shelf, store.reader)


def _guide(areas: tuple[Area, ...]) -> Guide:
    places = Gazetteer.load(shipped_folder("seed_data"), areas)
    return Guide(_terms(), places, AreaTree(areas), _lexicon(), _situations())


@cache
def _terms() -> Terms:
    return Terms.load()


@cache
def _lexicon() -> Lexicon:
    return Lexicon.of(_terms())


@cache
def _situations() -> Situations:
    return Situations.load()
