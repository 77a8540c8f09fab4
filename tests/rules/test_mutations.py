"""Whatever becomes of a submission, check ends, names the file, and shows nothing raw."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ttdt import __version__
from ttdt.compute import assess
from ttdt.output.findings import FORMATS, CheckOutput, load
from ttdt.period import Period
from ttdt.rules import RULES
from ttdt.rules.runner import check_workspace
from ttdt.text.escaping import escape_invisible
from ttdt.text.language import Language
from ttdt.workspace.workspace import Workspace
from ttdt.yaml import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[1] / "example"
CHANGED = "districts/dong-son/2024-Q2.yaml"
PIECES = st.one_of(
    st.sampled_from(
        [
            b"- ", b": ", b"\n", b"\n  ", b"{", b"}", b"[", b"]", b"'", b'"', b"&a ", b"*a", b"!t ",
            b"---\n", b"#", b"|", b"\t", b"\xff", b"\x00", b"\x1b[31m", b"1.234", b"-1", b"1e400",
            b".nan", b"0.98", b"99999999999999999999", b"null", b"~", b"true", b"\xe2\x80\xae",
            b"::error::x", b"percent: 98", b"not_applicable: ''", b"accept: {TT303: ok}",
        ]
    ),
    st.binary(max_size=4),
    st.text(max_size=4).map(lambda text: text.encode("utf-8", "surrogatepass")),
)  # fmt: skip
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        shutil.copytree(EXAMPLE, Path(name) / "data")
        yield Path(name) / "data"


@settings(
    max_examples=120, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(edits=EDITS)
def test_check_survives_every_change(folder: Path, edits: list[tuple[float, int, bytes]]) -> None:
    content = (EXAMPLE / CHANGED).read_bytes()
    for place, removed, piece in edits:
        start = int(place * len(content))
        content = content[:start] + piece + content[start + removed :]
    (folder / CHANGED).write_bytes(content)
    found = check_workspace(folder, Path("data"), processes=1)
    assert (folder / CHANGED).read_bytes() == content
    assert f"data/{CHANGED}" in found.checked
    lines = split_lines(content)
    for finding in found.findings:
        if finding.path == f"data/{CHANGED}":
            assert 1 <= finding.span.line <= len(lines)
            assert 1 <= finding.span.column <= len(lines[finding.span.line - 1]) + 1
    emission = CheckOutput(
        findings=found.findings, checked=found.checked, language=Language("vi"),
        sources={f"data/{CHANGED}": lines}, version=__version__, rules=RULES,
    )  # fmt: skip
    for name in FORMATS:
        shown = load(name)(emission)
        assert all(escape_invisible(char) == char for char in set(shown) - {"\n"}), name
    assess(Workspace(folder, Path("data")).round(Period(2024, "Q2")), carry_forward=True)
