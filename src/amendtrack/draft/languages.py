"""Which language versions a draft has, unit by unit: what has no counterpart, and what was decided since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.consolidation.adoption import decided_text
from amendtrack.draft.acts.adopting import decided_since
from amendtrack.text.addresses import addresses
from amendtrack.text.labels import name_of_note
from amendtrack.text.language_units import counterparts
from amendtrack.text.units import parse_text

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class LanguageVersion:
    """One language version beside the decided text: ``missing`` and ``extra`` units, and what was decided ``since``.

    ``since`` holds pairs of a place and the name of what was adopted there after the version was recorded.
    """

    language: str
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    since: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a draft: its own, and its versions of the latest revision; ``places`` are all units."""

    own: str
    places: tuple[str, ...]
    versions: tuple[LanguageVersion, ...]


def languages_of(now: Snapshot) -> Languages:
    """The language versions of the latest revision, compared with the text as it is decided."""
    con = now.consolidate()
    text = decided_text(con)
    places = tuple(map(name_of_note, addresses(text)))
    found = []
    for version in now.versions():
        other = parse_text(version.text)
        theirs = tuple(map(name_of_note, addresses(other)))
        missing = (p for p, there in zip(places, counterparts(text, other), strict=True) if there is None)
        extra = (p for p, there in zip(theirs, counterparts(other, text), strict=True) if there is None)
        since = tuple(decided_since(con, version))
        found.append(LanguageVersion(version.language, tuple(missing), tuple(extra), since))
    return Languages(now.settings.language, places, tuple(found))


__all__ = ["LanguageVersion", "Languages", "languages_of"]
