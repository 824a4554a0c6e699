"""Emphasis is form, not wording: it asks for nothing, and nothing that is composed loses or breaks it."""

from __future__ import annotations

import re

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.consolidation.value import consolidate
from amendtrack.redline.comparison import compare
from amendtrack.redline.spoken_words import spoken_words
from amendtrack.text.typeface import pairs_of_emphasis

WORDS = "Decides requests the office to meet in June and report, soon on boats nets".split()
SIGNS = ("*", "**", "_", "***")


@st.composite
def emphasized(draw: st.DrawFn, words: list[str]) -> str:
    """The words, some of them in italics or bold."""
    made, k = [], 0
    while k < len(words):
        n = draw(st.integers(1, 4))
        sign = draw(st.sampled_from(("", "", *SIGNS)))
        part = " ".join(words[k : k + n])
        made.append(f"{sign}{part}{sign}" if not sign or part[-1] not in ",." else part)
        k += n
    return " ".join(made)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[str, str, str]:
    """A paragraph with emphasis, the same words retyped with other emphasis, and other words."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=9))
    made = list(words)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(made)))
        gone = draw(st.integers(0, 3))
        made[at : at + gone] = draw(st.lists(st.sampled_from(("gladly", "all", "ports", "every")), max_size=3))
    return draw(emphasized(words)), draw(emphasized(words)), draw(emphasized(made or ["all"]))


@st.composite
def linked(draw: st.DrawFn) -> tuple[str, str]:
    """Two paragraphs of much the same words, some of them links with emphasis in or around them."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=7))
    others = list(words)
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(others)))
        others[at : at + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(WORDS), max_size=2))
    made: list[str] = []
    for own in (words, others or ["all"]):
        parts, k = [], 0
        while k < len(own):
            n, (before, after) = draw(st.integers(1, 3)), draw(st.sampled_from(LINKS))
            part = " ".join(own[k : k + n])
            parts.append(f"{before}{part}{after}" if part[-1] != "," else part)
            k += n
        made.append(" ".join(parts))
    return made[0], made[1]


PLAIN = r"[^\W_]+|[^\w\s*]"
LINKS = (
    ("", ""),
    ("", ""),
    ("**", "**"),
    ("[", "](nets.md)"),
    ("_[", "](nets.md)_"),
    ("**[", "](nets.md)**"),
    ("[**", "**](nets.md)"),
    ("[*", "*](nets.md)"),
)


def spoken(text: str) -> tuple[str, ...]:
    return spoken_words(text.strip()).keys


def loose_signs(text: str) -> int:
    paired = sum(end - start for pair in pairs_of_emphasis(text) for start, end in pair)
    return len(re.findall(r"[*_]", text)) - paired


@depth(400)
@given(worlds())
def test_other_emphasis_of_the_same_words_asks_for_nothing(world: tuple[str, str, str]) -> None:
    base, retyped, _ = world
    assert compare(base, retyped).is_unchanged
    con = consolidate(base, {"Arda": retyped})
    assert not con.slots
    assert con.clean() == base


@depth(400)
@given(worlds())
def test_what_is_composed_has_the_proposal_s_words_and_no_half_pair(world: tuple[str, str, str]) -> None:
    base, retyped, other = world
    for proposed in (other, re.sub(r"[*_]", "", other)):
        redline = compare(base, proposed)
        spans = redline.spans()
        assert "".join(s.text for s in spans if s.kind not in ("insert", "move_to")) == base
        assert "".join(s.text for s in spans if s.kind not in ("delete", "move_from")) == proposed
        made = consolidate(base, {"Arda": proposed}).accept(["Arda"]).clean()
        assert spoken(made) == spoken(proposed)
        assert loose_signs(made) == 0, made
        assert consolidate(base, {"Arda": proposed, "Brum": retyped}).accept(["Arda"]).clean() == made


@depth(400)
@given(linked())
def test_words_keep_their_order_and_stay_apart_in_links_and_beside_them(world: tuple[str, str]) -> None:
    base, proposed = world
    made = consolidate(base, {"Arda": proposed}).accept(["Arda"]).clean()
    assert re.findall(PLAIN, made) == re.findall(PLAIN, proposed)


def test_a_plain_copy_of_a_resolution_proposes_only_its_one_change() -> None:
    base = "The Assembly,\n\n*Recalling* its report,\n\n1. *Decides* to meet in June;\n\n2. *Requests* a report.\n"
    plain = base.replace("*", "").replace("in June", "each June")
    (slot,) = consolidate(base, {"Arda": plain}).slots
    assert consolidate(base, {"Arda": plain}).accept(["Arda"]).clean() == base.replace("in June", "each June")
    assert slot


ADDED = (
    ("Q: What are boats?", "**What are boats?**", "Q: What are small boats?", "**What are small boats?**"),
    ("The Council decides to meet.", "The Council *decides* to meet now.", "The Council decides never to meet.", ""),
    ("The Council decides to meet.", "The *Council* decides to meet now.", "The Board decides to meet.", ""),
    ("The _Council_ decides to meet.", "The Council decides *to meet* now.", "The Council decides to meet.", ""),
    ("See the “net,” here.", "See the _net_, here.", "See all the “net,” here.", "See all the _net_, here."),
)


def test_emphasis_that_an_accepted_proposal_adds_comes_with_it() -> None:
    for base, one, other, both in ADDED:
        alone = consolidate(base, {"Arda": one}).accept(["Arda"]).clean()
        assert alone == (one if "_" not in base else "The _Council_ decides *to meet* now.")
        assert consolidate(base, {"Arda": one}).reject(["Arda"]).clean() == base
        if both:
            assert consolidate(base, {"Arda": one, "Brum": other}).accept(["Arda", "Brum"]).clean() == both


@pytest.mark.parametrize("sign", ["*", "**", "_", "***"])
@pytest.mark.parametrize("point", [".", "?", "!)"])
def test_a_pair_of_which_only_the_last_point_would_be_left_goes_and_comes_with_it(sign: str, point: str) -> None:
    short, long = (
        f"Boats pay here{point}\n",
        f"Boats pay there{point} {sign}Nets and ropes pay by the lake{point}{sign}\n",
    )
    for base, own in ((short, long), (long, short)):
        con = consolidate(base, {"Arda": own, "Brum": base.replace("Boats", "Ships")})
        con.check()
        assert con.accept(["Arda", "Brum"]).clean() == own.replace("Boats", "Ships")


def test_a_paragraph_of_which_an_accepted_proposal_makes_a_title_becomes_one() -> None:
    base = "Boats are red.\n\nNets and ropes.\n\nNets dry by day.\n\nFees are due.\n"
    titled = base.replace("Nets and ropes.", "### Nets and ropes\n\nNets are old.")
    con = consolidate(base, {"Arda": titled, "Brum": base.replace("Fees are", "No fees are")})
    assert con.accept(["Arda", "Brum"]).clean() == titled.replace("Fees are", "No fees are")
    assert con.accept(["Brum"]).reject(["Arda"]).clean() == base.replace("Fees are", "No fees are")
    moved = base.replace("Nets and ropes.\n\n", "") + "\n### Nets and ropes\n\nNets are old.\n"
    assert "\n### Nets and ropes" in consolidate(base, {"Arda": moved}).accept(["Arda"]).clean()


def test_form_that_comes_with_a_proposal_is_told_as_long_as_it_may_come() -> None:
    base = "Scope of the text\n\n1. Each Party keeps all ropes dry.\n\n2. Boats carry lamps.\n"
    sent = base.replace("Scope", "## Scope").replace("all ropes", "*all* ropes").replace("lamps", "bells")
    con = consolidate(base, {"Arda": sent, "Brum": base.replace("dry", "clean")})
    (told,) = con.conflicts
    said = "Arda makes a title of paragraph 1 and puts words of 1 in emphasis; that comes with Arda"
    assert told.explanation == f"{said} once all of it is accepted"
    assert con.accept(["Brum"]).conflicts == (told,)
    assert not con.accept(["Arda"]).conflicts
    assert not con.reject(["Arda"]).conflicts


def test_a_title_that_is_only_written_in_another_way_stays_as_the_draft_has_it() -> None:
    for head in ("Nets\n----", "## Nets", "**Nets**", "1. Nets"):
        base = f"Boats are red.\n\n{head}\n\nNets dry by day.\n"
        own = base.replace(head, head.split("\n")[0]).replace("are red", "are blue")
        assert consolidate(base, {"Arda": own}).accept(["Arda"]).clean() == base.replace("are red", "are blue")
    base = "Boats are red.\n\nNets\n----\n\nNets dry by day.\n"
    own = base.replace("Nets\n----", "## Nets").replace("are red", "are blue")
    assert consolidate(base, {"Arda": own}).accept(["Arda"]).clean() == base.replace("are red", "are blue")


@depth(400)
@given(worlds(), worlds())
def test_two_who_emphasize_leave_no_half_pair(world: tuple[str, str, str], another: tuple[str, str, str]) -> None:
    base, retyped, other = world
    for proposed in (other, another[2]):
        con = consolidate(re.sub(r"[*_]", "", base), {"Arda": proposed, "Brum": retyped}).accept(["Arda", "Brum"])
        while con.open_slots:
            con = con.keep(con.open_slots[0])
        assert loose_signs(con.clean()) == 0, con.clean()


FORMS = (
    ("Action {n}. {words}", "ACTION {n}. {words}"),
    ("Action {n}. {words}", "{n}. {words}"),
    ("ARTÍCULO {n}.- {words}", "Artículo {n}.- {words}"),
    ("# {n}. *{words}*", "{n}. <i>{words}</i>"),
    ("**Rule {n}**\n{words}", "Rule {n}\n{words}"),
)


@pytest.mark.parametrize(("form", "other"), FORMS)
def test_a_text_in_another_form_is_given_back(form: str, other: str) -> None:
    def written(form: str, words: tuple[str, ...]) -> str:
        return "".join(form.format(n=n, words=w) + "\n\n" for n, w in enumerate(words, 1))

    words = ("Boats pay", "Nets dry by day", "Fees are due")
    for more in (words, ("Boats never pay", *words[1:]), (words[0], "Guests sing", *words[1:])):
        con = consolidate(written(form, words), {"Arda": written(other, more)})
        con.check()
        assert len(con.slots) == (more != words)


def test_a_headings_level_and_a_tables_columns_are_no_typography() -> None:
    base = "# Plan\n\n## Roads\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nSee `the list`__ and `the map`__.\n"
    changed = (
        base.replace("## Roads", "### Roads"),
        base.replace("|---|---|", "|---|---|---|"),
        base.replace("`__", "`_"),
    )
    for text in changed:
        assert consolidate(base, {"Arda": text}).accept(["Arda"]).clean() == text
    for text in (re.sub("#+ ", "", base), base.replace("|---|---|", "|:--|--:|")):
        assert not consolidate(base, {"Arda": text}).slots


@pytest.mark.parametrize(
    "kept",
    ("The Council decides that every lamp at sea.", "The boat shall carry a lamp at sea.", "The lamp at sea."),
)
def test_a_deletion_over_two_emphasised_spans_leaves_no_blank_inside_a_sign(kept: str) -> None:
    base = "*The Council* decides that *every boat* shall carry *a lamp* at sea."
    clean = consolidate(base, {"Arda": kept}).accept(["Arda"]).clean()
    assert clean.replace("*", "") == kept
    assert all(part == part.strip() for part in clean.split("*")[1::2])


def test_a_blank_comes_after_the_sign_that_closes_and_not_before_it() -> None:
    base = "* **I have not travelled yet**: Select the **PreTrip Voucher** to reimburse travel expenses in advance.\n"
    sent = "* **I need to be paid for other than travel expenses** Concur does this as well for trips.\n"
    made = consolidate(base, {"Arda": sent}).accept(["Arda"]).clean()
    assert loose_signs(made.removeprefix("*")) == 0, made
