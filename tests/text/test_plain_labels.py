"""What is said of plain labels without the patterns is what the patterns say, for every line of small pieces."""

from __future__ import annotations

import random
from itertools import product

from depth import some

from amendtrack.text.label_forms import label_readers, label_table, opening_pattern
from amendtrack.text.plain_labels import plain_opening, plain_parts

NUMBERS = ("1", "12", "1234", "12345", "a", "z", "i", "ii", "iv", "ix", "A", "V", "aa", "bb", "Ill", "xii", "١")
SIGNS = ("", ".", ")", ":", ",", " ", "-", "°", "\\.", ".)", "º")
WORDS = (
    "", "The", "the", "bis", "Bis", "ter", "territory", "sextants", "alt", "luku", "kap.", "a", "A", "I", "In", "it",
    "B", "§", "člen", "Clear", "of", "Article", "Section", "Annex", "Part", "Schedule", "First", "second", "premier",
    "No", "Tasks", "Kisim", "CLEAR", "5", "X.", "Option", "Note", "Table", "art", "one", "wells;", "wells,", "(b)",
    "“Area”", "« L", "**Option 1:**", "[All", "L’Organe", "Настоящим", "бис", "تقوم", "مكررا", "– Wells", "’s", "é",
)  # fmt: skip


def said_by_pattern(line: str, at: int, stop: int) -> tuple[str, str]:
    found = opening_pattern().match(line, at, stop)
    if found is None or (found.lastgroup == "bis" and not found[0][0].isdecimal()):  # a letter before a word: no label
        return "", ""
    return found.lastgroup or "", found[0]


def same_opening(line: str) -> bool:
    """Whether the line is plain; both ways then agree."""
    for before, after in (("", ""), ("\n", "\nMore."), ("x ", " x")):
        source, at = before + line + after, len(before)
        plain = plain_opening(source, at, at + len(line))
        if plain is not None:
            assert plain == said_by_pattern(source, at, at + len(line)), (line, plain)
    return plain_opening(line, 0, len(line)) is not None


def test_lines_of_small_pieces_open_alike() -> None:
    heads = [f"{b}{n}{s}" for b in ("", "(", "[", "\\(") for n in NUMBERS for s in SIGNS]
    heads += [f"{w}{gap}{n}{s}" for w in WORDS for gap in (" ", "") for n in NUMBERS[:7] for s in ("", ".", ":", ")")]
    known = [same_opening(head + gap + word) for head in some(heads, 300) for gap in (" ", "", "  ") for word in WORDS]
    assert sum(known) > len(known) // 8  # and it is not that hardly anything is plain


def test_prose_opens_alike() -> None:
    chance = random.Random(5)
    table = label_table()
    letters = "abcdeilnorstuvxéßабвгиклабопркخاي"
    words = [word for line in table.lines for word in line.words] + list(WORDS)
    words += ["".join(chance.choices(letters, k=chance.randint(1, 8))) for _ in range(1500)]
    words += ['"Group', "“Group", "'s", "«Le", "État", "états", "Государства", "تقوم", "İlk", "ılık", "ſection"]
    words += [word + end for word in words[:2000] for end in ("bis", "no", "nr", "ter", "5", "\u0301", " ante")]
    forms = {form for w in words for form in (w, w.capitalize(), w.upper(), w.casefold())} - {""}
    for word in some(sorted(forms), 1500):
        for rest in (
            "",
            " 5",
            " the",
            ", the",
            " bis",
            " V",
            "5",
            "-",
            " Part",
            ". The",
            " schedule",
            " (a)",
            "-making",
            " nr 5",
            " no 5",
            " of the",
            " one",
            " li",
            " xi ",
            ": a",
            " to 5",
            " n. 5",
            ", 5",
        ):
            same_opening(word + rest)


def test_an_article_before_a_word_opens_alike() -> None:
    words = {form for line in label_table().lines for word in line.words for form in (word, word.casefold())}
    for article, word in some([*product("Aa", sorted(words | {"position", "bis", "ante", *WORDS}))], 250):
        for rest in ("", " 5", " the", " bis", ".", ")"):
            same_opening(f"{article} {word}{rest}")
    assert plain_opening("a position to do so", 0, 19) == ("", "")


def test_signs_open_alike() -> None:
    signs = "\"“”„«»‘’'…#>`~!@$%&+={}|:;,/*_[]()-–—\\^§№¶<.?"
    for first, second in some([*product(signs, ["", *signs, *"15 aAbIxZ"])], 250):
        for rest in ("", " 5", "5", " the", "12] The", "^1]: A note", "a) The", "5. The", " (a) The"):
            same_opening(first + second + rest)


def test_every_line_of_the_table_opens_alike() -> None:
    for form in label_table().forms:
        same_opening(form.line)
        same_opening(form.line.replace("  ", " ").replace("\t", " "))


def test_plain_labels_have_the_same_parts() -> None:
    printed = [
        f"{b}{n}{s}" for b in ("", "(", "[", "Article ", "Kap ", "Section  ", "Ill ") for n in NUMBERS for s in SIGNS
    ]
    printed += [f"{a} {b}{c}" for a, b, c in product(WORDS, NUMBERS, SIGNS[:5])]
    printed += [form.label for form in label_table().forms]
    plain = {label: parts for label in printed if (parts := plain_parts(label))}
    assert len(plain) > 100
    for label, parts in plain.items():
        assert parts == next((p for reader in label_readers() if (p := reader.parts_of(label))), None), label
