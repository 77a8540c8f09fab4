from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from ttdt.workspace.parallel import CAN_COPY, shared_out

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not CAN_COPY, reason="processes cannot be copied here")


def test_every_item_is_worked_on_once_and_elsewhere() -> None:
    found = dict(shared_out(lambda item: (item * 2, os.getpid()), range(100), 3))
    assert {number: item for number, (item, _) in found.items()} == {n: 2 * n for n in range(100)}
    assert os.getpid() not in {process for _, process in found.values()}


def test_results_may_be_larger_than_a_pipe() -> None:
    found = dict(shared_out(lambda item: item * 300_000, [b"a", b"b"], 2))
    assert found == {0: b"a" * 300_000, 1: b"b" * 300_000}


@pytest.mark.parametrize("end", ["raise", "kill"])
def test_what_a_copy_leaves_undone_is_not_among_the_results(end: str) -> None:
    def work(item: int) -> int:
        if item == 0:
            if end == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise ValueError(item)
        return item

    found = dict(shared_out(work, range(9), 2))
    assert 0 not in found
    assert dict(shared_out(work, [0], 1)) == {}


def test_more_items_than_a_pipe_holds_do_not_block() -> None:
    found = dict(shared_out(lambda item: item, range(100_000), 2))
    assert found == {number: number for number in range(len(found))}


def test_an_interrupt_ends_the_copies(tmp_path: Path) -> None:
    def work(item: int) -> int:
        (tmp_path / str(os.getpid())).touch()
        if item:
            time.sleep(60)
        return item

    results = shared_out(work, [0, 1, 1], 2)
    next(results)
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt)  # type: ignore[attr-defined] # it is a generator
    for started in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(started.name), 0)
