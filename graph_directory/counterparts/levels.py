"""How far one had to look: every level from the asked place outwards, why it gave nothing, and which one answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from graph_directory.areas import AreaTree
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.scoring import Scored
from graph_directory.model import Area
from graph_directory.questions import Reason, TriedLevel
from graph_directory.vocabulary import MatchLevel, OrganisationKind, ServiceCode

PASSES_ON: Final = frozenset({OrganisationKind.COORDINATION, OrganisationKind.HELPLINE})
_OFFERED: Final = 0.99


def level_of(found: Scored, case: Case) -> MatchLevel:
    """How near to the asked place the body is competent, and whether it only passes on."""
    if not _offers(found, case) and found.body.kind in PASSES_ON and found.area.level in {0, None}:
        return MatchLevel.FOCAL_POINT
    asked_for_country = case.other.area is None or case.other.area == case.other.country
    if asked_for_country or found.area.in_town or found.area.level == 3:
        return MatchLevel.EXACT
    if found.area.level in {1, 2}:
        return MatchLevel.EXACT if found.area.area == case.other.area else MatchLevel.PARENT_AREA
    return MatchLevel.NATIONAL


def _offers(found: Scored, case: Case) -> bool:
    wanted = case.wanted_services
    return not wanted or any(service in found.body.services for service in wanted)


def tried_levels(ranked: Sequence[Scored], case: Case, areas: AreaTree) -> tuple[TriedLevel, ...]:
    """Every area from the asked one to the country, with what the best answer's level makes of it."""
    asked = case.other.area or case.other.country
    if asked is None:
        return ()
    chain = [area for code in areas.upwards(asked) if (area := areas.get(code)) and area.country]
    best = ranked[0] if ranked else None
    level = level_of(best, case) if best else MatchLevel.NONE
    tried: list[TriedLevel] = []
    for area in chain:
        answered = best is not None and best.area.area == area.code and level is not MatchLevel.FOCAL_POINT
        tried.append(_tried(area, ranked, case, answered=answered))
        if answered:
            return tuple(tried)
    if best is not None:
        reason = Reason("level_answered", 0.0, {"name": f"org:{best.body.slug}"})
        tried.append(TriedLevel(level, None, True, reason))
    return tuple(tried)


def _tried(area: Area, ranked: Sequence[Scored], case: Case, *, answered: bool) -> TriedLevel:
    here = [found for found in ranked if found.area.area == area.code]
    facts = {"area": f"area:{area.code}", "service": _wanted(case)}
    level = _level_of_area(area, case)
    if answered:
        return TriedLevel(level, area, True, Reason("level_answered", 0.0, {"name": f"org:{here[0].body.slug}"}))
    if not here:
        return TriedLevel(level, area, False, Reason("level_nobody", 0.0, facts))
    if not any(_offers(found, case) for found in here):
        return TriedLevel(level, area, False, Reason("level_other_services", 0.0, facts))
    if not any(found.open for found in here if _offers(found, case)):
        return TriedLevel(level, area, False, Reason("level_closed_door", 0.0, facts))
    return TriedLevel(level, area, False, Reason("level_less_fitting", 0.0, facts))


def _level_of_area(area: Area, case: Case) -> MatchLevel:
    if area.code == case.other.area:
        return MatchLevel.EXACT
    return MatchLevel.NATIONAL if area.level == 0 else MatchLevel.PARENT_AREA


def _wanted(case: Case) -> str:
    wanted = case.wanted_services
    return f"term:services:{wanted[0] if wanted else ServiceCode.ADVICE_TO_PROFESSIONALS}"


def fallback_reason(ranked: Sequence[Scored], case: Case) -> Reason | None:
    """Why the answer lies beyond the asked place; None where it does not."""
    if not ranked:
        return Reason("nothing_recorded")
    best = ranked[0]
    level = level_of(best, case)
    if level is MatchLevel.EXACT:
        return None
    area = f"area:{case.other.area or case.other.country}"
    code = "gate_instead" if best.gate_to else {MatchLevel.FOCAL_POINT: "focal_point_instead"}.get(level, "wider_area")
    facts = {"name": f"org:{best.body.slug}", "area": area, "service": _wanted(case)}
    return Reason(code, 0.0, {**facts, **({"behind": f"org:{best.gate_to}"} if best.gate_to else {})})
