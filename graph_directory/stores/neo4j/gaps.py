"""Taking records out, and refusing to where something would then point to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from graph_directory.model import Record
from graph_directory.references import leaves_a_gap, references_of
from graph_directory.store import RecordKind
from graph_directory.stores.neo4j.connection import Transaction
from graph_directory.stores.neo4j.differences import Difference
from graph_directory.stores.neo4j.records import KEYS, LABELS, from_properties, key_of, kind_of

_KINDS = {label: kind for kind, label in LABELS.items()}
_REFERRED_TO = {RecordKind.ORGANISATION, RecordKind.LEGAL_BASIS, RecordKind.SOURCE}


async def take_out(transaction: Transaction, gone: Sequence[Difference]) -> None:
    """Deletes the nodes of these records; their ties and the referrals among them are gone already.

    Raises BadQuestion when another record still points to one of them.
    """
    by_kind = {kind: [each.wish.key for each in some] for kind, some in groupby(gone, lambda each: each.wish.kind)}
    by_kind.pop(RecordKind.REFERRAL, None)
    for kind, keys in by_kind.items():
        _refuse_gap(kind, keys, await _pointing(transaction, kind, keys))
    for kind, keys in by_kind.items():
        await transaction.run("writing/delete_nodes", {"keys": keys}, label=LABELS[kind], key=KEYS[kind])


async def _pointing(transaction: Transaction, kind: RecordKind, keys: Sequence[str]) -> list[Record]:
    parts = {"label": LABELS[kind], "key": KEYS[kind]}
    nodes: Any = await transaction.run("writing/pointing_nodes", {"keys": keys}, **parts)
    found = [from_properties(_KINDS[label], properties) for label, properties in nodes]
    if kind in _REFERRED_TO:
        referrals: Any = await transaction.run("writing/pointing_referrals", {"keys": keys})
        found += [from_properties(RecordKind.REFERRAL, properties) for properties in referrals]
    return found


def _refuse_gap(kind: RecordKind, keys: Sequence[str], pointing: Iterable[Record]) -> None:
    gaps = sorted(
        (reference.slug, kind_of(record).value, key_of(record), reference.field)
        for record in pointing
        for reference in references_of(record)
        if reference.kind is kind and reference.slug in keys
    )
    if gaps:
        gone, other_kind, other, field = gaps[0]
        raise leaves_a_gap((kind, gone), (RecordKind(other_kind), other), field)
