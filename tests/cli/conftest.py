from __future__ import annotations

from typing import NamedTuple, Protocol

import pytest

from ttdt.cli import run


class Result(NamedTuple):
    code: int
    out: str
    err: str


class Ttdt(Protocol):
    def __call__(self, *arguments: str) -> Result: ...


@pytest.fixture
def ttdt(capsysbinary: pytest.CaptureFixture[bytes]) -> Ttdt:
    """Run the command line in this process, in English."""

    def call(*arguments: str) -> Result:
        code = run(["--lang", "en", *arguments])
        out, err = capsysbinary.readouterr()
        return Result(code, out.decode("utf-8"), err.decode("utf-8"))

    return call
