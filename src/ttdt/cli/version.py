"""`ttdt version`: which version of the program this is."""

from __future__ import annotations

from ttdt import __version__
from ttdt.cli.commands import CommandWithoutWorkspace, new_app
from ttdt.cli.delivery import print_product
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=CommandWithoutWorkspace, help=N_("Show the version."), epilog="ttdt version\nttdt -V"
)
def version() -> int:
    """Print the version and return the exit code."""
    print_product(f"ttdt {__version__}\n")
    return 0
