"""Paragraphs numbered with nothing but a number: read under the articles that count on with them, and nowhere else."""

import pytest

from amendtrack import compare, consolidate
from amendtrack.redline.amendment import amendments
from amendtrack.text.addresses import addresses
from amendtrack.text.units import format_text, parse_text

ACTS = {
    "German": "Art. 5 Grundsätze\n\n1 Der Bund achtet das Recht.\n\n2 Er handelt nach Treu und Glauben.\n\n"
    "3 Er wacht über die Seen.\n",
    "French, in lines": "# Loi\n\n## Art. 1 Buts\n1 La Confédération vote\nau printemps.\n2 Elle dort.\n\n"
    "## Art. 2\n1 Chacun pêche; il\n   a. mange;\n   b. dort.\n2 Les filets sèchent dans\n3 États.\n",
    "Italian": "Art. 8\nUguaglianza\n\n1 Tutti sono uguali davanti a noi.\n\n2 Nessuno può essere discriminato.\n\n"
    "Art. 9\n\nOgnuno ha un nome.\n",
    "title in a heading": "## Artikel 4\n\n### Boote\n\n1 «Boot» ist ein Schiff.\n\n"
    "1bis Das Floss ist keines.\n\n2 Boote fahren.\n",
}
LABELS = {
    "German": ["Art. 5", "1", "2", "3"],
    "French, in lines": ["Art. 1", "1", "2", "Art. 2", "1", "a.", "b.", "2"],
    "Italian": ["Art. 8", "1", "2", "Art. 9"],
    "title in a heading": ["Artikel 4", "1", "1bis", "2"],
}
PROSE = (
    "Article 5\n\n3 States abstained.\n\n12 States voted.\n",
    "Article 5\n\n1 State voted against the text.\n\n2 States took no part in the vote.\n",
    "Report\n\n1 Norvia was late on Monday.\n\n2 Brum was late on Tuesday.\n\n3 Corv was late too.\n",
    "Art. 5 Boote\n\n1 Der Bund achtet das Recht.\n\n2 Er handelt.\n\n3 Er wacht.\n\nAnhang\n\n30 Boote fuhren aus.\n",
    "Art. 5\n\nEs tagte am\n\n1 Mai in der Stadt.\n\n2 Juni im Dorf am See.\n",
)


@pytest.mark.parametrize("kind", ACTS)
def test_bare_numbers_below_an_article_are_labels(kind: str) -> None:
    text = parse_text(ACTS[kind])
    assert [unit.label for unit in text.units if unit.label] == LABELS[kind]
    assert format_text(text) == ACTS[kind]


def test_they_are_addressed_by_their_article() -> None:
    text = parse_text(ACTS["Italian"])
    assert [name for name in addresses(text) if ", " in name] == ["Art. 8, 1", "Art. 8, 2", "Art. 9, paragraph 1"]


@pytest.mark.parametrize("source", PROSE)
def test_a_sentence_that_begins_with_a_number_has_no_label(source: str) -> None:
    labels = [unit.label for unit in parse_text(source).units if unit.label]
    assert all(not label.isdecimal() for label in labels)


@pytest.mark.parametrize("kind", ACTS)
def test_a_new_paragraph_is_one_amendment_and_the_numbers_after_it_follow(kind: str) -> None:
    before = ACTS[kind]
    at = before.index("2 ", before.index("\n1 "))
    new = "2 Norvia legt jedes Jahr einen Bericht über den See vor."
    gap = before[:at][len(before[:at].rstrip()) :]
    rest = before[at:].replace("3 Er", "4 Er", 1).replace("2 ", "3 ", 1)
    (amendment,) = amendments(compare(before, before[:at] + new + gap + rest))
    assert amendment.after == new


def test_a_paragraph_deleted_leaves_the_others_their_numbers() -> None:
    before = ACTS["German"]
    proposal = before.replace("2 Er handelt nach Treu und Glauben.\n\n", "")
    (amendment,) = amendments(compare(before, proposal))
    assert amendment.before == "2 Er handelt nach Treu und Glauben." and not amendment.after
    clean = consolidate(before, {"Norvia": proposal}).accept(["Norvia"]).clean()
    assert clean == proposal and parse_text(clean).units[-1].label == "3"
