"""A comment that the secretariat types in: words on the draft or on one place of it that change nothing.

It is a submission like any other, with a number, and is listed where comments are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.draft.about_place import place_meant
from amendtrack.draft.submission import Submission, read_submission
from amendtrack.errors import InputRefused
from amendtrack.record.remarks import Kind, Remark
from amendtrack.redline.amendment import named

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot

LONGEST_COMMENT = 20_000


def read_comment(now: Snapshot, delegation: str, words: str, *, on: str) -> Submission:
    """The comment as a submission; see ``Draft.comment``."""
    said = " ".join(words.split())
    if not any(map(str.isalnum, said)) or len(said) > LONGEST_COMMENT:
        hint = f"write it in up to {LONGEST_COMMENT} characters; propose --comment records a longer file"
        raise InputRefused(f"a comment of {len(said)} characters", remedy=hint)
    place = place_meant(now.consolidate(), on) if on else ""
    typed = f"{named(place)}: {said}\n" if place else f"{said}\n"
    sent = read_submission(now, typed, by=delegation, kind=Kind.COMMENT, filename="comment.txt")
    return replace(sent, reading=replace(sent.reading, remarks=(Remark(place, said),)))


__all__ = ["read_comment"]
