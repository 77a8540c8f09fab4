"""The documents say what the program does: every screen in them is run and compared.

A `console` block holds commands, `$ ttdt …`, and what a terminal of 80 columns without colour
shows: stdout, then stderr. A line `…` stands for any lines left out. `$ export NAME=value` holds
to the end of the document, and `$ echo $?` shows the last exit code. A `yaml` block that begins
with a comment `# some/file.yaml` is that file from there on. Every section of the second level
starts from the shipped data.
"""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from ttdt.assess import Flag, Reason, Status
from ttdt.cli import run
from ttdt.cli.group import COMMANDS
from ttdt.cli.run import app

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
GUIDE = ROOT / "docs" / "vi" / "huong-dan.md"
DOCUMENTS = [README, *sorted((ROOT / "docs").rglob("*.md"))]

OMITTED = "…"
HEADING = re.compile(r"## .+")
FENCE = re.compile(r"```(\w*)")
FILE = re.compile(r"# (\S+\.yaml)")
OPTION = re.compile(r"--[a-z][a-z-]+")


@dataclass
class Block:
    """A fenced block."""

    language: str
    line: int
    lines: list[str] = field(default_factory=list)


@dataclass
class Section:
    """The blocks under a heading, and what earlier sections have exported."""

    name: str
    exported: dict[str, str]
    blocks: list[Block] = field(default_factory=list)


def sections(path: Path) -> Iterator[Section]:
    section = Section(f"{path.name}: the top", {})
    block: Block | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fence = FENCE.fullmatch(line)
        if fence is not None:
            if block is None:
                block = Block(fence[1], number)
                section.blocks.append(block)
            else:
                block = None
        elif block is not None:
            block.lines.append(line)
        elif HEADING.fullmatch(line):
            yield section
            section = Section(f"{path.name}: {line[3:]}", section.exported | exports(section))
    assert block is None, f"{path.name}: a block is not closed"
    yield section


def exports(section: Section) -> dict[str, str]:
    lines = (line for block in section.blocks for line in block.lines)
    found = (line.removeprefix("$ export ") for line in lines if line.startswith("$ export "))
    return dict(text.split("=", 1) for text in found)


SECTIONS = [section for path in DOCUMENTS for section in sections(path)]
SHOWN = [
    section for section in SECTIONS if any(block.language == "console" for block in section.blocks)
]


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


class Shell:
    """What a reader has: a terminal in a folder with the shipped data."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        self.code = 0

    def write(self, block: Block) -> None:
        """Write the file that a YAML block names, if it names one."""
        named = FILE.fullmatch(block.lines[0])
        if named is None:
            return
        path = self.folder / named[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(block.lines) + "\n", encoding="utf-8")

    def type(self, command: str) -> list[str]:
        """Return the lines that a command shows."""
        words = shlex.split(command)
        match words:
            case ["export", setting]:
                self.monkeypatch.setenv(*setting.split("=", 1))
                return []
            case ["echo", "$?"]:
                return [str(self.code)]
            case ["ttdt", *arguments]:
                return self.ttdt(arguments)
            case _:
                raise AssertionError(f"a console block runs ttdt, not: {command}")

    def ttdt(self, arguments: list[str]) -> list[str]:
        with self.monkeypatch.context() as patch:
            out, err = io.BytesIO(), io.StringIO()
            patch.setattr(sys, "stdout", Terminal(out, encoding="utf-8"))
            patch.setattr(sys, "stderr", err)
            self.code = run(arguments)
            sys.stdout.flush()
            return [*out.getvalue().decode("utf-8").splitlines(), *err.getvalue().splitlines()]


def commands(block: Block) -> Iterator[tuple[int, str, list[str]]]:
    """Yield every command with its line in the document and the lines shown below it."""
    starts = [place for place, line in enumerate(block.lines) if line.startswith("$ ")]
    assert starts[:1] == [0], f"line {block.line}: a console block begins with a command"
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        yield block.line + start + 1, block.lines[start][2:], block.lines[start + 1 : end]


def agrees(shown: list[str], actual: list[str]) -> bool:
    """Return whether the lines shown are the actual ones, some stretches left out."""
    pieces: list[list[str]] = [[]]
    for line in shown:
        if line == OMITTED:
            pieces.append([])
        else:
            pieces[-1].append(line)
    if len(pieces) == 1:
        return shown == actual
    first, *middle, last = pieces
    end = len(actual) - len(last)
    if actual[: len(first)] != first or end < len(first) or actual[end:] != last:
        return False
    place = len(first)
    for piece in middle:
        places = range(place, end - len(piece) + 1)
        found = next((at for at in places if actual[at : at + len(piece)] == piece), None)
        if found is None:
            return False
        place = found + len(piece)
    return True


@pytest.mark.parametrize("section", SHOWN, ids=lambda section: section.name)
def test_every_screen_is_what_the_program_shows(
    section: Section, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    for name, value in {"COLUMNS": "80", "NO_COLOR": "1", **section.exported}.items():
        monkeypatch.setenv(name, value)
    shell = Shell(tmp_path, monkeypatch)
    for block in section.blocks:
        if block.language == "yaml":
            shell.write(block)
        if block.language != "console":
            continue
        for line, command, shown in commands(block):
            actual = shell.type(command)
            if not agrees(shown, actual):
                now = "\n".join(actual)
                pytest.fail(
                    f"line {line}: $ {command}\nshows something else now:\n{now}", pytrace=False
                )


@pytest.mark.parametrize(
    ("shown", "agreed"),
    [
        (["a", "b", "c", "d"], True),
        (["a", "b", "d"], False),
        (["a", "…", "d"], True),
        (["…", "b", "…"], True),
        (["…", "c", "…", "b", "…"], False),
        (["…", "c"], False),
        (["b", "…"], False),
        (["a", "b", "c", "d", "…"], True),
        (["a", "b", "c", "…", "c", "d"], False),
    ],
)
def test_only_an_ellipsis_leaves_lines_out(shown: list[str], *, agreed: bool) -> None:
    assert agrees(shown, ["a", "b", "c", "d"]) is agreed


def options() -> Iterator[tuple[str, str]]:
    """Yield every option of every command, in all its spellings; arguments have none."""
    group: Any = get_command(app)
    for name in COMMANDS:
        command = group.get_command(None, name)
        for param in (*group.params, *command.params):
            for spelling in param.opts:
                if spelling.startswith("-"):
                    yield name, spelling


@pytest.mark.parametrize("path", [README, GUIDE], ids=lambda path: path.name)
def test_every_option_is_documented(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    missing = {
        spelling for _, spelling in options() if not re.search(rf"(?<![\w-]){spelling}\b", text)
    }
    assert missing == set()


def test_every_option_in_the_documents_exists() -> None:
    known = {spelling for _, spelling in options()}
    for section in SECTIONS:
        for block in section.blocks:
            for line in block.lines:
                if re.search(r"\bttdt ", line):
                    assert set(OPTION.findall(line)) <= known, f"{section.name}: {line}"


def test_every_command_is_documented_and_none_that_is_not_there() -> None:
    for path in (README, GUIDE):
        named = set(re.findall(r"\bttdt ([a-z]+)\b", in_code(path)))
        assert COMMANDS.keys() <= named
        assert named - {"reprot"} <= COMMANDS.keys(), path.name


def in_code(path: Path) -> str:
    """Return what a document sets as code."""
    blocks = (
        line for section in sections(path) for block in section.blocks for line in block.lines
    )
    spans = re.findall(r"`([^`\n]+)`", path.read_text(encoding="utf-8"))
    return "\n".join([*blocks, *spans])


def test_every_key_and_word_of_the_json_contract_is_documented(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["report", "--period", "Q2", "--format", "json"]) == 0
    report = json.loads(capsysbinary.readouterr().out)
    keys = set(report)
    for indicator in report["indicators"]:
        keys |= set(indicator) | set(indicator["target"]) | set(indicator["province"])
        keys |= {key for row in indicator["units"].values() for key in row}
    words = {str(word) for kind in (Status, Reason, Flag) for word in kind}
    spans = set(re.findall(r"`([^`\n]+)`", README.read_text(encoding="utf-8")))
    assert (keys | words) - spans == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, anchor = target.partition("#")
        found = path if not file else (path.parent / file)
        assert found.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", found.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {heading.lower().replace(" ", "-") for heading in headings}, target
