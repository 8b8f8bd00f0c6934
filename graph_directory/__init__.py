"""Graph Directory: who is the right counterpart across the border, why, and how to get there."""

__version__ = "0.1.0"
