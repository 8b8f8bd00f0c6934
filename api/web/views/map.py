"""Who faces whom along the borders: marks by area on a map, one border straightened, and both as tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from urllib.parse import urlencode

from markupsafe import Markup

from api.web.border_strip import Stretch, StripPart, StripWords, draw_strip, stretches
from api.web.cell_marks import SHAPES, cell_mark
from api.web.mapping import MapPicture, Plate, Span, Spot, borders, draw_map, within
from api.web.views.contact import Asking
from api.web.views.coverage import COUNTRIES, HELP, CoverageForm
from api.web.views.names import Body, area_names, body_of
from graph_directory.areas import AreaTree
from graph_directory.coverage import CoverageCell, CoverageQuestion, rows
from graph_directory.directory import Directory
from graph_directory.model import AreaCode, CountryCode, Organisation, Referral, Slug
from graph_directory.network import current
from graph_directory.questions import NetworkFilter
from graph_directory.vocabulary import (
    CoverageState,
    OrganisationStatus,
    RelationStatus,
    ServiceCode,
    TargetGroup,
    ThemeCode,
)

_PLATES: Final[Mapping[CountryCode, tuple[float, float]]] = {
    "NL": (4.05, 52.8),
    "BE": (2.6, 51.5),
    "DE": (8.3, 51.95),
    "FR": (3.9, 48.75),
}
"""Where a country's plate stands, and where the links of its national bodies begin."""

_MOST_TOLD: Final = 6
"""So many bodies a mark names."""


@dataclass(frozen=True, slots=True)
class MapForm:
    """What a reader chose; `border` is a pair of countries such as BE-NL."""

    theme: str = "trafficking"
    service: str = "ambulatory_support"
    group: str = ""
    border: str = "BE-NL"

    @classmethod
    def read(cls, items: Iterable[tuple[str, str]]) -> MapForm:
        """The view of an address; unknown codes are left out."""
        known: Mapping[str, frozenset[str]] = {
            "theme": frozenset(ThemeCode),
            "service": frozenset(ServiceCode),
            "group": frozenset(TargetGroup),
            "border": frozenset("-".join(pair) for pair in borders()),
        }
        return cls(**{name: value for name, value in items if value in known.get(name, ())})

    def query(self, **changes: Any) -> str:
        """The end of an address for this view, or for one that differs from it."""
        plain, wanted = MapForm(), replace(self, **changes)
        pairs = [(one.name, getattr(wanted, one.name)) for one in fields(wanted)]
        return urlencode([(name, value) for name, value in pairs if value != getattr(plain, name)])

    @property
    def pair(self) -> tuple[CountryCode, CountryCode]:
        """The two countries of the border."""
        first, _, second = self.border.partition("-")
        return first, second


@dataclass(frozen=True, slots=True)
class BorderRow:
    """A border in numbers; `documented` links are stated by a source, `confirmed` ones by both ends."""

    key: str
    first: tuple[str, str]
    second: tuple[str, str]
    km: int
    links: int
    documented: int
    confirmed: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class StretchRow:
    """A stretch of the border as a line of the table."""

    names: tuple[str, str]
    bodies: tuple[tuple[Body, ...], tuple[Body, ...]]
    km: int
    links: int
    documented: int


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area as a line of the list."""

    code: AreaCode
    name: str
    country: str
    country_name: str
    mark: Markup
    state: str
    bodies: tuple[Body, ...]
    href: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """Everything on the page."""

    form: MapForm
    drawing: Markup
    strip: Markup
    states: tuple[tuple[Markup, str], ...]
    borders: tuple[BorderRow, ...]
    stretches: tuple[StretchRow, ...]
    national: tuple[tuple[str, str, tuple[Body, ...]], ...]
    areas: tuple[AreaRow, ...]
    unlinked_km: int
    km: int
    names: tuple[str, str]
    themes: tuple[tuple[str, str], ...]
    services: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """What the page is made from: cells, fitting bodies, links of the theme across borders."""

    form: MapForm
    cells: tuple[CoverageCell, ...]
    bodies: Mapping[Slug, Organisation]
    ties: tuple[Referral, ...]
    directory: Directory
    asking: Asking

    @property
    def areas(self) -> AreaTree:
        return self.directory.guide.areas

    def name(self, vocabulary: str, code: str) -> str:
        return self.directory.guide.terms.label(vocabulary, code, self.asking.say.language)

    def area(self, code: AreaCode) -> str:
        return area_names([code], self.directory, self.asking.say.language)

    def body(self, slug: Slug) -> Body:
        return body_of(self.bodies[slug], self.directory, self.asking.say.language)

    def fitting(self, body: Organisation) -> bool:
        """Whether it offers what was asked about."""
        group = TargetGroup(self.form.group) if self.form.group else None
        serves = group is None or not body.target_groups or {group, TargetGroup.ANY} & set(body.target_groups)
        offers = self.form.service in body.services and self.form.theme in body.themes
        return bool(serves and offers and body.status is not OrganisationStatus.ENDED)

    def is_national(self, body: Organisation) -> bool:
        """Whether it works for a whole country or more."""
        levels = [area.level for code in body.areas if (area := self.areas.get(code))]
        return not levels or min(level or 0 for level in levels) == 0


async def map_page(form: MapForm, directory: Directory, asking: Asking) -> MapPage:
    """The page in one language."""
    read = await _read(form, directory, asking)
    terms, language = directory.guide.terms, asking.say.language
    found = stretches(borders()[form.pair], directory.guide.areas)
    lines = tuple(_stretch(one, read) for one in found)
    return MapPage(
        form=form,
        drawing=draw_map(_picture(read)),
        strip=draw_strip([_part(line) for line in lines], _strip_words(read)),
        states=tuple((cell_mark(state), read.name("coverage_states", state)) for state in SHAPES),
        borders=tuple(_border_row(pair, read) for pair in borders()),
        stretches=lines,
        national=tuple(_national(country, read) for country in form.pair),
        areas=tuple(_area_row(cell, read) for cell in read.cells),
        unlinked_km=sum(line.km for line in lines if not line.links),
        km=borders()[form.pair].km,
        names=(read.name("countries", form.pair[0]), read.name("countries", form.pair[1])),
        themes=tuple((entry.code, entry.label(language)) for entry in terms.entries("themes")),
        services=tuple((entry.code, entry.label(language)) for entry in terms.entries("services")),
        groups=tuple((entry.code, entry.label(language)) for entry in terms.entries("target_groups")),
    )


async def _read(form: MapForm, directory: Directory, asking: Asking) -> _Read:
    theme = ThemeCode(form.theme)
    question = CoverageQuestion(
        areas=rows(directory.guide.areas, COUNTRIES),
        themes=(theme,),
        services=(ServiceCode(form.service),),
        group=TargetGroup(form.group) if form.group else None,
    )
    cells = await directory.coverage(question, asking.at.date())
    everybody = (await directory.reader.network(())).organisations
    today = asking.at.date()
    crossing = current(await directory.network(NetworkFilter(themes=(theme,), cross_border_only=True)), today)
    bodies = {body.slug: body for body in everybody}
    return _Read(form, cells, bodies, crossing.referrals, directory, asking)


# ---- map -------------------------------------------------------------------------------------------


def _picture(read: _Read) -> MapPicture:
    return MapPicture(
        title=read.asking.say(
            "Map: {service}, by area, and the links across borders", service=read.name("services", read.form.service)
        ),
        spots=tuple(_spot(cell, read) for cell in read.cells),
        spans=_spans(read),
        plates=tuple(Plate(code, *place) for code, place in _PLATES.items()),
        chosen=read.form.pair,
    )


def _spot(cell: CoverageCell, read: _Read) -> Spot:
    area = read.areas.by_code[cell.area]
    name, state = read.area(cell.area), read.name("coverage_states", cell.state)
    number = 0 if cell.state is CoverageState.NATIONAL_ONLY else len(cell.organisations)
    place = within(area.longitude, area.latitude)
    label = name.partition(" (")[0]
    told = [read.body(slug).short.text for slug in cell.organisations[:_MOST_TOLD] if slug in read.bodies]
    shown = f"{label} {number}" if number else label  # what is read aloud begins with what is seen
    title = f"{shown}: {state}" + (f" ({', '.join(told)})" if told else "")
    return Spot(cell.area, *place, SHAPES[cell.state], label, title, f"#area-{cell.area}", number)


def _spans(read: _Read) -> tuple[Span, ...]:
    """Links of the theme across borders between bodies that offer the service, from place to place."""
    shown = [cell.area for cell in read.cells]
    grouped: defaultdict[tuple[tuple[float, float], tuple[float, float]], list[Referral]] = defaultdict(list)
    for tie in read.ties:
        ends = [read.bodies.get(tie.source), read.bodies.get(tie.target)]
        if all(end and read.fitting(end) for end in ends):
            places = sorted(_place(end, shown, read) for end in ends if end)
            grouped[places[0], places[1]].append(tie)
    return tuple(
        Span(start, end, len(ties), any(tie.status is RelationStatus.DOCUMENTED for tie in ties))
        for (start, end), ties in sorted(grouped.items())
    )


def _place(body: Organisation, shown: Sequence[AreaCode], read: _Read) -> tuple[float, float]:
    """The middle of the first shown area it works for, or its country's plate; never an address."""
    if not read.is_national(body):
        for code in body.areas:
            around = read.areas.around(code)
            for row in shown:
                if row in around:
                    area = read.areas.by_code[row]
                    return within(area.longitude, area.latitude)
    middle = read.areas.get(body.country)  # a country too small for a plate has its mark in the middle
    return _PLATES.get(body.country) or ((middle.longitude, middle.latitude) if middle else (5.0, 50.5))


def _area_row(cell: CoverageCell, read: _Read) -> AreaRow:
    country = read.areas.by_code[cell.area].country or ""
    form = read.form
    what = "help" if cell.service in HELP else "authority"
    opened = CoverageForm(form.theme, form.group, what=what, area=cell.area, service=form.service)
    return AreaRow(
        name=read.area(cell.area),
        country=country,
        country_name=read.name("countries", country),
        mark=cell_mark(cell.state),
        state=read.name("coverage_states", cell.state),
        bodies=tuple(read.body(slug) for slug in cell.organisations if slug in read.bodies),
        code=cell.area,
        href=f"{opened.query()}#cell",
    )


# ---- borders ---------------------------------------------------------------------------------------


def _border_row(pair: tuple[CountryCode, CountryCode], read: _Read) -> BorderRow:
    ties = [tie for tie in read.ties if _countries(tie, read) == set(pair)]
    key = "-".join(pair)
    return BorderRow(
        key=key,
        first=(pair[0], read.name("countries", pair[0])),
        second=(pair[1], read.name("countries", pair[1])),
        km=borders()[pair].km,
        links=len(ties),
        documented=sum(tie.status is RelationStatus.DOCUMENTED for tie in ties),
        confirmed=sum(bool(tie.confirmed_by_source and tie.confirmed_by_target) for tie in ties),
        href=read.form.query(border=key),
        chosen=key == read.form.border,
    )


def _countries(tie: Referral, read: _Read) -> set[CountryCode]:
    return {read.bodies[end].country for end in (tie.source, tie.target) if end in read.bodies}


def _stretch(stretch: Stretch, read: _Read) -> StretchRow:
    sides = [_local(code, read) for code in stretch.areas]
    ties = [
        tie
        for tie in read.ties
        if (tie.source in sides[0] and tie.target in sides[1]) or (tie.source in sides[1] and tie.target in sides[0])
    ]
    return StretchRow(
        names=(read.area(stretch.areas[0]), read.area(stretch.areas[1])),
        bodies=(_shown(sides[0], read), _shown(sides[1], read)),
        km=stretch.km,
        links=len(ties),
        documented=sum(tie.status is RelationStatus.DOCUMENTED for tie in ties),
    )


def _local(code: AreaCode, read: _Read) -> set[Slug]:
    """The bodies that offer it there and not for the whole country."""
    around = read.areas.around(code)
    return {
        slug
        for slug, body in read.bodies.items()
        if not around.isdisjoint(body.areas) and read.fitting(body) and not read.is_national(body)
    }


def _shown(slugs: Iterable[Slug], read: _Read) -> tuple[Body, ...]:
    return tuple(sorted((read.body(slug) for slug in slugs), key=lambda body: body.name.text.casefold()))


def _national(country: CountryCode, read: _Read) -> tuple[str, str, tuple[Body, ...]]:
    found = [
        slug
        for slug, body in read.bodies.items()
        if body.country == country and read.fitting(body) and read.is_national(body)
    ]
    return country, read.name("countries", country), _shown(found, read)


def _part(line: StretchRow) -> StripPart:
    sides = tuple(tuple(body.short.text for body in side) for side in line.bodies)
    return StripPart(line.names, (sides[0], sides[1]), line.km, line.links, line.documented > 0)


def _strip_words(read: _Read) -> StripWords:
    say = read.asking.say
    first, second = (read.name("countries", code) for code in read.form.pair)
    return StripWords(
        title=say("The border {first} – {second}, straightened", first=first, second=second),
        no_link=say("no link recorded"),
        nobody=say("nobody recorded"),
        more=say("and {n} more", n="{n}"),
    )
