"""What is offered while one types: names of bodies and places, the best few first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from api.web.i18n import Say
from api.web.views.asked import place_name
from api.web.views.names import body_of
from graph_directory.directory import Directory
from graph_directory.model import Organisation
from graph_directory.place import Place
from graph_directory.store import RecordKind
from graph_directory.terms import Terms
from graph_directory.text.fold import fold
from graph_directory.vocabulary import OrganisationStatus

MOST: Final = 8
_FEWEST_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`value` goes into the field; `label` and `detail` are shown; `country` is the plate beside them."""

    value: str
    label: str
    detail: str
    country: str

    def plain(self) -> dict[str, str]:
        """As JSON has it."""
        return {"value": self.value, "label": self.label, "detail": self.detail, "country": self.country}


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A body as it is offered, with every spelling it is found by."""

    shown: Suggestion
    spellings: tuple[str, ...]


def suggested_places(text: str, country: str, directory: Directory, say: Say) -> tuple[Suggestion, ...]:
    """Places that begin so in any language, or one slip away; those of the country where one is chosen."""
    if len(text.strip()) < _FEWEST_LETTERS:
        return ()
    found = directory.places(text, (country,) if country else (), MOST)
    once = {(one.value, one.country): one for one in (_place(place, directory.guide.terms, say) for place in found)}
    return tuple(once.values())


def _place(place: Place, terms: Terms, say: Say) -> Suggestion:
    name = place_name(place, say)
    country = terms.label("countries", place.country, say.language)
    detail = country if name == place.name else f"{place.name}, {country}"
    return Suggestion(name, name, detail, place.country)


async def suggested_bodies(text: str, directory: Directory, say: Say) -> tuple[Suggestion, ...]:
    """Bodies one of whose names, former names or acronyms begins so, then those that hold such a word."""
    folded = fold(text)
    if len(folded) < _FEWEST_LETTERS:
        return ()
    records = await directory.reader.records(RecordKind.ORGANISATION)
    bodies = [one for one in records if isinstance(one, Organisation) and one.status is not OrganisationStatus.ENDED]
    version = (await directory.reader.info()).version
    key = ("suggested bodies of the pages", version, say.language)
    spelled = await directory.shelf.get(key, lambda: _spelled(bodies, directory, say))
    ranked = sorted((rank, number) for number, one in enumerate(spelled) if (rank := _rank(folded, one.spellings)) < 3)
    return tuple(spelled[number].shown for _, number in ranked[:MOST])


def _spelled(bodies: Iterable[Organisation], directory: Directory, say: Say) -> tuple[_Spelled, ...]:
    found: list[_Spelled] = []
    for organisation in bodies:
        body = body_of(organisation, directory, say.language)
        name = body.name.text
        texts = (name, *organisation.names.values(), *organisation.acronyms, *organisation.aliases)
        spellings = tuple(dict.fromkeys(fold(text) for text in (*texts, *organisation.former_names)))
        shown = Suggestion(f"{name} ({body.country})", name, f"{body.kind}, {body.country_name}", body.country)
        found.append(_Spelled(shown, spellings))
    return tuple(sorted(found, key=lambda one: (len(one.shown.label), one.shown.label.casefold())))


def _rank(folded: str, spellings: Sequence[str]) -> int:
    if any(spelling == folded for spelling in spellings):
        return 0
    if any(spelling.startswith(folded) for spelling in spellings):
        return 1
    return 2 if any(f" {folded}" in spelling for spelling in spellings) else 3
