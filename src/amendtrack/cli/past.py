"""The options ``--as-of`` and ``--on``, with which commands that only read show a past state of a draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from amendtrack.cli.output import Output
    from amendtrack.draft import Draft, Snapshot


@dataclass(frozen=True, slots=True)
class Past:
    """The state that was asked for: the present one, if neither a moment nor a revision was given."""

    as_of: str = ""
    on: str = ""

    def __bool__(self) -> bool:
        return bool(self.as_of or self.on)

    def of(self, draft: Draft, out: Output) -> Snapshot:
        """The draft's record in that state; which one it is goes to standard error.

        Raises:
            Unknown: there is no such moment, or no such revision.
        """
        from amendtrack.draft.moments import last_on, moment_named

        now = draft.snapshot()
        if self.as_of:
            found = moment_named(now, typed_time(self.as_of, now.settings.timezone))
            now = found.of(now)
            out.notes(found.notes)
        if self.on:
            found = last_on(now, self.on)
            now = now.at_commit(found.act.commit)
            out.notes(found.notes)
        return now


def typed_time(typed: str, timezone: str) -> str:
    """What was typed for a moment; a time of day means today, in the draft's time zone."""
    if not re.fullmatch(r"\d{1,2}:\d{2}", typed.strip()):
        return typed
    from amendtrack.draft.clock import now_here
    from amendtrack.record.times import zone

    return f"{now_here().astimezone(zone(timezone)).date()} {typed.strip():0>5}"


def past_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the two options; the command gets them as ``past``."""

    @wraps(command)
    def collected(*, as_of: str, on_revision: str, **rest: object) -> object:
        return command(past=Past(as_of, on_revision), **rest)

    on = click.option(
        "--on", "on_revision", default="", metavar="REV", help="As it last was while this revision was the latest."
    )
    as_of = click.option(
        "--as-of",
        default="",
        metavar="WHEN",
        help="As it was then: a time, a day, a text issued (PM2, PM2/1), or “act 12”.",
    )
    return as_of(on(collected))
