"""How well one body fits one aspect of a case: pure figures from 0 to 1, each with the fact that explains it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from graph_directory.counterparts.case import GENDERS, LEGAL, MINORS, Case
from graph_directory.counterparts.weights import (
    SERVICE_STANDS_IN,
)
from graph_directory.model import Organisation
from graph_directory.terms import Terms
from graph_directory.vocabulary import (
    ServiceCode,
    TargetGroup,
    ThemeCode,
)

NEUTRAL: Final = 0.5
SHARE_OF_BEST: Final = 0.3
"""Who does one of the services asked for is better than the mean says, but less good than who does them all."""
HELD_BY_ANOTHER: Final = 0.6
GROUP_NOT_NAMED: Final = 0.6
BROADER_THEME: Final = 0.65
NARROWER_THEME: Final = 0.6
OTHER_NARROW_THEME: Final = 0.25
"""Works on the broader theme, but its record names other forms of it and not this one."""
CORE_THEME: Final = 0.2
"""Where no theme is named, bodies on trafficking come first: this is what the directory is for."""


@dataclass(frozen=True, slots=True)
class ServiceFit:
    """How far the services asked for are offered; `offered` is the first that is, `instead` one that stands in."""

    fit: float
    offered: ServiceCode | None = None
    instead: ServiceCode | None = None


@lru_cache(maxsize=50_000)
def service_fit(
    services: tuple[ServiceCode, ...], wanted: tuple[ServiceCode, ...], held: frozenset[ServiceCode] = frozenset()
) -> ServiceFit:
    """How far the services asked for are offered, each in full or by something that stands in: mean and best together.

    `held` are services that another body alone may give; what is only called so here stands in for less.
    """
    if not wanted:
        return ServiceFit(NEUTRAL)
    parts = [_one_service(services, code, held) for code in wanted]
    fit = _together([part.fit for part in parts])
    offered = next((part.offered for part in parts if part.offered), None)
    instead = max(parts, key=lambda part: part.fit).instead if offered is None else None
    return ServiceFit(fit, offered, instead)


def _together(parts: Sequence[float]) -> float:
    return SHARE_OF_BEST * max(parts) + (1 - SHARE_OF_BEST) * (sum(parts) / len(parts))


def services_fit(wanted: Sequence[ServiceCode]) -> Callable[[Sequence[ServiceCode]], float]:
    """Tells how far services fit, as `service_fit` does where nothing is held by others: for very many bodies."""
    worths = [_worth(code).__getitem__ for code in wanted]

    def fit(services: Sequence[ServiceCode]) -> float:
        return _together([max(map(worth, services), default=0.0) for worth in worths])

    if len(worths) == 1:
        return lambda services: max(map(worths[0], services), default=0.0)
    return fit if worths else lambda _: NEUTRAL


@cache
def _worth(wanted: ServiceCode) -> Mapping[ServiceCode, float]:
    """What every service is worth to who looks for one."""
    return {**dict.fromkeys(ServiceCode, 0.0), **SERVICE_STANDS_IN.get(wanted, {}), wanted: 1.0}


def _one_service(services: Sequence[ServiceCode], wanted: ServiceCode, held: Set[ServiceCode]) -> ServiceFit:
    if wanted in services:
        return ServiceFit(1.0, offered=wanted)
    near = [
        (value * (HELD_BY_ANOTHER if code in held else 1.0), code)
        for code, value in SERVICE_STANDS_IN.get(wanted, {}).items()
        if code in services
    ]
    if not near:
        return ServiceFit(0.0)
    value, code = max(near)
    return ServiceFit(value, instead=code)


def work_fit(body: Organisation, case: Case, terms: Terms) -> tuple[float, ThemeCode | None]:
    """How far the body works on the themes; police cooperation among bodies of one kind is about any offence.

    Not so for an office that was made for one other offence, such as drugs alone. Who works on trafficking in children
    works on every form of it that a child may meet.
    """
    fit, best = theme_fit(body.themes, case.themes, terms)
    if fit < BROADER_THEME and case.is_minor and _works_for_exploited_children(body, case, terms):
        return BROADER_THEME, ThemeCode.CHILD_TRAFFICKING
    if fit < NEUTRAL and body.kind is case.kind and _works_on_any_offence(body, terms):
        return NEUTRAL, best
    return fit, best


def _works_for_exploited_children(body: Organisation, case: Case, terms: Terms) -> bool:
    exploitation = any(ThemeCode.TRAFFICKING in terms.with_broader("themes", code) for code in case.themes)
    return exploitation and ThemeCode.CHILD_TRAFFICKING in body.themes


def _works_on_any_offence(body: Organisation, terms: Terms) -> bool:
    if ThemeCode.POLICE_COOPERATION not in body.themes:
        return False
    offences = {terms.with_broader("themes", code)[-1] for code in body.themes} - {ThemeCode.POLICE_COOPERATION}
    return len(offences) != 1


@lru_cache(maxsize=50_000)
def theme_fit(
    themes: tuple[ThemeCode, ...], wanted: tuple[ThemeCode, ...], terms: Terms
) -> tuple[float, ThemeCode | None]:
    """The share of the themes asked for that the body works on, a broader or narrower one in part; and the best."""
    if not wanted:
        core = any(ThemeCode.TRAFFICKING in _with_broader(code, terms) for code in themes)
        return NEUTRAL + CORE_THEME * core, None
    narrow = _narrowest(wanted, terms)
    parts = [(_one_theme(themes, code, terms), code) for code in narrow]
    best = max(parts, key=lambda part: part[0])
    mean = sum(value for value, _ in parts) / len(parts)
    return 0.5 * best[0] + 0.5 * mean, best[1] if best[0] else None


@lru_cache(maxsize=1_000)
def _with_broader(theme: ThemeCode, terms: Terms) -> tuple[str, ...]:
    return terms.with_broader("themes", theme)


@lru_cache(maxsize=1_000)
def _narrowest(wanted: tuple[ThemeCode, ...], terms: Terms) -> tuple[ThemeCode, ...]:
    """The themes asked for without those that only say the same more broadly."""
    broader = {code for theme in wanted for code in _with_broader(theme, terms)[1:]}
    return tuple(theme for theme in wanted if theme not in broader)


def _one_theme(themes: Sequence[ThemeCode], wanted: ThemeCode, terms: Terms) -> float:
    if wanted in themes:
        return 1.0
    broader = _with_broader(wanted, terms)[1:]
    if any(code in themes for code in broader):
        siblings = any(_with_broader(code, terms)[1:] == broader for code in themes)
        return OTHER_NARROW_THEME if siblings else BROADER_THEME
    narrower = (code for code in themes if wanted in _with_broader(code, terms)[1:])
    return NARROWER_THEME if any(narrower) else 0.0


def group_fit(body: Organisation, case: Case) -> tuple[float, TargetGroup | None]:
    """How expressly the body is there for this person; and the group that says so."""
    wanted = [group for group in case.groups if group is not TargetGroup.ANY]
    if case.is_minor and not MINORS & case.groups:
        wanted.append(TargetGroup.MINORS)
    if not wanted:
        return NEUTRAL, None
    named = [group for group in sorted(wanted) if group in body.target_groups]
    if case.is_minor and body.max_age is not None and TargetGroup.MINORS not in named:
        named.append(TargetGroup.MINORS)
    if named:
        return 0.7 + 0.3 * min(1.0, len(named) / len(wanted)), named[0]
    return (GROUP_NOT_NAMED if TargetGroup.ANY in body.target_groups or not body.target_groups else 0.0), None


def is_for_others(body: Organisation, case: Case) -> bool:
    """Whether the record names groups, and this person is of others: of another gender, status or age."""
    groups = set(body.target_groups)
    if not groups or TargetGroup.ANY in groups:
        return False
    if any(groups & kind and case.groups & kind and not groups & case.groups & kind for kind in (GENDERS, LEGAL)):
        return True
    if case.is_minor:
        return not groups & MINORS and body.max_age is None and not case.groups & groups
    return case.is_adult and groups <= MINORS
