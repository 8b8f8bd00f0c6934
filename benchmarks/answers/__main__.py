"""Times reading, ranking and way-finding on the seed directory and on a large one: `python -m benchmarks.answers`.

Times are of this process's own CPU time, so that other work on the machine tells less; what is compared is the ratio
to networkx on the same weighted graph in the same run.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from itertools import islice

import networkx

from benchmarks.answers.directories import Opened, large, seed
from graph_directory.answering import read
from graph_directory.counterparts.candidate import Scales
from graph_directory.counterparts.ranking import rank
from graph_directory.counterparts.roles import roles
from graph_directory.counterparts.shortlist import shortlist
from graph_directory.gathering import candidate_query, gather
from graph_directory.paths.search import best_ways
from graph_directory.paths.steps import Terrain, steps_of
from graph_directory.questions import Asker, CounterpartQuestion, Need, PathQuestion, Target
from graph_directory.understanding import understand
from graph_directory.vocabulary import ServiceCode, TargetGroup, ThemeCode

TIMES = 30
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
        await _ways(opened)
        await opened.close()


async def _timed(what: str, work: Callable[[], Awaitable[object]], times: int = TIMES) -> float:
    await work()
    taken = []
    for _ in range(times):
        started = time.process_time()
        await work()
        taken.append((time.process_time() - started) * 1000)
    taken.sort()
    middle, high = statistics.median(taken), taken[int(len(taken) * 0.95)]
    print(f"{what:<58} p50 {middle:8.2f} ms   p95 {high:8.2f} ms")
    return middle


async def _reading(opened: Opened) -> None:
    async def work() -> None:
        for text in TEXTS:
            opened.directory.guide.reader.read(text)

    total = await _timed("four questions read", work)
    print(f"{'  that is, one question':<58} p50 {total / len(TEXTS):8.2f} ms")


def _questions(opened: Opened) -> Sequence[CounterpartQuestion]:
    need = Need((ThemeCode.SEXUAL_EXPLOITATION,), (ServiceCode.SHELTER,), (TargetGroup.WOMEN,))
    return (
        CounterpartQuestion(Asker(opened.asker), Target("NL", "Eindhoven"), need),
        CounterpartQuestion(Asker(opened.asker), Target("NL"), text=TEXTS[1]),
    )


async def _answering(opened: Opened) -> None:
    for question, how in zip(_questions(opened), ("by fields", "by text"), strict=True):
        await _timed(f"findCounterparts {how}", lambda question=question: opened.directory.find_counterparts(question))


async def _ranking(opened: Opened) -> None:
    directory, question = opened.directory, _questions(opened)[0]
    scales = Scales(directory.guide.terms, roles())
    asker = await directory.organisation(opened.asker)
    case = understand(question, asker, read(directory.guide, question), directory.guide.places, roles()).case
    bodies = await directory.reader.candidates(
        candidate_query(case, directory.guide.areas, directory.guide.terms, scales.roles)
    )
    candidates, known = await gather(directory.reader, case, directory.guide, scales)

    async def work() -> None:
        shortlist(bodies, case, directory.guide.areas, scales)
        rank(candidates, case, known, scales)

    await _timed(f"ranking {len(bodies)} candidates", work)


async def _ways(opened: Opened) -> None:
    directory = opened.directory
    question = PathQuestion(opened.asker, target=Target("NL"), need=Need(services=(ServiceCode.SHELTER,)))
    await _timed("findReferralPaths to a service", lambda: directory.find_paths(question), times=10)
    asked = CounterpartQuestion(Asker(opened.asker), Target("NL"))
    asker = await directory.organisation(opened.asker)
    case = understand(asked, asker, read(directory.guide, asked), directory.guide.places, roles()).case
    ground = await directory.reader.network(())
    bodies = {body.slug: body for body in ground.organisations}
    steps = steps_of(ground.referrals, Terrain(case, bodies, frozenset({"BE", "NL", "INT"})))
    weighted = networkx.DiGraph()
    for source, targets in steps.graph.forward.items():
        weighted.add_weighted_edges_from((source, target, cost) for target, cost in targets.items())
    goal = opened.goal
    number = sum(map(len, steps.graph.forward.values()))

    async def ours() -> None:
        best_ways(steps.graph, opened.asker, {goal: 0.0}, 3, 5)

    async def theirs() -> None:
        list(islice(networkx.shortest_simple_paths(weighted, opened.asker, goal, weight="weight"), 3))

    mine = await _timed(f"three best ways over {number} steps", ours, times=5)
    peer = await _timed("  the same with networkx", theirs, times=3)
    print(f"{'  ratio (above 1: ours is faster)':<58}     {peer / mine:8.1f}")


if __name__ == "__main__":
    asyncio.run(main())
