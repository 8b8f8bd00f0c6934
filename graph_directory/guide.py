"""What is known besides the records: words, places, the tree of areas. Shared by all readers of one version."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_directory.areas import AreaTree
from graph_directory.places import Gazetteer
from graph_directory.terms import Terms
from graph_directory.text.lexicon import Lexicon
from graph_directory.text.profile import Profiler
from graph_directory.text.reading import Reader
from graph_directory.text.situations import Situations


@dataclass(frozen=True, slots=True)
class Guide:
    """Immutable; `reader` reads free text, `profiler` keeps what the words of records say."""

    terms: Terms
    places: Gazetteer
    areas: AreaTree
    lexicon: Lexicon
    situations: Situations = field(default_factory=Situations)
    reader: Reader = field(init=False)
    profiler: Profiler = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reader", Reader(self.lexicon, self.places, self.situations))
        object.__setattr__(self, "profiler", Profiler(self.lexicon))
