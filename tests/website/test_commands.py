from __future__ import annotations

from typing import Any

import pytest
from typer.main import get_command
from website.commands import Telling, command_page

from ttdt.cli.commands import COMMANDS
from ttdt.cli.run import app
from ttdt.text.language import Language


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_commands_page_has_all_of_its_help(name: str, code: str) -> None:
    language = Language(code)
    group: Any = get_command(app)
    command = group.get_command(None, name)
    page = command_page(name, language, [])
    assert language.gettext(command.help) in page
    for param in command.params:
        for spelling in param.opts if param.param_type_name == "option" else [str(param.metavar)]:
            assert f"`{spelling}".replace("|", "\\|") in page
    for line in (command.epilog or "").splitlines():
        assert f"\n{line}\n" in page


def test_it_shows_a_screen_of_a_document_and_leads_there() -> None:
    lines = "\n".join(f"line {number}" for number in range(1, 31))
    guide = Telling("The guide", "../guide.md", f"```console\n$ ttdt check\n{lines}\n```\n")
    other = Telling("Other", "../other.md", "```console\n$ ttdt report\nx\n```\n")
    page = command_page("check", Language("en"), [guide, other])
    assert "```console\n$ ttdt check\nline 1\n" in page
    assert "\nline 24\n…\n```" in page
    assert "line 25" not in page
    assert page.endswith("## More about it\n\n- [The guide](../guide.md)\n")


def test_help_is_taken_for_no_markup() -> None:
    page = command_page("report", Language("en"), [])
    table = [line for line in page.splitlines() if line.startswith("| `--by")]
    assert len(table) == 1
