"""Sharing work out among processes."""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
from contextlib import contextmanager
from struct import Struct
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

CAN_COPY = sys.platform == "linux"
"""Whether a process can be copied with all it has read; elsewhere system libraries forbid it."""

_NUMBER = Struct("=I")
_HEAD = Struct("=II")
"""What stands before a result: the number of its item, and how many bytes it has."""

_PIECE = 1024 * 1024


def shared_out(
    work: Callable[[Item], Result], items: Sequence[Item], processes: int
) -> Iterator[tuple[int, Result]]:
    """Yield the number of each item with what `work` makes of it, as they are done.

    The work is done by copies of this process, which have all that was read so far and nothing to
    start. What a copy leaves undone, because it was killed, say for want of memory, or because
    `work` raised, is not among the results. An interrupt ends the copies at once.
    """
    tasks, giving = os.pipe()
    # A pipe holds thousands of numbers, so they are all in it before anyone takes one.
    os.set_blocking(giving, False)
    os.write(giving, b"".join(map(_NUMBER.pack, range(len(items)))))
    os.close(giving)
    copies: dict[int, int] = {}
    try:
        for _ in range(processes):
            results, giving = os.pipe()
            try:
                with interrupts_held():
                    copies[results] = os.fork() or _work_off(work, items, tasks, giving)
            except OSError:
                # The system has no room for another; those that there are do more.
                os.close(results)
            finally:
                os.close(giving)
        yield from _collected(copies)
    except BaseException:
        for process in copies.values():
            os.kill(process, signal.SIGKILL)
        raise
    finally:
        os.close(tasks)
        for results, process in copies.items():
            os.close(results)
            os.waitpid(process, 0)


def _work_off(
    work: Callable[[Item], Result], items: Sequence[Item], tasks: int, results: int
) -> NoReturn:
    """Work on items until none is left, and end this process whatever happens."""
    try:
        # Those that wait take a number each: what the pipe gives in one go is never torn.
        while task := os.read(tasks, _NUMBER.size):
            (number,) = _NUMBER.unpack(task)
            content = pickle.dumps(work(items[number]), pickle.HIGHEST_PROTOCOL)
            with os.fdopen(results, "wb", closefd=False) as file:
                file.write(_HEAD.pack(number, len(content)))
                file.write(content)
    finally:
        # Not `sys.exit`: what this process was about to do when it was copied is not for the copy.
        os._exit(0)


def _collected(copies: dict[int, int]) -> Iterator[tuple[int, Any]]:
    """Yield the results that copies write, until all of them have ended."""
    received = {results: bytearray() for results in copies}
    while received:
        for results in select.select(list(received), [], [])[0]:
            piece = os.read(results, _PIECE)
            if not piece:
                del received[results]
                continue
            content = received[results]
            content += piece
            while len(content) >= _HEAD.size:
                number, size = _HEAD.unpack_from(content)
                end = _HEAD.size + size
                if len(content) < end:
                    break
                yield number, _unpacked(bytes(content[_HEAD.size : end]))
                del content[:end]


def shared_out_anew(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    processes: int,
    start: Callable[..., None],
    arguments: tuple[object, ...],
) -> Iterator[tuple[int, Result]]:
    """Do as `shared_out` does, in new processes, which each call `start` before anything else."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(processes, initializer=start, initargs=arguments)
    try:
        with interrupts_held():
            results = pool.map(work, items)
        yield from enumerate(results)
    except BrokenProcessPool:
        return
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _unpacked(content: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """Return what a copy of this process has packed."""
    return pickle.loads(content)  # noqa: S301 - a copy of this process has written it


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C for afterwards; processes started meanwhile never see it and leave it to us."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
