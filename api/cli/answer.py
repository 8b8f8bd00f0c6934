"""An answer as plain data, named as in the GraphQL contract, and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from graph_directory.directory import Directory
from graph_directory.freshness import Freshness, freshness_of
from graph_directory.model import ContactPoint, Organisation, Slug
from graph_directory.naming import display_name
from graph_directory.questions import CounterpartAnswer, Match, Reason
from graph_directory.vocabulary import Confidence
from graph_directory.wording import Wording

Plain: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says codes and reasons in one language."""

    directory: Directory
    wording: Wording
    names: Mapping[Slug, str]
    language: str
    today: date

    def reason(self, reason: Reason) -> dict[str, Any]:
        text = self.wording.reason(reason, self.language, self.names)
        return {"code": reason.code, "text": text, "weight": reason.weight}

    def term(self, vocabulary: str, code: str) -> dict[str, str]:
        return {"code": code, "label": self.directory.guide.terms.label(vocabulary, code, self.language)}


async def plain_answer(directory: Directory, answer: CounterpartAnswer, language: str) -> dict[str, Any]:
    """The answer as plain data; every name and reason is in `language` or in what it falls back to."""
    bodies = await directory.reader.organisations(sorted(_mentioned(answer)))
    names = {slug: display_name(body, language) for slug, body in bodies.items()}
    today = (answer.at or datetime.now(UTC)).date()
    speaker = _Speaker(directory, Wording(directory.guide.terms, directory.guide.areas), names, language, today)
    return {
        "matchLevel": answer.match_level.name,
        "fallbackReason": speaker.reason(answer.fallback_reason)["text"] if answer.fallback_reason else None,
        "matches": [_match(match, speaker) for match in answer.matches],
        "tried": [
            {
                "level": tried.level.name,
                "area": tried.area.code if tried.area else None,
                "answered": tried.answered,
                "reason": speaker.reason(tried.reason)["text"],
            }
            for tried in answer.tried
        ],
        "notes": [speaker.reason(note) for note in answer.notes],
        "missing": [
            {
                "name": missing.name,
                "options": [speaker.term(*option) for option in missing.options],
                "near": [place.names.get(language, place.name) for place in missing.near],
            }
            for missing in answer.missing
        ],
        "understood": {
            "places": [place.names.get(language, place.name) for place in answer.understood.places],
            "terms": [speaker.term(*term) for term in answer.understood.terms],
            "names": list(answer.understood.names),
            "unrecognised": list(answer.understood.unrecognised),
            "language": answer.understood.language,
        },
    }


def print_answer(plain: Plain) -> None:
    """The answer for people: how far one had to look, who, why, how to reach them, and what would sharpen it."""
    for line in _lines(plain):
        print(line)


def _mentioned(answer: CounterpartAnswer) -> set[Slug]:
    slugs = {match.organisation.slug for match in answer.matches}
    slugs.update(slug for match in answer.matches if match.path for slug in match.path.organisations)
    for reason in _reasons(answer):
        slugs.update(fact.removeprefix("org:") for fact in reason.facts.values() if fact.startswith("org:"))
    return slugs


def _reasons(answer: CounterpartAnswer) -> Iterator[Reason]:
    yield from answer.notes
    yield from (tried.reason for tried in answer.tried)
    if answer.fallback_reason:
        yield answer.fallback_reason
    for match in answer.matches:
        yield from (*match.reasons, *match.cautions)


def _match(match: Match, speaker: _Speaker) -> dict[str, Any]:
    path = match.path.organisations if match.path else ()
    return {
        "organisation": _organisation(match.organisation, speaker),
        "contactPoint": _contact_point(match.contact_point, speaker) if match.contact_point else None,
        "score": round(match.score, 4),
        "reasons": [speaker.reason(reason) for reason in match.reasons],
        "cautions": [speaker.reason(caution) for caution in match.cautions],
        "distanceKm": match.distance_km,
        "path": [speaker.names.get(slug, slug) for slug in path],
    }


def _organisation(body: Organisation, speaker: _Speaker) -> dict[str, Any]:
    # what a body says of itself is current unless its newest dated source is old; `freshness_of` weighs the date
    freshness = freshness_of(body.newest_source_date, Confidence.CURRENT, speaker.today)
    return {
        "slug": body.slug,
        "name": speaker.names.get(body.slug, body.slug),
        "country": body.country,
        "kind": speaker.term("kinds", body.kind.value),
        "freshness": _freshness(freshness, speaker),
    }


def _contact_point(point: ContactPoint, speaker: _Speaker) -> dict[str, Any]:
    freshness = freshness_of(point.newest_source_date, point.confidence, speaker.today)
    return {
        "slug": point.slug,
        "label": point.label,
        "phones": [
            {
                "number": phone.number,
                "display": phone.display,
                "reachableFromAbroad": phone.reachable_from_abroad,
            }
            for phone in point.phones
        ],
        "emails": list(point.emails),
        "urls": list(point.urls),
        "hours": point.hours,
        "languages": list(point.languages),
        "freshness": _freshness(freshness, speaker),
    }


def _freshness(freshness: Freshness, speaker: _Speaker) -> dict[str, Any]:
    verified = freshness.verified_at
    return {
        "state": freshness.state.name,
        "label": speaker.term("freshness", freshness.state.value)["label"],
        "verifiedAt": str(verified) if verified else None,
    }


def _lines(plain: Plain) -> Iterator[str]:
    if not plain["matches"]:
        yield "No counterpart is recorded for this question."
    for place, match in enumerate(plain["matches"], start=1):
        yield from _match_lines(place, match)
        yield ""
    if plain["tried"]:
        yield "How far the search went:"
    for tried in plain["tried"]:
        yield f"  {'+' if tried['answered'] else '-'} {tried['reason']}"
    for note in plain["notes"]:
        yield f"Note: {note['text']}"
    for missing in plain["missing"]:
        choices = [option["label"] for option in missing["options"]] or missing["near"]
        yield f"Would sharpen the answer: {missing['name']}" + (f" ({', '.join(choices)})" if choices else "")
    if plain["understood"]["unrecognised"]:
        yield f"Not understood: {', '.join(plain['understood']['unrecognised'])}"


def _match_lines(place: int, match: Plain) -> Iterator[str]:
    body = match["organisation"]
    yield f"{place}. {body['name']} ({body['country']}, {body['kind']['label']})  [{body['slug']}]"
    yield from _listed("Why", [reason["text"] for reason in match["reasons"]])
    yield from _listed("Keep in mind", [caution["text"] for caution in match["cautions"]])
    if match["distanceKm"] is not None:
        yield f"   Distance: {match['distanceKm']:.0f} km"
    if match["path"]:
        yield f"   Way: {' -> '.join(match['path'])}"
    point = match["contactPoint"]
    if point is None:
        yield "   Contact point: not recorded"
        return
    yield f"   Contact point: {point['label']}"
    yield from (f"   Phone: {_phone(phone)}" for phone in point["phones"])
    yield from (f"   E-mail: {email}" for email in point["emails"])
    yield from (f"   Page: {url}" for url in point["urls"])
    yield f"   Hours: {point['hours'] or 'not recorded'}"
    dated = f", newest source of {point['freshness']['verifiedAt']}" if point["freshness"]["verifiedAt"] else ""
    yield f"   Freshness: {point['freshness']['label']}{dated}"


def _listed(title: str, texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield f"   {title}: {text}"


def _phone(phone: Plain) -> str:
    abroad = {True: "", False: " (cannot be dialled from abroad)", None: " (from abroad: not recorded)"}
    return f"{phone['display']}{abroad[phone['reachableFromAbroad']]}"
