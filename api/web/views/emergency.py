"""Numbers that answer day and night for a whole country, as recorded: kept for a time without a network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from api.web.views.contact import Asking, Call, call_of
from api.web.views.names import Body, body_of
from graph_directory.directory import Directory
from graph_directory.model import ContactPoint, Organisation
from graph_directory.store import RecordKind
from graph_directory.vocabulary import Audience

_COUNTRIES: Final = ("BE", "NL", "LU", "DE", "FR")
_FOR_ANYBODY: Final = frozenset({Audience.PUBLIC, Audience.VICTIMS})


@dataclass(frozen=True, slots=True)
class Line:
    """A body with its number."""

    body: Body
    call: Call


@dataclass(frozen=True, slots=True)
class CountryLines:
    """The lines of one country."""

    country: str
    country_name: str
    lines: tuple[Line, ...]


async def emergency_lines(directory: Directory, asking: Asking) -> tuple[CountryLines, ...]:
    """Every national line that never closes and is there for anybody, each number once a country."""
    points = [one for one in await directory.reader.records(RecordKind.CONTACT_POINT) if isinstance(one, ContactPoint)]
    open_always = [one for one in points if one.hours == "24/7" and one.phones and one.audience in _FOR_ANYBODY]
    bodies = await directory.reader.organisations(sorted({point.organisations[0] for point in open_always}))
    language, terms = asking.say.language, directory.guide.terms
    return tuple(
        CountryLines(
            code,
            terms.label("countries", code, language),
            tuple(_lines(code, open_always, bodies.values(), directory, asking)),
        )
        for code in _COUNTRIES
    )


def _lines(
    country: str,
    points: Iterable[ContactPoint],
    bodies: Iterable[Organisation],
    directory: Directory,
    asking: Asking,
) -> Iterable[Line]:
    national = {body.slug: body for body in bodies if body.country == country and country in body.areas}
    told: set[str] = set()
    for point in points:
        body = national.get(point.organisations[0])
        if body is None or point.phones[0].display in told:
            continue
        told.add(point.phones[0].display)
        yield Line(body_of(body, directory, asking.say.language), call_of(point.phones[0], country, asking))
