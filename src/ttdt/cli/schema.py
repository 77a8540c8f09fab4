"""`ttdt schema`: what editors and other tools need to know of the files."""

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.options import Output, Year
from ttdt.cli.session import Session
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=Command,
    help=N_("Print JSON Schema for plans, submissions or maps, for editors and other tools."),
    epilog="ttdt schema plan -o schemas/plan.schema.json\n"
    "ttdt schema submission -o schemas/submission.schema.json\n"
    "ttdt schema submission --lang en --year 2024\n"
    "ttdt schema map -o schemas/map.schema.json",
)
def schema(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=N_("plan, submission or map; submissions are those of the workspace's plan."),
        ),
    ],
    year: Year = None,
    output: Output = None,
) -> int:
    """Print or save a schema and return the exit code."""
    from ttdt.app.schema import make_schema
    from ttdt.text.json_writing import dumps

    session: Session = ctx.obj
    found = make_schema(kind, year, session.language, session.location)
    session.deliver(dumps(found), file_of(output))
    return 0
