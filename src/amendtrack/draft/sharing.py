"""A mailbag for several drafts, shared out: each item goes to the draft that it speaks of, or is left for a person.

An item is never recorded on a draft because it happens to fit. It is shared out if it names one draft, by subject, file
name or heading, and nothing in it speaks of another; or if it is the text of one draft and fits no other; or if the
words it quotes stand in one draft alone. A message with a heading for each draft is cut at its headings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from amendtrack.errors import AmendtrackError
from amendtrack.intake.doubts import CameWith, Extent
from amendtrack.intake.routine import Own, only_carries
from amendtrack.intake.several_drafts import Titles, quoted_from, resembling
from amendtrack.record.remarks import Kind

if TYPE_CHECKING:
    from amendtrack.draft.draft import Draft
    from amendtrack.formats.mailbag import BagPiece
    from amendtrack.intake.doubts import Reading

Drafts = Mapping[str, "Draft"]
Bags = Mapping[str, Sequence["BagPiece"]]
_WITH_ITS_FILES = "its files are left, and these words came with them"
_AGAIN = "take it in on its own draft, or have it sent again with the title of one draft as its subject"


@dataclass(frozen=True, slots=True)
class SharedOut:
    """The items for each draft, by its name, in order of receipt; and those left for a person, each with the reason."""

    bags: Mapping[str, tuple[BagPiece, ...]]
    left: tuple[tuple[BagPiece, str], ...] = ()


def share_out(drafts: Drafts, bags: Bags) -> SharedOut:
    """Share out a mailbag; ``bags`` is the same bag as opened with the register of each draft."""
    counter = _Counter(drafts, Titles.of({n: (d.settings.title, d.settings.symbol) for n, d in drafts.items()}))
    given: dict[str, list[BagPiece]] = {name: [] for name in drafts}
    left: list[tuple[BagPiece, str]] = []
    for group in _by_message(_items(bags)):
        shares, why = counter.of_message(group)
        for name, share in shares:
            given[name].append(share)
        left += why
    return SharedOut({name: _in_order(pieces, bags[name]) for name, pieces in given.items()}, tuple(left))


Item = Mapping[str, "BagPiece"]
"""An item of the bag, as the register of each draft has it."""


def _by_message(items: Sequence[Item]) -> list[list[Item]]:
    """The items that came in one message together, each other item alone."""
    found: dict[object, list[Item]] = {}
    for n, item in enumerate(items):
        found.setdefault(_first(item).message or n, []).append(item)
    return list(found.values())


def _first(item: Item) -> BagPiece:
    return next(iter(item.values()))


def _items(bags: Bags) -> list[Item]:
    """Each item of the bag, as every draft's register has it."""
    found: dict[tuple[str, str, bytes], dict[str, BagPiece]] = {}
    for name, pieces in bags.items():
        for piece in pieces:
            found.setdefault((piece.place, piece.filename, piece.data), {})[name] = piece
    return list(found.values())


def _in_order(pieces: Sequence[BagPiece], bag: Sequence[BagPiece]) -> tuple[BagPiece, ...]:
    order = {piece.place: n for n, piece in reversed(list(enumerate(bag)))}
    return tuple(sorted(pieces, key=lambda piece: order.get(piece.place, len(order))))


@dataclass(frozen=True)
class _Counter:
    """Who decides where an item goes; nothing is recorded here."""

    drafts: Drafts
    titles: Titles

    def of_message(self, group: Sequence[Item]) -> tuple[list[tuple[str, BagPiece]], list[tuple[BagPiece, str]]]:
        """What came together: each file by itself, and the words with the files that they cover."""
        words, files = [i for i in group if _first(i).is_words], [i for i in group if not _first(i).is_words]
        shares: list[tuple[str, BagPiece]] = []
        left: list[tuple[BagPiece, str]] = []
        for item in files:
            found, why = self.shares(item)
            shares += found
            left += [] if found else [(_first(item), why)]
        count = Counter(name for name, _ in shares)
        several = {_first(i).place: _first(i) for i in files if _first(i).is_one_of_several}
        crowded = {share.place for name, share in shares if share.place in several and count[name] > 1}
        shares = [one for one in shares if one[1].place not in crowded]  # nobody can tell how two texts for one relate
        left += [(several[place], several[place].why_not) for place in sorted(crowded)]
        carried = list(dict.fromkeys(name for name, _ in shares))
        for item in words:
            piece = _first(item)
            if not carried:
                found, why = self.shares(item) if not left or all(p.skipped for p, _ in left) else ([], _WITH_ITS_FILES)
                shares += found
                left += [] if found else [(piece, why)]
            elif others := self._spoken_of(piece) - {*carried}:
                on, also = ", ".join(carried), ", ".join(sorted(others))
                why = f"its files are on {on}, and its words speak of {also}; {_AGAIN}"
                return [], [(_first(each), why) for each in group]
            else:
                shares += [(name, item[name]) for name in carried]
        return shares, left

    def _spoken_of(self, piece: BagPiece) -> frozenset[str]:
        """Every draft that words mention or quote."""
        words = self._words(piece)
        _, sections = self.titles.sections(words)
        return self.titles.mentioned_in(words) | quoted_from(words, self._texts) | {name for name, _ in sections}

    def shares(self, item: Item) -> tuple[list[tuple[str, BagPiece]], str]:
        """The drafts to which an item goes, each with its part of it; or why it is left."""
        piece = next(iter(item.values()))
        if piece.skipped:
            return [], piece.skipped
        item = {name: replace(p, why_not="") if p.is_one_of_several else p for name, p in item.items()}
        if len(item) < len(self.drafts) or all(p.why_not for p in item.values()):
            return [], piece.why_not or f"the registers of the drafts read it differently; {_AGAIN}"
        if piece.is_words:
            words = piece.data.decode()
            before, sections = self.titles.sections(words)
            if sections:
                return self._by_headings(item, before, sections)
        return self._whole(item)

    def _by_headings(
        self, item: Item, before: str, sections: Sequence[tuple[str, str]]
    ) -> tuple[list[tuple[str, BagPiece]], str]:
        """A message cut at its headings; whole or not at all."""
        names = [name for name, _ in sections]
        listed = ", ".join(dict.fromkeys(names))
        if before.strip() and not self._is_routine(item, before):
            return [], f"it has headings for {listed}, and other words before the first of them; {_AGAIN}"
        if len(set(names)) < len(names):
            return [], f"it has more than one heading for the same draft ({listed}); {_AGAIN}"
        for name, words in sections:
            if not words.strip():
                return [], f"nothing stands under the heading for {name}; {_AGAIN}"
            if others := self.titles.mentioned_in(words) - {name}:
                return [], f"what it says on {name} also mentions {', '.join(sorted(others))}; {_AGAIN}"
            if others := quoted_from(words, self._texts) - {name}:
                return [], f"what it says on {name} quotes words of {', '.join(sorted(others))}; {_AGAIN}"
            if item[name].why_not:
                return [], item[name].why_not
        if named := self.titles.named_in(item[names[0]].wish.title) - {*names}:
            return [], f"its subject names {', '.join(sorted(named))}, and its headings {listed}; {_AGAIN}"
        note = f"shared out by its headings: {listed}"
        return [
            (name, replace(item[name], data=words.strip("\n").encode() + b"\n", notes=(*item[name].notes, note)))
            for name, words in sections
        ], ""

    def _is_routine(self, item: Item, before: str) -> bool:
        """Whether words are a greeting and the like: they are then part of no draft's proposal."""
        for piece in item.values():
            if piece.delegation is not None:
                own = Own.of(piece.delegation.keys, (*piece.delegation.authors, piece.signed), "")
                return only_carries(before, own)
        return False

    def _whole(self, item: Item) -> tuple[list[tuple[str, BagPiece]], str]:
        piece = next(iter(item.values()))
        senders = piece.delegation.keys if piece.delegation else ()
        in_file = self.titles.named_in(piece.filename, senders)
        in_subject = self.titles.named_in(piece.wish.title, senders)
        named = in_file or in_subject
        if len(named) > 1 or (in_file and in_subject and not in_file <= in_subject):
            both = ", ".join(sorted(in_file | in_subject))
            return [], f"its subject and name speak of {both}; {_AGAIN}"
        if stranger := self.titles.stranger_in(piece.wish.title) or self.titles.stranger_in(piece.filename):
            return [], f"it names a text that is not in this folder: {stranger}; {_AGAIN}"
        sure = self._evident(item)
        mentioned = self.titles.mentioned_in(piece.data.decode()) if piece.is_words else frozenset()
        mentioned |= quoted_from(self._words(piece), self._texts)
        if others := (sure | mentioned) - named if named else mentioned - sure if sure else frozenset():
            what = ", ".join(sorted(named or sure))
            return [], f"it speaks of {what}, and also of {', '.join(sorted(others))}; {_AGAIN}"
        chosen = named or sure
        if len(chosen) != 1:
            fits = ", ".join(sorted(sure)) or "none of them for certain"
            return [], f"nothing says which draft it is about (it fits {fits}); {_AGAIN}"
        (name,) = chosen
        if item[name].why_not:
            return [], item[name].why_not
        return [(name, item[name])], ""

    def _evident(self, item: Item) -> frozenset[str]:
        """The drafts that an item evidently belongs to by its words alone, if these read clearly there."""
        words = self._words(_first(item))
        near = resembling(words, self._texts) | quoted_from(words, self._texts) if words else item.keys()
        readings = {name: self._reading(name, each) for name, each in item.items() if name in near}
        clear = {name: reading for name, reading in readings.items() if reading is not None and _is_clear(reading)}
        texts = [reading for reading in clear.values() if reading.kind is Kind.TEXT]
        if texts:
            return resembling(texts[0].text, self._texts) & clear.keys()
        return quoted_from(words, self._texts) & clear.keys()

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {name: draft.text() for name, draft in self.drafts.items()}

    def _words(self, piece: BagPiece) -> str:
        """The words of an item that is plain text."""
        is_plain = piece.is_words or piece.filename.casefold().endswith((".md", ".txt"))
        return piece.data.decode("utf-8", "replace") if is_plain else ""

    def _reading(self, name: str, piece: BagPiece) -> Reading | None:
        """How a draft would read an item; ``None`` if it cannot be read there."""
        if piece.delegation is None:
            return None
        wish, beside = piece.wish, CameWith(piece.wish.title, "", piece.signed)
        try:
            return (
                self.drafts[name]
                .read(
                    piece.data,
                    by=piece.delegation.code,
                    on=wish.on,
                    extent=Extent.EXCERPT if wish.excerpt else Extent.WHOLE,
                    language=wish.language,
                    kind=Kind.COMMENT.value if wish.comment else "",
                    filename=piece.filename,
                    beside=beside,
                )
                .reading
            )
        except AmendtrackError:
            return None
        except Exception:  # a malicious piece: the desk says so when it is taken in
            return None


def _is_clear(reading: Reading) -> bool:
    """Whether a reading changes the text, without any doubt."""
    asks = bool(reading.amendments or reading.retains)
    return asks and not reading.findings and not reading.problems and reading.kind is not Kind.COMMENT


__all__ = ["SharedOut", "share_out"]
