"""What a batch of differences becomes on the wire: rows for UNWIND, by statement. Pure but for sending them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph_directory.model import Organisation, Record, Referral
from graph_directory.store import RecordKind
from graph_directory.stores.neo4j.connection import Transaction
from graph_directory.stores.neo4j.differences import Difference, in_batches
from graph_directory.stores.neo4j.links import NEVER_POINTED_TO, TYPES, Link, ties_of
from graph_directory.stores.neo4j.queries import REFERRAL_TYPES
from graph_directory.stores.neo4j.records import (
    CLEARANCE,
    COUNTED,
    KEYS,
    LABELS,
    Properties,
    clearance_of,
    kind_of,
    to_properties,
)
from graph_directory.text.index import organisation_words

_AT_ONCE = 5000
_VERSION_SHIFT = 32
"""The place in the order recorded is (version, place in the change set) in one integer."""


@dataclass(slots=True)
class Tally:
    """What is counted once for a whole change set: how many more organisations hold a word, how many more records."""

    words: Counter[tuple[str, int]] = field(default_factory=Counter)
    records: Counter[tuple[RecordKind, int]] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Counts what the other counted too."""
        self.words.update(other.words)
        self.records.update(other.records)

    def by_place(self) -> list[int]:
        """How many more records, in the order of the directory's own `counts`: by kind, then by clearance."""
        return [self.records[kind, clearance] for kind in COUNTED for clearance in sorted(CLEARANCE.values())]


@dataclass(slots=True)
class Rows:
    """Rows by statement; filled once by `rows_of` and then only read."""

    nodes: defaultdict[RecordKind, list[Properties]] = field(default_factory=lambda: defaultdict(list))
    fresh: defaultdict[RecordKind, list[Properties]] = field(default_factory=lambda: defaultdict(list))
    """New nodes of which none can be there already, as an empty one that something points to."""
    links: defaultdict[Link, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    referrals: defaultdict[str, list[Properties]] = field(default_factory=lambda: defaultdict(list))
    replaced: defaultdict[RecordKind, list[str]] = field(default_factory=lambda: defaultdict(list))
    tally: Tally = field(default_factory=Tally)


def rows_of(differences: Iterable[Difference], version: int) -> Rows:
    """The rows that bring these differences about in `version`."""
    rows = Rows()
    for difference in differences:
        wish, before = difference.wish, difference.before
        if before is not None:
            rows.replaced[wish.kind].append(wish.key)
            _count(rows.tally, before.record, -1)
        if wish.record is not None:
            rows.tally.records[wish.kind, clearance_of(wish.record)] += 1
            _put(rows, wish.record, _properties(difference, version), difference)
    return rows


def _put(rows: Rows, record: Record, properties: Properties, difference: Difference) -> None:
    kind = difference.wish.kind
    if isinstance(record, Referral):
        rows.referrals[REFERRAL_TYPES[record.kind]].append(properties)
        return
    if isinstance(record, Organisation):
        properties["words"] = sorted(organisation_words(record))
        _count_words(rows.tally, record, 1, properties["words"])
    nodes = rows.fresh if difference.before is None and kind in NEVER_POINTED_TO else rows.nodes
    nodes[kind].append(properties)
    key = properties[KEYS[kind]]
    for type_, other, other_key in ties_of(record):
        rows.links[Link(kind, type_, other)].append((key, other_key))


def _properties(difference: Difference, version: int) -> Properties:
    record, before = difference.wish.record, difference.before
    assert record is not None
    properties = to_properties(record)
    properties["since"] = version if before is None else before.since
    properties["position"] = (version << _VERSION_SHIFT) + difference.wish.given if before is None else before.position
    return properties


def _count(tally: Tally, record: Record, by: int) -> None:
    tally.records[kind_of(record), clearance_of(record)] += by
    _count_words(tally, record, by)


def _count_words(tally: Tally, record: Record, by: int, words: Sequence[str] | None = None) -> None:
    if isinstance(record, Organisation):
        clearance = clearance_of(record)
        for word in organisation_words(record) if words is None else words:
            tally.words[word, clearance] += by


# ---- sending them -----------------------------------------------------------------------------------


async def send_rows(transaction: Transaction, rows: Rows) -> None:
    """Writes everything but the words, which are counted once for a whole change set."""
    for kind, keys in rows.replaced.items():
        await _take_out_old_ties(transaction, kind, keys)
    for kind, nodes in rows.nodes.items():
        for some in in_batches(nodes, _AT_ONCE):
            await transaction.run("writing/put_nodes", {"rows": some}, label=LABELS[kind], key=KEYS[kind])
    for kind, nodes in rows.fresh.items():
        for some in in_batches(nodes, _AT_ONCE):
            await transaction.run("writing/create_nodes", {"rows": some}, label=LABELS[kind])
    for link, pairs in rows.links.items():
        for part in in_batches(pairs, _AT_ONCE):
            await transaction.run("writing/put_links", {"pairs": part}, **_parts(link))
    for type_, referrals in rows.referrals.items():
        for some in in_batches(referrals, _AT_ONCE):
            await transaction.run("writing/put_referrals", {"rows": some}, referral=type_)


async def send_words(transaction: Transaction, words: Counter[tuple[str, int]]) -> None:
    """Counts the words that came and went, by the clearance of the organisations that hold them."""
    by_word: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (word, clearance), by in words.items():
        by_word[word][clearance] += by
    counted: list[dict[str, Any]] = [{"word": word, "by": by} for word, by in by_word.items() if any(by)]
    for some in in_batches(counted, _AT_ONCE):
        await transaction.run("writing/count_words", {"rows": some})


async def _take_out_old_ties(transaction: Transaction, kind: RecordKind, keys: Sequence[str]) -> None:
    for some in in_batches(keys, _AT_ONCE):
        if kind is RecordKind.REFERRAL:
            await transaction.run("writing/delete_referrals", {"keys": some})
        else:
            parts = {"label": LABELS[kind], "key": KEYS[kind], "links": "|".join(TYPES)}
            await transaction.run("writing/clear_links", {"keys": some}, **parts)


def _parts(link: Link) -> dict[str, str]:
    return {
        "label": LABELS[link.start],
        "key": KEYS[link.start],
        "link": link.type,
        "other": LABELS[link.end],
        "other_key": KEYS[link.end],
    }
