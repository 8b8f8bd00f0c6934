"""The network as a report for a meeting: Markdown with figures, and one picture beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from api.web.downloads import still_words
from api.web.network_form import NetworkForm
from api.web.still import still
from api.web.views.contact import Asking
from api.web.views.coverage import CoverageForm, CoveragePage, coverage_page
from api.web.views.names import body_of
from api.web.views.network import network_page
from api.web.views.network_table import Look, NetworkTable, network_table
from graph_directory.analysing import Analysis
from graph_directory.directory import Directory
from graph_directory.network import loss_of

_MOST: Final = 15


@dataclass(frozen=True, slots=True)
class Report:
    """The text, and the picture it names; the picture is empty where there are too many bodies for one."""

    text: str
    picture: str


async def network_report(form: NetworkForm, picture: str, directory: Directory, asking: Asking) -> Report:
    """The report on the part of the network that a form names; `picture` is the name of the picture's file.

    Raises UnknownSlug when the body in the middle is not known.
    """
    found = await directory.analysis(form.filter(form.around or None), asking.at.date())
    table = network_table(found, form, directory, asking)
    coverage = await coverage_page(CoverageForm(theme=form.theme or "trafficking"), directory, asking)
    around = await directory.organisation(form.around) if form.around else None
    drawn = network_page(around, found.part, form.hops, directory, asking).file if around else ""
    drawn = drawn or still(found, still_words(found, directory, asking))
    version = (await directory.reader.info()).version
    parts = [
        *_head(version, asking),
        *_figures(table, asking),
        *(["![" + asking.say("The network by country") + f"]({picture})", ""] if drawn else ()),
        *_carriers(found, table, directory, asking),
        *(line for look in table.looks for line in _look(look, asking)),
        *_gaps(coverage, asking),
    ]
    return Report("\n".join(parts).rstrip() + "\n", drawn)


def _head(version: int, asking: Asking) -> Iterator[str]:
    say = asking.say
    yield "# " + say("The network on {day}", day=say.day(asking.at.date()))
    yield ""
    yield say("Directory version {version}", version=version) + "."
    yield ""


def _figures(table: NetworkTable, asking: Asking) -> Iterator[str]:
    say = asking.say
    rows = [
        (say("Bodies"), say.number(table.bodies)),
        (say("Links"), say.number(table.links)),
        (say("cross a border"), say.number(table.crossing)),
        (say("confirmed by both ends"), say.number(table.confirmed or 0)),
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
        )
        for gap in page.gaps
    ]
    yield from _table((say("Most gaps"), "", ""), gaps)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _line(head)
    yield _line(["---"] * len(head))
    yield from (_line(row) for row in rows)
    yield ""


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
