"""`find`: who is my counterpart there, answered in the terminal."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer
from rapidfuzz import process

from api.cli.running import DATA_HAS_PROBLEMS, JsonOption, StoreOption, print_json, run, settings_for, told
from graph_directory.directory import Directory
from graph_directory.errors import BadQuestion
from graph_directory.model import Slug
from graph_directory.questions import Asker, CounterpartQuestion, Need, OrganisationFilter, Target
from graph_directory.settings import Settings
from graph_directory.stores import open_store
from graph_directory.vocabulary import OrganisationKind, ServiceCode, TargetGroup, ThemeCode, Visibility


class TextLanguage(StrEnum):
    """The languages that answers are written in."""

    NL = "nl"
    FR = "fr"
    DE = "de"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Manner:
    """How to answer: in which language, and as text or as data."""

    language: TextLanguage
    as_json: bool


# One parameter an option is how typer works; the question itself travels as one value from here on.
def find(  # noqa: PLR0913, PLR0917
    text: Annotated[str | None, typer.Argument(metavar="[TEXT]", help="The question in your own words.")] = None,
    asker: Annotated[str | None, typer.Option("--from", metavar="SLUG", help="The body that asks.")] = None,
    from_kind: Annotated[OrganisationKind | None, typer.Option(help="Else: the kind of body that asks,")] = None,
    from_place: Annotated[str | None, typer.Option(help="its place")] = None,
    from_country: Annotated[str | None, typer.Option(metavar="CC", help="and country.")] = None,
    to_country: Annotated[str | None, typer.Option(metavar="CC", help="The country on the other side.")] = None,
    to_place: Annotated[str | None, typer.Option(help="The place there: any spelling or postal code.")] = None,
    theme: Annotated[list[ThemeCode] | None, typer.Option(help="What it is about; repeatable.")] = None,
    service: Annotated[list[ServiceCode] | None, typer.Option(help="What is needed; repeatable.")] = None,
    target_group: Annotated[list[TargetGroup] | None, typer.Option(help="For whom; repeatable.")] = None,
    age: Annotated[int | None, typer.Option(min=0, max=120, help="Of the person, in years.")] = None,
    language: Annotated[list[str] | None, typer.Option(metavar="LL", help="Spoken, such as ro; repeatable.")] = None,
    text_language: Annotated[
        TextLanguage, typer.Option("--text-language", "--lang", help="The language of the answer.")
    ] = TextLanguage.EN,
    first: Annotated[int, typer.Option(min=1, max=100, help="How many counterparts.")] = 10,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find the counterpart on the other side of the border: who, why, and how to reach them."""
    question = CounterpartQuestion(
        asker=Asker(asker, from_kind, _upper(from_country), from_place),
        target=Target(_upper(to_country), to_place),
        need=Need(
            themes=tuple(theme or ()),
            services=tuple(service or ()),
            target_groups=tuple(target_group or ()),
            age=age,
            languages=tuple(spoken.lower() for spoken in language or ()),
        ),
        text=text,
        first=first,
    )
    with told():
        _refuse_nothing(question)
        settings = settings_for(store)
    run(_answer(settings, question, Manner(text_language, as_json)))


def _upper(country: str | None) -> str | None:
    return country.strip().upper() if country else None


def _refuse_nothing(question: CounterpartQuestion) -> None:
    if question == CounterpartQuestion(first=question.first):
        raise BadQuestion("Say whom you look for: a text, or options such as --from, --to-place and --service.")


async def _answer(settings: Settings, question: CounterpartQuestion, manner: Manner) -> None:
    from api.cli.answer import plain_answer, print_answer  # noqa: PLC0415  (other commands start faster without)
    from graph_directory.opening import open_directory  # noqa: PLC0415

    opened = await open_store(settings)
    try:
        directory = await open_directory(opened, Visibility.PUBLIC)
        await _refuse_unknown(directory, question.asker.organisation)
        plain = await plain_answer(directory, await directory.find_counterparts(question), manner.language)
    finally:
        await opened.close()
    if manner.as_json:
        print_json(plain)
    else:
        print_answer(plain)


async def _refuse_unknown(directory: Directory, slug: Slug | None) -> None:
    if slug is None or await directory.organisation(slug) is not None:
        return
    known = await directory.reader.select_organisations(OrganisationFilter())
    near = [found for found, _, _ in process.extract(slug, known, limit=3, score_cutoff=60)]
    hint = f" Near it: {', '.join(near)}." if near else ""
    print(f"No organisation has the slug {slug!r}.{hint}", file=sys.stderr)
    raise typer.Exit(DATA_HAS_PROBLEMS)
