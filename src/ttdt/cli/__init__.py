"""The command line: the only layer that prints, exits, and knows the terminal and the clock."""

from ttdt.cli.run import run

__all__ = ["run"]
