"""The answer page: whom to start with, the number that works, why, the way there, what else is useful."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.web.forms import COUNTRIES, FinderForm
from api.web.i18n import Say
from api.web.views.asked import AskedBack, Chip, Option, asked_back, chips, place_option
from api.web.views.contact import Asking, Contact, contact_of
from api.web.views.links import LinkWriter
from api.web.views.marks import Mark, body_freshness_mark
from api.web.views.names import Body, Named, area_names, body_of, in_language
from api.web.views.way import Along, Way, way_of
from graph_directory.directory import Directory
from graph_directory.hours import local_time
from graph_directory.model import LegalBasis, Organisation, Slug
from graph_directory.questions import CounterpartAnswer, Match, Reason, TriedLevel
from graph_directory.vocabulary import MatchLevel
from graph_directory.wording import Wording

_MOST_LINES: Final = 3
_SAID_BY_A_MARK: Final = frozenset({"closed_now", "closed_until"})
_SAID_BY_A_MARK_IN_SHORT: Final = _SAID_BY_A_MARK | {"old_source", "old_source_undated"}


@dataclass(frozen=True, slots=True)
class MatchCard:
    """One counterpart as a card; `through` are the bodies that lead to one without a line of its own."""

    rank: int
    body: Body
    full_name: Named | None
    area: str
    level: str
    distance: str
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    contact: Contact | None
    through: tuple[Body, ...]
    address_secret: bool
    freshness: Mark


@dataclass(frozen=True, slots=True)
class Rung:
    """A level that was tried, and whether it answered."""

    name: str
    why: str
    answered: bool


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """Everything the answer shows."""

    form: FinderForm
    chips: tuple[Chip, ...]
    unused: str
    asker: Body | None
    best: MatchCard | None
    others: tuple[MatchCard, ...]
    until_then: tuple[MatchCard, ...]
    ladder: tuple[Rung, ...]
    fallback: str
    asked: tuple[AskedBack, ...]
    places: tuple[Option, ...]
    way: Way | None
    notes: tuple[str, ...]
    moment: str

    @property
    def terms(self) -> str:
        """What was asked in the directory's own words, for a file or a sheet of paper; never as it was typed."""
        return "; ".join(f"{chip.text} ({chip.country})" if chip.country else chip.text for chip in self.chips)


@dataclass(frozen=True, slots=True)
class Found:
    """An answer with the records its page names."""

    answer: CounterpartAnswer
    organisations: Mapping[Slug, Organisation]
    laws: Mapping[Slug, LegalBasis]
    asker: Organisation | None
    meanwhile: tuple[Match, ...] = ()


async def read_found(
    directory: Directory, answer: CounterpartAnswer, asker: Organisation | None, meanwhile: tuple[Match, ...] = ()
) -> Found:
    """The bodies and laws that the answer's matches, reasons and best way speak of, in two batches."""
    slugs = set(_slugs_of(answer)) | ({asker.slug} if asker else set())
    path = answer.matches[0].path if answer.matches else None
    laws = sorted({law for hop in path.hops for law in hop.legal_bases}) if path else []
    known = {match.organisation.slug: match.organisation for match in (*answer.matches, *meanwhile)}
    read = await directory.reader.organisations(sorted(slugs - known.keys()))
    cited = await directory.reader.legal_bases(laws) if laws else {}
    return Found(answer, {**known, **read}, cited, asker, meanwhile)


def _slugs_of(answer: CounterpartAnswer) -> Iterable[Slug]:
    reasons: list[Reason] = [*answer.notes, *(tried.reason for tried in answer.tried)]
    for match in answer.matches:
        yield match.organisation.slug
        reasons += [*match.reasons, *match.cautions]
        if match.organisation.access:
            yield from match.organisation.access.via
        if match.path:
            yield from match.path.organisations
            yield from (end for hop in match.path.hops for end in (hop.source, hop.target))
            reasons += match.path.cautions
    if answer.fallback_reason:
        reasons.append(answer.fallback_reason)
    for reason in reasons:
        yield from (fact[4:] for fact in reason.facts.values() if fact.startswith("org:"))


class AnswerWriter:
    """Writes one answer in one language."""

    def __init__(self, found: Found, directory: Directory, asking: Asking) -> None:
        self._found = found
        self._directory = directory
        self._asking = asking
        self._say: Say = asking.say
        language = asking.say.language
        self._bodies = {slug: body_of(one, directory, language) for slug, one in found.organisations.items()}
        self._names = {slug: body.short.text for slug, body in self._bodies.items()}
        self._wording = Wording(directory.guide.terms, directory.guide.areas)

    def page(self, form: FinderForm) -> AnswerPage:
        """The whole page."""
        answer, say, terms = self._found.answer, self._say, self._directory.guide.terms
        cards = [self._card(rank, match) for rank, match in enumerate(answer.matches, 1)]
        asker = self._bodies.get(self._found.asker.slug) if self._found.asker else None
        questions = {missing.name: self._wording.question(missing.name, say.language) for missing in answer.missing}
        places = tuple(place_option(place, "place", terms, say) for place in answer.understood.ambiguous_places[:8])
        asked = asked_back(answer.missing, form, questions, terms, say)
        return AnswerPage(
            form=form,
            chips=chips(form, asker, answer.understood, terms, say),
            unused=", ".join(say("“{words}”", words=word) for word in answer.understood.unrecognised),
            asker=asker,
            best=cards[0] if cards else None,
            others=tuple(cards[1:]),
            until_then=tuple(self._card(0, match) for match in self._found.meanwhile),
            ladder=tuple(self._rung(tried) for tried in answer.tried)
            if answer.match_level is not MatchLevel.EXACT
            else (),
            fallback=self._text(answer.fallback_reason) if answer.fallback_reason else "",
            asked=asked,
            places=() if any(question.name.endswith("place") for question in asked) else places,
            way=self._way(answer.matches),
            notes=tuple(dict.fromkeys(self._text(note) for note in answer.notes)),
            moment=say.moment(local_time(self._asking.at, self._asking.country or COUNTRIES[0])),
        )

    def _text(self, reason: Reason) -> str:
        return self._wording.reason(reason, self._say.language, self._names)

    def _texts(self, reasons: Sequence[Reason]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._text(reason) for reason in reasons))

    def _card(self, rank: int, match: Match) -> MatchCard:
        organisation, language = match.organisation, self._say.language
        body = self._bodies[organisation.slug]
        point = match.contact_point
        access = organisation.access
        via = access.via if access and not access.direct else ()
        most = _MOST_LINES if rank == 1 else 2
        contact = contact_of(point, organisation.country, self._asking) if point else None
        newest = organisation.newest_source_date
        return MatchCard(
            rank=rank,
            body=body,
            full_name=_full_name(organisation, body, language),
            area=area_names(organisation.areas[:3], self._directory, language),
            level=self._directory.guide.terms.label("match_levels", match.level, language),
            distance=self._distance(match.distance_km),
            reasons=self._texts(match.reasons)[:most],
            cautions=self._texts(_not_said_by_a_mark(match.cautions, rank, contact))[:most],
            contact=contact,
            through=tuple(self._bodies[slug] for slug in via if slug in self._bodies),
            address_secret=organisation.address_secret,
            freshness=contact.freshness if contact else body_freshness_mark(newest, self._asking.at.date(), self._say),
        )

    def _distance(self, kilometres: float | None) -> str:
        if kilometres is None or kilometres < 1:
            return ""
        return self._say("{km} km away", km=self._say.number(round(kilometres)))

    def _rung(self, tried: TriedLevel) -> Rung:
        name = self._directory.guide.terms.label("match_levels", tried.level, self._say.language)
        if tried.area:
            name = area_names([tried.area.code], self._directory, self._say.language)
        name = name[:1].upper() + name[1:]
        return Rung(name, _without(name, self._text(tried.reason)), tried.answered)

    def _way(self, matches: Sequence[Match]) -> Way | None:
        path = matches[0].path if matches else None
        if path is None or not path.hops or not set(path.organisations) <= self._bodies.keys():
            return None
        writer = LinkWriter(self._bodies, self._directory.guide.terms, self._say, self._asking.at.date())
        along = Along(self._found.organisations, self._found.laws, writer)
        return way_of(path, along, self._directory, self._texts(path.cautions))


def _not_said_by_a_mark(cautions: Sequence[Reason], rank: int, contact: Contact | None) -> tuple[Reason, ...]:
    """What stands beside the number as a mark is not said a second time as a caution."""
    if contact is None:
        return tuple(cautions)
    said = _SAID_BY_A_MARK if rank == 1 else _SAID_BY_A_MARK_IN_SHORT
    return tuple(caution for caution in cautions if caution.code not in said)


def _without(name: str, sentence: str) -> str:
    """The sentence without the name that stands over it already."""
    rest = sentence.removeprefix(name)
    if rest == sentence or not rest.lstrip().startswith(":"):
        return sentence
    rest = rest.lstrip().removeprefix(":").lstrip()
    return rest[:1].upper() + rest[1:]


def _full_name(organisation: Organisation, body: Body, language: str) -> Named | None:
    """The name in the body's own language where the headline shows another."""
    own = {"BE": ("nl", "fr", "de"), "NL": ("nl",), "LU": ("fr", "lb", "de"), "DE": ("de",), "FR": ("fr",)}
    shown = {body.short.text, body.name.text}
    for code in own.get(organisation.country, ()):
        text = organisation.names.get(code)
        if text and text not in shown:
            return in_language(text, {code: text}, language)
    return None if body.name.text == body.short.text else body.name
