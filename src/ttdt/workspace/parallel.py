"""Sharing work out among processes of the standard library's pool."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

START_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""A fork has all that was read so far; elsewhere system libraries forbid it."""

_WORK: ContextVar[Callable[[Any], Any]] = ContextVar("work")
"""What a process of the pool was started for; the one that shares out has none."""


def work_off(
    work: Callable[[Item], Result], items: Sequence[Item], processes: int
) -> Iterator[tuple[int, Result]]:
    """Yield the number of each item with what `work` makes of it, as they are done.

    What other processes leave undone, and all where there is to be only one, is done in this one.
    """
    left = dict(enumerate(items))
    for number, result in share_out(work, items, processes) if processes > 1 else ():
        del left[number]
        yield number, result
    for number, item in left.items():
        yield number, work(item)


def share_out(
    work: Callable[[Item], Result], items: Sequence[Item], processes: int
) -> Iterator[tuple[int, Result]]:
    """Yield the number of each item with what `work` makes of it, as they are done.

    `work` goes once to each process: a fork has it already, to others it is sent. What they leave
    undone, because one was killed, say for want of memory, or because `work` raised, is not among
    the results. An interrupt ends them at once.
    """
    import multiprocessing
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed

    try:
        pool = ProcessPoolExecutor(
            processes,
            multiprocessing.get_context(START_METHOD),
            initializer=_take_up,
            initargs=(work,),
        )
    except (ImportError, NotImplementedError, OSError):
        return  # The system has no semaphores to share.
    try:
        with interrupts_held():
            futures = {pool.submit(_work_on, item): number for number, item in enumerate(items)}
        for future in as_completed(futures):
            # Taken away, so that no result is kept here after it was handed on.
            number = futures.pop(future)
            if future.exception() is None:
                yield number, cast("Result", future.result())
    except (BrokenExecutor, OSError):
        _kill_processes()  # One was killed already, or the system has no room for as many.
    except BaseException:
        _kill_processes()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _take_up(work: Callable[[Any], Any]) -> None:
    # Reading makes many objects and no cycles, so looking for cycles only costs time.
    gc.disable()
    _WORK.set(work)


def _work_on(item: object) -> object:
    return _WORK.get()(item)


def _kill_processes() -> None:
    import multiprocessing

    for process in multiprocessing.active_children():
        process.kill()


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
