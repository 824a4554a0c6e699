"""A Word file as a value: the text before and after its tracked changes, and everything around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from amendtrack.errors import Unknown
from amendtrack.formats.docx.reading.losses import Losses
from amendtrack.formats.docx.reading.markdown import Marks, TypedStory, write_markdown
from amendtrack.formats.docx.reading.tracked_units import stated_origins
from amendtrack.formats.docx.reading.typed import TrackedChange
from amendtrack.redline.align.origins import Origins


@dataclass(frozen=True, slots=True)
class MarginComment:
    """A margin comment: its author, its date as typed, the words it is attached to, and what it says.

    ``place`` is the address of the unit in the text with all changes accepted; empty where it is attached to nothing.
    """

    author: str
    date: str
    words: str
    text: str
    place: str = ""
    is_reply: bool = False
    is_resolved: bool = False


@dataclass(frozen=True, slots=True)
class WordFile:
    """What a Word file holds.

    ``base`` is its text with every tracked change rejected, ``final`` with every one accepted; without
    changes they are the same. ``authors`` are those of the changes, in one fixed order. ``notes`` report
    what plain text cannot represent, one line per kind. ``properties`` are the custom ones, by name.
    """

    base: str
    final: str
    authors: tuple[str, ...]
    changes: tuple[TrackedChange, ...]
    comments: tuple[MarginComment, ...]
    notes: tuple[str, ...]
    title: str
    properties: tuple[tuple[str, str], ...]
    story: TypedStory = field(repr=False, compare=False)
    is_struck: bool = False
    """Whether words in it are struck through by hand, and not as a tracked change."""
    headers: str = ""
    """The words of its headers and footers, one line each; they are in none of the texts."""

    def version(self, authors: str | Iterable[str]) -> str:
        """The text with only these authors' changes accepted and all others rejected.

        Raises:
            Unknown: no author of that name changed anything in the file.
        """
        known = self._known(authors)
        if len(known) in (0, len(self.authors)):
            return self.final if known else self.base
        return write_markdown(self.story, known, Losses()).text

    def plain(self, authors: str | Iterable[str]) -> str:
        """The same as ``version``, without the marks of bold and italic."""
        return write_markdown(self.story, self._known(authors), Losses(), Marks.NONE).text

    def origins(self, authors: str | Iterable[str]) -> Origins:
        """The origin of each unit of that version in the base, if the tracked changes state it."""
        return stated_origins(self.story, self._known(authors))

    def marked(self) -> str:
        """The text with words struck through by hand, and words highlighted next to them, between signs."""
        return write_markdown(self.story, frozenset(self.authors), Losses(), Marks.BOTH).text

    def plain_marked(self) -> str:
        """The same as ``marked``, without the marks of bold and italic elsewhere."""
        return write_markdown(self.story, frozenset(self.authors), Losses(), Marks.STRUCK).text

    def _known(self, authors: str | Iterable[str]) -> frozenset[str]:
        wanted = frozenset((authors,) if isinstance(authors, str) else authors)
        for name in sorted(wanted - frozenset(self.authors)):
            known = ", ".join(self.authors) or "nobody"
            raise Unknown(f"no tracked changes by {name!r} in this file", remedy=f"it was changed by {known}")
        return wanted
