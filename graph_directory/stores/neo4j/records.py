"""Node (or relationship) <-> domain value, both ways: what every record looks like in the graph.

Plain fields are properties of the same name, so that people and Cypher can use them; what Neo4j cannot hold in a
property (texts by language, phones, addresses, access, exclusive powers) lies in one JSON property, `nested`. What is
absent is None, an empty tuple, False or public. The other properties are made for people and indexes and are never
read back.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

import orjson

from graph_directory.model import (
    Area,
    ContactPoint,
    LegalBasis,
    MechanismStage,
    Organisation,
    Record,
    Referral,
    Source,
)
from graph_directory.store import RecordKind
from graph_directory.vocabulary import Visibility

Properties = dict[str, Any]
_Converter = Callable[[Any], Any]

CLASSES: Mapping[RecordKind, type[Record]] = {
    RecordKind.AREA: Area,
    RecordKind.SOURCE: Source,
    RecordKind.ORGANISATION: Organisation,
    RecordKind.LEGAL_BASIS: LegalBasis,
    RecordKind.CONTACT_POINT: ContactPoint,
    RecordKind.REFERRAL: Referral,
    RecordKind.MECHANISM_STAGE: MechanismStage,
}
LABELS: Mapping[RecordKind, str] = {kind: cls.__name__ for kind, cls in CLASSES.items() if cls is not Referral}
KEYS: Mapping[RecordKind, str] = {kind: "code" if cls is Area else "slug" for kind, cls in CLASSES.items()}
CLEARANCE: Mapping[Visibility, int] = {
    Visibility.PUBLIC: 0,
    Visibility.PROFESSIONAL: 1,
    Visibility.RESTRICTED: 2,
}
COUNTED = (RecordKind.ORGANISATION, RecordKind.CONTACT_POINT, RecordKind.REFERRAL)
"""The kinds that a directory says how many it has of."""
_KINDS = {cls: kind for kind, cls in CLASSES.items()}


def kind_of(record: Record) -> RecordKind:
    """What kind of record it is."""
    return _KINDS[type(record)]


def key_of(record: Record) -> str:
    """What names it among its kind: the code of an area, else the slug."""
    return record.code if isinstance(record, Area) else record.slug


def clearance_of(record: Record) -> int:
    """The lowest clearance that sees it; records without a visibility are public."""
    return CLEARANCE[getattr(record, "visibility", Visibility.PUBLIC)]


def to_properties(record: Record) -> Properties:
    """The properties of its node or relationship, `since` (the version that brings it) left to the writer."""
    codec = _ENCODERS[type(record)]
    properties: Properties = {
        name: value
        for name, value in zip(codec.plain, codec.values(record), strict=True)
        if value is not None
        and value != ()
        and (value is not False or name in codec.may_be_none)
        and value is not Visibility.PUBLIC
    }
    nested = {name: getattr(record, name) for name in codec.nested if getattr(record, name)}
    if nested:
        properties["nested"] = orjson.dumps(nested, default=dict).decode()
    properties["clearance"] = clearance_of(record)
    properties.update(_for_people(record))
    return properties


def from_properties(kind: RecordKind, properties: Mapping[str, Any]) -> Any:
    """The record that the properties of a node or relationship hold."""
    codec = _DECODERS[kind]
    nested = orjson.loads(properties["nested"]) if "nested" in properties else {}
    values: dict[str, Any] = {}
    for name, decode, absent in codec.plain:
        value = properties.get(name)
        values[name] = absent if value is None else value if decode is None else decode(value)
    for name, decode, absent in codec.nested:
        values[name] = decode(nested[name]) if name in nested else absent
    return codec.cls(**values)


# ---- made for people and indexes --------------------------------------------------------------------


def _for_people(record: Record) -> Properties:
    if isinstance(record, Organisation):
        spellings = (*record.names.values(), *record.aliases, *record.former_names, *record.acronyms)
        return {"name": _one(record.names), "spellings": list(dict.fromkeys(spellings))}
    if isinstance(record, Area):
        return {"name": _one(record.names), **_position(record)}
    if isinstance(record, ContactPoint):
        from_abroad = [phone.display for phone in record.phones if phone.reachable_from_abroad]
        return {"numbers": [phone.display for phone in record.phones], "numbers_from_abroad": from_abroad}
    return {}


def _position(area: Area) -> Properties:
    from neo4j.spatial import WGS84Point  # noqa: PLC0415 - the driver is loaded only where Neo4j is used

    return {"position": WGS84Point((area.longitude, area.latitude))}


def _one(names: Mapping[str, str]) -> str:
    return names.get("en") or next(iter(names.values()), "")


# ---- how a field travels ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Encoder:
    plain: tuple[str, ...]
    values: Callable[[Record], tuple[Any, ...]]
    """The values of the plain fields; the driver writes codes as the strings they are, tuples as lists."""
    nested: tuple[str, ...]
    may_be_none: frozenset[str]
    """Where "no" and "not recorded" are two answers, a plain no is written."""


@dataclass(frozen=True, slots=True)
class _Decoder:
    cls: type[Record]
    plain: tuple[tuple[str, _Converter | None, Any], ...]
    nested: tuple[tuple[str, _Converter, Any], ...]


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _item(hint: Any) -> Any | None:
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def _is_nested(hint: Any) -> bool:
    inner = _item(hint) or hint
    return is_dataclass(inner) or get_origin(inner) is not None


def _decoder(hint: Any) -> _Converter | None:
    item = _item(hint)
    if item is not None:
        decode = _decoder(item)
        return tuple if decode is None else lambda values: tuple(map(decode, values))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__
    if is_dataclass(hint):
        return _dataclass_decoder(hint)
    return dict if get_origin(hint) is not None else None


def _dataclass_decoder(cls: Any) -> _Converter:
    decoders = [(name, _decoder(hint)) for name, hint in _hints(cls).items()]

    def decode(data: Mapping[str, Any]) -> Any:
        values = [(name, data[name], convert) for name, convert in decoders]
        return cls(**{name: v if v is None or convert is None else convert(v) for name, v, convert in values})

    return decode


def _hints(cls: Any) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: _without_none(hints[field.name]) for field in fields(cls)}


def _absent(cls: Any, name: str, hint: Any) -> Any:
    if _item(hint) is not None:
        return ()
    if get_origin(hint) is not None:
        return {}
    if hint is Visibility:
        return Visibility.PUBLIC
    may_be_none = type(None) in get_args(get_type_hints(cls)[name])
    return False if hint is bool and not may_be_none else None


def _make_encoder(cls: type[Record]) -> _Encoder:
    hints = _hints(cls)
    plain = tuple(name for name, hint in hints.items() if not _is_nested(hint))
    nested = tuple(name for name, hint in hints.items() if _is_nested(hint))
    may_be_none = {name for name, hint in get_type_hints(cls).items() if type(None) in get_args(hint)}
    return _Encoder(plain, attrgetter(*plain), nested, frozenset(may_be_none))


def _make_decoder(cls: type[Record]) -> _Decoder:
    hints = _hints(cls)
    plain = tuple(
        (name, _decoder(hint), _absent(cls, name, hint)) for name, hint in hints.items() if not _is_nested(hint)
    )
    nested = tuple(
        (name, _decoder(hint) or dict, _absent(cls, name, hint)) for name, hint in hints.items() if _is_nested(hint)
    )
    return _Decoder(cls, plain, nested)


_ENCODERS = {cls: _make_encoder(cls) for cls in CLASSES.values()}
_DECODERS = {kind: _make_decoder(cls) for kind, cls in CLASSES.items()}
