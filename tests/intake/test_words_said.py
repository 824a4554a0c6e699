"""Words of a draft are found as if it were read from end to end."""

import random
import re

from amendtrack.intake.instructions.words_said import WordsSaid

_PARTS = ["mine", "mines", "a", "30", "km/h", "clear_", "clears", "(b)", "x", "雷区", "é", "-", "the"]


def test_words_are_found_where_they_stand_alone() -> None:
    chance = random.Random(5)
    for _ in range(60):
        text = "".join(chance.choice(_PARTS) + chance.choice(["", " ", " ", ", "]) for _ in range(40))
        said = WordsSaid(text)
        for _ in range(60):
            first = chance.randrange(len(text))
            words = text[first : first + chance.randrange(1, 12)].strip() or "x"
            words = chance.choice([words, words + "a", words[:-1] or "x"])
            wide = re.search("[\u4e00-\u9fff]", words) is not None
            alone = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
            if words[0].isalnum():
                assert said.has(words) == (alone or (wide and words in text)), (text, words)
                assert said.begin(words) or not said.has(words)


def test_long_words_with_one_beginning_are_told_apart() -> None:
    same = "all parties to the agreement shall without delay and in good faith clear the mined areas known to them "
    said = WordsSaid(f"{same}report. {same}mark them; {same}pay.")
    assert [said.has(same + end) for end in ("report", "mark", "pay", "see", "repor")] == [
        True,
        True,
        True,
        False,
        False,
    ]
