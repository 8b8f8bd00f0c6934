"""Bodies by free text: the same understanding as for questions; names may be misspelled, the order of words is free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from graph_directory.counterparts.case import COUNTRIES
from graph_directory.filters import passes_freshness
from graph_directory.guide import Guide
from graph_directory.model import AreaCode, CountryCode, Organisation, Slug
from graph_directory.questions import Interpretation, OrganisationFilter, UnderstoodWords
from graph_directory.store import CandidateQuery, DirectoryReader
from graph_directory.text.fold import fold
from graph_directory.text.lexicon import ADJECTIVES
from graph_directory.text.profile import Profile
from graph_directory.text.reading import Reading, Sense, settled, unsure_words
from graph_directory.text.relatedness import Evidence, clues_of, covers, evidence
from graph_directory.understanding import interpretation
from graph_directory.vocabulary import OrganisationKind, OrganisationStatus, ServiceCode, ThemeCode

MOST_RESULTS: Final = 200
LONGEST_WORD: Final = 40
SHORTEST_PART: Final = 4
# A result must hold at least this share of what the best one holds of the search.
LEAST_SHARE: Final = 0.3
WHOLE_NAME: Final = 1.0
ENDED: Final = 0.5
ELSEWHERE: Final = 0.3
OF_ANOTHER_COUNTRY: Final = 0.7


async def select_organisations(
    reader: DirectoryReader, guide: Guide, search: str | None, wanted: OrganisationFilter
) -> tuple[Slug, ...]:
    """Slugs that pass the filter; with a search those found by it, best first."""
    slugs = await reader.select_organisations(replace(wanted, freshness=()))
    if wanted.freshness:
        slugs = await _fresh(reader, slugs, wanted)
    if search is None or not search.strip():
        return slugs
    found = await search_organisations(reader, guide, search, wanted.countries)
    allowed = set(slugs)
    return tuple(slug for slug in found if slug in allowed)


async def _fresh(reader: DirectoryReader, slugs: tuple[Slug, ...], wanted: OrganisationFilter) -> tuple[Slug, ...]:
    today = datetime.now(UTC).date()
    bodies = await reader.organisations(slugs)
    return tuple(slug for slug in slugs if passes_freshness(bodies[slug], wanted, today))


async def search_organisations(
    reader: DirectoryReader, guide: Guide, search: str, countries: Sequence[CountryCode] = ()
) -> tuple[Slug, ...]:
    """Bodies that a text names or describes, best first."""
    reading = guide.reader.read(search, countries)
    spellings = await _spellings(reader, reading)
    reading = settled(reading, spellings)
    found = await _candidates(reader, guide, reading, spellings)
    profiles = {body.slug: guide.profiler.of(body) for body in found}
    clues = clues_of(reading, spellings)
    shown = evidence(clues, profiles, guide.areas)
    words = fold(search).split()
    called = _countries_of_adjectives(reading)
    scores = {
        body.slug: _score(body, profiles[body.slug], shown, words)
        * (1.0 if covers(profiles[body.slug], clues, guide.areas) else ELSEWHERE)
        * (1.0 if not called or body.country in called else OF_ANOTHER_COUNTRY)
        for body in found
    }
    best = max(scores.values(), default=0.0)
    kept = [slug for slug, score in scores.items() if score > 0 and score >= LEAST_SHARE * best]
    return tuple(sorted(kept, key=lambda slug: (-scores[slug], slug)))[:MOST_RESULTS]


def _countries_of_adjectives(reading: Reading) -> frozenset[CountryCode]:
    """The countries that `douane allemande` names; nothing where a place says where, and the adjective says who."""
    if any(span.places for span in reading.spans):
        return frozenset()
    return frozenset(reading.codes(ADJECTIVES)).intersection(COUNTRIES)


def _score(body: Organisation, profile: Profile, shown: Evidence, words: Sequence[str]) -> float:
    score = shown.score(body.slug)
    if tuple(words) in profile.names:
        score += WHOLE_NAME
    elif any(name and len(name) <= len(words) and _holds(words, name) for name in profile.names):
        score += 0.3 * WHOLE_NAME
    return round(score * (ENDED if body.status is OrganisationStatus.ENDED else 1.0), 6)


def _holds(words: Sequence[str], name: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(name)]) == tuple(name) for at in range(len(words) - len(name) + 1))


async def _spellings(reader: DirectoryReader, reading: Reading) -> Mapping[str, Sequence[str]]:
    """For every word: the indexed words near it, and those it is made of."""
    words = [word for span in reading.spans if span.sense is not Sense.EMPTY for word in span.folded]
    words = [word for word in dict.fromkeys(words) if len(word) <= LONGEST_WORD]
    asked = list(dict.fromkeys([*words, *(part for word in words for part in _cut(word))]))
    near = await reader.words_near(asked)
    return {word: tuple(dict.fromkeys([*_own(word, near), *_parts(word, near)])) for word in words}


def _own(word: str, near: Mapping[str, Sequence[str]]) -> Iterable[str]:
    found = near.get(word, ())
    return [word] if word in found else found


def _cut(word: str) -> Iterable[str]:
    if len(word) >= 2 * SHORTEST_PART:
        for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            yield word[:place]
            yield word[place:]


def _parts(word: str, near: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """The longest indexed words with which a compound begins and ends."""
    if word in near.get(word, ()):
        return
    known = [part for part in _cut(word) if part in near.get(part, ())]
    yield from sorted((part for part in known if word.startswith(part)), key=len)[-1:]
    yield from sorted((part for part in known if word.endswith(part)), key=len)[-1:]


async def _candidates(
    reader: DirectoryReader, guide: Guide, reading: Reading, spellings: Mapping[str, Sequence[str]]
) -> list[Organisation]:
    """Bodies that hold one of the words, lie around one of the places, or do what is named."""
    words = sorted({near for spelled in spellings.values() for near in spelled} | set(spellings))
    found = {body.slug: body for body in await reader.with_words(words)}
    places = [place for span in reading.spans for place in span.places]
    areas: set[AreaCode] = set()
    for place in places:
        areas |= guide.areas.around(place.area)
    codes = _competence(reading)
    if areas or any(codes):
        query = CandidateQuery(frozenset(areas or guide.areas.by_code), *codes)
        found |= {body.slug: body for body in await reader.candidates(query)}
    return [found[slug] for slug in sorted(found)]


def _competence(
    reading: Reading,
) -> tuple[frozenset[ThemeCode], frozenset[ServiceCode], frozenset[OrganisationKind]]:
    return (
        frozenset(ThemeCode(code) for code in reading.codes("themes")),
        frozenset(ServiceCode(code) for code in reading.codes("services")),
        frozenset(OrganisationKind(code) for code in reading.codes("kinds")),
    )


async def interpret(reader: DirectoryReader, guide: Guide, text: str, language: str | None = None) -> Interpretation:
    """What the words of a question were taken for; bodies are named where all words of a name stand together."""
    reading = guide.reader.read(text)
    reading = settled(reading, await reader.words_near(unsure_words(reading)))
    told = interpretation(reading)
    named = await _named(reader, guide, reading)
    taken = {word for body in named.values() for word in body.split()}
    words = (*told.words, *(UnderstoodWords(words, organisation=slug) for slug, words in named.items()))
    return replace(
        told,
        language=reading.language or language,
        names=tuple(dict.fromkeys(named.values())),
        organisations=tuple(named),
        unrecognised=tuple(word for word in told.unrecognised if fold(word) not in taken),
        words=words,
    )


async def _named(reader: DirectoryReader, guide: Guide, reading: Reading) -> dict[Slug, str]:
    unknown = [word for span in reading.spans if span.sense is Sense.UNKNOWN for word in span.folded]
    if not unknown:
        return {}
    words = [word for span in reading.spans for word in span.folded]
    named: dict[Slug, str] = {}
    for body in await reader.with_words(unknown):
        for name in sorted(guide.profiler.of(body).names, key=len, reverse=True):
            if name and set(name) & set(unknown) and _holds(words, name):
                named[body.slug] = " ".join(name)
                break
    return named
