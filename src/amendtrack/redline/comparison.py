"""Two texts compared as negotiators read them: units first, then words.

Knows what changed and what is only noise; ``render`` prints and ``consolidation`` merges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from amendtrack.garbage import kept_for_later
from amendtrack.redline.align.alignment import Aligner, Group
from amendtrack.redline.align.given_way import given_way
from amendtrack.redline.align.origins import UNSTATED, Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.capitals import without_capitals
from amendtrack.redline.change import Change, changes_of
from amendtrack.redline.enclosed import enclosed_pairs, with_numbers_as_words
from amendtrack.redline.numbering import Numbering
from amendtrack.redline.passages import MovedPassage, moved_passages
from amendtrack.redline.replacements import marked
from amendtrack.redline.spans import Span, spans_of
from amendtrack.redline.splices import Splice, huge_splices, splices_between, splices_of
from amendtrack.text.units import Text


@dataclass(frozen=True, repr=False)
class Redline:
    """Two texts and everything that changed between them; ``before`` and ``after`` are exact.

    >>> redline = compare("5. Clear all areas.", "5. Clear known areas.")
    >>> redline, str(redline.after)
    (<Redline of 1 and 1 units, 1 changed>, '5. Clear known areas.')
    """

    before: Text
    after: Text
    changes: tuple[Change, ...]

    @classmethod
    def unchanged(cls, text: Text) -> Redline:
        """The redline of a text with itself."""
        return compare(text, text)

    def spans(self) -> tuple[Span, ...]:
        """Both texts in stretches: those not inserted make up ``before``, those not deleted make up ``after``."""
        return self._spans

    @cached_property
    @kept_for_later()
    def _spans(self) -> tuple[Span, ...]:
        return spans_of(self.before, self.after, self.changes, passages=self.passages)

    @cached_property
    def passages(self) -> tuple[MovedPassage, ...]:
        """The sentences and phrases that were moved unchanged, inside a unit or from one to another."""
        return moved_passages(self.before, self.after, self.changes)

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing but noise differs."""
        return not any(change.substantive for change in self.changes)

    def to_json(self) -> str:
        """The redline as JSON, format ``amendtrack.redline`` 1."""
        from amendtrack.render.display import redline_as_json

        return redline_as_json(self)

    def to_html(self) -> str:
        """The redline as an HTML fragment.

        >>> "known</ins>" in compare("5. Clear all areas.", "5. Clear known areas.").to_html()
        True
        """
        from amendtrack.render.display import redline_as_html

        return redline_as_html(self)

    def __rich_console__(self, console: object, options: object) -> Iterator[object]:
        from amendtrack.render.display import redline_on_console

        yield from redline_on_console(self, console, options)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        changed = sum(change.substantive for change in self.changes)
        return f"<Redline of {len(self.before.units)} and {len(self.after.units)} units, {changed} changed>"


@kept_for_later()
def compare(before: str | Text | Prepared, after: str | Text, *, origins: Origins = UNSTATED) -> Redline:
    """What changed from one text to the other; ``origins`` are those stated by the author, if any.

    A text that is compared with many others can be prepared for that once.

    >>> [f"{s.kind}: {s.text}" for s in compare("5. Clear all areas.", "5. Clear known areas.").spans()]
    ['equal: 5. Clear ', 'delete: all', 'insert: known', 'equal:  areas.']
    """
    prepared = _prepared(before)
    first, source = prepared.text, after.source if isinstance(after, Text) else after
    aligner = Aligner(prepared, source, origins=origins)
    second = aligner.read()
    alignment = aligner.alignment(second.units)
    numbering, columns = Numbering.of(first, second, alignment), aligner.columns(alignment)
    pairs = enclosed_pairs(first, second, alignment.groups)
    gone = given_way(first, second, alignment, aligner.weighed) if aligner.weighed else frozenset()
    whole = with_numbers_as_words(first, (i for i, _ in pairs)), with_numbers_as_words(second, (j for _, j in pairs))

    def cut(group: Group) -> tuple[Splice, ...]:
        """The differences inside matched units, whose words were already cut for the alignment."""
        if (group.i1, group.j1) in pairs:
            return splices_of(*whole, group, numbering)
        if group.i2 - group.i1 > 1 or group.j2 - group.j1 > 1 or aligner.after_texts[group.j1] is None:
            return splices_of(first, second, group, numbering)
        if aligner.is_huge(group):
            return huge_splices(first, second, group, numbering)
        own, words = aligner.before.unit_words(group.i1), aligner.words(group.j1)
        is_given_way = (group.i1, group.j1) in gone
        return splices_between(first, second, group, own, words, numbering, columns, is_given_way=is_given_way)

    def shown(group: Group) -> tuple[Splice, ...]:
        return marked(first.source, second.source, without_capitals(first, second, group, cut(group)))

    return Redline(first, second, tuple(changes_of(first, second, alignment, numbering, shown)))


def _prepared(text: str | Text | Prepared) -> Prepared:
    if isinstance(text, str):
        return Prepared.reading(text)
    return text if isinstance(text, Prepared) else Prepared.of(text)
