"""A text retyped without the draft's typography: the draft's numbers, headings and italics are restored.

Pure. A plain-text mail has no heading signs and no italics, and people type ``ACTION 20.`` or ``20.`` for ``Action
20.``. That is not an amendment. A number with a different value is left as typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from amendtrack.intake.emphasis import with_emphasis
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.new_headings import with_new_headings
from amendtrack.intake.retabling import with_tables
from amendtrack.redline.change import Change, ChangeKind
from amendtrack.redline.comparison import Redline, compare
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.labels import read_label
from amendtrack.text.units import Text, Unit, UnitKind, layout_beside, parse_text

_UNDERLINE = re.compile(r"(?<!\s)\s*\n[^\S\n]*[=\-~_]{3,}[^\S\n]*$")
_STOPS = (".", ";", ",", "。", "；", "؛")
_SEVERAL = 3  # places
_FEWEST = 2  # labels that are typed differently


def as_printed(typed: Text, base: Text) -> Text:
    r"""The text with the draft's typography wherever only that was lost; the same value if nothing was lost.

    >>> base = parse_text("# Plan\n\nAction 1. *Clear* areas.\n\nAction 2. Help.\n")
    >>> as_printed(parse_text("Plan\n\nACTION 1. Clear all areas.\n\nACTION 2. Help.\n"), base).source
    '# Plan\n\nAction 1. *Clear* all areas.\n\nAction 2. Help.\n'
    """
    sent, typed = typed, _with_headings(with_tables(typed, base), base)
    redline = compare(base, typed)
    pairs = [change for change in redline.changes if _is_pair(change)]
    lost = _Lost(_loses_its_word(redline), _loses_its_stops(redline))
    source, at = "", 0
    for change in sorted(pairs, key=lambda change: change.j1):
        was, now = base.units[change.i1], typed.units[change.j1]
        source += typed.source[at : now.start] + _printed(typed, now, base, was, lost)
        at = now.end
    source += typed.source[at:]
    if source != typed.source:
        typed = parse_text(source, layout_beside(base.source, source))
        redline = compare(base, typed)
    typed = with_new_headings(typed, base, redline)
    return sent if typed.source == sent.source else typed


def _with_headings(typed: Text, base: Text) -> Text:
    """The text with headings that differ from the draft's only in capitals and signs printed as in the draft."""
    headings = {_title(base.printed(unit)): unit for unit in base.units if unit.kind is UnitKind.HEADING}
    source, at = "", 0
    for unit in typed.units:
        was = headings.get(_title(typed.printed(unit)))
        if was is None:
            continue
        source += typed.source[at : unit.start] + base.printed(was)
        at = unit.end
    return parse_text(source + typed.source[at:], layout_beside(base.source, typed.source)) if at else typed


def _title(printed: str) -> str:
    return " ".join(plain(_UNDERLINE.sub("", printed)).split()).strip("#*_:： ")


@dataclass(frozen=True, slots=True)
class _Lost:
    """What a text lacks throughout: the words of its labels, the stops at the ends of its paragraphs."""

    words: bool
    stops: bool


def _is_pair(change: Change) -> bool:
    """Whether one unit became one."""
    one = (change.i2 - change.i1, change.j2 - change.j1) == (1, 1)
    return one and change.kind in (ChangeKind.KEPT, ChangeKind.EDITED)


def _printed(typed: Text, now: Unit, base: Text, was: Unit, lost: _Lost) -> str:
    """A unit printed as in the draft, as far as the two are the same."""
    mark, words = typed.source[now.start : now.body], typed.wording(now)
    own = base.source[was.start : was.body]
    if was.kind is UnitKind.HEADING:
        words = _UNDERLINE.sub("", words)
        words = words.rstrip(" :：") if words.endswith((":", "：")) else words
        if _same(words, base.wording(was)):
            words = base.wording(was)  # a title in capitals
        mark = own if _is_same_label(now, was, lost.words) or not was.label else mark
    elif was.label and _is_same_label(now, was, lost.words):
        mark, words = own, _without_signs(mark, words)
    if lost.stops:
        words = closed(words, base.wording(was))
    return mark + with_emphasis(words, base.wording(was))


def closed(words: str, was: str) -> str:
    """The words with the closing full stop of the draft's unit, if they end without one.

    >>> closed("Clear all areas", "Clear areas."), closed("Clear all areas;", "Clear areas.")
    ('Clear all areas.', 'Clear all areas;')
    """
    return words + was[-1] if was[-1:] in _STOPS and words.rstrip('"”’»)*]')[-1:].isalnum() else words


def _without_signs(mark: str, words: str) -> str:
    """The words without the remainder of a sign around their label: ``**Action 20.** Ban``."""
    signs = re.match(r"[*_]*", mark.lstrip("-•> "))
    closing = signs[0] if signs else ""
    return words[len(closing) :].lstrip() if closing and words.startswith(closing) else words


def _same(one: str, other: str) -> bool:
    return plain(" ".join(one.split())) == plain(" ".join(other.split()))


def _is_same_label(now: Unit, was: Unit, loses: bool) -> bool:
    """Whether two labels are the same number, typed in two ways."""
    typed, printed = read_label(now.label), read_label(was.label)
    if typed is None or printed is None:
        return False
    if (plain(typed.number), plain(typed.suffix)) != (plain(printed.number), plain(printed.suffix)):
        return False
    return _word(typed.prefix) == _word(printed.prefix) or (loses and not _word(typed.prefix))


def _word(prefix: str) -> str:
    return re.sub(r"[\W_]+", "", plain(prefix))


def _loses_its_word(redline: Redline) -> bool:
    """Whether every label of the text lacks the word that the draft's have: ``20.`` for ``Action 20.``."""
    pairs = list(_labels(redline))
    return len(pairs) >= _FEWEST and not any(now for _, now in pairs)


def _loses_its_stops(redline: Redline) -> bool:
    """Whether several paragraphs lack only the full stop at their end."""
    before, after = redline.before, redline.after
    pairs = [
        (before.wording(before.units[c.i1]), after.wording(after.units[c.j1])) for c in redline.changes if _is_pair(c)
    ]
    return sum(was[-1:] in _STOPS and _same(was[:-1], now) for was, now in pairs if was) >= _SEVERAL


def signs_apart(redline: Redline, many: int) -> str:
    """Why so many amendments seem to be typing differences: fewer words differ than places; empty if they do not.

    ``many`` is the number of the amendments.
    """
    both = (redline.before, redline.after)
    runs_on = "\n\n" in redline.before.source.strip() and "\n\n" not in redline.after.source.strip()
    if runs_on and any(change.kind in (ChangeKind.JOINED, ChangeKind.SPLIT) for change in redline.changes):
        return "it has no blank lines, and paragraphs run together"
    was, now = (Counter(filter(_counts, (word.key for word in words_of(words)))) for words in _differing(*both))
    differ = (was - now).total() + (now - was).total()
    if many >= _SEVERAL and differ < many:
        return f"{many} amendments in which only {differ} words differ"
    relabelled = [
        c for c in redline.changes if _is_pair(c) and _is_retyped(_before_label(redline, c), _after_label(redline, c))
    ]
    return f"{len(relabelled)} numbers typed differently" if len(relabelled) >= _FEWEST else ""


def _differing(before: Text, after: Text) -> tuple[str, str]:
    """The blocks of each text that the other does not have."""
    was, now = (Counter(text.source.split("\n\n")) for text in (before, after))
    return "\n\n".join((was - now).elements()), "\n\n".join((now - was).elements())


def _counts(key: str) -> bool:
    """Whether it is a word, a bracket (with which negotiators reserve their position on a word), or a cell border."""
    return key in "[]|" or any(map(str.isalnum, key))


def _before_label(redline: Redline, change: Change) -> str:
    return redline.before.units[change.i1].label


def _after_label(redline: Redline, change: Change) -> str:
    return redline.after.units[change.j1].label


def _is_retyped(was: str, now: str) -> bool:
    """Whether a label lost its number, or kept it and is typed differently."""
    if not was or was == now:
        return False
    printed, typed = read_label(was), read_label(now)
    if printed is None or typed is None:
        return not now
    return printed.number == typed.number and _word(printed.prefix) != _word(typed.prefix)


def _labels(redline: Redline) -> Iterator[tuple[str, str]]:
    """The words of the labels of matched units, where the draft's label has one."""
    before, after = redline.before, redline.after
    same = {unit.label for unit in before.units} & {unit.label for unit in after.units}
    for label in same:
        if (found := read_label(label)) and _word(found.prefix):
            yield _word(found.prefix), _word(found.prefix)
    for change in redline.changes:
        if _is_pair(change):
            was, now = read_label(before.units[change.i1].label), read_label(after.units[change.j1].label)
            if was and now and _word(was.prefix):
                yield _word(was.prefix), _word(now.prefix)


__all__ = ["as_printed", "closed", "signs_apart"]
