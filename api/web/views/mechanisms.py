"""The national referral mechanisms side by side: ten stages, one row a country, what changes for minors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.web.views.contact import Asking
from api.web.views.names import Body, LawLine, Named, body_of, english, law_line
from graph_directory.directory import Directory
from graph_directory.model import LegalBasis, MechanismStage, Organisation, Slug
from graph_directory.vocabulary import MechanismVariant, Stage

COUNTRIES: Final = ("BE", "NL", "LU", "DE", "FR")
SHOWN_FIRST: Final = ("BE", "NL", "LU")
_STAGES_A_TABLE: Final = 5
_MOST_SUPPORTING: Final = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """What happens at one stage in one country, by whom and by which law."""

    text: Named
    responsible: tuple[Body, ...]
    supporting: tuple[Body, ...]
    more: int
    laws: tuple[LawLine, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One stage in one country: for adults, and what is different for minors where it is recorded."""

    adult: Cell | None
    minor: Cell | None


@dataclass(frozen=True, slots=True)
class Row:
    """One country."""

    country: str
    country_name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One stage with its number."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """Half of the comparison: five stages fit a screen."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A country that can be shown or left out."""

    code: str
    name: str
    shown: bool


@dataclass(frozen=True, slots=True)
class MechanismsPage:
    """The comparison in two tables."""

    options: tuple[Option, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    directory: Directory
    asking: Asking
    organisations: Mapping[Slug, Organisation]
    laws: Mapping[Slug, LegalBasis]


def countries_asked(codes: Sequence[str]) -> tuple[str, ...]:
    """The countries to compare, in the fixed order; the Benelux where none is named."""
    return tuple(code for code in COUNTRIES if code in codes) or SHOWN_FIRST


async def mechanisms_page(countries: tuple[str, ...], directory: Directory, asking: Asking) -> MechanismsPage:
    """The page in one language."""
    stages = await directory.reader.mechanism(countries)
    bodies = {slug for stage in stages for slug in (*stage.responsible, *stage.supporting)}
    laws = {slug for stage in stages for slug in stage.legal_bases}
    known = _Known(
        directory,
        asking,
        await directory.reader.organisations(sorted(bodies)),
        await directory.reader.legal_bases(sorted(laws)),
    )
    terms, language = directory.guide.terms, asking.say.language
    options = tuple(Option(code, terms.label("countries", code, language), code in countries) for code in COUNTRIES)
    columns = tuple(Column(number, terms.label("stages", stage, language)) for number, stage in enumerate(Stage, 1))
    at = {(stage.country, stage.stage, stage.variant): stage for stage in stages}
    rows = [Row(code, terms.label("countries", code, language), _places(code, at, known)) for code in countries]
    return MechanismsPage(
        options, tuple(_part(columns, rows, start) for start in range(0, len(columns), _STAGES_A_TABLE))
    )


def _part(columns: tuple[Column, ...], rows: Sequence[Row], start: int) -> Part:
    end = start + _STAGES_A_TABLE
    return Part(columns[start:end], tuple(Row(row.country, row.country_name, row.places[start:end]) for row in rows))


_At = Mapping[tuple[str, Stage, MechanismVariant], MechanismStage]


def _places(country: str, at: _At, known: _Known) -> tuple[Place, ...]:
    return tuple(
        Place(
            _cell(at.get((country, stage, MechanismVariant.ADULT)), known),
            _cell(at.get((country, stage, MechanismVariant.MINOR)), known),
        )
        for stage in Stage
    )


def _cell(stage: MechanismStage | None, known: _Known) -> Cell | None:
    if stage is None:
        return None
    say = known.asking.say
    supporting = _bodies(stage.supporting, known)
    cited = (known.laws[slug] for slug in stage.legal_bases if slug in known.laws)
    return Cell(
        english(stage.text, say.language),
        _bodies(stage.responsible, known),
        supporting[:_MOST_SUPPORTING],
        len(supporting[_MOST_SUPPORTING:]),
        tuple(law_line(law, known.directory, say.language, say) for law in cited),
    )


def _bodies(slugs: Sequence[Slug], known: _Known) -> tuple[Body, ...]:
    language = known.asking.say.language
    return tuple(
        body_of(known.organisations[slug], known.directory, language) for slug in slugs if slug in known.organisations
    )
