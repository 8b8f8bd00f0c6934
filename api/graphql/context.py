"""What one request carries: the directory it reads, its moment, its language, and what it has loaded so far."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from api.graphql.cost import Costs
from api.graphql.enums import Language
from api.graphql.loaders import Batches
from graph_directory.directory import Directory
from graph_directory.freshness import Freshness, freshness_of
from graph_directory.model import PartialDate, Texts
from graph_directory.past import Past, past_of
from graph_directory.vocabulary import Confidence
from graph_directory.wording import Wording

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was made once for a document, by field or type and the ids of its nodes; the document keeps those.

    Arguments are converted; plans are what `api.graphql.plans` makes. None: a variable has to do with it. Costs are
    counted, by the sizes that variables gave last; `ahead` is what `api.graphql.lookahead` found to be asked for.
    """

    arguments: dict[tuple[int, int], Mapping[str, Any] | None] = field(default_factory=dict)
    plans: dict[tuple[str | int, ...], Any] = field(default_factory=dict)
    costs: Costs = field(default_factory=dict)
    ahead: dict[tuple[Hashable, ...], Any] = field(default_factory=dict)


@dataclass
class Context:
    """One request. `language` is the reader's where the request names one, else empty; `prepared` the document's.

    With `past`, records are read as they stood in an earlier version.
    """

    directory: Directory
    now: datetime
    language: str = ""
    prepared: Prepared = field(default_factory=Prepared)
    past: Past | None = None
    _made: dict[Hashable, Any] = field(default_factory=dict)

    @cached_property
    def batches(self) -> Batches:
        """The relations of this request."""
        return Batches(self.past or self.directory.reader)

    async def as_of(self, version: int | None) -> Context:
        """The same request over an earlier version; this one where none is named.

        Raises BadQuestion for a version that never was.
        """
        if version is None:
            return self
        key = ("as of", version)
        if key not in self._made:
            self._made[key] = replace(self, past=await past_of(self.directory, version), _made={})
        found: Context = self._made[key]
        return found

    @cached_property
    def wording(self) -> Wording:
        """Says reasons and questions in any language."""
        return Wording(self.directory.guide.terms, self.directory.guide.areas)

    @property
    def today(self) -> date:
        """The day by which freshness is judged."""
        return self.now.date()

    def spoken(self, language: Language | None) -> str:
        """The language asked for in a field, else that of the request, else none."""
        return language.value if language else self.language

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made under a key, made now if it was not: one body met a hundred times is one object."""
        made: Made | None = self._made.get(key)
        if made is None:
            made = self._made[key] = make()
        return made

    def freshness(self, newest: PartialDate | None, confidence: Confidence) -> Freshness:
        """How fresh a record is today."""
        return self.once((newest, confidence), lambda: freshness_of(newest, confidence, self.today))


def chosen(texts: Texts, language: str) -> tuple[str, str] | None:
    """Language and text: the asked one, English, Dutch, French, German, or any; None where there is no text."""
    for code in (language, "en", "nl", "fr", "de"):
        if texts.get(code):
            return code, texts[code]
    return next(iter(texts.items()), None)
