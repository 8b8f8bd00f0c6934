"""The one door to Cypher: statements lie in `cypher/*/*.cypher`, by question, and are checked before they travel.

A part in angle quotes (a label, a relationship type, a number of hops) cannot be a parameter in Cypher. It is filled
from closed lists of our own and refused if it is anything but a name or a small number. Values are always parameters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, LiteralString

from graph_directory.vocabulary import ReferralKind

_PART = re.compile(r"«(\w+)»")
_PARAMETER = re.compile(r"\$(\w+)")
_SAFE = re.compile(r"[A-Za-z][A-Za-z_]*(\|[A-Z_]+)*|[0-9]{1,2}")
_COMMENT = re.compile(r"^//.*\n", re.MULTILINE)

REFERRAL_TYPES: Mapping[ReferralKind, str] = {kind: kind.value.upper() for kind in ReferralKind}
"""The relationship type of every kind of referral, such as MUST_NOTIFY."""


def statement(name: str, parameters: Mapping[str, Any], **parts: str) -> LiteralString:
    """The text of one statement, such as `reading/candidates`, with its parts filled in.

    Raises ValueError when the parameters are not exactly those that the statement names, or a part is no name.
    """
    text = _filled(name, tuple(sorted(parts.items())))
    wanted = parameters_of(text)
    if wanted != parameters.keys():
        raise ValueError(f"{name} takes {sorted(wanted)}, not {sorted(parameters)}")
    return text


@cache
def _filled(name: str, parts: tuple[tuple[str, str], ...]) -> LiteralString:
    folder, _, file = name.partition("/")
    resource = files("graph_directory.stores.neo4j") / "cypher" / folder / f"{file}.cypher"
    known = {"referrals": "|".join(REFERRAL_TYPES.values()), **dict(parts)}
    for part, value in known.items():
        if not _SAFE.fullmatch(value):
            raise ValueError(f"{value!r} cannot stand for «{part}» in {name}")
    text = _COMMENT.sub("", resource.read_text("utf-8"))
    return own_text(_PART.sub(lambda match: known[match.group(1)], text))


@cache
def parameters_of(text: str) -> frozenset[str]:
    """The names of the parameters that a statement takes."""
    return frozenset(_PARAMETER.findall(text))


def own_text(text: Any) -> LiteralString:
    """The text of one of our own files, as the driver wants it typed; nothing that a user typed ever comes here."""
    checked: LiteralString = text
    return checked
