"""Who waits to record is served in the order of arrival, and is told for whom after a second."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from amendtrack.draft import Draft
from amendtrack.draft.git import queue
from amendtrack.draft.git.lock import locked
from amendtrack.errors import Busy

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")


def waiting(folder: Path, name: str, pause: float = 0.1) -> int:
    """A process that waits for the lock, and then writes its name at the end of a list."""
    child = os.fork()
    if not child:
        try:
            with locked(folder), (folder / "served").open("a") as file:
                file.write(name)
        finally:
            os._exit(0)
    time.sleep(pause)  # until it has gone through the row of seats
    return child


def served(folder: Path, *, dying: str = "") -> str:
    """The order in which five are served that came one after the other while the lock was held."""
    with locked(folder):
        came = {name: waiting(folder, name) for name in "abcde"}
        for name in dying:
            os.kill(came[name], signal.SIGKILL)
    for child in came.values():
        os.waitpid(child, 0)
    return (folder / "served").read_text()


def test_they_are_served_in_the_order_of_arrival(tmp_path: Path) -> None:
    assert served(tmp_path) == "abcde"


def test_forty_are_served_in_the_order_of_arrival(tmp_path: Path) -> None:
    names = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN"
    with locked(tmp_path):
        children = [waiting(tmp_path, name, 0.03) for name in names]
    for child in children:
        os.waitpid(child, 0)
    assert (tmp_path / "served").read_text() == names


def test_more_than_there_are_seats_are_all_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "SEATS", 3)
    with locked(tmp_path):
        children = [waiting(tmp_path, name, 0.01) for name in "abcdefgh"]
    for child in children:
        os.waitpid(child, 0)
    assert sorted((tmp_path / "served").read_text()) == sorted("abcdefgh")


def test_the_seat_of_one_that_dies_is_free_at_once(tmp_path: Path) -> None:
    assert served(tmp_path, dying="ac") == "bde"


def test_without_a_row_of_seats_everybody_is_served_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "amendtrack.queue").mkdir()
    assert sorted(served(tmp_path)) == sorted("abcde")


def test_who_waits_in_vain_gives_the_seat_back(tmp_path: Path) -> None:
    with locked(tmp_path):
        with pytest.raises(Busy, match=f"process {os.getpid()} for 0 s"), locked(tmp_path, wait=0.1):
            pass
        child = waiting(tmp_path, "a")
    os.waitpid(child, 0)
    assert (tmp_path / "served").read_text() == "a"


def test_who_waits_is_told_for_whom(tmp_path: Path) -> None:
    place = Draft.init(tmp_path / "plan", "1. We shall meet.", title="Plan", at="2009-07-17", durability="fast").path
    command = [sys.executable, "-m", "amendtrack", "delegations", str(place), "--add", "Norvia", "--at", "2009-08-01"]
    with locked(place):
        waits = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert waits.stderr is not None
        said = waits.stderr.readline()
    out, err = waits.communicate()
    assert said == f"amendtrack: waiting for another recording on {place}, process {os.getpid()}\n"
    assert waits.returncode == 0 and not err and "Norvia" in out


@pytest.mark.parametrize("content", [b"", b"process", b"process x\n", b"\xff\n"])
def test_a_lock_file_that_is_just_written_names_nobody(tmp_path: Path, content: bytes) -> None:
    with locked(tmp_path):
        (tmp_path / "amendtrack.lock").write_bytes(content)
        with pytest.raises(Busy, match="it is not known who"), locked(tmp_path, wait=0.01):
            pass
