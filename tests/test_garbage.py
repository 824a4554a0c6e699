"""Garbage is looked for as before once all that is at work has ended; and comparing leaves none."""

from __future__ import annotations

import gc
import threading

import pytest

import amendtrack
from amendtrack.garbage import kept_for_later


def test_it_is_as_before_afterwards_whatever_happened() -> None:
    with kept_for_later():
        with kept_for_later():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="in the middle"), kept_for_later():
        raise ValueError("in the middle")
    assert gc.isenabled()


def test_who_looks_for_none_still_looks_for_none() -> None:
    gc.disable()
    try:
        with kept_for_later():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_many_at_once_leave_it_as_it_was() -> None:
    def work() -> None:
        for _ in range(300):
            with kept_for_later():
                pass

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert gc.isenabled()


def test_it_is_looked_for_while_several_threads_compare_one_after_the_other_without_end() -> None:
    began, may_end = threading.Event(), threading.Event()

    def work() -> None:
        with kept_for_later():
            began.set()
            may_end.wait(10)

    other = threading.Thread(target=work)
    with kept_for_later():
        other.start()
        assert began.wait(10)
        assert gc.isenabled()
        may_end.set()
        other.join()
        assert not gc.isenabled()  # this thread alone is at work again
    assert gc.isenabled()


def test_a_comparison_leaves_hardly_any_garbage() -> None:
    before = "\n\n".join(f"{n}. The club keeps a log of boat {n} and of its lamps." for n in range(1, 500))
    after = before.replace("lamps", "sails").replace("boat 77", "ship 77")
    gc.collect()
    with kept_for_later():
        assert len(amendtrack.compare(before, after).spans()) > 1000
        assert gc.collect() < 500
