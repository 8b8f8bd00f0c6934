"""From data files to one change set: read rows, check each, check across, and only then write."""

from __future__ import annotations

from graph_directory.importing.loading import LoadOptions, LoadReport, check_files, load_files

__all__ = ["LoadOptions", "LoadReport", "check_files", "load_files"]
