"""`ttdt completion`: what a shell needs to complete the words of ttdt."""

from importlib import resources
from typing import Annotated

import typer

from ttdt.app.resolving import one_of
from ttdt.cli.choices import SHELLS
from ttdt.cli.commands import CommandWithoutWorkspace, new_app
from ttdt.cli.delivery import print_product
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=CommandWithoutWorkspace,
    help=N_(
        "Print what a shell needs to complete commands, options, and the indicators, units and"
        " periods of the workspace at hand. How to install it stands at its beginning."
    ),
    epilog="source <(ttdt completion bash)\n"
    "ttdt completion zsh > ~/.zfunc/_ttdt\n"
    "ttdt completion fish | source\n"
    "ttdt completion powershell | Out-String | Invoke-Expression",
)
def completion(
    shell: Annotated[
        str, typer.Argument(metavar="SHELL", help=N_("bash, zsh, fish or powershell."))
    ],
) -> int:
    """Print the script and return the exit code."""
    name = SHELLS[one_of("SHELL", shell, tuple(SHELLS))]
    script = resources.files("ttdt") / "completion" / name
    print_product(script.read_bytes())
    return 0
