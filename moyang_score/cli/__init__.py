"""The `moyang` command: one module per command, each of which imports what it needs only when it runs."""

from moyang_score.cli.main import main

__all__ = ["main"]
