"""Three versions of a text merged for plain git: what it merges line by line as it does, the rest word by word.

Lines that only one side changed are git's own business and stay as they are, byte for byte. Where both changed the same
lines, a consolidation of the whole, then of those lines alone, says what each changed; what they contradict each other
on is written with both readings in brackets. Where brackets could not show every character (typography alone differs,
or the text has such brackets itself), git's ordinary conflict marks stand instead. No text is ever lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import AmendtrackError, InputRefused
from amendtrack.exchange.program import GitFailed, git
from amendtrack.render.brackets import brackets

HERE, THERE = "this branch", "the other branch"
_MARKS = re.compile(r"^([<|=>])\1{6,}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Both:
    """Lines that both sides changed: as they were, and as each side has them."""

    base: str
    here: str
    there: str


def merged(base: str, here: str, there: str) -> tuple[str, bool]:
    r"""Two versions of a text with what each changes in their common base, and whether that is all of it.

    >>> base = "1. We shall meet each year.\n"
    >>> merged(base, base.replace("shall", "should"), base.replace("year", "June"))
    ('1. We should meet each June.\n', True)
    >>> merged(base, base.replace("year", "May"), base.replace("year", "June"))
    ('1. We shall meet each [year / June – the other branch / May – this branch].\n', False)
    """
    if here == there or base in (here, there):
        return (there if here == base else here), True
    ended = (there if here.endswith("\n") == base.endswith("\n") else here).endswith("\n")
    whole = [text if text.endswith("\n") else text + "\n" for text in (base, here, there)]
    parts = tuple(_by_lines(*whole))
    text = "".join(part for part in parts if isinstance(part, str))
    is_all = not any(isinstance(part, Both) for part in parts)
    if not is_all and (found := _composed(Both(*whole))) is not None:
        text, is_all = found, True
    elif not is_all:
        solved = [(part, True) if isinstance(part, str) else _solved(part) for part in parts]
        text, is_all = "".join(part for part, _ in solved), all(settled for _, settled in solved)
    return text if ended else text.removesuffix("\n"), is_all


def merged_bytes(base: bytes, here: bytes, there: bytes) -> tuple[bytes, bool]:
    """The same for files; those that are not UTF-8 are merged line by line, as git does."""
    try:
        text, is_all = merged(*(data.decode() for data in (base, here, there)))
    except UnicodeDecodeError:
        done, conflicts = _merge_file(base, here, there, 7)
        return done, not conflicts
    return text.encode(), is_all


def _merge_file(base: bytes, here: bytes, there: bytes, size: int) -> tuple[bytes, bool]:
    """What git makes of three files, with marks of that size where both changed the same lines; and if it has marks."""
    with TemporaryDirectory(prefix=".amendtrack-merge-") as folder:
        files = [Path(folder) / name for name in ("here", "base", "there")]
        for file, data in zip(files, (here, base, there), strict=True):
            file.write_bytes(data)
        labels = [word for label in (HERE, "base", THERE) for word in ("-L", label)]
        how = ("merge-file", "-p", "--quiet", "--diff3", f"--marker-size={size}", *labels)
        try:
            return git(Path(folder), *how, *map(str, files)), False
        except GitFailed as err:
            if err.printed:
                return err.printed, True
            raise InputRefused(f"git cannot merge it: {err.said}", remedy="take the file of one side") from err


def _by_lines(base: str, here: str, there: str) -> Iterator[str | Both]:
    """The lines that git settles, and those that both sides changed, in order."""
    size = max([7, *(len(m[0]) for text in (base, here, there) for m in _MARKS.finditer(text))]) + 1
    done, _ = _merge_file(base.encode(), here.encode(), there.encode(), size)
    settled: list[str] = []
    both: dict[str, list[str]] = {}
    side = ""
    for line in done.decode().split("\n")[:-1]:
        mark = next((sign for sign in "<|=>" if line.startswith(sign * size)), "")
        if mark == ">":
            yield Both(*("".join(both[name]) for name in "|<="))
            side, both = "", {}
        elif mark:
            if mark == "<":
                yield "".join(settled)
                settled = []
            side = mark
            both[side] = []
        else:
            (both[side] if side else settled).append(line + "\n")
    yield "".join(settled)


def _composed(lines: Both) -> str | None:
    """The text with the changes of both sides, where they do not contradict each other and no character is lost."""
    try:
        con = consolidate(lines.base, [Proposal(HERE, lines.here), Proposal(THERE, lines.there)])
        whole = con.accept([HERE, THERE])
        if whole.open_slots or not (_is_exact(lines.base, lines.here) and _is_exact(lines.base, lines.there)):
            return None
        text = whole.clean()
    except AmendtrackError:
        return None
    # A unit that moved may have got a number that neither side has: for a person to see.
    return text if _words(text) <= _words(lines.base) | _words(lines.here) | _words(lines.there) else None


def _is_exact(base: str, after: str) -> bool:
    """Whether the amendments from one text to another are all that differs, so neither typography nor blanks do."""
    con = consolidate(base, [Proposal(HERE, after)]).accept([HERE])
    return not con.open_slots and con.clean() == after


def _solved(lines: Both) -> tuple[str, bool]:
    """Lines that both sides changed as one text, and whether nothing in it is left for a person."""
    if (text := _composed(lines)) is not None:
        return text, True
    return _bracketed(lines) or _marked(lines), False


def _bracketed(lines: Both) -> str:
    """The lines with both readings in brackets; empty where that could not be read as it is meant."""
    try:
        if not all(map(_is_plain, (lines.base, lines.here, lines.there))):
            return ""
        if not (_is_exact(lines.base, lines.here) and _is_exact(lines.base, lines.there)):
            return ""
        con = consolidate(lines.base, [Proposal(HERE, lines.here), Proposal(THERE, lines.there)])
        whole = con.accept([HERE, THERE])
        base, here, there = (_as(whole, side) for side in ("", HERE, THERE))
        shown = brackets(consolidate(base, [Proposal(HERE, here), Proposal(THERE, there)]))
    except AmendtrackError:  # not every reading can be chosen where moves and deletions meet
        return ""
    kept = _words(lines.here) | _words(lines.there)
    return shown if shown.endswith("\n") and kept <= _words(shown) else ""


def _is_plain(text: str) -> bool:
    """Whether a text prints as it is, so that no brackets of its own can be taken for ours."""
    return brackets(consolidate(text, [Proposal(HERE, text), Proposal(THERE, text)])) == text


def _marked(lines: Both) -> str:
    """The lines as git shows a conflict."""
    sides = (f"<<<<<<< {HERE}\n", lines.here, "||||||| base\n", lines.base, "=======\n", lines.there)
    return "".join((*sides, f">>>>>>> {THERE}\n"))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def _as(con: Consolidation, side: str) -> str:
    """The text with what is open as one side has it; as the base has it, without a side."""
    for _ in range(len(con.amendments) + 1):
        if not con.open_slots:
            break
        slot = con.open_slots[0]
        own = next((variant for variant in slot.variants if side in variant.backers), None)
        con = con.choose(slot, own) if own else con.keep(slot.address)
    return con.clean()


__all__ = ["HERE", "THERE", "merged", "merged_bytes"]
