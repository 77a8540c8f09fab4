"""The documents say what the program does: every screen in them is run and compared.

A `console` block holds commands, `$ ttdt …`, and what a terminal of 80 columns without colour
shows: stdout, then stderr. A line `…` stands for any lines left out. `$ export NAME=value` holds to
the end of the document, and `$ echo $?` shows the last exit code; `$ git …` and `$ python …` are
run, too. A `yaml` block that begins with a comment `# some/file.yaml` is that file from there on,
and so is a block opened with a file's name: "csv some/file.csv". Every section of the second level
starts from the shipped data and examples. What is shown of cron is in test_docs_cron.py.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from tests.documents import ROOT, Block, Section, agrees, sections
from typer.main import get_command

from ttdt.analysis.diff import ChangeKind
from ttdt.analysis.diff.plan_changes import Aspect
from ttdt.analysis.diff.results import FigureState, What
from ttdt.analysis.explain.results import Certainty, Role
from ttdt.analysis.projection import Obstacle
from ttdt.analysis.trend import Continuity
from ttdt.cli import run
from ttdt.cli.commands import COMMANDS
from ttdt.cli.run import app
from ttdt.compute import Flag, Reason, Status
from ttdt.document.report.json import COLUMNS as REPORT_COLUMNS
from ttdt.export import EXPORTS
from ttdt.output.findings import FORMATS as FINDINGS
from ttdt.output.formats import FORMATS as REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README = ROOT / "README.md"
COMMAND_PAGE = ROOT / "docs" / "commands.md"
GUIDE = sorted((ROOT / "docs" / "vi").glob("*.md"))
"""What an officer reads, page by page."""
FORMATS = ROOT / "docs" / "formats.md"
DOCUMENTS = [README, *sorted((ROOT / "docs").rglob("*.md"))]

FILE = re.compile(r"# (\S+\.yaml)")
IDENTITY = ("git", "-c", "user.name=Reader", "-c", "user.email=reader@example.org")
OPTION = re.compile(r"--[a-z][a-z-]+")

SECTIONS = [section for path in DOCUMENTS for section in sections(path)]
FILES = ROOT / "docs" / "files.md"
SHOWN = [
    section for section in SECTIONS if any(block.language == "console" for block in section.blocks)
]


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


class Shell:
    """What a reader has: a terminal in a folder with the shipped data and the examples."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        self.code = 0

    def write(self, block: Block) -> None:
        """Write the file that a block names, if it names one."""
        named = FILE.fullmatch(block.lines[0]) if block.language == "yaml" else None
        name = block.file if named is None else named[1]
        if name is None:
            return
        path = self.folder / name
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
            case ["git", *_]:
                done = subprocess.run(
                    [*IDENTITY, *words[1:]], cwd=self.folder, capture_output=True, check=True
                )
                return done.stdout.decode("utf-8").splitlines()
            case ["python", *_]:
                done = subprocess.run(
                    [sys.executable, *words[1:]],
                    cwd=self.folder,
                    env={**os.environ, "PYTHONUTF8": "1"},
                    capture_output=True,
                    check=True,
                )
                return done.stdout.decode("utf-8").splitlines()
            case _:
                raise AssertionError(f"a console block runs ttdt, git or python, not: {command}")

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


@pytest.mark.parametrize("section", SHOWN, ids=lambda section: section.name)
def test_every_screen_is_what_the_program_shows(
    section: Section, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("data", "examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    for name, value in {"COLUMNS": "80", "NO_COLOR": "1", **section.exported}.items():
        monkeypatch.setenv(name, value)
    shell = Shell(tmp_path, monkeypatch)
    for block in section.blocks:
        if block.language != "console":
            shell.write(block)
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


GUIDES = pytest.mark.parametrize("pages", [[COMMAND_PAGE], GUIDE], ids=["english", "vietnamese"])


@GUIDES
def test_every_option_is_documented(pages: list[Path]) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    missing = {
        spelling for _, spelling in options() if not re.search(rf"(?<![\w-]){spelling}\b", text)
    }
    assert missing == set()


def test_every_option_in_the_documents_exists() -> None:
    known = {spelling for _, spelling in options()}
    for section in SECTIONS:
        for block in section.blocks:
            for line in block.lines:
                # What stands before it is another program's, such as a container's.
                ours = re.search(r"\bttdt .*", line)
                if ours is not None:
                    assert set(OPTION.findall(ours[0])) <= known, f"{section.name}: {line}"


@GUIDES
def test_every_command_is_documented(pages: list[Path]) -> None:
    assert COMMANDS.keys() <= {name for path in pages for name in commands_in(path)}


@pytest.mark.parametrize("path", [README, COMMAND_PAGE, *GUIDE], ids=lambda path: path.name)
def test_no_command_is_named_that_is_not_there(path: Path) -> None:
    assert commands_in(path) - {"reprot"} <= COMMANDS.keys()


def test_the_read_me_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 120


def commands_in(path: Path) -> set[str]:
    """Return the commands that a document names as code."""
    return set(re.findall(r"(?<![/\w])ttdt ([a-z]+)\b", in_code(path)))


def in_code(path: Path) -> str:
    """Return what a document sets as code."""
    blocks = (
        line for section in sections(path) for block in section.blocks for line in block.lines
    )
    spans = re.findall(r"`([^`\n]+)`", path.read_text(encoding="utf-8"))
    return "\n".join([*blocks, *spans])


BY_ID = {"units", "verdicts", "by_unit", "submissions", "milestones", "accepted"}
"""Keys whose objects have ids for keys, where they have any."""

DOCUMENTED = [
    "report --period Q2",
    "status --period Q2 --today 2024-07-08 --due",
    "explain 2.2 2.3 3.1 8.2 --period Q2",
    "funding --period Q2",
    "tasks --period Q2",
    "trend",
    "diff Q1 Q2",
    "check",
]


def keys_of(data: Any, above: str = "") -> set[str]:
    """Return the keys of a JSON document, without those that are ids of the data."""
    if isinstance(data, list):
        return {key for entry in data for key in keys_of(entry, above)}
    if not isinstance(data, dict):
        return set()
    ids = above in BY_ID and not {"applicable", "province", "unit"} & data.keys()
    own = set() if ids else set(data)
    return own | {
        key for name, entry in data.items() for key in keys_of(entry, "" if ids else name)
    }


@pytest.mark.parametrize("command", DOCUMENTED)
def test_every_key_of_the_json_contracts_is_documented(
    command: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(ROOT)
    assert run([*command.split(), "--format", "json", "--quiet"]) == 0
    document = json.loads(capsysbinary.readouterr().out)
    text = FORMATS.read_text(encoding="utf-8")
    assert keys_of(document) - spans(FORMATS) == set()
    assert document["format"] in text


def test_every_word_of_the_json_contracts_is_documented() -> None:
    kinds = (
        Status, Reason, Flag, Role, Certainty, Continuity, Obstacle, ChangeKind, What, FigureState,
        Aspect,
    )  # fmt: skip
    words = {str(word) for kind in kinds for word in kind}
    assert words - spans(FORMATS) - spans(ROOT / "docs" / "computing.md") == set()


def test_every_format_is_documented() -> None:
    names = {*REPORTS, *FINDINGS, *EXPORTS, *REPORT_COLUMNS}
    assert names - spans(FORMATS) == set()
    for pages in ([COMMAND_PAGE], GUIDE):
        assert {*REPORTS, *EXPORTS} <= {span for path in pages for span in spans(path)}


def spans(path: Path) -> set[str]:
    """Return what a document sets as code within its lines."""
    return set(re.findall(r"`([^`\n]+)`", path.read_text(encoding="utf-8")))


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
            assert anchor in {anchor_of(heading) for heading in headings}, target


def anchor_of(heading: str) -> str:
    """Return what GitHub calls a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_money_and_tasks_fit_the_complete_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = [block for section in sections(FILES) for block in section.blocks]
    shell = Shell(tmp_path, monkeypatch)
    for block in blocks:
        shell.write(block)
    for first, path in (
        ("bodies:", "targets-2024.yaml"),
        ("funding:", "districts/dong-son/2024-Q2.yaml"),
    ):
        added = next(block for block in blocks if block.lines[0].startswith(first))
        with (tmp_path / "example" / path).open("a", encoding="utf-8") as file:
            file.write("\n".join(added.lines) + "\n")
    shown = shell.type("ttdt check --data example --format concise")
    assert shell.code == 0, shown
