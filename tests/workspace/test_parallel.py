from __future__ import annotations

import os
import signal
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from ttdt.workspace import parallel
from ttdt.workspace.parallel import share_out

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.missing_in_wine("pipes that other processes wait for")


@pytest.fixture(params=["fork", "spawn"], autouse=True)
def _start_method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "fork" and parallel.START_METHOD != "fork":
        pytest.skip("system libraries forbid it here")
    monkeypatch.setattr(parallel, "START_METHOD", request.param)


def doubled(item: int) -> tuple[int, int]:
    return item * 2, os.getpid()


def repeated(item: bytes) -> bytes:
    return item * 300_000


def fail_at_zero(end: str, item: int) -> int:
    if item == 0:
        if end == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise ValueError(item)
    return item


def sleep(folder: Path, item: int) -> int:
    (folder / str(os.getpid())).touch()
    if item:
        time.sleep(60)
    return item


def test_every_item_is_worked_on_once_and_elsewhere() -> None:
    found = dict(share_out(doubled, range(100), 3))
    assert {number: item for number, (item, _) in found.items()} == {n: 2 * n for n in range(100)}
    assert os.getpid() not in {process for _, process in found.values()}


def test_results_may_be_larger_than_a_pipe() -> None:
    found = dict(share_out(repeated, [b"a", b"b"], 2))
    assert found == {0: b"a" * 300_000, 1: b"b" * 300_000}


@pytest.mark.parametrize("end", ["raise", "kill"])
def test_what_a_process_leaves_undone_is_not_among_the_results(end: str) -> None:
    found = dict(share_out(partial(fail_at_zero, end), range(9), 2))
    assert 0 not in found
    assert found == {number: number for number in found}
    if end == "raise":
        assert len(found) == 8


def test_without_room_for_processes_all_is_left_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr("multiprocessing.context.ForkProcess.start", refuse)
    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    assert dict(share_out(doubled, range(9), 2)) == {}


def test_an_interrupt_ends_the_processes(tmp_path: Path) -> None:
    results = share_out(partial(sleep, tmp_path), [0, 1, 1], 2)
    next(results)
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt)  # type: ignore[attr-defined] # it is a generator
    assert time.monotonic() - began < 30
    for started in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(started.name), 0)
