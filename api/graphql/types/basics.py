"""The small nouns that the records are made of: texts, terms, areas, places, sources, numbers, freshness."""

from __future__ import annotations

from typing import Any

import strawberry
from strawberry import UNSET, field

from api.graphql.arguments import InLanguage
from api.graphql.context import Context, chosen
from api.graphql.enums import Language, TranslationStatus
from api.graphql.fields import STANDS_FOR, resolved
from api.graphql.ids import global_id
from api.graphql.scalars import Date
from graph_directory import model, places
from graph_directory.model import Texts
from graph_directory.vocabulary import Confidence, FreshnessState

_KNOWN = {member.value: member for member in Language}


@strawberry.interface(description="A record with an id that Relay clients can ask for again through `node`.")
class Node:
    """What `node` can find."""

    ctx: strawberry.Private[Context]
    record: strawberry.Private[Any]

    @resolved(description="Opaque global id; for people and links use `slug`.")
    def id(self) -> strawberry.ID:
        """Says the id."""
        return global_id(type(self).__name__, self.record.slug)


@strawberry.type(description="A text together with the language it is really in.")
class LocalizedText:
    """A text in one language."""

    language: Language = field(description="The language of `text`, which may differ from the one asked for.")
    text: str = field(description="The text, plain, without markup.")
    status: TranslationStatus = field(description="Whether it was written in this language or translated.")


@strawberry.type(description="An entry of one of the closed vocabularies.")
class Term:
    """One code of a vocabulary."""

    ctx: strawberry.Private[Context]
    code: str = field(description="The stable code in lower case; enum values are the same in upper case.")
    vocabulary: str = field(description="The vocabulary's name, such as `services`; see the query `vocabulary`.")

    @resolved(description="The label for people; falls back to English.")
    def label(self, language: InLanguage = UNSET) -> str:
        """Says the term."""
        return self.ctx.directory.guide.terms.label(self.vocabulary, self.code, self.ctx.spoken(language))

    @resolved(description="The next wider term, null at the top.", graphql_type="Term | None")
    def broader(self) -> Any:
        """The wider term."""
        entry = self.ctx.directory.guide.terms.entry(self.vocabulary, self.code)
        return term_of(self.vocabulary, entry.broader, self.ctx) if entry and entry.broader else None


@strawberry.type(description="A territory of the NUTS 2024 tree, from countries (level 0) to districts (level 3).")
class Area:
    """A territory."""

    ctx: strawberry.Private[Context]
    record: strawberry.Private[model.Area]
    code: str = field(description="NUTS 2024 code, such as NL414; countries have two letters; EU is the Union.")
    level: int = field(description="NUTS level 0 to 3; -1 for the Union, which stands above the countries.")
    country: str = field(description="ISO 3166-1 alpha-2 code of its country; EU for the Union.")

    @resolved(description="The name; falls back to English, then to any language recorded.")
    def name(self, language: InLanguage = UNSET) -> str:
        """Says the name."""
        found = chosen(self.record.names, self.ctx.spoken(language))
        return found[1] if found else self.code

    @resolved(description="The area that contains it, null at the top.", graphql_type="Area | None")
    def parent(self) -> Any:
        """What contains it."""
        return area_of(self.record.parent, self.ctx) if self.record.parent else None

    @resolved(description="Areas of the same level that face it across a national border.", graphql_type="list[Area]")
    def borders(self) -> Any:
        """What faces it."""
        return areas_of(self.record.borders, self.ctx)


@strawberry.type(description="A town, area or postal code of the gazetteer (BE, NL, LU and regions next to them).")
class Place:
    """A place of the gazetteer."""

    ctx: strawberry.Private[Context]
    record: strawberry.Private[places.Place]
    country: str = field(description="ISO 3166-1 alpha-2 code.")
    area: Area = field(description="The smallest area known to contain it.")
    latitude: float = field(description="Degrees north, WGS 84; of the centre.")
    longitude: float = field(description="Degrees east, WGS 84; of the centre.")

    @resolved(description="The name; falls back to the name used there.")
    def name(self, language: InLanguage = UNSET) -> str:
        """Says the name."""
        return self.record.names.get(self.ctx.spoken(language), self.record.name)


@strawberry.type(description="A page or document that states what a record says.")
class Source:
    """Where something was read."""

    slug: str = field(description="Stable key, such as src-werk-2023.")
    title: str = field(description="Title, as the source shows it.")
    publisher: str | None = field(description="Who published it.")
    url: str = field(description="Where it was read.")
    date: str | None = field(
        description="Its own date, as precise as it says (2023, 2023-07 or 2023-07-24); else null."
    )


@strawberry.type(description="A telephone number.")
class Phone:
    """A number."""

    number: str = field(description="To be dialled: E.164 where it works from abroad, else the national form.")
    display: str = field(description="As people write it.")
    reachable_from_abroad: bool | None = field(description="Whether it works from abroad; null = not stated anywhere.")


STANDS_FOR.update({Phone: model.Phone, Source: model.Source})


@strawberry.type(description="A visiting address; never that of a house that keeps its place secret.")
class Address:
    """Where to go."""

    street: str | None = field(description="Street and number; null where not recorded.")
    postal_code: str | None = field(description="Postal code as written there.")
    locality: str = field(description="Town or village.")
    country: str = field(description="ISO 3166-1 alpha-2 code; that of the body where the address does not say.")
    latitude: float | None = field(
        description="Degrees north, WGS 84, of the town and not of the door; null = unknown."
    )
    longitude: float | None = field(
        description="Degrees east, WGS 84, of the town and not of the door; null = unknown."
    )


@strawberry.type(description="How far a record can be relied on today.")
class Freshness:
    """When something was last known to be right."""

    state: FreshnessState = field(description="FRESH, DUE for another look, STALE, or never dated (UNVERIFIED).")
    verified_at: Date | None = field(description="Date of the newest source; null where no source is dated.")
    valid_until: Date | None = field(description="The day until which it counts as fresh; null where undated.")
    confidence: Confidence = field(description="Whether its sources are current, dated or in conflict.")


def term_of(vocabulary: str, code: str, ctx: Context) -> Term:
    """The term of a code."""
    return ctx.once((vocabulary, code), lambda: Term(ctx=ctx, code=code, vocabulary=vocabulary))


def area_of(code: str, ctx: Context) -> Area | None:
    """The area of a code; None for one that the table does not hold."""
    record = ctx.directory.guide.areas.get(code)
    return made_area(record, ctx) if record else None


def made_area(record: model.Area, ctx: Context) -> Area:
    """The area of a record."""
    level = -1 if record.level is None else record.level
    country = record.country or record.code
    return ctx.once(
        ("area", record.code), lambda: Area(ctx=ctx, record=record, code=record.code, level=level, country=country)
    )


def areas_of(codes: tuple[str, ...], ctx: Context) -> list[Area]:
    """The areas of these codes, in their order."""
    return [area for code in codes if (area := area_of(code, ctx))]


def place_of(record: places.Place, ctx: Context) -> Place:
    """A place; the gazetteer's areas are all in the table."""
    area = area_of(record.area, ctx) or area_of(record.country, ctx)
    if area is None:
        raise LookupError(f"the gazetteer names the area {record.area}, which the table of areas lacks")
    return Place(
        ctx=ctx,
        record=record,
        country=record.country,
        area=area,
        latitude=record.latitude,
        longitude=record.longitude,
    )


def freshness_in(ctx: Context, newest: str | None, confidence: Confidence) -> Freshness:
    """How fresh a record with this newest source is today."""
    return ctx.once(("freshness", newest, confidence), lambda: _freshness(ctx, newest, confidence))


def _freshness(ctx: Context, newest: str | None, confidence: Confidence) -> Freshness:
    found = ctx.freshness(newest, confidence)
    return Freshness(
        state=found.state,
        verified_at=Date(found.verified_at) if found.verified_at else None,
        valid_until=Date(found.valid_until) if found.valid_until else None,
        confidence=found.confidence,
    )


def text_of(texts: Texts, language: str) -> LocalizedText | None:
    """The text nearest to a language; a record's texts are all written, none translated."""
    known = {code: text for code, text in texts.items() if code in _KNOWN}
    found = chosen(known, language)
    return written(found[1], _KNOWN[found[0]]) if found else None


def texts_of(texts: Texts) -> list[LocalizedText]:
    """Every text in a language that the API names."""
    return [written(text, _KNOWN[code]) for code, text in texts.items() if code in _KNOWN]


def written(text: str, language: Language = Language.EN) -> LocalizedText:
    """A text in the language it was written in; English where a record keeps one text only."""
    return LocalizedText(language=language, text=text, status=TranslationStatus.ORIGINAL)


def date_of(text: str | None) -> Date | None:
    """A date of a record."""
    return Date(text) if text else None
