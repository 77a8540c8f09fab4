"""Man pages, from the same texts as the help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from typer.main import get_command

from ttdt import __version__
from ttdt.cli.commands import COMMANDS, context_of
from ttdt.cli.help_page import HelpPage, help_page
from ttdt.cli.session import Session
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ttdt.cli.help_page import Entry

EXIT_CODES = (
    ("0", N_("Done. Being behind is not an error.")),
    ("1", N_("The data have errors.")),
    ("2", N_("Could not run; no file was changed.")),
    ("3", N_("A condition of --fail-on holds.")),
    ("70", N_("A bug in the program; TTDT_TRACEBACK=1 shows where.")),
    ("130", N_("Interrupted.")),
)
ENVIRONMENT = (
    ("TTDT_DATA", N_("The workspace, where --data does not name it.")),
    ("TTDT_LANG", N_("The language, where --lang does not: vi or en.")),
    ("TTDT_NO_CONFIG", N_("Where it is set, no ttdt.toml is read.")),
    ("TTDT_PAGER, PAGER", N_("What shows long answers on a terminal; less if neither is set.")),
    ("NO_COLOR, FORCE_COLOR", N_("Colour off or on, where --color does not say it.")),
)

_ROFF = str.maketrans({"\\": r"\e", "-": r"\-", "~": r"\(ti", "^": r"\(ha", "`": r"\(ga"})
_OPTION = re.compile(r"(?<!\w)-{1,2}[a-z-]+", re.IGNORECASE)


def program_in(language: str) -> Any:  # noqa: ANN401 - click is vendored
    """Return the context of the program in a language, as if it were run."""
    from ttdt.cli.run import app

    group = get_command(app)
    session = Session()
    session.leave_files()
    session.take("language", language)
    context: Any = group.context_class
    return context(group, info_name="ttdt", obj=session, **group.context_settings)


def man_pages(root: Any) -> dict[str, str]:  # noqa: ANN401 - click is vendored
    """Return the pages of the program and of all its commands by the names of their files.

    `root` is the context of the program, whose session says in which language.
    """
    names = {name: f"ttdt-{name}.1" for name in COMMANDS}
    pages = {"ttdt.1": man_page(root)}
    return pages | {file: man_page(context_of([name], root)) for name, file in names.items()}


def man_page(ctx: Any) -> str:  # noqa: ANN401 - click is vendored
    """Return the man page of a context's command, which has no date: it is the version's."""
    session: Session = ctx.find_root().obj
    page = help_page(ctx, COMMANDS)
    return "\n".join(_lines(page, session.language.gettext)) + "\n"


def _lines(page: HelpPage, gettext: Callable[[str], str]) -> Iterator[str]:
    name = page.path.replace(" ", "-")
    purpose = re.split(r"(?<=[.:;])\s", page.purpose, maxsplit=1)[0].rstrip(".:;")
    yield f'.TH {_text(name.upper())} 1 "" "ttdt {__version__}" "ttdt"'
    yield from _section(gettext("Name"))
    yield f"{_text(name)} \\- {_text(purpose)}"
    yield from _section(gettext("Synopsis"))
    yield f"\\fB{_text(page.path)}\\fR {_text(page.usage)}"
    yield from _section(gettext("Description"))
    yield from _paragraph(page.purpose)
    for heading, entries in (
        (gettext("Commands"), page.commands),
        (gettext("Arguments"), page.arguments),
        (gettext("Options"), page.options),
        (gettext("Environment"), [(word, gettext(said)) for word, said in ENVIRONMENT]),
        (gettext("Exit status"), [(word, gettext(said)) for word, said in EXIT_CODES]),
    ):
        if entries:
            yield from _section(heading)
            yield from _entries(entries)
    if page.examples:
        yield from _section(gettext("Examples"))
        yield ".nf"
        for example in page.examples:
            yield from _paragraph(example)
        yield ".fi"
    yield from _section(gettext("See also"))
    others = [f"ttdt-{one}" for one in COMMANDS] if page.commands else ["ttdt", "ttdt-man"]
    yield ", ".join(f"\\fB{_text(other)}\\fR(1)" for other in others if other != name)


def _section(heading: str) -> Iterator[str]:
    yield f'.SH "{_text(heading.upper())}"'


def _entries(entries: Iterable[Entry]) -> Iterator[str]:
    for word, said in entries:
        yield ".TP"
        yield _OPTION.sub(lambda found: f"\\fB{found[0]}\\fR", word).translate(_ROFF_IN_WORDS)
        yield from _paragraph(said)


_ROFF_IN_WORDS = str.maketrans({"-": r"\-"})
"""What marks a spelling bold has its backslashes already."""


def _paragraph(text: str) -> Iterator[str]:
    yield _text(text)


def _text(text: str) -> str:
    """Return a line of text as roff reads it back: none of it is a request."""
    escaped = text.translate(_ROFF)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
