"""Every marker of a footnote cites, in the consolidated text, the note that its author cited."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.render.brackets import brackets
from amendtrack.render.parsing import read_brackets

BASE = """1. Inspect wells[^1] each year and replace ropes[^2] and pumps[^3].

2. Report[^4].

[^1]: In the dry season.

[^2]: Ropes are dry.

[^3]: Pumps of iron.

[^4]: In all languages.
"""
LATER = (("[^4]", "[^5]"), ("[^3]", "[^4]"), ("[^2]", "[^3]"))
"""What becomes of the numbers where a note is put in after the first, as a word processor numbers them."""
TIN = ("[^3]: Ropes", "[^2]: Of tin.\n\n[^3]: Ropes")
TIN_SHOWN = "[[^1 bis]: Of tin. – Arda]"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (
            (*LATER, ("replace ropes", "clean buckets[^2] and replace ropes"), TIN),
            ("year [and clean buckets[^1 bis] – Arda] and replace ropes[^2] and pumps[^3].", TIN_SHOWN),
        ),
        (
            (*LATER, ("ropes[^3]", "buckets[^2] and ropes[^3]"), TIN),
            ("[buckets[^1 bis] and – Arda] ropes[^2] and pumps[^3].", TIN_SHOWN),
        ),
        (
            (*LATER, ("2. Report", "2. Use pumps[^4] and tin[^2].\n\n3. Report"), TIN),
            ("[1 bis. Use pumps[^3] and tin[^1 bis]. – Arda]", TIN_SHOWN),
        ),
        (
            (("ropes[^2] and pumps[^3]", "pumps[^2] and ropes[^3]"), ("[^2]: Ropes are dry.\n\n[^3]: Pumps of iron.",
             "[^2]: Pumps of iron.\n\n[^3]: Ropes are dry.")),
            ("[ropes[^2] and pumps[^3] / pumps[^3] and ropes[^2] – Arda].",),
        ),
        (
            ((" and replace ropes[^2]", ""), ("[^2]: Ropes are dry.\n\n", ""), ("[^3]", "[^2]"), ("[^4]", "[^3]")),
            ("pumps[^3].", "\n\n2. Report[^4].", "[[^2]: Ropes are dry. – Arda delete]"),
        ),
        (
            (("2. Report", "2. Use pumps[^3].\n\n3. Report"),),
            ("[1 bis. Use pumps[^3]. – Arda]",),
        ),
    ],
)  # fmt: skip
def test_a_marker_cites_the_note_that_its_author_cited(
    edits: tuple[tuple[str, str], ...], expected: tuple[str]
) -> None:
    after = BASE
    for old, new in edits:
        after = after.replace(old, new)
    shown = brackets(consolidate(BASE, {"Arda": after}))
    assert all(passage in shown for passage in expected), shown


def test_two_new_notes_of_two_delegations_keep_their_markers() -> None:
    texts = {}
    for name, word, note in (("Arda", "buckets", "Of tin."), ("Brum", "chains", "Of steel.")):
        after = BASE
        for old, new in (
            *LATER,
            ("replace ropes", f"replace {word}[^2] and ropes"),
            ("[^3]: R", f"[^2]: {note}\n\n[^3]: R"),
        ):
            after = after.replace(old, new)
        texts[name] = after
    shown = brackets(consolidate(BASE, texts))
    for word, note in (("buckets", "Of tin."), ("chains", "Of steel.")):
        (mark,) = (mark for mark in ("[^1 bis]", "[^1 ter]") if f"{word}{mark} and" in shown)
        assert f"[{mark}: {note} – " in shown


def test_notes_end_the_text_whatever_others_add_there() -> None:
    base = "Article 1\n\n1. Wells are dug in spring.\n\nArticle 2\n\n1. Charts are public.\n"
    old = base.replace("public", "public[^1]") + "\n[^1]: In the office.\n"
    more = "2. Ships pay a toll.\n\nArticle 3\n\n1. Lamps burn[^9].\n"
    for draft, last in ((base, "public.\n"), (old, "public[^1].\n")):
        noted = draft.replace("spring", "spring[^8]") + "\n[^8]: As the club decides.\n"
        added = draft.replace(last, last + f"\n{more}") + "\n[^9]: Of oil.\n"
        loose = draft.replace(last, last + "\n2. Nets are dried on the shore.\n")
        con = consolidate(draft, {"Arda": noted, "Brum": added, "Corv": loose})
        both = con.accept(["Arda", "Brum", "Corv"]).clean()
        assert both.index("1. Lamps") < both.index("]: As the club") < both.index("]: Of oil")
        assert both.index("Nets") < both.index("Article 3")
        assert str(read_brackets(brackets(con), con.delegations).base) == draft


@pytest.mark.parametrize("brum", [(), ("Report[^5].", "[^5]: Of wool.")], ids=["alone", "beside a note of another"])
def test_two_notes_under_one_name_are_two_and_the_markers_are_those_of_the_first(brum: tuple[str, ...]) -> None:
    arda = BASE.replace("ropes[^2]", "ropes[^2] of hemp[^5]") + "\n[^5]: Of hemp.\n\n[^5]: Of silk.\n"
    sent = {"Arda": arda}
    if brum:
        sent["Brum"] = f"{BASE.replace('Report[^4].', 'Report[^4] early[^5].')}\n{brum[1]}\n"
    made = consolidate(BASE, sent).accept([*sent]).clean()
    names = [line.split(":")[0] for line in made.splitlines() if line.startswith("[^")]
    assert len(names) == len({*names})
    (hemp,) = (line.split(":")[0] for line in made.splitlines() if line.endswith(": Of hemp."))
    assert f"of hemp{hemp} " in made
    assert made.count("Of silk.") == 1
