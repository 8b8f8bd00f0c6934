"""A view of the network as its address holds it: codes and slugs only, so that it can be kept and passed on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from urllib.parse import urlencode

from api.web.forms import COUNTRIES
from graph_directory.model import Slug
from graph_directory.questions import NetworkFilter
from graph_directory.vocabulary import FreshnessState, OrganisationKind, ThemeCode

SORTS: Final = ("links", "through", "name", "country", "kind", "group")
LANES: Final = (*COUNTRIES, "INT")
MOST_STEPS: Final = 3
_LONGEST: Final = 200
_MOST_VALUES: Final = 20
_CODES: Final = {
    "theme": frozenset(code.value for code in ThemeCode),
    "kind": frozenset(code.value for code in OrganisationKind),
    "fresh": frozenset(code.value for code in FreshnessState),
    "country": frozenset(LANES),
    "join": frozenset(code.value for code in ThemeCode),
    "between": frozenset(LANES),
    "sort": frozenset(SORTS),
}
_SEVERAL: Final = frozenset({"country", "without", "join", "between"})
_FLAGS: Final = frozenset({"cross", "stated"})
_FILTERS: Final = ("theme", "country", "kind", "fresh", "cross", "stated")


@dataclass(frozen=True, slots=True)
class NetworkForm:
    """What a reader chose; `without`, `start` and `goal` are bodies by slug or as typed."""

    around: str = ""
    hops: int = 1
    theme: str = ""
    country: tuple[str, ...] = ()
    kind: str = ""
    fresh: str = ""
    cross: bool = False
    stated: bool = False
    without: tuple[str, ...] = ()
    start: str = ""
    goal: str = ""
    join: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    sort: str = ""
    page: int = 1

    @classmethod
    def read(cls, items: Iterable[tuple[str, str]]) -> NetworkForm:
        """The view of an address; unknown names and codes are left out."""
        given = {field.name for field in fields(cls)}
        filled: dict[str, Any] = {}
        for name, raw in items:
            value = raw.strip()[:_LONGEST]
            if name not in given or not value or (name in _CODES and value not in _CODES[name]):
                continue
            if name in _SEVERAL:
                filled[name] = tuple(dict.fromkeys((*filled.get(name, ()), value)))[:_MOST_VALUES]
            elif name in _FLAGS:
                filled[name] = value == "1"
            elif name in {"hops", "page"}:
                filled[name] = int(value) if value.isdecimal() and len(value) < 6 else 1
            else:
                filled[name] = value
        form = cls(**filled)
        return replace(form, hops=min(max(form.hops, 1), MOST_STEPS), page=max(form.page, 1), join=form.join[:2])

    def filter(self, around: Slug | None) -> NetworkFilter:
        """The part of the network that is meant."""
        return NetworkFilter(
            countries=self.country,
            themes=(ThemeCode(self.theme),) if self.theme else (),
            kinds=(OrganisationKind(self.kind),) if self.kind else (),
            cross_border_only=self.cross,
            around=around,
            hops=self.hops,
            documented_only=self.stated,
            freshness=(FreshnessState(self.fresh),) if self.fresh else (),
        )

    def pairs(self, without: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
        """The fields that differ from an untouched form, as an address holds them."""
        plain = NetworkForm()
        found: list[tuple[str, str]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in without or value == getattr(plain, field.name):
                continue
            values = value if isinstance(value, tuple) else ("1",) if value is True else (str(value),)
            found += [(field.name, one) for one in values]
        return tuple(found)

    def query(self, **changes: Any) -> str:
        """The end of an address for this view, or for one that differs from it; empty for an untouched form."""
        text = urlencode(replace(self, **changes).pairs(("around",)))
        return f"?{text}" if text else ""

    @property
    def narrowing(self) -> tuple[str, ...]:
        """The names of the filters that are set."""
        return tuple(name for name, _ in dict(self.pairs()).items() if name in _FILTERS)

    def widened(self, name: str) -> NetworkForm:
        """The view without one of its filters."""
        changes: dict[str, Any] = {name: getattr(NetworkForm(), name), "page": 1}
        return replace(self, **changes)
