"""Where a sentence of the draft ends, and where that cannot be known."""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.intake.instructions.sentences import Doubtful, sentences
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.units import parse_text

CERTAIN = """
The limit will be 60 km/h.| Trams are exempt.| Night buses are not.
The regatta opens at 9 a.m. on Sunday.| Rowers are admitted.
Dr. Ilm Karv will judge.| The starter is Prof. Ost.| Both are unpaid.
The fee is 5.50 crowns.| It is due in May.
See No. 7 of the rules.| Boats, nets, etc. are checked.| Prizes follow.
The current must not exceed 2 m/s.| Sails are allowed.
Boats under 3 t.| Boats of 15 m.| Nets of 5 kg.| Tanks of 40 l.| All are exempt.
They meet at St. Arda.| Mrs. Ost and Mr. Karv attend.| Rev. Brum prays.
See e.g. Norvia.| It votes, i.e. Galdora and Hestria do.| Cf. Article 5.| See art. 5, para. 3 and pp. 4 ff. of it.
The judge is J. F. Karv.| He is paid.
It opens at 20 °C.| Rowers swim.| Wires of 500 kV.| Fields of 100 m².| See No. 5.| Art. 6 applies (e.g. to it).
Do boats pay?| They do!| Nobody knows ...| Fees are due.
The fee is 400.| Boats pay more.| In 2029.| Nets follow.
It costs “five crowns.”| Boats are free.
Le maire est M. Dupont.| Il est élu par Mme Ost.| Voir l’art. 5.| Voir l’al. 3 et le ch. II.
Le tarif est de 5 fr. par bateau.| Les filets sont gratuits.
Véase el art. 5 y el núm. 7.| La Sra. Ost preside.| Son admitidos, p. ej. Norvia.
См. ст. 5 и п. 3.| Лодки, т.е. суда, платят.| Пример, напр. Норвия.
Der Verein tagt am 5. Mai.| Vgl. Art. 5, z. B. Abs. 2.| Dr. Ost leitet ihn.
各缔约国应当合作。|理事会每年开会。|费用为五元。
"""
EITHER = """
Boats open at 9 a.m.? Rowers are admitted.
Boats, nets, etc.? Rowers are admitted.
See Karv et al.? Rowers are admitted.
It is owned by Lakes Ltd.? Rowers are admitted.
It is in zone A.? Boats pay.
The answer is no.? Boats pay.
It is in that para.? Boats pay.
It is of the U.S.? Boats pay.
Сбор введён в 2029 г.? Лодки платят.
Платят лодки, сети и т.д.? Сбор невелик.
Der Verein tagt am 5.? Sitzungen sind offen.
Las barcas, las redes, etc.? Los botes pagan.
"""


def cut(text: str, doubtful: Doubtful) -> list[str]:
    words = words_of(text)
    return [text[words.starts[a] : words.ends[b - 1]] for a, b in sentences(text, words, doubtful)]


@pytest.mark.parametrize("marked", CERTAIN.strip().split("\n"))
def test_sentences(marked: str) -> None:
    wanted = [sentence.strip() for sentence in marked.split("|")]
    for doubtful in Doubtful:
        assert cut(marked.replace("|", ""), doubtful) == wanted


@pytest.mark.parametrize("marked", EITHER.strip().split("\n"))
def test_a_stop_that_may_close_an_abbreviation_or_a_sentence_is_read_both_ways(marked: str) -> None:
    text = marked.replace("?", "")
    assert cut(text, Doubtful.GOES_ON) == [text]
    assert cut(text, Doubtful.ENDS) == [sentence.strip() for sentence in marked.split("?")]


DRAFT = """1. Boats open at 9 a.m. Monday is free. Fees are due.

2. The limit is 60 km/h. Trams are exempt. Buses are not.

3. Nets, oars, etc. Norvia lends are dried. They are counted.
"""


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("Delete the second sentence of paragraph 2.", "The limit is 60 km/h. Buses are not."),
        ("Paragraph 1: delete the last sentence.", "1. Boats open at 9 a.m. Monday is free.\n"),
        ("Paragraph 1: delete the second sentence.", ""),
        ("Paragraph 1, first sentence: replace “Boats” by “Piers”.", "1. Piers open"),
        ("Paragraph 1, second sentence: replace “free” by “busy”.", ""),
        ("Delete the first sentence of paragraph 3.", ""),
        ("Paragraph 3, last sentence: replace “counted” by “sold”.", "They are sold."),
    ],
)
def test_a_sentence_that_cannot_be_known_is_asked_back(asked: str, left: str) -> None:
    base = parse_text(DRAFT)
    carried = carry_out(read_message(asked, base), base, {})
    if not left:
        assert "does a sentence end at" in carried.problems[0].why
    assert (left or base.source) in carried.text
