"""A slot holds whole pairs of the draft's own brackets, so that a choice between alternatives is one change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from random import Random

from depth import some

from amendtrack.consolidation.slots.slot import Slot
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.render.brackets import brackets

_FRAME = "1. The plant shall close {} of the vote.\n"
_CHOICES = ("within two years", "within five years", "par consensus", "two thirds, present and voting,", "如有可能")
_JOINTS = (" ", "", ", ", " or ", " / ", " and, failing that, ")


def _balanced(words: str) -> bool:
    depth = 0
    for sign in words:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return False
    return depth == 0


def _cleared(open_: str, kept: str) -> Consolidation:
    con = consolidate(_FRAME.format(open_), {"Arda": _FRAME.format(kept)})
    assert str(con.view("Arda")) == _FRAME.format(kept)
    return con


def test_an_alternative_kept_without_brackets_and_the_others_struck_are_one_change() -> None:
    for count in (2, 3):
        for joint in _JOINTS:
            for words in permutations(_CHOICES, count):
                draft = joint.join(f"[{w}]" for w in words)
                for kept in words:
                    (slot,) = _cleared(draft, kept).slots
                    (variant,) = slot.variants
                    assert _balanced(slot.base), (draft, kept, slot.base)
                    assert _balanced(variant.wording), (draft, kept, variant.wording)


def test_brackets_only_lifted_and_a_nested_alternative_chosen_leave_no_half_pair() -> None:
    rows = [
        ("[within two years / within five years]", "within five years"),
        ("[within [two] [five] years]", "within two years"),
        ("[within [two] [five] years]", "within five years"),
        ("[within [two] [five] years]", "[within five years]"),
        ("[within [two] [five] years]", "within [two] [five] years"),
        ("[A whole sentence stands here. Another stands here.]", "A whole sentence stands here. Another stands here."),
        ("[a] [b [c] d] [e]", "b c d"),
    ]
    for draft, kept in rows:
        for slot in _cleared(draft, kept).slots:
            assert all(map(_balanced, [slot.base, *(v.wording for v in slot.variants)])), (draft, kept, slot)


ALTERNATIVES = {
    "[within [two] [five] years]": (
        "within two years",
        "within five years",
        "[within two years]",
        "within [two] [five] years",
        "[within [five] years]",
    ),
    "[within two years of the start] and end": (
        "within two years [of the start] and end",
        "[within two years of the start and end]",
        "within two years [of the start and end]",
        "[within two years] of the start and end",
        "[within three years of the start] and end",
    ),
    "[shall] [should] meet": ("shall meet", "may meet", "[may] meet", "[shall] meet", "[[shall] [may]] meet"),
    "[at least ten members] [at least twelve members]": (
        "at least twelve members",
        "at least fifteen members",
        "[at least fifteen members]",
    ),
}


def _every(slots: Sequence[Slot]) -> Iterator[Slot]:
    for slot in slots:
        yield slot
        yield from _every(slot.inner)


def _halves_in(con: Consolidation) -> list[tuple[str, tuple[str, ...]]]:
    printed = ((s.base, tuple(v.wording for v in s.variants)) for s in _every(con.slots))
    return [(base, wordings) for base, wordings in printed if not all(map(_balanced, (base, *wordings)))]


def test_two_delegations_over_nested_or_moved_brackets_leave_no_half_pair() -> None:
    for draft, wordings in ALTERNATIVES.items():
        for one, other in combinations(wordings, 2):
            con = consolidate(_FRAME.format(draft), {"Arda": _FRAME.format(one), "Brum": _FRAME.format(other)})
            assert not _halves_in(con), (draft, one, other)


def test_what_another_amends_inside_lifted_brackets_is_printed_inside_and_stays_open() -> None:
    for word, other in (("two", "three"), ("of the vote", "of its vote"), ("plant", "mill")):
        draft = "1. We agree [that the plant shall close within two years of the vote]."
        con = consolidate(draft, {"Arda": draft.replace("[", "").replace("]", ""), "Brum": draft.replace(word, other)})
        (slot,) = con.slots
        assert len(slot.inner) == 1
        assert not slot.contested
        (lifted,) = (v for v in slot.variants if v.backers == ("Arda",))
        (left,) = con.choose(slot, lifted).open_slots
        assert left.parties == ("Brum",)


class _Bracketed:
    """A paragraph with pairs of brackets, and changes of it that leave them in pairs."""

    WORDS = "the plant shall close within two years of vote and fees rise".split()

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def draft(self) -> list[str]:
        words = [self.random.choice(self.WORDS) for _ in range(self.random.randint(5, 14))]
        for _ in range(self.random.randint(1, 3)):
            words = self.enclosed(words)
        return words

    def enclosed(self, words: list[str]) -> list[str]:
        for _ in range(20):
            start = self.random.randrange(len(words))
            end = self.random.randint(start + 1, len(words))
            if _balanced("".join(words[start:end])):
                return [*words[:start], "[", *words[start:end], "]", *words[end:]]
        return words

    def amended(self, words: list[str]) -> list[str]:
        for _ in range(self.random.randint(1, 3)):
            pairs = self.pairs(words)
            change = self.random.choice((self.lifted, self.struck, self.moved, self.worded, self.worded))
            words = change(words, *self.random.choice(pairs)) if pairs else self.worded(words)
        return words or ["all"]

    def pairs(self, words: list[str]) -> list[tuple[int, int]]:
        open_: list[int] = []
        found: list[tuple[int, int]] = []
        for k, word in enumerate(words):
            if word == "[":
                open_.append(k)
            elif word == "]":
                found.append((open_.pop(), k))
        return found

    def lifted(self, words: list[str], start: int, end: int) -> list[str]:
        return [*words[:start], *words[start + 1 : end], *words[end + 1 :]]

    def struck(self, words: list[str], start: int, end: int) -> list[str]:
        return [*words[:start], *words[end + 1 :]]

    def moved(self, words: list[str], *pair: int) -> list[str]:
        at = self.random.choice(pair)
        rest = [*words[:at], *words[at + 1 :]]
        places = [[*rest[:k], words[at], *rest[k:]] for k in range(len(rest) + 1)]
        return self.random.choice([made for made in places if _balanced("".join(made))])

    def worded(self, words: list[str], *_: int) -> list[str]:
        places = [k for k, word in enumerate(words) if word not in "[]"]
        if not places:
            return words
        at, new = self.random.choice(places), self.random.choice(self.WORDS)
        return [*words[:at], *self.random.choice(([], [new], [words[at], new])), *words[at + 1 :]]

    def written(self, words: list[str]) -> str:
        return f"1. {' '.join(words)}.\n\n2. Fees [may] rise.\n".replace("[ ", "[").replace(" ]", "]")


def test_in_every_view_the_readers_brackets_are_in_pairs() -> None:
    for seed in some(range(3000), 30):
        world = _Bracketed(seed)
        words = world.draft()
        names = ("Arda", "Brum", "Corv")[: world.random.randint(1, 3)]
        texts = {name: world.written(world.amended(words)) for name in names}
        con = consolidate(world.written(words), texts)
        con.check()
        brackets(con)
        assert not _halves_in(con), (seed, con.base, texts)
        for name, text in texts.items():
            made = con.accept([name])
            while made.open_slots:
                made = made.keep(made.open_slots[0])
            assert made.clean().replace("[ ", "[").replace(" ]", "]") == text, (seed, name)


_OPEN = (
    "12. Each Party [shall][should] ensure [, as appropriate,] that vessels [under its flag] carry [adequate]"
    " [sufficient] insurance.\n"
)


def test_pairs_with_words_between_them_are_decided_one_by_one() -> None:
    arda = _OPEN.replace("[shall][should]", "shall").replace("[, as appropriate,] ", "")
    arda = arda.replace("[adequate] [sufficient]", "adequate")
    brum = _OPEN.replace("[shall][should]", "should").replace("[under its flag]", "under its flag or control")
    assert brackets(consolidate(_OPEN, {"Arda": arda})) == (
        "12. Each Party [[shall][should] / shall – Arda] ensure [[, as appropriate,] – Arda delete] that vessels"
        " [under its flag] carry [[adequate] [sufficient] / adequate – Arda] insurance.\n"
    )
    con = consolidate(_OPEN, {"Arda": arda, "Brum": brum})
    assert brackets(con) == (
        "12. Each Party [[shall][should] / shall – Arda / should – Brum] ensure [[, as appropriate,] – Arda delete]"
        " that vessels [[under its flag] / under its flag or control – Brum] carry [[adequate] [sufficient] / adequate"
        " – Arda] insurance.\n"
    )
    assert [slot.contested for slot in con.slots] == [True, False, False, False]


def test_pairs_in_french_and_chinese_are_decided_one_by_one() -> None:
    rows = (
        (
            "3. Chaque Partie [peut] publier [chaque année] [un rapport].\n",
            "3. Chaque Partie peut publier [un rapport].\n",
            "3. Chaque Partie doit publier chaque année [un rapport].\n",
            "3. Chaque Partie [[peut] / peut – Arda / doit – Brum] publier [[chaque année] – Arda delete / chaque année"
            " – Brum] [un rapport].\n",
        ),
        (
            "3. 缔约方[应]公布[年度]报告。\n",
            "3. 缔约方应公布报告。\n",
            "3. 缔约方可公布[年度]报告。\n",
            "3. 缔约方[[应] / 应 – Arda / 可 – Brum]公布[[年度] – Arda delete]报告。\n",
        ),
    )
    for base, arda, brum, printed in rows:
        assert brackets(consolidate(base, {"Arda": arda, "Brum": brum})) == printed
