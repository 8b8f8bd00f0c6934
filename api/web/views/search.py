"""Bodies by name: the list a search gives, and the body that "I am" means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.web.views.names import Body, Named, area_names, body_of, translated
from graph_directory.directory import Directory
from graph_directory.model import Organisation
from graph_directory.questions import OrganisationFilter
from graph_directory.text.fold import fold

MOST_RESULTS: Final = 50
_MOST_ASKERS: Final = 8
_COUNTRY: Final = re.compile(r"\s*\((BE|NL|LU|DE|FR|INT)\)\s*$")


@dataclass(frozen=True, slots=True)
class Result:
    """A body in the list."""

    body: Body
    area: str
    description: Named | None


@dataclass(frozen=True, slots=True)
class AskerFound:
    """The body that was meant, or those it may be (none: unknown)."""

    meant: Organisation | None
    possible: tuple[Organisation, ...] = ()


async def results(text: str, directory: Directory, language: str) -> tuple[tuple[Result, ...], int]:
    """The first fifty bodies of a search, best first, and how many there are."""
    slugs = await directory.select_organisations(text, OrganisationFilter())
    shown = await directory.reader.organisations(slugs[:MOST_RESULTS])
    listed = [shown[slug] for slug in slugs[:MOST_RESULTS] if slug in shown]
    return tuple(_result(organisation, directory, language) for organisation in listed), len(slugs)


def _result(organisation: Organisation, directory: Directory, language: str) -> Result:
    return Result(
        body_of(organisation, directory, language),
        area_names(organisation.areas[:4], directory, language),
        translated(organisation.description, language),
    )


async def find_asker(text: str, directory: Directory) -> AskerFound:
    """The body by slug, by any of its names in any spelling, else those that the words may mean."""
    slug = text.strip().casefold()
    by_slug = (await directory.reader.organisations([slug])).get(slug)
    if by_slug:
        return AskerFound(by_slug)
    country = found[1] if (found := _COUNTRY.search(text)) else None
    name = _COUNTRY.sub("", text)
    slugs = await directory.select_organisations(name, OrganisationFilter(countries=(country,) if country else ()))
    read = await directory.reader.organisations(slugs[:MOST_RESULTS])
    possible = [read[slug] for slug in slugs[:MOST_RESULTS] if slug in read]
    return _meant(fold(name), possible)


def _meant(folded: str, possible: Sequence[Organisation]) -> AskerFound:
    exact = [organisation for organisation in possible if folded in _spellings(organisation)]
    if len(exact) == 1:
        return AskerFound(exact[0])
    if len(possible) == 1:
        return AskerFound(possible[0])
    return AskerFound(None, tuple((exact or possible)[:_MOST_ASKERS]))


def _spellings(organisation: Organisation) -> set[str]:
    names = (*organisation.names.values(), *organisation.aliases, *organisation.former_names, *organisation.acronyms)
    return {fold(name) for name in names}
