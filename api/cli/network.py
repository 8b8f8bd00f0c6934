"""`network`: the network in figures, in the terminal or as a report for a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.find import TextLanguage
from api.cli.running import JsonOption, StoreOption, print_json, run, settings_for, told
from graph_directory.settings import Settings
from graph_directory.stores import open_store
from graph_directory.vocabulary import ThemeCode, Visibility

if TYPE_CHECKING:
    from api.web.network_form import NetworkForm
    from api.web.views.contact import Asking
    from graph_directory.directory import Directory


@dataclass(frozen=True, slots=True)
class Manner:
    """How to answer: into which file, in which language, as text or as data."""

    report: Path | None
    language: str
    as_json: bool


# One parameter an option is how typer works; the view itself travels as one value from here on.
def network(  # noqa: PLR0913, PLR0917
    around: Annotated[str, typer.Option(metavar="SLUG", help="The body in the middle; none: the whole network.")] = "",
    hops: Annotated[int, typer.Option(min=1, max=3, help="How many links away from it.")] = 1,
    country: Annotated[list[str] | None, typer.Option(metavar="CC", help="Only these countries; repeatable.")] = None,
    theme: Annotated[ThemeCode | None, typer.Option(help="Only links on this theme.")] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE.md", help="Write a report with a picture and its links as CSV.")
    ] = None,
    language: Annotated[TextLanguage, typer.Option("--language", "--lang", help="Of the report.")] = TextLanguage.EN,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell the network in figures: who carries most, what hangs on one body, what crosses no border."""
    from api.web.network_form import NetworkForm  # noqa: PLC0415  (other commands start faster without)

    pairs = [("around", around), ("hops", str(hops)), ("theme", theme.value if theme else "")]
    form = NetworkForm.read([*pairs, *(("country", code.strip().upper()) for code in country or ())])
    with told():
        settings = settings_for(store)
    run(_tell(settings, form, Manner(report, language, as_json)))


async def _tell(settings: Settings, form: NetworkForm, manner: Manner) -> None:
    from api.web.i18n import speaker  # noqa: PLC0415  (as above)
    from api.web.views.contact import Asking  # noqa: PLC0415
    from graph_directory.opening import open_directory  # noqa: PLC0415

    opened = await open_store(settings)
    try:
        directory = await open_directory(opened, Visibility.PUBLIC)
        asking = Asking(None, datetime.now(UTC), speaker(manner.language), directory.guide.terms)
        if manner.report:
            await _write(manner.report, form, directory, asking)
        figures = await _figures(form, directory, asking)
    finally:
        await opened.close()
    if manner.as_json:
        print_json(figures)
    elif not manner.report:
        for name, value in figures.items():
            print(f"{name:24} {value}")


async def _write(file: Path, form: NetworkForm, directory: Directory, asking: Asking) -> None:
    from api.web.report import network_report  # noqa: PLC0415  (as above)
    from graph_directory.exporting import write_whole  # noqa: PLC0415

    picture, links = file.with_suffix(".svg"), file.with_suffix(".csv")
    made = await network_report(form, picture.name, directory, asking)
    write_whole(file, made.text)
    write_whole(links, made.links)
    if made.picture:
        write_whole(picture, made.picture)
    typer.echo(f"Wrote {file}{f', {picture}' if made.picture else ''} and {links}.", err=True)


async def _figures(form: NetworkForm, directory: Directory, asking: Asking) -> dict[str, Any]:
    found = await directory.analysis(form.filter(form.around or None), asking.at.date())
    if found.figures is None or found.reckoned is None:
        raise LookupError("figures that were waited for are not there")
    ties = found.reckoned.ties
    best = max(found.figures.nodes, key=lambda node: (node.betweenness, node.slug), default=None)
    return {
        "organisations": len(found.part.organisations),
        "referrals": len(found.part.referrals),
        "crossBorder": len(ties.crossing),
        "oneWayCrossBorder": len(ties.one_way),
        "unreturnedCrossBorder": found.figures.unreturned_cross_border,
        "unconfirmed": len(ties.unconfirmed),
        "stale": len(ties.stale),
        "components": found.figures.components,
        "bridges": len(found.figures.bridges),
        "joints": sum(node.articulation for node in found.figures.nodes),
        "density": round(found.figures.density, 6),
        "reciprocity": round(found.figures.reciprocity, 4),
        "mostWaysThrough": best.slug if best else None,
        "betweennessSampled": found.figures.sampled,
    }
