"""The network in figures: weight, joints, groups, places, what a loss would break, who joins two fields; pure."""

from graph_directory.network.bridging import Bridging, bridging
from graph_directory.network.figures import NetworkFigures, NodeFigures, network_figures
from graph_directory.network.layout import LANES, layout
from graph_directory.network.losses import Loss, loss_of
from graph_directory.network.ties import TieFigures, current, tie_figures
from graph_directory.network.weights import MOST_EXACT, Weights, weights_of

__all__ = [
    "LANES",
    "MOST_EXACT",
    "Bridging",
    "Loss",
    "NetworkFigures",
    "NodeFigures",
    "TieFigures",
    "Weights",
    "bridging",
    "current",
    "layout",
    "loss_of",
    "network_figures",
    "tie_figures",
    "weights_of",
]
