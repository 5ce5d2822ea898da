"""Work spread over processes of one worker each: one that dies takes no other work with it."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from threading import Thread
from types import FrameType
from typing import Generic, TypeVar

I = TypeVar("I")  # noqa: E741 - an item
M = TypeVar("M")

_PATIENCE = 5.0
"""For how many seconds a process that was told to end may clean up."""


def spread(
    work: Callable[[I], M], items: Iterable[I], many: int
) -> Generator[tuple[I, M | None], None, None]:
    """Yield each of *items* with what *work* makes of it, as it comes; None where a process died.

    *many* processes work at once, and each is at one item, so that it is known whose work
    a process was at when it died. Close the iterator to end them before they are done.
    """
    crew = _Crew(work, items, many)
    try:
        yield from crew.made()
    finally:
        crew.end()


class _Crew(Generic[I, M]):
    """Processes, each in a pool of its own."""

    def __init__(self, work: Callable[[I], M], items: Iterable[I], many: int) -> None:
        self._work = work
        self._waiting = iter(items)
        self._before = multiprocessing.active_children()
        self._at_work: dict[Future[M], tuple[ProcessPoolExecutor, I]] = {}
        self._pools: list[ProcessPoolExecutor] = []
        self._many = many

    def made(self) -> Iterator[tuple[I, M | None]]:
        """Yield what is made, each with its item."""
        for _ in range(self._many):
            self._begin(self._pool())
        while self._at_work:
            for future in wait(self._at_work, return_when=FIRST_COMPLETED).done:
                pool, item = self._at_work.pop(future)
                try:
                    result: M | None = future.result()
                except BrokenProcessPool:
                    pool, result = self._pool(), None
                # The process goes on while its last work is put away.
                self._begin(pool)
                yield item, result

    def end(self) -> None:
        """End every process; one that is still at work is told to stop, and not waited for long."""
        is_done = not self._at_work
        for pool in self._pools:
            pool.shutdown(wait=is_done, cancel_futures=True)
        if is_done:
            return
        started = [p for p in multiprocessing.active_children() if p not in self._before]
        for process in started:
            process.terminate()
        for process in started:
            process.join(_PATIENCE)
            if process.is_alive():
                process.kill()
                process.join(_PATIENCE)

    def _pool(self) -> ProcessPoolExecutor:
        # Each starts from nothing, on every system: what the command holds is not copied.
        pool = ProcessPoolExecutor(
            1, mp_context=multiprocessing.get_context("spawn"), initializer=_begun
        )
        self._pools.append(pool)
        return pool

    def _begin(self, pool: ProcessPoolExecutor) -> None:
        for item in islice(self._waiting, 1):
            with _deaf_to_interrupts():
                future = pool.submit(self._work, item)
            self._at_work[future] = (pool, item)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let a process that is started here never hear Ctrl-C; this one hears it a moment later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begun() -> None:
    """Make ready a process that leaves Ctrl-C to the one that started it, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    Thread(target=_follow, daemon=True).start()


def _leave(_number: int, _frame: FrameType | None) -> None:
    # As an exception, so that what was begun is cleaned up.
    sys.exit(1)


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
