"""What would make an answer sharper: the attribute that would change it most comes first, with its likely values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from graph_directory.counterparts.case import COUNTRIES, Case
from graph_directory.counterparts.scoring import Scored
from graph_directory.questions import MissingAttribute
from graph_directory.vocabulary import TargetGroup

LOOKED_AT: Final = 15
MOST_OPTIONS: Final = 6
_PERSONS: Final = (TargetGroup.WOMEN, TargetGroup.MEN, TargetGroup.MINORS, TargetGroup.FAMILIES)


def missing_attributes(ranked: Sequence[Scored], case: Case) -> tuple[MissingAttribute, ...]:
    """Questions to ask back, the one that parts the best candidates most first."""
    return tuple(_missing(list(islice(ranked, LOOKED_AT)), case))


def _missing(best: Sequence[Scored], case: Case) -> Iterator[MissingAttribute]:
    if case.other.country is None:
        countries = [code for code in COUNTRIES if code != case.own.country]
        yield MissingAttribute("target_country", tuple(("countries", code) for code in countries))
    if not case.services:
        yield from _of_services(best)
    if not case.groups and case.age is None and _parts_by_person(best):
        yield MissingAttribute("person", tuple(("target_groups", group.value) for group in _PERSONS))
    if not case.themes:
        themes = dict.fromkeys(theme.value for found in best for theme in found.body.themes)
        yield MissingAttribute("theme", tuple(("themes", code) for code in islice(themes, MOST_OPTIONS)))
    if case.other.country and case.other.place is None and any(found.area.level not in {0, None} for found in best):
        yield MissingAttribute("target_place")
    if case.asker is None and case.kind is None:
        kinds = ("police", "ngo", "shelter", "municipality", "hospital", "labour_inspection")
        yield MissingAttribute("asker_kind", tuple(("kinds", kind) for kind in kinds))


def _of_services(best: Sequence[Scored]) -> Iterator[MissingAttribute]:
    services = dict.fromkeys(service.value for found in best for service in found.body.services)
    if len(services) > 1:
        yield MissingAttribute("service", tuple(("services", code) for code in islice(services, MOST_OPTIONS)))


def _parts_by_person(best: Sequence[Scored]) -> bool:
    return any(
        TargetGroup.ANY not in found.body.target_groups or found.body.min_age is not None or found.body.max_age
        for found in best[:5]
    )
