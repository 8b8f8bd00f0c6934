"""The matrix of areas and services: what each cell means, what opens when it is chosen, and the same as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from markupsafe import Markup

from api.web.cell_marks import SHAPES, cell_mark
from api.web.hyphens import soft
from api.web.views.contact import Asking
from api.web.views.names import Body, area_names, body_of
from graph_directory.areas import AreaTree
from graph_directory.coverage import CoverageCell, CoverageQuestion, rows
from graph_directory.directory import Directory
from graph_directory.exporting.network import table
from graph_directory.model import AreaCode, Referral, Slug
from graph_directory.questions import NetworkFilter
from graph_directory.vocabulary import CoverageState, ServiceCode, TargetGroup, ThemeCode
from graph_directory.wording import Wording

COUNTRIES: Final = ("NL", "BE", "LU", "DE", "FR")
_CLOCK: Final = ZoneInfo("Europe/Brussels")
HELP: Final = (
    ServiceCode.IDENTIFICATION,
    ServiceCode.HOTLINE,
    ServiceCode.CRISIS_SHELTER,
    ServiceCode.SHELTER,
    ServiceCode.AMBULATORY_SUPPORT,
    ServiceCode.PSYCHOSOCIAL,
    ServiceCode.LEGAL_AID,
    ServiceCode.RESIDENCE_PROCEDURE,
    ServiceCode.GUARDIANSHIP,
    ServiceCode.COMPENSATION,
    ServiceCode.VOLUNTARY_RETURN,
    ServiceCode.ADVICE_TO_PROFESSIONALS,
)
"""What a person needs; the other services are work among authorities."""
_STATES: Final = tuple(SHAPES)
_GAPS: Final = frozenset({CoverageState.NONE, CoverageState.UNREACHABLE, CoverageState.CLOSED_ONLY})
_MOST_GAPS: Final = 6


@dataclass(frozen=True, slots=True)
class CoverageForm:
    """What a reader chose; `area` and `service` name the cell that is open."""

    theme: str = "trafficking"
    group: str = ""
    when: str = ""
    what: str = "help"
    country: tuple[str, ...] = ()
    area: str = ""
    service: str = ""

    @classmethod
    def read(cls, items: Iterable[tuple[str, str]]) -> CoverageForm:
        """The view of an address; unknown codes are left out."""
        known: Mapping[str, frozenset[str]] = {
            "theme": frozenset(ThemeCode),
            "group": frozenset(TargetGroup),
            "when": frozenset({"now", "night", "sunday"}),
            "what": frozenset({"help", "authority"}),
            "country": frozenset(COUNTRIES),
            "service": frozenset(ServiceCode),
        }
        filled: dict[str, Any] = {}
        for name, value in items:
            if name == "country" and value in known[name]:
                filled[name] = tuple(dict.fromkeys((*filled.get(name, ()), value)))
            elif name == "area" or value in known.get(name, ()):
                filled[name] = value[:12] if name == "area" else value
        return cls(**filled)

    def query(self, **changes: Any) -> str:
        """The end of an address for this view, or for one that differs from it."""
        plain, wanted = CoverageForm(), replace(self, **changes)
        pairs: list[tuple[str, str]] = []
        for field in fields(wanted):
            value = getattr(wanted, field.name)
            if value != getattr(plain, field.name):
                pairs += [(field.name, one) for one in (value if isinstance(value, tuple) else (value,))]
        return f"?{urlencode(pairs)}" if pairs else ""

    def question(self, areas: AreaTree, now: datetime) -> CoverageQuestion:
        """The cells that are meant."""
        services = HELP if self.what == "help" else tuple(code for code in ServiceCode if code not in HELP)
        return CoverageQuestion(
            areas=rows(areas, self.country or COUNTRIES),
            themes=(ThemeCode(self.theme),),
            services=services,
            group=TargetGroup(self.group) if self.group else None,
            at=_moment(self.when, now),
        )


def _moment(when: str, now: datetime) -> datetime | None:
    """The hour asked about, in local time: this one, the next two o'clock at night, the next Sunday afternoon."""
    local = now.astimezone(_CLOCK).replace(minute=0, second=0, microsecond=0)
    if when == "now":
        return local
    if when == "night":
        night = local.replace(hour=2)
        return night if night > local else night + timedelta(days=1)
    if when == "sunday":
        return (local + timedelta(days=(6 - local.weekday()) % 7)).replace(hour=15)
    return None


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell in the matrix."""

    service: str
    shape: str
    mark: Markup
    number: int
    label: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """An area with its cells."""

    area: str
    name: str
    borders: bool
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class CountryView:
    """The rows of a country."""

    code: str
    name: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class Facing:
    """An area across the border and how the same service stands there."""

    name: str
    country: str
    country_name: str
    mark: Markup
    state: str
    ties: int


@dataclass(frozen=True, slots=True)
class Opened:
    """The cell that was chosen: why it is so, who is there, what faces it, what would close it."""

    title: str
    mark: Markup
    state_name: str
    causes: tuple[str, ...]
    bodies: tuple[Body, ...]
    facing: tuple[Facing, ...]
    closing: str
    area: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A service with the number of areas that lack it, which these are, and the number of those with old data only."""

    name: str
    without: int
    old: int
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """Everything on the page."""

    form: CoverageForm
    services: tuple[tuple[str, str], ...]
    countries: tuple[CountryView, ...]
    counts: tuple[tuple[str, Markup, str, int], ...]
    gaps: tuple[Gap, ...]
    opened: Opened | None
    moment: datetime | None
    themes: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]
    all_countries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Matrix:
    question: CoverageQuestion
    cells: tuple[CoverageCell, ...]
    directory: Directory
    asking: Asking

    def name(self, vocabulary: str, code: str) -> str:
        return self.directory.guide.terms.label(vocabulary, code, self.asking.say.language)

    def area(self, code: AreaCode) -> str:
        return area_names([code], self.directory, self.asking.say.language)

    def by_place(self) -> Mapping[tuple[AreaCode, ServiceCode], CoverageCell]:
        return {(cell.area, cell.service): cell for cell in self.cells}


async def coverage_page(form: CoverageForm, directory: Directory, asking: Asking) -> CoveragePage:
    """The page in one language."""
    matrix = await _read(form, directory, asking)
    terms, language = directory.guide.terms, asking.say.language
    counted = Counter(cell.state for cell in matrix.cells)
    return CoveragePage(
        form=form,
        services=tuple((code.value, soft(matrix.name("services", code))) for code in matrix.question.services),
        countries=_countries(matrix, form),
        counts=tuple(
            (SHAPES[one], cell_mark(one), matrix.name("coverage_states", one), counted[one]) for one in _STATES
        ),
        gaps=_gaps(matrix),
        opened=await _opened(matrix, form),
        moment=matrix.question.at,
        themes=tuple((entry.code, entry.label(language)) for entry in terms.entries("themes")),
        groups=tuple((entry.code, entry.label(language)) for entry in terms.entries("target_groups")),
        all_countries=tuple((code, matrix.name("countries", code)) for code in COUNTRIES),
    )


async def coverage_csv(form: CoverageForm, directory: Directory, asking: Asking) -> str:
    """The cells with their bodies and causes, one a line."""
    matrix = await _read(form, directory, asking)
    slugs = sorted({slug for cell in matrix.cells for slug in cell.organisations})
    read = await directory.reader.organisations(slugs)
    names = {slug: body_of(body, directory, asking.say.language).name.text for slug, body in read.items()}
    wording = Wording(directory.guide.terms, directory.guide.areas)
    return table(
        [
            {
                "area": cell.area,
                "area_name": matrix.area(cell.area),
                "theme": cell.theme.value,
                "service": cell.service.value,
                "service_name": matrix.name("services", cell.service),
                "state": cell.state.value,
                "state_name": matrix.name("coverage_states", cell.state),
                "bodies": "; ".join(names[slug] for slug in cell.organisations if slug in names),
                "causes": " ".join(wording.reason(cause, asking.say.language, names) for cause in cell.causes),
            }
            for cell in matrix.cells
        ]
    )


async def _read(form: CoverageForm, directory: Directory, asking: Asking) -> _Matrix:
    question = form.question(directory.guide.areas, asking.at)
    return _Matrix(question, await directory.coverage(question, asking.at.date()), directory, asking)


def _countries(matrix: _Matrix, form: CoverageForm) -> tuple[CountryView, ...]:
    by_place, tree = matrix.by_place(), matrix.directory.guide.areas
    everywhere = rows(tree, COUNTRIES)
    found: dict[str, list[RowView]] = {}
    for code in matrix.question.areas:
        cells = tuple(_cell(by_place[code, service], matrix, form) for service in matrix.question.services)
        row = RowView(code, matrix.area(code), bool(facing_rows(code, everywhere, matrix)), cells)
        found.setdefault(tree.by_code[code].country or "", []).append(row)
    return tuple(CountryView(code, matrix.name("countries", code), tuple(found[code])) for code in found)


def _cell(cell: CoverageCell, matrix: _Matrix, form: CoverageForm) -> CellView:
    say = matrix.asking.say
    number = 0 if cell.state is CoverageState.NATIONAL_ONLY else len(cell.organisations)
    service, state = matrix.name("services", cell.service), matrix.name("coverage_states", cell.state)
    bodies = say.many("{n} body", "{n} bodies", len(cell.organisations))
    return CellView(
        service=cell.service.value,
        shape=SHAPES[cell.state],
        mark=cell_mark(cell.state),
        number=number,
        label=f"{matrix.area(cell.area)}, {service}: {state}, {bodies}",
        href=form.query(area=cell.area, service=cell.service.value) + "#cell",
        chosen=(cell.area, cell.service.value) == (form.area, form.service),
    )


def _gaps(matrix: _Matrix) -> tuple[Gap, ...]:
    without = Counter(cell.service for cell in matrix.cells if cell.state in _GAPS)
    old = Counter(cell.service for cell in matrix.cells if cell.state is CoverageState.STALE_ONLY)
    order = sorted(matrix.question.services, key=lambda one: (-without[one], -old[one]))
    found = [one for one in order if without[one] or old[one]]
    return tuple(
        Gap(
            name=matrix.name("services", one),
            without=without[one],
            old=old[one],
            areas=tuple(matrix.area(cell.area) for cell in matrix.cells if cell.service is one and cell.state in _GAPS),
        )
        for one in found[:_MOST_GAPS]
    )


def facing_rows(area: AreaCode, shown: Sequence[AreaCode], matrix: _Matrix) -> tuple[AreaCode, ...]:
    """The shown areas across a national border that touch this one."""
    tree = matrix.directory.guide.areas
    own = tree.by_code[area].country
    touching = {code for inside in tree.inside(area) for code in tree.by_code[inside].borders}
    found = {row for code in touching for row in tree.upwards(code) if row in shown}
    return tuple(sorted(row for row in found if tree.by_code[row].country != own))


async def _opened(matrix: _Matrix, form: CoverageForm) -> Opened | None:
    cell = next(
        (one for one in matrix.cells if (one.area, one.service.value) == (form.area, form.service)),
        None,
    )
    if cell is None:
        return None
    directory, asking = matrix.directory, matrix.asking
    language = asking.say.language
    read = await directory.reader.organisations(cell.organisations)
    bodies = {slug: body_of(one, directory, language) for slug, one in read.items()}
    wording = Wording(directory.guide.terms, directory.guide.areas)
    names = {slug: body.name.text for slug, body in bodies.items()}
    return Opened(
        title=f"{matrix.area(cell.area)}, {matrix.name('services', cell.service)}",
        mark=cell_mark(cell.state),
        state_name=matrix.name("coverage_states", cell.state),
        causes=tuple(wording.reason(cause, language, names) for cause in cell.causes),
        bodies=tuple(bodies[slug] for slug in cell.organisations if slug in bodies),
        facing=await _facing(cell, matrix),
        closing=_closing(cell.state, asking),
        area=cell.area,
    )


async def _facing(cell: CoverageCell, matrix: _Matrix) -> tuple[Facing, ...]:
    by_place, tree = matrix.by_place(), matrix.directory.guide.areas
    ties = (await matrix.directory.network(NetworkFilter(themes=(cell.theme,), cross_border_only=True))).referrals
    found = []
    for code in facing_rows(cell.area, matrix.question.areas, matrix):
        other = by_place[code, cell.service]
        country = tree.by_code[code].country or ""
        found.append(
            Facing(
                name=matrix.area(code),
                country=country,
                country_name=matrix.name("countries", country),
                mark=cell_mark(other.state),
                state=matrix.name("coverage_states", other.state),
                ties=ties_between(set(cell.organisations), set(other.organisations), ties),
            )
        )
    return tuple(found)


def ties_between(one: set[Slug], other: set[Slug], ties: Iterable[Referral]) -> int:
    """How many ties lead from one set of bodies to the other, in either direction."""
    return sum(
        (tie.source in one and tie.target in other) or (tie.source in other and tie.target in one) for tie in ties
    )


def _closing(state: CoverageState, asking: Asking) -> str:
    say = asking.say
    return {
        CoverageState.COVERED: "",
        CoverageState.NATIONAL_ONLY: say("A body of the area itself would come closer than a national one."),
        CoverageState.STALE_ONLY: say("One of these bodies confirms its data, or a newer source is recorded."),
        CoverageState.UNREACHABLE: say("One number or e-mail address that works from abroad, for one of these bodies."),
        CoverageState.CLOSED_ONLY: say("One line that answers at that hour, or a body that takes over from it."),
        CoverageState.NONE: say("A body of the area or of the whole country that offers it, with its source."),
    }[state]
