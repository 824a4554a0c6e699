"""Places read from a message: ``Article 3, paragraph 2 (b)``, ``OP7``; but not ``the second sentence``.

The patterns are in ``place_patterns``, what is read is a ``cited_place.Place``, and the units of a draft that it names
are found in ``guide``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from amendtrack.intake.instructions import place_patterns as patterns
from amendtrack.intake.instructions.cited_place import LEVELS, TITLE, Place, PlacePart, is_deeper, is_roman, same_number
from amendtrack.intake.instructions.forms import COUNTED, counted_in
from amendtrack.intake.instructions.place_words import keys
from amendtrack.intake.instructions.spelling import plain

_IN_TABLES = ("row", "rowkind", "nth row", "column", "nth column")


def _quoted_part(found: re.Match[str], quoted: str) -> PlacePart | None:
    """The part that a quotation names; None if it is neither a number nor the words of a row or column."""
    key, words = str(found.lastgroup), plain(" ".join(quoted.split())).strip(" .")
    if key in patterns.BY_WORDS:
        return PlacePart(key, words) if words else None
    return PlacePart("item", same_number(words.strip("()（）"))) if patterns.QUOTED_NUMBER.fullmatch(words) else None


@lru_cache(maxsize=1 << 12)
def match_place(folded: str, at: int, quoted: tuple[str, ...] = ()) -> tuple[Place, int] | None:
    """The place written at this offset of a folded clause, and where it ends.

    Each quotation in the clause is written ``Q``; ``quoted`` are the words of the next ones.

    >>> place, end = match_place("para 14 bis (a), replace", 0)
    >>> [(part.word, part.number, part.suffix) for part in place.parts], end
    ([('para', '14', 'bis'), ('', 'a', '')], 15)
    """
    if not (folded[at : at + 1].isalpha() or folded[at : at + 1] in patterns.opening_signs()):
        return None
    return _led_in(folded, at, quoted) or _in_steps(folded, at, quoted) or _title_alone(folded, at)


def _led_in(folded: str, at: int, quoted: tuple[str, ...]) -> tuple[Place, int] | None:
    """A place that begins with the word for a title, a chapeau, a page or a table, and goes on with another."""
    if found := patterns.quoted_title().match(folded, at):
        words = next(iter(quoted), "")
        return Place(f"heading “{words}”", heading=words, alone=True), found.end()
    if (page := patterns.page().match(folded, at)) and (
        after := match_place(folded, _next_word(folded, page.end()), quoted)
    ):
        return after if after[0].parts else None
    for pattern in (patterns.title_of(), patterns.chapeau_of()):
        if found := pattern.match(folded, at):
            inner = match_place(folded, found.end())
            if inner and inner[0].parts:
                is_title = pattern is patterns.title_of()
                return Place(folded[at : inner[1]], inner[0].parts, alone=True, titled=is_title), inner[1]
    found = patterns.table().match(folded, at)
    return _in_table(folded, at, found, quoted) if found else None


def _in_steps(folded: str, at: int, quoted: tuple[str, ...]) -> tuple[Place, int] | None:
    """A place in its steps, each inside the one before it or after it: ``paragraph 2 (a) of Article 3``."""
    parts, end = _steps(folded, at, quoted)
    if not parts:
        return None
    if found := patterns.table().match(folded, end):
        if parts[-1].word not in _IN_TABLES:
            parts.append(_TABLE)
        end = found.start("on") if found["on"] else found.end()
    with_degree = any(part.word == "degree" for part in parts)
    innermost_last = tuple(sorted(parts, key=lambda p: 5.5 if with_degree and is_roman(p) else p.level))
    if len(parts) == 2 and parts[0].level < parts[1].level and patterns.inside().search(folded, at, end):
        innermost_last = (parts[1], parts[0])  # “Section 2 of Article 3” is never Article 3 of Section 2
    alone, titled = innermost_last[-1].word in ("note", "nth line"), False
    if len(folded) > end and (ending := patterns.ends_alone().match(folded, end)):
        alone, titled, end = True, ending["title"] is not None, ending.end()
    named = _as_said(folded[at:end], quoted)
    if behind := patterns.of_the_whole().match(folded, end):
        end = behind.end()
    return Place(named, innermost_last, alone=alone, titled=titled), end


def _steps(folded: str, at: int, quoted: tuple[str, ...]) -> tuple[list[PlacePart], int]:
    parts: list[PlacePart] = []
    end = at
    while len(parts) < _MOST_STEPS:
        if parts and (page := patterns.page().match(folded, end)):
            end = page.end()
        link = patterns.link().match(folded, end) if parts else None
        start = link.end() if link else end
        following = quoted[folded.count("Q", at, start) :]
        if parts and (beside := _in_brackets(folded, end, parts, following)):
            parts, end = [*parts, *beside[0]], beside[1]
            continue
        step = _step(folded, start, following, bare=not parts)
        if step is None and parts:  # “, sous-paragraphe a”: the word begins like a preposition
            comma = patterns.COMMA.match(folded, end)
            step = _step(folded, comma.end() if comma else end, following, bare=False)
            step = step or _step(folded, end, following, bare=False)
        apart = parts and re.search(" - |[:：]", folded[end:start])
        if step is None or (apart and not _goes_deeper(parts[-1], step[0])):
            break
        if step[0].word in _NEVER_NESTED and any(part.word == step[0].word for part in parts):
            break  # ``OP1, OP2 and OP3``
        parts.append(step[0])
        end = step[1]
        if parts[-1].level < LEVELS["item"] and (link := patterns.BEFORE_ITEM.match(folded, end)):
            end = link.end()  # ``paragraph 5, (a)``
        while (item := patterns.ITEM.match(folded, end) or patterns.HALF.match(folded, end)) and len(
            parts
        ) < _MOST_STEPS:
            parts.append(_part("", item))
            end = item.end()
    return [_of_an_item(part, following) for part, following in zip(parts, [*parts[1:], None])], end


def _as_said(words: str, quoted: tuple[str, ...]) -> str:
    """The words of a place, with what it quotes.

    >>> _as_said("the row Q ", ("Fees",))
    'the row “Fees”'
    """
    rest = iter(quoted)
    return re.sub("Q", lambda _: f"“{next(rest, '…')}”", words.strip())


def _of_an_item(part: PlacePart, following: PlacePart | None) -> PlacePart:
    """``sub-paragraph 4 (c)`` names paragraph 4, whose item it is."""
    is_outer = part.word == "subpara" and part.number.isdecimal() and following is not None and following.word == ""
    return replace(part, word="para") if is_outer else part


def _title_alone(folded: str, at: int) -> tuple[Place, int] | None:
    if found := patterns.title_of_whole().match(folded, at):
        return Place(f"title of the {found['of'] or found['is']}", alone=True, titled=True), found.end()
    if found := patterns.draft_title().match(folded, at):
        return Place("title of the text", alone=True, titled=True), found.end()
    if found := patterns.bare_title().match(folded, at):
        return TITLE, found.end()
    return None


_MOST_STEPS = 6
_NEVER_NESTED = frozenset(("op", "pp", "article", "chapter", "rule", "principle", "recommendation", "action"))


def _in_brackets(
    folded: str, at: int, parts: list[PlacePart], quoted: tuple[str, ...]
) -> tuple[tuple[PlacePart, ...], int] | None:
    """``Article 2 (paragraph 1)``, ``paragraph 1 (Article 2)``: a place in brackets, inside the other or around it."""
    opened = patterns.BRACKET.match(folded, at)
    inner = match_place(folded, opened.end(), quoted) if opened else None
    if inner is None or not inner[0].parts or inner[0].titled:
        return None
    closed = folded[inner[1] : inner[1] + 1] in (")", "）")
    if not closed and folded[inner[1] - 1] not in (")", "）"):  # “paragraph 2)” is a place with its bracket
        return None
    mine = [5.5 if is_roman(part) else part.level for part in parts]
    levels = [part.level for part in inner[0].parts]
    if inner[0].parts[0].word == "" or not (min(levels) > max(mine) or max(levels) < min(mine)):
        return None
    return inner[0].parts, inner[1] + closed


_TABLE = PlacePart("table", "0")
"""All rows of a table that has no number."""


def _in_table(folded: str, at: int, found: re.Match[str], quoted: tuple[str, ...]) -> tuple[Place, int]:
    """``the table in the annex``, ``the table, row 2``: a place in a table, or the whole table."""
    inner = match_place(folded, found.end(), quoted) if found["on"] else None
    parts: tuple[PlacePart, ...] = ()
    end = found.start("on") if found["on"] else found.end()
    if inner and inner[0].parts:
        parts, end = inner[0].parts, inner[1]
    if not (parts and parts[-1].word in _IN_TABLES) and (link := patterns.then().match(folded, end)):
        deeper = match_place(folded, link.end(), quoted[folded.count("Q", at, link.end()) :])
        if deeper and deeper[0].parts and deeper[0].parts[0].word in _IN_TABLES:
            parts, end = (*parts, *deeper[0].parts), deeper[1]
    whole = parts if parts and parts[-1].word in (*_IN_TABLES, "table") else (*parts, _TABLE)
    return Place(_as_said(folded[at:end], quoted), whole), end


def _next_word(folded: str, at: int) -> int:
    return len(folded) - len(folded[at:].lstrip(" ,،，:："))


def _step(folded: str, at: int, quoted: tuple[str, ...], *, bare: bool) -> tuple[PlacePart, int] | None:
    if quoted and (found := patterns.by_quotation().match(folded, at)) and (part := _quoted_part(found, quoted[0])):
        return part, found.end()
    if quoted and (found := patterns.by_opening().match(folded, at)):
        return PlacePart(
            "term" if found["term"] else "opening", plain(" ".join(quoted[0].split())).strip(" .,:*_")
        ), found.end()
    if found := patterns.named().match(folded, at):
        return _named_part(next(key for key in keys() if found[key]), found), found.end()
    for openings, pattern in patterns.ordinal():
        if patterns.opens_with(folded, at, openings) and (found := pattern.match(folded, at)):
            names = [name for name, words in found.groupdict().items() if words]
            key = next(name for name in names if not name.startswith(COUNTED)).rstrip("_")
            return _counted_part(key, counted_in(found)), found.end()
    for key, pattern in patterns.around() if patterns.may_be_around(folded, at) else ():
        if found := pattern.match(folded, at):
            return _part(key, found), found.end()
    if found := patterns.by_bare_words().match(folded, at):
        return PlacePart("row" if found["row"] else "column", found["words"].strip()), found.end()
    if found := patterns.row_behind().match(folded, at):
        return PlacePart("row", found["words"]), found.end()
    if found := patterns.MARKER.match(folded, at):
        return _part("note", found), found.end()
    for key, pattern in patterns.unnumbered_parts():
        if found := pattern.match(folded, at):
            return PlacePart(key, ""), found.end()
    if found := patterns.ALONE_IN_FRENCH.match(folded, at):
        degree = found["degree"]
        return PlacePart("degree", degree) if degree else _part("", found), found.end()
    if not bare and (found := patterns.NUMBERED_IN.match(folded, at)):
        return _part("", found), found.end()
    if bare and (found := patterns.DEGREE.match(folded, at)):
        return PlacePart("degree", found["number"]) if found["number"] else PlacePart("", found["roman"]), found.end()
    if bare and patterns.JOINED.search(folded[:at]) and (found := patterns.HALF.match(folded, at)):
        return _part("", found), found.end()
    if bare and (
        found := patterns.GLUED.match(folded, at) or patterns.BARE.match(folded, at) or patterns.ITEM.match(folded, at)
    ):
        return _part("", found), found.end()
    return None


def _named_part(key: str, found: re.Match[str]) -> PlacePart:
    """A part from its word and number; where a word is used at several levels, the number decides."""
    part = _part(key, found)
    if key == "item" and "." in part.number:
        return replace(part, word="para")
    if key not in ("line", "step", "subpara"):
        return part
    if not part.number.isdecimal():
        return replace(part, word="item")
    return replace(part, word="nth line") if key == "line" else part


def _goes_deeper(outer: PlacePart, inner: PlacePart) -> bool:
    """Whether a part after a dash is inside the part before it, and not the next place of a list."""
    if outer.level == inner.level == LEVELS["item"]:
        return is_deeper(inner, outer) or inner.number.isdecimal() != outer.number.isdecimal()
    return inner.level > outer.level


def _counted_part(key: str, number: int) -> PlacePart:
    called = key if key in ("pp", "op") or (key in patterns.ONE_EACH and number > 0) else f"nth {key}"
    return PlacePart(called, str(number))


def _part(word: str, found: re.Match[str]) -> PlacePart:
    groups = found.groupdict()
    suffix = groups.get("suffix") or groups.get("outer") or ""
    return PlacePart(word, same_number(found["number"]), " ".join(re.sub(r"[.\-\u064b]", " ", suffix).split()))
