"""The network as a report for a meeting: Markdown with figures, and one picture beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.web.downloads import still_words
from api.web.hyphens import SOFT
from api.web.network_form import NetworkForm
from api.web.still import still
from api.web.views.contact import Asking
from api.web.views.coverage import COUNTRIES, CoverageForm, CoveragePage, coverage_page
from api.web.views.names import body_of
from api.web.views.network import network_page
from api.web.views.network_table import Look, NetworkTable, network_table
from graph_directory.analysing import Analysis
from graph_directory.directory import Directory
from graph_directory.exporting import network_file
from graph_directory.model import Organisation
from graph_directory.naming import display_name
from graph_directory.network import loss_of

_MOST: Final = 15
_SIGNS: Final[Mapping[str, str]] = {
    "own": "●",
    "national": "○",
    "stale": "△",
    "unreachable": "◩",
    "closed": "☾",
    "nothing": "×",
}
"""The marks of coverage as letters, for a text."""


@dataclass(frozen=True, slots=True)
class Report:
    """The text, the picture it names, and every link as CSV; no picture where there are too many bodies for one."""

    text: str
    picture: str
    links: str


async def network_report(form: NetworkForm, picture: str, directory: Directory, asking: Asking) -> Report:
    """The report on the part of the network that a form names; `picture` is the name of the picture's file.

    Raises UnknownSlug when the body in the middle is not known.
    """
    found = await directory.analysis(form.filter(form.around or None), asking.at.date())
    table = network_table(found, form, directory, asking)
    cells = CoverageForm(theme=form.theme or "trafficking", country=_countries(form))
    coverage = await coverage_page(cells, directory, asking)
    around = await directory.organisation(form.around) if form.around else None
    drawn = network_page(around, found.part, form.hops, directory, asking).file if around else ""
    drawn = drawn or still(found, still_words(found, directory, asking))
    version = (await directory.reader.info()).version
    parts = [
        *_head(version, _shown(form, around, directory, asking), asking),
        *_figures(table, asking),
        *(_picture(picture, around is None, asking) if drawn else ()),
        *_carriers(found, table, directory, asking),
        *(line for look in table.looks for line in _look(look, asking)),
        *_gaps(coverage, asking),
        *_matrix(coverage, asking),
    ]
    if found.figures is None:
        raise LookupError("figures that were waited for are not there")
    links = network_file("csv", found.part, found.figures, asking.say.language)
    return Report("\n".join(parts).rstrip() + "\n", drawn, links)


def _countries(form: NetworkForm) -> tuple[str, ...]:
    return tuple(code for code in form.country if code in COUNTRIES)


def _shown(form: NetworkForm, around: Organisation | None, directory: Directory, asking: Asking) -> str:
    """Which part of the network the report is about."""
    say, terms = asking.say, directory.guide.terms
    language = say.language
    parts = [terms.label("themes", form.theme, language) if form.theme else say("All themes")]
    if form.country:
        parts.append(", ".join(terms.label("countries", code, language) for code in form.country))
    if around:
        parts.append(say("Around {name}", name=display_name(around, language)) + f", {say('Steps')}: {form.hops}")
    return "; ".join(parts)


def _head(version: int, shown: str, asking: Asking) -> Iterator[str]:
    say = asking.say
    yield "# " + say("The network on {day}", day=say.day(asking.at.date()))
    yield ""
    yield f"{shown}. " + say("Directory version {version}", version=version) + "."
    yield ""


def _figures(table: NetworkTable, asking: Asking) -> Iterator[str]:
    say = asking.say
    rows = [
        (say("Bodies"), say.number(table.bodies)),
        (say("Links"), say.number(table.links)),
        (say("Of them across a border"), say.number(table.crossing)),
        (_capital(say("confirmed by both ends")), say.number(table.confirmed or 0)),
        (say("Across a border with nothing back"), say.number(table.one_way or 0)),
        (say("Links that go both ways"), say.number(table.both_ways or 0)),
        (say("Parts that no link joins"), say.number(table.components or 0)),
    ]
    yield from _table((say("Figures"), ""), rows)
    if table.sampled:
        yield say(
            "With so many bodies, the share of ways is reckoned from {n} of them: it tells who carries much, not who "
            "carries a little more.",
            n=table.sampled,
        )
        yield ""


def _picture(name: str, by_country: bool, asking: Asking) -> Iterator[str]:
    say = asking.say
    yield f"![{say('The network by country')}]({name})"
    yield ""
    if by_country:
        yield say(
            "One lane a country, from north-west to south-east. In a lane: coordination on top, authorities in the "
            "middle, aid below. A body keeps its place."
        )
        yield ""
    lines = (say("across a border"), say("inside a country"), say("our reading, not stated by a source"))
    signs = (say("coloured"), say("grey"), say("broken"))
    yield (
        say("What the lines mean")
        + ": "
        + ", ".join(f"{sign}: {told}" for sign, told in zip(signs, lines, strict=True))
    )
    yield ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _carriers(found: Analysis, table: NetworkTable, directory: Directory, asking: Asking) -> Iterator[str]:
    """The bodies that most ways lead through, with what would be cut off without each."""
    say = asking.say
    nodes = sorted(found.figures.nodes if found.figures else (), key=lambda node: (-node.betweenness, node.slug))
    known = {body.slug: body_of(body, directory, say.language) for body in found.part.organisations}
    rows = []
    for node in nodes[: min(_MOST, table.bodies)]:
        body = known[node.slug]
        cut_off = [known[slug].short.text for slug in loss_of(found.part, [node.slug]).cut_off]
        more = [say("and {n} more", n=len(cut_off) - 5)] if len(cut_off) > 5 else []
        share = f"{say.number(round(node.betweenness * 100, 1))} %"
        rows.append((body.country, body.name.text, say.number(node.degree), share, ", ".join([*cut_off[:5], *more])))
    yield "## " + say("The {n} bodies most ways lead through", n=len(rows))
    yield ""
    yield from _table(
        (say("Country"), say("Body"), say("Links"), say("Ways through it"), say("Cut off without it")), rows
    )
    yield say(
        "Ways through it: the share of the shortest ways between any two bodies that lead through this one. A joint is "
        "a body without which the network falls apart."
    )
    yield ""


def _look(look: Look, asking: Asking) -> Iterator[str]:
    say = asking.say
    titles = {
        "one_way": say("Passed on across a border with nothing recorded back"),
        "unconfirmed": say("Across a border, stated by a source, confirmed by neither end"),
        "stale": say("Known only from old sources"),
        "bridges": say("The only link between two parts of the network"),
    }
    yield f"## {titles[look.key]} ({say.number(look.number)})"
    yield ""
    rows = [
        (
            f"{tie.source.name.text} ({tie.source.country})",
            tie.kind,
            f"{tie.target.name.text} ({tie.target.country})",
            tie.stated,
        )
        for tie in look.ties[:_MOST]
    ]
    yield from _table((say("From"), say("Link"), say("To"), say("Stated by")), rows)
    if look.number > len(rows):
        yield say("The first {n} are shown; the CSV file holds all.", n=len(rows))
        yield ""


def _gaps(page: CoveragePage, asking: Asking) -> Iterator[str]:
    say = asking.say
    yield "## " + say("Which help is missing where")
    yield ""
    rows = [(label, say.number(number)) for _, _, label, number in page.counts]
    yield from _table((say("How it stands"), say("Areas and services")), rows)
    gaps = [
        (
            gap.name,
            say.many("{n} area without", "{n} areas without", gap.without),
            f"{say.number(gap.old)} {say('old')}",
            ", ".join(gap.areas),
        )
        for gap in page.gaps
    ]
    yield from _table((say("Most gaps"), "", "", say("Areas without it")), gaps)


def _matrix(page: CoveragePage, asking: Asking) -> Iterator[str]:
    """Areas and services with a sign a state; a number says how many bodies of the area there are."""
    signs = ", ".join(f"{_SIGNS[shape]} {label}" for shape, _, label, number in page.counts if number)
    yield signs
    yield ""
    rows = [
        (country.code, row.name, *(f"{_SIGNS[cell.shape]} {cell.number or ''}".rstrip() for cell in row.cells))
        for country in page.countries
        for row in country.rows
    ]
    names = [name.replace(SOFT, "") for _, name in page.services]
    yield from _table((asking.say("Country"), asking.say("Area"), *names), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _line(head)
    yield _line(["---"] * len(head))
    yield from (_line(row) for row in rows)
    yield ""


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
