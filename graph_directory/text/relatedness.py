"""How much of what a question says is found in a body's record: one figure for each span, rare words counting more."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph_directory.areas import AreaTree
from graph_directory.model import Slug
from graph_directory.places import Place
from graph_directory.text.lexicon import ADJECTIVES, Meaning
from graph_directory.text.profile import IN_NAME, Profile, named_like
from graph_directory.text.reading import Reading, Sense, Span
from graph_directory.text.stems import stem_keys

# A place that a body is competent for, by how closely its area fits; the body's name holding it counts as a name.
PLACE_IN_OWN_AREA: Final = {3: 2.5, 2: 2.2, 1: 1.8, 0: 0.8, None: 0.3}
PLACE_ABOVE_AREA: Final = 1.5
PLACE_ITSELF: Final = 2.5
COUNTRY_OF_ADJECTIVE: Final = 1.0
# A word that stands in the record as it was typed and is meant there too says more than one of the two.
BOTH: Final = 0.7
MENDED: Final = 0.5
"""What a mistyped word was taken for says less than what stands there."""
LONGEST_JOINED: Final = 40
FEW_WORDS: Final = 4.0
"""Added to what is possible, so that one word alone does not tell as much as several together."""


@dataclass(frozen=True, slots=True)
class Clue:
    """Something to look for: the stems it may be spelled with, what it means, and where it lies."""

    words: str
    stems: tuple[tuple[str, ...], ...]
    meanings: tuple[Meaning, ...] = ()
    places: tuple[Place, ...] = ()
    sure: bool = True


@dataclass(frozen=True)
class Evidence:
    """For every body, how strongly each clue is found in it (0: not at all)."""

    clues: tuple[Clue, ...]
    strengths: Mapping[Slug, tuple[float, ...]]

    @cached_property
    def rarity(self) -> tuple[float, ...]:
        """How telling each clue is: a word found in few of the bodies tells more."""
        number = len(self.strengths)
        found = [sum(1 for each in self.strengths.values() if each[place] > 0) for place in range(len(self.clues))]
        return tuple(math.log(1 + number / (0.5 + times)) for times in found)

    @cached_property
    def _possible(self) -> float:
        return sum(IN_NAME * rare for rare in self.rarity) + FEW_WORDS

    @cached_property
    def best(self) -> float:
        """The highest score of a body; 0 where nothing was found in any."""
        return max((self.score(slug) for slug in self.strengths), default=0.0)

    def score(self, slug: Slug) -> float:
        """The share of the question found in this body, from 0 to about 1."""
        possible = self._possible
        strengths = self.strengths.get(slug)
        if not strengths or not possible:
            return 0.0
        return sum(strength * rare for strength, rare in zip(strengths, self.rarity, strict=True)) / possible


def clues_of(reading: Reading, spellings: Mapping[str, Sequence[str]] | None = None) -> tuple[Clue, ...]:
    """The spans worth looking for; `spellings` are indexed words near a word that may be mistyped."""
    near = spellings or {}
    return tuple(clue for span in reading.spans if span.sense is not Sense.EMPTY for clue in _clues(span, near))


def _clues(span: Span, near: Mapping[str, Sequence[str]]) -> Iterator[Clue]:
    if span.parts:
        whole = span.folded[0]
        if any(abs(len(word) - len(whole)) <= 2 for word in near.get(whole, ())):
            yield Clue(span.words, (_stems((whole, *near[whole])),), span.meanings)
            return
        yield from (Clue(part, (_stems((part,)),), meanings) for part, meanings in span.parts)
        return
    words = [_stems((word, *near.get(word, ()))) for word in span.folded]
    joined = "".join(span.folded)
    if len(span.folded) > 1 and len(joined) <= LONGEST_JOINED:
        words = [tuple(dict.fromkeys((*stems, *stem_keys(joined)))) for stems in words]
    yield Clue(span.words, tuple(words), span.meanings, span.places, span.sure)


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for word in words for key in stem_keys(word)))


def evidence(clues: Sequence[Clue], profiles: Mapping[Slug, Profile], areas: AreaTree) -> Evidence:
    """How strongly each clue is found in each body."""
    return Evidence(
        tuple(clues),
        {slug: tuple(_strength(clue, profile, areas) for clue in clues) for slug, profile in profiles.items()},
    )


def _strength(clue: Clue, profile: Profile, areas: AreaTree) -> float:
    spelled = sum(max((profile.stems.get(key, 0.0) for key in stems), default=0.0) for stems in clue.stems)
    spelled /= len(clue.stems) or 1
    if clue.places:
        meant = IN_NAME if named_like(profile, clue.places) else _place_strength(clue, profile, areas)
    else:
        meant = max((_meaning_strength(meaning, profile) for meaning in clue.meanings), default=0.0)
    meant *= 1.0 if clue.sure else MENDED
    return max(spelled, meant) + BOTH * min(spelled, meant)


def _meaning_strength(meaning: Meaning, profile: Profile) -> float:
    if meaning[0] == ADJECTIVES:
        return COUNTRY_OF_ADJECTIVE if any(area.startswith(meaning[1]) for area in profile.areas) else 0.0
    return profile.meanings.get(meaning, 0.0)


def _place_strength(clue: Clue, profile: Profile, areas: AreaTree) -> float:
    return max((_one_place(place, profile, areas) for place in clue.places), default=0.0)


def _one_place(place: Place, profile: Profile, areas: AreaTree) -> float:
    chain = areas.upwards(place.area)
    best = 0.0
    for code in profile.areas:
        if code == place.area:
            best = max(best, PLACE_ITSELF)
        elif code in chain:
            area = areas.get(code)
            best = max(best, PLACE_IN_OWN_AREA.get(area.level if area else None, 0.3))
        elif place.area in areas.upwards(code):
            best = max(best, PLACE_ABOVE_AREA)
    return best


def covers(profile: Profile, clues: Iterable[Clue], areas: AreaTree) -> bool:
    """Whether the body has to do with every place that was named."""
    return all(
        named_like(profile, clue.places) or _place_strength(clue, profile, areas) > 0 for clue in clues if clue.places
    )
