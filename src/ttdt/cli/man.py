"""`ttdt man`: the man pages."""

from pathlib import Path
from typing import Annotated

import typer

from ttdt.cli.commands import CommandWithoutWorkspace, context_of, new_app
from ttdt.cli.session import Session
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy
from ttdt.workspace.atomic_writing import make_folder, write_file

app = new_app()


@app.command(
    cls=CommandWithoutWorkspace,
    help=N_("Print a man page, or write those of the program and all its commands to a folder."),
    epilog="ttdt man report | man -l -\nttdt man -o ~/.local/share/man/man1 --lang en",
)
def man(
    ctx: typer.Context,
    command: Annotated[
        str | None,
        typer.Argument(
            metavar="[COMMAND]", help=N_("Of which command; of the program if left out.")
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help=N_("Write all pages to this folder; - is stdout.")
        ),
    ] = None,
) -> int:
    """Print or save pages and return the exit code."""
    from ttdt.cli.man_pages import man_page, man_pages

    session: Session = ctx.obj
    root = ctx.find_root()
    words = [] if command is None else [command]
    if output in {None, "-"}:
        session.deliver(man_page(context_of(words, root)), None)
        return 0
    if words:
        raise TtdtError(gettext_lazy("--output takes the pages of all commands; leave out the one"))
    folder = Path(str(output))
    make_folder(folder)
    for name, text in man_pages(root).items():
        write_file(folder / name, text)
    session.tell(session.language.gettext("wrote {path}", path=str(folder)))
    return 0
