"""The directory as files: records to load again, the network for other programs."""

from graph_directory.exporting.network import ENDINGS, network_file
from graph_directory.exporting.records import export_directory
from graph_directory.exporting.writing import write_whole

__all__ = ["ENDINGS", "export_directory", "network_file", "write_whole"]
