"""Answers to a case: counterparts, ways over referrals, and what was understood."""

from __future__ import annotations

import strawberry
from strawberry import UNSET, field

from api.graphql.arguments import InLanguage
from api.graphql.context import Context
from api.graphql.enums import Language
from api.graphql.fields import resolved
from api.graphql.types.basics import Area, Place, Term
from api.graphql.types.contact_point import ContactPoint
from api.graphql.types.organisation import Organisation
from api.graphql.types.referral import Referral
from graph_directory import questions
from graph_directory.naming import display_name
from graph_directory.vocabulary import MatchLevel


@strawberry.type(description="Why something was chosen, or what to keep in mind.")
class Reason:
    """A reason or a caution."""

    ctx: strawberry.Private[Context]
    record: strawberry.Private[questions.Reason]
    code: str = field(description="Stable code for programs.")
    weight: float = field(description="The share of the score that it gave (above 0) or took (below 0).")

    @resolved(description="The reason in a sentence; falls back to English.")
    def text(self, language: InLanguage = UNSET) -> str:
        """Says it."""
        return said(self.record, self.ctx, language)


@strawberry.type(description="A chain of referrals.")
class ReferralPath:
    """A way from one body to another."""

    hops: list[Referral] = field(description="The referrals in the order of the way.")
    organisations: list[Organisation] = field(description="The bodies on the way, both ends included.")
    cost: float = field(description="How hard the way is; lower is better; comparable within one answer only.")
    crosses_border: bool = field(description="Whether a border lies on the way.")
    cautions: list[Reason] = field(description="What to keep in mind on this way.")


@strawberry.type(description="One counterpart, with its place in the ranking explained.")
class CounterpartMatch:
    """A match."""

    organisation: Organisation = field(description="The counterpart.")
    contact_point: ContactPoint | None = field(description="Its best contact point for this asker, now; null = none.")
    score: float = field(description="Higher is better; comparable within one answer only.")
    reasons: list[Reason] = field(description="Why it was chosen, weightiest first; never empty.")
    cautions: list[Reason] = field(description="Stale, closed now, differences of role, admission rules.")
    distance_km: float | None = field(description="Kilometres as the crow flies from the asked place; null = unknown.")
    path: ReferralPath | None = field(description="The best chain of referrals to it; null when none is known.")


@strawberry.type(description="A level that was looked at.")
class TriedLevel:
    """One step of the search."""

    ctx: strawberry.Private[Context]
    record: strawberry.Private[questions.TriedLevel]
    level: MatchLevel = field(description="How near to the asked place was looked.")
    area: Area | None = field(description="Where was looked; null where no area is meant.")
    answered: bool = field(description="Whether the answer comes from here.")

    @resolved(description="Why it answered, or gave nothing; falls back to English.")
    def reason(self, language: InLanguage = UNSET) -> str:
        """Says why."""
        return said(self.record.reason, self.ctx, language)


@strawberry.type(description="What would make the answer sharper.")
class MissingAttribute:
    """Something that was not said."""

    ctx: strawberry.Private[Context]
    name: str = field(description="The part of the question that is missing, such as place or service.")
    options: list[Term] = field(description="Answers that would help, the most likely first; empty = free text.")
    near: list[Place] = field(description="Places spelled nearly as asked.")

    @resolved(description="The question to ask back; falls back to English.")
    def question(self, language: InLanguage = UNSET) -> str:
        """Asks it."""
        return self.ctx.wording.question(self.name, self.ctx.spoken(language))


@strawberry.type(description="What a word or group of words was taken for; exactly one of the three is filled.")
class UnderstoodWords:
    """Words and their meaning."""

    words: str = field(description="The words as typed.")
    place: Place | None = field(description="Taken for a place.")
    term: Term | None = field(description="Taken for a term.")
    organisation: Organisation | None = field(description="Taken for a body.")


@strawberry.type(description="What was understood of a question.")
class Interpretation:
    """A question, understood."""

    places: list[Place] = field(description="The places meant.")
    terms: list[Term] = field(description="The terms meant, in order of appearance.")
    names: list[str] = field(description="Names of bodies that were recognised.")
    unrecognised: list[str] = field(description="Words that were not understood.")
    language: Language | None = field(description="The language it seems to be written in; null = not clear.")
    words: list[UnderstoodWords] = field(description="What each word or group of words was taken for.")


@strawberry.type(description="The counterparts on the other side, ranked and explained.")
class CounterpartAnswer:
    """An answer."""

    ctx: strawberry.Private[Context]
    record: strawberry.Private[questions.CounterpartAnswer]
    matches: list[CounterpartMatch] = field(description="Best first; empty when nothing is recorded.")
    match_level: MatchLevel = field(description="How near the best match is competent.")
    tried: list[TriedLevel] = field(description="Every level looked at, and why it answered or not.")
    understood: Interpretation = field(description="What was understood of the question.")
    missing: list[MissingAttribute] = field(description="What would make the answer sharper; empty = nothing.")
    notes: list[Reason] = field(description="What holds for the whole answer.")

    @resolved(description="Why the search went wider than asked; null where it did not. Falls back to English.")
    def fallback_reason(self, language: InLanguage = UNSET) -> str | None:
        """Says why."""
        reason = self.record.fallback_reason
        return said(reason, self.ctx, language) if reason else None


def said(reason: questions.Reason, ctx: Context, language: Language | None) -> str:
    """A reason in a sentence; the bodies it names were loaded with the answer."""
    spoken = ctx.spoken(language) or "en"
    slugs = [fact.removeprefix("org:") for fact in reason.facts.values() if fact.startswith("org:")]
    bodies = {slug: ctx.batches.organisations.known(slug) for slug in slugs}
    names = {slug: display_name(body, spoken) for slug, body in bodies.items() if body}
    return ctx.wording.reason(reason, spoken, names)
