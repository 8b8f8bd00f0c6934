"""The application as servers import it, with its settings from the environment."""

from __future__ import annotations

from api.app import create_app
from graph_directory.settings import Settings

app = create_app(Settings.from_env())
