"""How much of what a question says is found in a body's record: one figure for each span, rare words counting more."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph_directory.areas import AreaTree
from graph_directory.model import Slug
from graph_directory.text.lexicon import ADJECTIVES
from graph_directory.text.profile import IN_NAME, Profile, named_like
from graph_directory.text.reading import Reading, Sense, Span
from graph_directory.text.stems import stem_keys

# A place that a body is competent for, by how closely its area fits; the body's name holding it counts as a name.
PLACE_IN_OWN_AREA: Final = {3: 2.5, 2: 2.0, 1: 1.5, 0: 0.7, None: 0.3}
PLACE_ABOVE_AREA: Final = 1.5
COUNTRY_OF_ADJECTIVE: Final = 1.0
MEANING_OF_COMPOUND_PART: Final = 0.8
_TYPICAL_PREFIX: Final = 6


@dataclass(frozen=True, slots=True)
class Clue:
    """A span to look for, with the ways in which it may have been spelled."""

    span: Span
    stems: tuple[str, ...]


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

    def score(self, slug: Slug) -> float:
        """The share of the question found in this body, from 0 to about 1."""
        possible = sum(IN_NAME * rare for rare in self.rarity)
        strengths = self.strengths.get(slug)
        if not strengths or not possible:
            return 0.0
        return sum(strength * rare for strength, rare in zip(strengths, self.rarity, strict=True)) / possible


def clues_of(reading: Reading, spellings: Mapping[str, Sequence[str]] | None = None) -> tuple[Clue, ...]:
    """The spans worth looking for; `spellings` are indexed words near a word that may be mistyped."""
    clues = []
    for span in reading.spans:
        if span.sense is Sense.EMPTY:
            continue
        words = [word for folded in span.folded for word in (folded, *(spellings or {}).get(folded, ()))]
        clues.append(Clue(span, tuple(dict.fromkeys(key for word in words for key in stem_keys(word)))))
    return tuple(clues)


def evidence(clues: Sequence[Clue], profiles: Mapping[Slug, Profile], areas: AreaTree) -> Evidence:
    """How strongly each clue is found in each body."""
    return Evidence(
        tuple(clues),
        {slug: tuple(_strength(clue, profile, areas) for clue in clues) for slug, profile in profiles.items()},
    )


def _strength(clue: Clue, profile: Profile, areas: AreaTree) -> float:
    span = clue.span
    spelled = max((profile.stems.get(key, 0.0) for key in clue.stems), default=0.0)
    if len(span.folded) > 1:
        spelled *= _share_of_words(span, profile)
    if span.sense is Sense.PLACE:
        return max(spelled, _place_strength(span, profile, areas))
    meant = max((_meaning_strength(meaning, profile) for meaning in span.meanings), default=0.0)
    return max(spelled, meant)


def _share_of_words(span: Span, profile: Profile) -> float:
    found = sum(any(key in profile.stems for key in stem_keys(word)) for word in span.folded)
    return found / len(span.folded)


def _meaning_strength(meaning: tuple[str, str], profile: Profile) -> float:
    if meaning[0] == ADJECTIVES:
        return COUNTRY_OF_ADJECTIVE if any(area.startswith(meaning[1]) for area in profile.areas) else 0.0
    return profile.meanings.get(meaning, 0.0)


def _place_strength(span: Span, profile: Profile, areas: AreaTree) -> float:
    if named_like(profile, span.places):
        return IN_NAME
    best = 0.0
    for place in span.places:
        chain = areas.upwards(place.area)
        for code in profile.areas:
            if code in chain:
                area = areas.get(code)
                best = max(best, PLACE_IN_OWN_AREA.get(area.level if area else None, 0.3))
            elif place.area in areas.upwards(code):
                best = max(best, PLACE_ABOVE_AREA)
    return best
