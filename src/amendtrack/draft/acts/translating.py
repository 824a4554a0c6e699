"""The act that records a language version of the latest revision; it may be recorded again as the text is decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from amendtrack.draft.acts.act import Act, already
from amendtrack.draft.acts.adopting import check_open
from amendtrack.errors import InputRefused
from amendtrack.record.times import When, moment
from amendtrack.record.versions import Version, version_file, write_version

if TYPE_CHECKING:
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def translate(now: Snapshot, text: str, language: str, *, at: When) -> Act | Recorded:
    """Record a language version; see ``Draft.translate``."""
    check_open(now)
    own = language.casefold()
    if not _LANGUAGE.fullmatch(own):
        raise InputRefused(f"{language!r} is not a language", remedy="write fr for French")
    if own == now.settings.language.casefold():
        raise InputRefused(f"the draft itself is in {own}", remedy="record its text with revise")
    if not text.strip():
        raise InputRefused("there is no text in it", remedy="send the text of the language version")
    when, revision = moment(at, now.settings.timezone), now.revision().label
    before = next((v for v in now.versions() if v.language == own), None)
    if before is not None and (before.text, before.at) == (text, when):
        return already(f"recorded: {before}")
    fresh = Version(revision, own, when, text)
    return Act(
        kind="translate",
        summary=f"{fresh}{', again' if before else ''}",
        at=when,
        facts=(("Revision", revision), ("Language", own)),
        files={version_file(revision, own): write_version(fresh)},
        name=own,
    )
