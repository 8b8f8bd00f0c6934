"""From the domain's answers to the API's: every body that an answer names is loaded in one call first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.graphql.context import Context
from api.graphql.enums import Language
from api.graphql.types.answers import (
    CounterpartAnswer,
    CounterpartMatch,
    Interpretation,
    MissingAttribute,
    Reason,
    ReferralPath,
    TriedLevel,
    UnderstoodWords,
)
from api.graphql.types.basics import made_area, place_of, term_of
from api.graphql.types.contact_point import contact_point_of
from api.graphql.types.organisation import organisation_of, organisations_of
from api.graphql.types.referral import referral_of
from graph_directory import questions
from graph_directory.model import Slug

_LANGUAGES = {member.value: member for member in Language}


async def answer_of(answer: questions.CounterpartAnswer, ctx: Context) -> CounterpartAnswer:
    """A whole answer."""
    await ctx.batches.organisations.prime(_mentioned(answer))
    return CounterpartAnswer(
        ctx=ctx,
        record=answer,
        matches=[_match(match, ctx) for match in answer.matches],
        match_level=answer.match_level,
        tried=[_tried(tried, ctx) for tried in answer.tried],
        understood=_interpretation(answer.understood, ctx),
        missing=[_missing(missing, ctx) for missing in answer.missing],
        notes=reasons_of(answer.notes, ctx),
    )


async def paths_of(paths: Iterable[questions.ReferralPath], ctx: Context) -> list[ReferralPath]:
    """Ways over referrals."""
    found = tuple(paths)
    await ctx.batches.organisations.prime(slug for path in found for slug in _on_path(path))
    return [_path(path, ctx) for path in found]


async def interpretation_of(found: questions.Interpretation, ctx: Context) -> Interpretation:
    """What was understood."""
    await ctx.batches.organisations.prime(_understood(found))
    return _interpretation(found, ctx)


def reasons_of(reasons: Iterable[questions.Reason], ctx: Context) -> list[Reason]:
    """Reasons in their order."""
    return [Reason(ctx=ctx, record=reason, code=reason.code, weight=reason.weight) for reason in reasons]


def _match(match: questions.Match, ctx: Context) -> CounterpartMatch:
    return CounterpartMatch(
        organisation=organisation_of(match.organisation, ctx),
        contact_point=contact_point_of(match.contact_point, ctx) if match.contact_point else None,
        score=match.score,
        reasons=reasons_of(match.reasons, ctx),
        cautions=reasons_of(match.cautions, ctx),
        distance_km=match.distance_km,
        path=_path(match.path, ctx) if match.path else None,
    )


def _path(path: questions.ReferralPath, ctx: Context) -> ReferralPath:
    bodies = [body for slug in path.organisations if (body := ctx.batches.organisations.known(slug))]
    return ReferralPath(
        hops=[referral_of(hop, ctx) for hop in path.hops],
        organisations=organisations_of(bodies, ctx),
        cost=path.cost,
        crosses_border=path.crosses_border,
        cautions=reasons_of(path.cautions, ctx),
    )


def _tried(tried: questions.TriedLevel, ctx: Context) -> TriedLevel:
    area = made_area(tried.area, ctx) if tried.area else None
    return TriedLevel(ctx=ctx, record=tried, level=tried.level, area=area, answered=tried.answered)


def _missing(missing: questions.MissingAttribute, ctx: Context) -> MissingAttribute:
    return MissingAttribute(
        ctx=ctx,
        name=missing.name,
        options=[term_of(vocabulary, code, ctx) for vocabulary, code in missing.options],
        near=[place_of(place, ctx) for place in missing.near],
    )


def _interpretation(found: questions.Interpretation, ctx: Context) -> Interpretation:
    return Interpretation(
        places=[place_of(place, ctx) for place in found.places],
        terms=[term_of(vocabulary, code, ctx) for vocabulary, code in found.terms],
        names=list(found.names),
        unrecognised=list(found.unrecognised),
        language=_LANGUAGES.get(found.language) if found.language else None,
        words=[_words(words, ctx) for words in found.words],
    )


def _words(words: questions.UnderstoodWords, ctx: Context) -> UnderstoodWords:
    body = ctx.batches.organisations.known(words.organisation) if words.organisation else None
    return UnderstoodWords(
        words=words.words,
        place=place_of(words.place, ctx) if words.place else None,
        term=term_of(*words.term, ctx) if words.term else None,
        organisation=organisation_of(body, ctx) if body else None,
    )


def _mentioned(answer: questions.CounterpartAnswer) -> Iterator[Slug]:
    yield from (match.organisation.slug for match in answer.matches)
    yield from _understood(answer.understood)
    for match in answer.matches:
        yield from _in_reasons((*match.reasons, *match.cautions))
        if match.path:
            yield from _on_path(match.path)
    fallback = (answer.fallback_reason,) if answer.fallback_reason else ()
    yield from _in_reasons((*answer.notes, *(tried.reason for tried in answer.tried), *fallback))


def _on_path(path: questions.ReferralPath) -> Iterator[Slug]:
    yield from path.organisations
    yield from _in_reasons(path.cautions)


def _understood(found: questions.Interpretation) -> Iterator[Slug]:
    yield from (words.organisation for words in found.words if words.organisation)


def _in_reasons(reasons: Iterable[questions.Reason]) -> Iterator[Slug]:
    for reason in reasons:
        yield from (fact.removeprefix("org:") for fact in reason.facts.values() if fact.startswith("org:"))
