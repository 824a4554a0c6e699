"""Every key that is named does something, and every key that does something is named."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from amendtrack import compare
from amendtrack.viewer.floor_app import Viewer
from amendtrack.viewer.key_table import KEYS, REDLINE_KEYS
from amendtrack.viewer.redline_app import RedlineApp

ALSO = {
    "j": "down",
    "k": "up",
    "end": "home",
    "pageup": "pagedown",
    "space": "pagedown",
    "C": "c",
    "V": "v",
    "F": "f",
    "G": "A",
}
PLAIN = {"escape", "enter", "ctrl+c", "colon"}


def test_every_key_that_is_named_works_and_the_other_way_round() -> None:
    app = Viewer(Path("nowhere"), by="", clock=lambda: datetime(2020, 3, 4, tzinfo=UTC))
    does = {ALSO.get(key, key) for key in app.actions()} - PLAIN
    assert does | {"1..9"} == {key.key for key in KEYS}


def test_two_texts_compared_have_the_keys_that_read() -> None:
    app = RedlineApp(compare("1. We meet.", "1. We speak."), "two texts")
    assert {key.key for key in REDLINE_KEYS} == {ALSO.get(key, key) for key in app.actions()} - PLAIN
