from __future__ import annotations

from typing import Any

import pytest
from typer.main import get_command
from website.commands import Document, command_page
from website.markdown import Screen

from ttdt.cli.commands import COMMANDS
from ttdt.cli.metavars import metavars_in
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
            shown = metavars_in(spelling, language.gettext)
            assert f"`{shown}".replace("|", "\\|") in page
    for line in (command.epilog or "").splitlines():
        assert f"\n{line}\n" in page


def test_what_a_person_writes_is_called_in_their_language() -> None:
    page = command_page("report", Language("vi"), [])
    assert "`--unit ĐƠN-VỊ`" in page
    assert "`[CHỈ-TIÊU\\|ĐƠN-VỊ\\|KỲ]…`" in page
    assert "`--unit UNIT`" in command_page("report", Language("en"), [])


def test_it_shows_a_screen_of_a_document_and_leads_there() -> None:
    lines = tuple(f"line {number}" for number in range(1, 31))
    guide = Document("The guide", "../guide.md", (Screen("ttdt check", lines),))
    other = Document("Other", "../other.md", (Screen("ttdt report", ("x",)),))
    page = command_page("check", Language("en"), [guide, other])
    assert "```console\n$ ttdt check\nline 1\n" in page
    assert "\nline 24\n…\n```" in page
    assert "line 25" not in page
    assert page.endswith("## More about it\n\n- [The guide](../guide.md)\n")


def test_a_choice_of_words_stays_within_its_cell() -> None:
    page = command_page("report", Language("en"), [])
    (row,) = (line for line in page.splitlines() if line.startswith("| `--color"))
    assert row == "| `--color auto\\|always\\|never` | Colour on or off. |"
