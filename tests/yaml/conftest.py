from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import ttdt.yaml.parsers

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttdt.yaml.parsers import Parser

C_PARSER = ttdt.yaml.parsers.c_parser()


@pytest.fixture(
    params=[
        pytest.param(
            C_PARSER,
            id="c",
            marks=pytest.mark.skipif(C_PARSER is None, reason="no C parser is installed"),
        ),
        pytest.param(None, id="pure"),
    ]
)
def _both_parsers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test with the C parser, and as where its extension is not built."""
    maker: Callable[[str], Parser] | None = request.param
    monkeypatch.setattr(ttdt.yaml.parsers, "c_parser", lambda: maker)
