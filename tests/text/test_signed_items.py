"""Where an item with a sign instead of a number stands: found in one step, as if all above it were looked at."""

import random

from amendtrack.text.labels_in_use import BaseLabels
from amendtrack.text.nesting import column_of
from amendtrack.text.units import UnitKind, parse_text


def test_the_unit_above_an_item_that_begins_further_out() -> None:
    chance = random.Random(3)
    for _ in range(40):
        lines = [
            f"{'  ' * chance.randrange(4)}{chance.choice(['- ', '- ', '* ', '(a) ', '1. ', ''])}zone {k}"
            for k in range(20)
        ]
        text = parse_text("\n".join(lines) + "\n")
        found = BaseLabels.of(text).signed
        columns = [column_of(text, u) if u.kind is UnitKind.ITEM and not u.label else None for u in text.units]
        assert [item and item[0] for item in found] == columns
        for i, item in enumerate(found):
            if item is not None:
                own = (j for j in range(i - 1, -1, -1) if (at := columns[j]) is None or at < item[0])
                assert item[1] == next(own, -1)
