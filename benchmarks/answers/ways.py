"""Times the search for ways: over a graph weighed beforehand, with networkx beside, and as a question asks for it.

Pairs of bodies are drawn by chance, always the same ones. *Joined*: the second is come to from the first by two to
five steps taken at random. *Any*: two bodies of two countries; in the large directory hardly ever is there a way of at
most five steps between them, and that has to be found out.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TypeAlias

import networkx

from benchmarks.answers.directories import Opened
from benchmarks.answers.measuring import spent, told
from graph_directory.answering import read
from graph_directory.counterparts.roles import roles
from graph_directory.directory import Directory
from graph_directory.model import Slug
from graph_directory.paths.search import Costs, Ends, Graph, Way, best_ways, cost_of
from graph_directory.paths.steps import Terrain, steps_over
from graph_directory.questions import Asker, CounterpartQuestion, Need, PathQuestion, Target
from graph_directory.shelf import Shelf
from graph_directory.understanding import understand
from graph_directory.vocabulary import ServiceCode

PAIRS = 60
PAIRS_FOR_NETWORKX = 12
HOPS = 5
NUMBER = 3
Pair: TypeAlias = tuple[Slug, Slug]


async def ways(opened: Opened) -> None:
    """Prints one line a measurement."""
    costs = await _weighed(opened)
    graph, chance = Graph(costs), random.Random(5)
    joined, anybody = _joined(costs, chance), _any(costs, chance)
    for pair in (*joined, *anybody):  # what the graph sorts is sorted once
        _three(graph, pair)
    print(f"three best ways over {sum(map(len, costs.values()))} steps, weighed beforehand")
    told("  joined pairs", [_spent(lambda pair=pair: _three(graph, pair)) for pair in joined])
    told("  any pairs", [_spent(lambda pair=pair: _three(graph, pair)) for pair in anybody])
    _beside_networkx(graph, joined[:PAIRS_FOR_NETWORKX])
    await _asked(opened, joined)


def _three(graph: Graph, pair: Pair) -> tuple[Way, ...]:
    ends = Ends(pair[0], {pair[1]: 0.0})
    return best_ways(graph, ends, graph.walk(ends, HOPS), NUMBER)


def _spent(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


async def _weighed(opened: Opened) -> Costs:
    """Every step that a question for a shelter in the Netherlands may take, with its cost."""
    directory = opened.directory
    asked = CounterpartQuestion(Asker(opened.asker), Target("NL"), Need(services=(ServiceCode.SHELTER,)))
    asker = await directory.organisation(opened.asker)
    case = understand(asked, asker, read(directory.guide, asked), directory.guide.places, roles()).case
    ground = await directory.reader.network(())
    bodies = {body.slug: body for body in ground.organisations}
    steps = steps_over(ground.referrals, Terrain(case, bodies, frozenset({"BE", "NL", "INT"})))
    return {slug: {other: cost for cost, other in found} for slug in bodies if (found := steps.steps_from(slug))}


def _joined(costs: Costs, chance: random.Random) -> list[Pair]:
    starts, pairs = sorted(costs), list[Pair]()
    while len(pairs) < PAIRS:
        start = at = chance.choice(starts)
        for _ in range(chance.randint(2, HOPS)):
            at = chance.choice(sorted(costs[at])) if at in costs else at
        pairs += [(start, at)] if at != start else []
    return pairs


def _any(costs: Costs, chance: random.Random) -> list[Pair]:
    belgian, dutch = ([slug for slug in sorted(costs) if slug.startswith(country)] for country in ("be", "nl"))
    return [(chance.choice(belgian), chance.choice(dutch)) for _ in range(PAIRS)]


def _beside_networkx(graph: Graph, pairs: Sequence[Pair]) -> None:
    """On those pairs whose three best ways of any length have at most five steps: there both look for the same."""
    weighted = networkx.DiGraph()
    for source, targets in graph.forward.items():
        weighted.add_weighted_edges_from((source, target, cost) for target, cost in targets.items())
    ours, theirs = list[float](), list[float]()
    for start, goal in pairs:
        started = time.process_time()
        found = list(islice(networkx.shortest_simple_paths(weighted, start, goal, weight="weight"), NUMBER))
        taken = (time.process_time() - started) * 1000
        if max(map(len, found)) <= HOPS + 1:
            theirs.append(taken)
            ours.append(_spent(lambda pair=(start, goal): _three(graph, pair)))
            costs = [round(cost_of(graph.forward, stops), 6) for stops in found]
            assert costs == [round(way.cost, 6) for way in _three(graph, (start, goal))]
    mine, peer = told(f"  {len(ours)} of the joined pairs", ours), told("  the same with networkx", theirs)
    print(f"{'  ratio (above 1: ours is faster)':<64}     {peer / mine:8.1f}")


async def _asked(opened: Opened, pairs: Sequence[Pair]) -> None:
    """Read, weighed and told: first in a version (nothing is known of who stands next to whom), and later on."""
    kept = opened.directory
    need = Need(services=(ServiceCode.SHELTER,))
    asked = [PathQuestion(start, goal, need=need) for start, goal in pairs]
    to_service = [PathQuestion(start, target=Target("NL"), need=need) for start, _ in pairs]
    for name, questions in (("to a body", asked), ("to a service", to_service)):
        await kept.find_paths(questions[0])
        first = [
            await spent(lambda one=one: Directory(kept.reader, kept.guide, Shelf()).find_paths(one))
            for one in questions
        ]
        told(f"findReferralPaths {name}, first of a version", first)
        for one in questions:
            await kept.find_paths(one)
        told(
            f"findReferralPaths {name}, later",
            [await spent(lambda one=one: kept.find_paths(one)) for one in questions],
        )
