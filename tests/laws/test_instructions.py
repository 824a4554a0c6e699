"""An edit made by hand and the same edit said in words give the same text, in three languages; and hostile messages."""

from __future__ import annotations

import pytest
from depth import ALL, depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.text.units import parse_text

WORDS = ["areas", "mines", "victims", "States", "clear", "help", "report", "annually", "survey", "train"]
sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=6, unique=True)
texts = st.lists(sentences, min_size=3, max_size=6)
SAYINGS = {
    "replace": (
        'para {n}: replace "{a}" by "{b}"',
        "Au paragraphe {n}, remplacer « {a} » par « {b} »",
        'En el párrafo {n}, sustituir "{a}" por "{b}"',
    ),
    "delete": ('delete "{a}" in para {n}', "Paragraphe {n} : supprimer « {a} »", 'Párrafo {n}: suprímase "{a}"'),
    "after": (
        'In para {n}, after "{a}" insert "{b}"',
        "Au paragraphe {n}, après « {a} », insérer « {b} »",
        'En el párrafo {n}, después de "{a}", insértese "{b}"',
    ),
    "strike": ("delete para {n}", "Supprimer le paragraphe {n}", "Suprímase el párrafo {n}"),
    "new": (
        'after para {n} insert: "{b}."',
        "Après le paragraphe {n}, insérer un nouveau paragraphe : « {b}. »",
        'Después del párrafo {n}, insertar un nuevo párrafo: "{b}."',
    ),
    "rewrite": (
        'para {n} should read: "{b}."',
        "Le paragraphe {n} devrait se lire comme suit : « {b}. »",
        'El párrafo {n} debería decir: "{b}."',
    ),
}


def written(paragraphs: list[tuple[str, list[str]]]) -> str:
    return "\n\n".join(f"{label} {' '.join(words)}." for label, words in paragraphs) + "\n"


@depth(120)
@given(data=st.data(), text=texts, language=st.integers(0, 2))
def test_an_edit_said_in_words_is_the_edit_made_by_hand(
    data: st.DataObject, text: list[list[str]], language: int
) -> None:
    base = [(f"{n}.", words) for n, words in enumerate(text, 1)]
    expected: list[tuple[str, list[str]]] = []
    said = []
    for n, (label, words) in enumerate(base, 1):
        act = data.draw(st.sampled_from(["", "", *SAYINGS]))
        at = data.draw(st.integers(0, len(words) - 1))
        fresh = data.draw(st.sampled_from(["wholly new", "peace", "without delay"]))
        if act == "rewrite":  # a fragment in the place of a paragraph would be asked back
            fresh = f"{fresh if words[0].islower() else fresh.capitalize()} is what all agree on from now on"
        if act:
            said.append(SAYINGS[act][language].format(n=n, a=words[at], b=fresh))
        match act:
            case "replace":
                expected.append((label, [*words[:at], fresh, *words[at + 1 :]]))
            case "delete":
                expected.append((label, [*words[:at], *words[at + 1 :]]))
            case "after":
                expected.append((label, [*words[: at + 1], fresh, *words[at + 1 :]]))
            case "new":
                expected += [(label, words), (f"{n} bis.", [fresh])]
            case "rewrite":
                expected.append((label, [fresh]))
            case "":
                expected.append((label, words))
    if not expected:
        return
    message = data.draw(st.sampled_from(["\n", "\n\n", ";\n", "\n- "])).join(said)
    carried = carry_out(read_message(message), parse_text(written(base)), {})
    # A word that comes to stand first takes the capital that its place needs.
    assert (carried.text.casefold(), carried.problems) == (written(expected).casefold(), ())
    assert len(carried.done) == len(set(said))


@depth(150)
@given(st.text(alphabet="ab \"“”«»'‘’5.:;,\n()[]>-xdelete replace by para after insert", max_size=120))
def test_no_message_is_lost_or_breaks_anything(message: str) -> None:
    base = parse_text("5. a b, delete x.\n\n6. para b.\n")
    read = read_message(message)
    carried = carry_out(read, base, {})
    kept = " ".join(
        [i.words for i in read.instructions]
        + [c.words for c in read.comments]
        + [u.words for u in read.unread]
        + [a.words for a in read.apart]
    )
    assert len(carried.problems) + len(carried.remarks) >= len(read.unread)
    for word in "ab":  # a letter of the message is in something that is told
        assert word not in message or word in kept or not kept or word in message.replace(kept, "")


MANY = 1000 if ALL else 10
HOSTILE = {
    "quotes": '"' * MANY * 40,
    "open quotes": "“" * MANY * 40,
    "nested quotes": "“" * MANY * 20 + "”" * MANY * 20,
    "pairs": '"a" ' * MANY * 10,
    "single": "'a " * MANY * 13,
    "mixed": "“a\" 'b «c " * MANY * 10,
    "lines of quotes": '"a"\n' * MANY * 10,
    "blank": " " * MANY * 40,
    "lines": "\n" * MANY * 40,
    "places": "para 5, " * MANY * 5,
    "commas": "," * MANY * 40,
    "clauses": 'delete "a"; ' * MANY * 3,
    "colons": "a: " * MANY * 13,
    "labels": "5 bis " * MANY * 2,
    "letters": "in of to " * MANY * 4,
    "brackets": "(a)" * MANY * 13,
    "names": "Norvia of " * MANY * 10 + " proposes to",
    "new": "add new para 5 bis:\n" * MANY * 5,
    "word": "a" * MANY * 40,
    "earlier": "> " * MANY * 20,
    "and": 'and delete "x" ' * MANY * 2,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_message_is_read_to_its_end(name: str) -> None:
    base = parse_text("".join(f"{n}. Clear a and all the mined areas of a State.\n\n" for n in range(1, 50)))
    carried = carry_out(read_message(HOSTILE[name]), base, {})
    assert bool(carried.done) == (carried.text != base.source)
