"""The worlds in which the laws are tried: all small ones, and random ones that look like drafts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from hypothesis import strategies as st

from amendtrack.consolidation.value import Consolidation, consolidate

WORDS = ("clear", "mark", "survey")
UNITS = (
    "Clear the fields that lie close to villages.",
    "Teach every child about the risk of mines.",
    "Ask survivors first; publish what they answer each year.",
)
World = tuple[str, str, str]


def texts(pieces: tuple[str, ...], between: str) -> tuple[str, ...]:
    """All texts of up to two of the pieces, the empty one too."""
    return tuple(between.join(chosen) for n in range(3) for chosen in product(pieces, repeat=n))


SMALL = {"words": texts(WORDS, " "), "units": texts(UNITS, "\n\n")}
"""Thirteen texts each, so 2,197 worlds of a base and two proposals."""


def small_worlds(kind: str) -> Iterator[World]:
    """Every base with every pair of proposals."""
    yield from product(SMALL[kind], repeat=3)


@cache
def consolidated(base: str, arda: str, brum: str) -> Consolidation:
    """The world's consolidation, computed once for all laws."""
    return consolidate(base, {"Arda": arda, "Brum": brum})


# -- random worlds ------------------------------------------------------------------------------

SENTENCES = (
    "States Parties will clear all mined areas without delay.",
    "Each Party shall report annually on the progress made.",
    "Survivors should be included in all planning.",
    "Affected States may ask for technical assistance.",
    "L’État partie s’engage à détruire ses stocks dès que possible.",
    "缔约国应尽快清除雷区。",
    "Государства-участники ежегодно представляют доклады.",
    "تلتزم الدول الأطراف بإزالة الألغام بحلول عام ٢٠١٤.",
    "Stocks [shall] [should] be destroyed by 2014.",
    "Train medical staff and provide prostheses in every district.",
)
NEW_WORDS = ("promptly", "known", "and marked", "every year", "尽", "всех", "الآن", "“quoted”", "[may]", "2,000 km")
NOISE = ((" ", "  "), ("’", "'"), ("-", "\u2011"), (" ", "\u00a0"), ("“", '"'))
LABELS = ("", "{n}. ", "({a}) ", "Action #{n}: ")


@st.composite
def drafts(draw: st.DrawFn, smallest: int = 1) -> list[str]:
    """The wordings of a draft's units, all different."""
    picked = draw(st.lists(st.integers(0, 9), min_size=smallest, max_size=6, unique=True))
    second = [" " + SENTENCES[(n + 3) % 10] if draw(st.booleans()) else "" for n in picked]
    return [SENTENCES[n] + more for n, more in zip(picked, second)]


def written(units: list[str], style: str) -> str:
    """The units as a text, labelled in one style."""
    return "\n\n".join(style.format(n=k, a="abcdefghijklmnop"[k - 1]) + u for k, u in enumerate(units, 1)) + "\n"


@st.composite
def edited(draw: st.DrawFn, unit: str) -> str:
    """A unit with one phrase put in, taken out or replaced."""
    words = unit.split(" ")
    at = draw(st.integers(0, len(words) - 1))
    gone = draw(st.integers(0, 2))
    new = [draw(st.sampled_from(NEW_WORDS))] if gone == 0 or draw(st.booleans()) else []
    made = " ".join([*words[:at], *new, *words[at + gone :]])
    return made if made.strip() else unit


@st.composite
def amended(draw: st.DrawFn, units: list[str]) -> list[str]:
    """The units with one to three acts of a delegation: edit, delete, insert, move, split, join."""
    made = list(units)
    acts = st.sampled_from(("edit", "edit", "delete", "insert", "move", "split", "join"))
    for act in draw(st.lists(acts, min_size=1, max_size=3)):
        if not made:
            break
        at = draw(st.integers(0, len(made) - 1))
        if act == "edit":
            made[at] = draw(edited(made[at]))
        elif act == "delete" and len(made) > 1:
            del made[at]
        elif act == "insert":
            made.insert(at, draw(edited(draw(st.sampled_from(SENTENCES)))))
        elif act == "move":
            made.insert(draw(st.integers(0, len(made) - 1)), made.pop(at))
        elif act == "split" and ". " in made[at]:
            made[at : at + 1] = made[at].replace(". ", ".\0", 1).split("\0")
        elif act == "join" and at + 1 < len(made):
            made[at : at + 2] = [made[at] + " " + made[at + 1]]
    return made


@st.composite
def noisy(draw: st.DrawFn, text: str) -> str:
    """The text as another keyboard types it."""
    sign, other = draw(st.sampled_from(NOISE))
    return text.replace(sign, other, draw(st.integers(1, 3)))


@st.composite
def worlds(draw: st.DrawFn, styles: tuple[str, ...] = LABELS, with_noise: bool = True) -> World:
    """A draft and two delegations' texts."""
    units, style = draw(drafts()), draw(st.sampled_from(styles))
    sent = [written(draw(amended(units)), style) for _ in range(2)]
    if with_noise and draw(st.booleans()):
        sent[0] = draw(noisy(sent[0]))
    return written(units, style), sent[0], sent[1]
