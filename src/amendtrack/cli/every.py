"""Commands that record the same act in every draft of a folder: checked in all of them first, then recorded in each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import is_dry_run
from amendtrack.cli.recorded import as_recorded

if TYPE_CHECKING:
    from amendtrack.cli.output import Output
    from amendtrack.draft import Draft, Recorded

ActOnOne = Callable[[str, "Draft"], "Recorded"]
"""The act on one draft, which is given with its name."""


def is_folder_of_drafts(folder: Path) -> bool:
    """Whether that is a folder, and no draft itself."""
    from amendtrack.draft.conference import is_draft

    return folder.is_dir() and not is_draft(folder)


def drafts_in(folder: Path) -> dict[str, Draft]:
    """Every draft in a folder, by name.

    Raises:
        InputRefused: there is none.
        RecordDamaged: one cannot be read; nothing is recorded in the others.
    """
    from amendtrack.draft.conference import Conference

    conference = Conference.open(folder)
    for _, err in conference.damaged:
        raise err
    return {name: open_draft(folder / name) for name, _ in conference}


def in_every_draft(folder: Path, act: ActOnOne, out: Output) -> None:
    """Do an act in every draft of a folder, and report each; if one draft would refuse it, none is changed.

    Raises:
        AmendtrackError: a draft refuses it; the error names the draft.
    """
    from amendtrack.errors import InputRefused, Unknown

    drafts = drafts_in(folder)
    for name, draft in drafts.items():
        try:
            act(name, draft.dry_run())
        except (InputRefused, Unknown) as err:
            place = f"{name}: {err.place}" if err.place else name
            raise type(err)(err.args[0], place=place, remedy=err.remedy) from err
    done: list[tuple[str, Recorded]] = []
    for name, draft in drafts.items():
        one = act(name, draft)
        done.append((name, one))
        out.notes(f"{name}: {note}" for note in (*one.notes, *(f"differs: {line}" for line in one.differs)))
        if not out.as_json:
            out.document(f"{name}: {one}")
    if out.as_json:
        value = [{"draft": name, **as_recorded(one)} for name, one in done]
        out.data("recorded-each", {"dry_run": is_dry_run(), "recorded": value})
