"""A command is one use case, one module of options and a line in the list of commands."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any

import pytest
import typer
from tests.programs import each_format
from typer.main import get_command

import ttdt.app
import ttdt.cli
from ttdt.app.outcome import Notice, Outcome
from ttdt.cli.answering import choose_rendering, show
from ttdt.cli.commands import COMMANDS, Command, new_app
from ttdt.cli.options import AnswerFormat, Output  # noqa: TC001 - typer reads them
from ttdt.cli.run import app
from ttdt.document.model import Document, Paragraph, Title
from ttdt.export import EXPORTS
from ttdt.output.formats import FORMATS
from ttdt.text.message import Message

if TYPE_CHECKING:
    from tests.conftest import Ttdt

    from ttdt.document.answer import View
    from ttdt.text.language import Language

COMMON = {"--data", "--lang", "--color", "-q", "--no-pager", "-V", "-h"}
MODULES = [
    path
    for room in (ttdt.app, ttdt.cli)
    for path in sorted(Path(str(room.__file__)).parent.glob("*.py"))
]


class GreetingAnswer:
    """What a toy command answers."""

    def document(self, view: View) -> Document:
        return Document((Title("Greetings"), Paragraph(f"hello in {view.language.code}")))

    def data(self, language: Language) -> dict[str, object]:
        return {"hello": language.code}

    def rows(self, language: Language) -> None:
        del language


def greet(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    outcome = Outcome(GreetingAnswer(), (Notice(Message("{name} is away", {"name": name})),))
    return show(ctx.obj, outcome, choose_rendering(format_, output))


@pytest.fixture
def greeting(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("ttdt.cli.greet")
    module.app = new_app()  # type: ignore[attr-defined]
    module.app.command(cls=Command, help="Greet.")(greet)
    monkeypatch.setitem(sys.modules, "ttdt.cli.greet", module)
    monkeypatch.setitem(COMMANDS, "greet", "Greet.")


@pytest.mark.usefixtures("greeting")
def test_a_command_is_added_in_one_place(ttdt: Ttdt) -> None:
    assert ttdt("greet", "An").out == "Greetings\nhello in en\n"
    assert ttdt("greet", "An", "--lang", "vi", "--format", "json").out == '{\n  "hello": "vi"\n}\n'
    assert ttdt("greet", "An").err == "ttdt: An is away\n"
    assert ttdt("greet", "An", "-q").err == ""
    assert "greet" in ttdt("--help").out
    assert "--color" in ttdt("greet", "--help").out
    assert ttdt("greet").err == "ttdt: NAME is missing; see ttdt greet --help\n"


@pytest.mark.usefixtures("greeting")
@pytest.mark.parametrize("name", each_format())
def test_it_answers_in_every_format_at_once(ttdt: Ttdt, tmp_path: Path, name: str) -> None:
    suffix = next(iter(FORMATS[name].suffixes), "")
    path = tmp_path / f"greeting{suffix}"
    chosen = () if suffix else ("--format", name)
    assert ttdt("greet", "An", "-q", "-o", str(path), *chosen).code == 0
    assert path.stat().st_size > 0


def commands() -> list[Any]:
    group: Any = get_command(app)
    return [group.get_command(None, name) for name in COMMANDS]


def test_every_command_has_the_common_options() -> None:
    without = {}
    for command in commands():
        spellings = {spelling for param in command.params for spelling in param.opts}
        if COMMON - spellings:
            without[command.name] = COMMON - spellings
    of_no_workspace = ("init", "rules", "rule", "help", "version", "completion", "man")
    assert without == {name: {"--data"} for name in of_no_workspace}


def test_common_options_stand_before_the_command_or_behind_it(ttdt: Ttdt) -> None:
    before = ttdt("--color", "never", "--lang", "vi", "rule", "TT201")
    behind = ttdt("rule", "TT201", "--lang", "vi", "--color", "never")
    assert before == behind
    assert ttdt("--color", "blue", "rule", "TT201").err == (
        "ttdt: --color: “blue” is unknown; it can be: auto, always, never\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("reprot", "--lang", "vi"),
        ("report", "--nonsense", "--lang", "vi"),
        ("report", "--nonsense", "--lang=vi"),
        ("explain", "--lang", "vi"),
    ],
)
def test_a_line_that_cannot_be_parsed_is_told_in_its_language(
    ttdt: Ttdt, arguments: tuple[str, ...]
) -> None:
    done = ttdt(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(("ttdt: không có", "ttdt: thiếu"))


def test_help_is_in_the_language_named_behind_it(ttdt: Ttdt) -> None:
    assert ttdt("report", "--help", "--lang", "vi").out.startswith("Cách dùng:")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_command_asks_for_a_format_by_name(path: Path) -> None:
    names = {*FORMATS, *EXPORTS}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare | ast.Subscript | ast.MatchValue):
            words = {
                inner.value
                for inner in ast.walk(node)
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
            }
            assert not words & names, f"{path.name}:{node.lineno}"
