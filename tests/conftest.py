from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest
from hypothesis import settings
from tests.programs import installed

from ttdt.cli import run
from ttdt.compute import Report, Selection, assess, select
from ttdt.period import parse_id
from ttdt.settings.definitions import SETTINGS
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

# A test that takes long on a busy machine is no failure of what it tests.
settings.register_profile("any-speed", deadline=None)
settings.load_profile("any-speed")

GOLDEN = Path(__file__).with_name("golden")
EXAMPLE = Path(__file__).with_name("example")
TREE = Path(__file__).with_name("tree")


class Golden(Protocol):
    def __call__(self, name: str, actual: str) -> None: ...


class MakeWorkspace(Protocol):
    def __call__(self, files: dict[str, str]) -> Path: ...


class Assess(Protocol):
    def __call__(
        self, files: dict[str, str], period: str = "2024-Q2", *, carry_forward: bool = False
    ) -> Report: ...


class Example(Protocol):
    def __call__(self, *units: str, carry_forward: bool = False) -> Report: ...


class Result(NamedTuple):
    code: int
    out: str
    err: str


class Ttdt(Protocol):
    def __call__(self, *arguments: str) -> Result: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program prints into tests/golden instead of comparing it",
    )
    parser.addoption(
        "--all-programs",
        action="store_true",
        help="fail where a program that a test reads our files back with is not installed",
    )
    parser.addoption("--spark", help="the Python that has pyspark: make test-spark names it")
    parser.addoption("--tools", help="the one that has pipx and uv: make test-installers names it")


def pytest_runtest_setup(item: pytest.Item) -> None:
    _skip_on_other_systems(item)
    for marker in item.iter_markers("programs"):
        for program in marker.args:
            if installed(program) is None:
                missing = f"{program} is not installed; as root on Debian: make programs"
                if item.config.getoption("--all-programs"):
                    pytest.fail(missing, pytrace=False)
                pytest.skip(missing)


def _skip_on_other_systems(item: pytest.Item) -> None:
    on_windows = sys.platform == "win32"
    if on_windows and item.get_closest_marker("posix"):
        pytest.skip("Windows has no such thing")
    if not on_windows and item.get_closest_marker("windows"):
        pytest.skip("only Windows has such a thing; make test-windows runs it")
    missing = item.get_closest_marker("missing_in_wine")
    if missing and on_windows and _is_wine():
        pytest.skip(f"Wine has no {missing.args[0]}")


def _is_wine() -> bool:
    import ctypes

    return hasattr(ctypes.windll.ntdll, "wine_get_version")  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _plain_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ours = ("TTDT_DATA", "TTDT_NO_CONFIG", *(setting.variable for setting in SETTINGS.values()))
    for name in (
        *ours, "NO_COLOR", "FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS",
        "COLUMNS", "LINES", "TERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    # Nobody is there to leave a pager.
    monkeypatch.setenv("TTDT_PAGER", "cat")
    # Whoever runs the tests may have settings of their own.
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path_factory.getbasetemp() / "no-settings"))


@pytest.fixture
def ttdt(capsysbinary: pytest.CaptureFixture[bytes]) -> Ttdt:
    """Run the command line in this process, in English."""

    def call(*arguments: str) -> Result:
        code = run(["--lang", "en", *arguments])
        out, err = capsysbinary.readouterr()
        return Result(code, out.decode("utf-8"), err.decode("utf-8"))

    return call


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a whole output with the file of that name; it lies beside it when it differs."""

    def compare(name: str, actual: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8", newline="\n")
            return
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        assert actual == expected, f"{name} differs; to accept: make golden, then read git diff"

    return compare


@pytest.fixture
def make_workspace(tmp_path: Path) -> MakeWorkspace:
    """Write files below a fresh data folder and return it."""

    def make(files: dict[str, str]) -> Path:
        root = tmp_path / "data"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return root

    return make


@pytest.fixture
def assess_files(make_workspace: MakeWorkspace) -> Assess:
    """Return the report on a workspace made of these files, which findings call `data/…`."""

    def run(
        files: dict[str, str], period: str = "2024-Q2", *, carry_forward: bool = False
    ) -> Report:
        root = make_workspace(files)
        wanted = parse_id(period)
        assert wanted is not None
        return assess(Workspace(root, Path("data")).round(wanted), carry_forward=carry_forward)

    return run


@pytest.fixture
def example_files() -> dict[str, str]:
    """Return the files of the example folder by their names."""
    return _files(EXAMPLE)


@pytest.fixture
def example(assess_files: Callable[..., Report], example_files: dict[str, str]) -> Example:
    """Return the report on the example, or on some of its units."""

    def run(*units: str, carry_forward: bool = False) -> Report:
        report = assess_files(example_files, carry_forward=carry_forward)
        return select(report, Selection(units=units)) if units else report

    return run


@pytest.fixture
def tree(assess_files: Callable[..., Report]) -> Example:
    """Return the report on the example with districts, or on some of its units."""

    def run(*units: str, carry_forward: bool = False) -> Report:
        report = assess_files(_files(TREE), carry_forward=carry_forward)
        return select(report, Selection(units=units)) if units else report

    return run


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.yaml"))
    }


@pytest.fixture
def hostile(assess_files: Callable[..., Report]) -> Callable[[str], Report]:
    """Return a report whose names, notes and texts are all the same hostile text.

    It is put into the report itself, since no file with control characters is read at all.
    """

    def run(text: str) -> Report:
        files = {"targets-2024.yaml": _PLAN, "districts/a/2024-Q2.yaml": _SUBMISSION}
        report = _swapped(assess_files(files), text)
        assert isinstance(report, Report)
        return report

    return run


def _swapped(value: object, text: str) -> object:
    """Return a value of a report with every TEXT replaced, however deep."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value.replace("TEXT", text)
    if isinstance(value, Mapping):
        return {key: _swapped(item, text) for key, item in value.items()}
    if isinstance(value, tuple):
        swapped = [_swapped(item, text) for item in value]
        return value._make(swapped) if hasattr(value, "_make") else tuple(swapped)
    if is_dataclass(value) and not isinstance(value, type):
        new = {
            item.name: _swapped(getattr(value, item.name), text)
            for item in fields(value)
            if item.init
        }
        return replace(value, **new)
    return value


_PLAN = """\
plan: p
year: 2024
title: {vi: TEXT, en: TEXT}
province: {code: "1", name: TEXT}
units: {a: {code: "2", name: TEXT}, b: {code: "3", name: B}}
populations: {villages: {name: {vi: TEXT, en: TEXT}}}
groups: {g: {name: {vi: TEXT, en: TEXT}}}
indicators:
  rate:
    clause: TEXT
    group: g
    name: {vi: TEXT, en: TEXT}
    measure: rate
    numerator: {vi: TEXT, en: TEXT}
    population: villages
    target: {at_least: 75}
    reading: {vi: TEXT, en: TEXT}
  count:
    clause: "2"
    group: g
    name: {vi: C, en: C}
    measure: count
    unit: {vi: TEXT, en: TEXT}
    target: {at_least: 75}
  words: {clause: "3", group: g, name: {vi: W, en: W}, measure: narrative}
"""
_SUBMISSION = """\
unit: a
period: 2024-Q2
status: final
populations: {villages: 10}
figures:
  rate: {value: 5, note: TEXT, accept: {TT303: TEXT}}
  count: {not_applicable: TEXT}
  words: TEXT
"""
