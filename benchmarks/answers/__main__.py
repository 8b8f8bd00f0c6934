"""Times reading, ranking and way-finding on the seed directory and on a large one: `python -m benchmarks.answers`.

Times are of this process's own CPU time, so that other work on the machine tells less; what is compared is the ratio
to networkx on the same weighted graph in the same run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, cast

from benchmarks.answers.directories import Opened, large, seed
from benchmarks.answers.measuring import timed
from benchmarks.answers.ways import ways
from graph_directory.answering import read
from graph_directory.counterparts.candidate import Scales
from graph_directory.counterparts.ranking import rank
from graph_directory.counterparts.roles import roles
from graph_directory.counterparts.shortlist import shortlist
from graph_directory.gathering import candidate_query, gather
from graph_directory.model import Organisation
from graph_directory.questions import Asker, CounterpartQuestion, Need, Target
from graph_directory.store import CandidateQuery, DirectoryReader
from graph_directory.understanding import understand
from graph_directory.vocabulary import ServiceCode, TargetGroup, ThemeCode

CANDIDATES = 2_000
TEXTS = (
    "Nigerian woman, adult, now in Antwerp, needs a safe bed in Rotterdam",
    "minderjarig meisje, loverboy, opvang gezocht in Eindhoven",
    "ouvriers polonais sans salaire sur un chantier à Liège, inspection du travail",
    "Frau aus Rumänien, Zwangsprostitution, Beratungsstelle in Aachen gesucht",
)


async def main() -> None:
    """Prints one line a measurement."""
    for opened in (await seed(), await large()):
        print(f"-- {opened.name}: {opened.size} organisations")
        await _reading(opened)
        await _answering(opened)
        await _ranking(opened)
        await ways(opened)
        await opened.close()


async def _reading(opened: Opened) -> None:
    async def work() -> None:
        for text in TEXTS:
            opened.directory.guide.reader.read(text)

    total = await timed("four questions read", work)
    print(f"{'  that is, one question':<58} p50 {total / len(TEXTS):8.2f} ms")


def _questions(opened: Opened) -> Sequence[CounterpartQuestion]:
    need = Need((ThemeCode.SEXUAL_EXPLOITATION,), (ServiceCode.SHELTER,), (TargetGroup.WOMEN,))
    return (
        CounterpartQuestion(Asker(opened.asker), Target("NL", "Eindhoven"), need),
        CounterpartQuestion(Asker(opened.asker), Target("NL"), text=TEXTS[1]),
    )


async def _answering(opened: Opened) -> None:
    for question, how in zip(_questions(opened), ("by fields", "by text"), strict=True):
        await timed(f"findCounterparts {how}", lambda question=question: opened.directory.find_counterparts(question))


async def _ranking(opened: Opened) -> None:
    """A question about a town, and in a large directory one about a whole country with the first 2 000 candidates."""
    await _ranked(opened, opened.directory.reader, _questions(opened)[0])
    if opened.size > CANDIDATES:
        need = Need((ThemeCode.SEXUAL_EXPLOITATION,), (ServiceCode.SHELTER,), (TargetGroup.WOMEN,))
        asked = CounterpartQuestion(Asker(opened.asker), Target("NL"), need)
        await _ranked(opened, cast("DirectoryReader", _FirstOf(opened.directory.reader, CANDIDATES)), asked)


class _FirstOf:
    """A reader that knows only so many candidates."""

    def __init__(self, reader: DirectoryReader, most: int) -> None:
        self._reader, self._most = reader, most

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    async def candidates(self, query: CandidateQuery) -> tuple[Organisation, ...]:
        return (await self._reader.candidates(query))[: self._most]


async def _ranked(opened: Opened, reader: DirectoryReader, question: CounterpartQuestion) -> None:
    directory, scales = opened.directory, Scales(opened.directory.guide.terms, roles())
    asker = await directory.organisation(opened.asker)
    case = understand(question, asker, read(directory.guide, question), directory.guide.places, roles()).case
    query = candidate_query(case, directory.guide.areas, directory.guide.terms, scales.roles)
    bodies = await reader.candidates(query)
    candidates, known = await gather(reader, case, directory.guide, scales)

    async def work() -> None:
        shortlist(bodies, case, directory.guide.areas, scales)
        rank(candidates, case, known, scales)

    await timed(f"ranking {len(bodies)} candidates ({len(candidates)} of them in full)", work)


if __name__ == "__main__":
    asyncio.run(main())
