"""A list without blank lines has none after an item is put first in it, or one of its items moved."""

from __future__ import annotations

import pytest

from amendtrack import consolidate

HEAD, END = "The team carries:\n\n", "\nThe camp is by the river.\n"
ITEMS = ("probes of steel", "tape in two colours", "maps of the zone")


def listed(sign: str, *items: str) -> str:
    return HEAD + "".join(f"{sign} {item};\n" for item in items) + END


@pytest.mark.parametrize("sign", ["-", "*", "1."])
@pytest.mark.parametrize(
    "items",
    [
        ("helmets for all", *ITEMS),
        ("helmets for all", "radios", *ITEMS),
        ("helmets for all", "probes of hard steel", *ITEMS[1:]),
        (*ITEMS[1:], ITEMS[0]),
        (ITEMS[2], *ITEMS[:2]),
        (ITEMS[1], ITEMS[0], ITEMS[2]),
    ],
)
def test_items_stay_close(sign: str, items: tuple[str, ...]) -> None:
    asked = listed(sign, *items)
    assert consolidate(listed(sign, *ITEMS), {"Arran": asked}).accept(["Arran"]).clean() == asked


def test_what_is_no_item_of_the_list_stays_apart() -> None:
    base = listed("-", *ITEMS)
    asked = base.replace(HEAD, HEAD + "It is this:\n\n")
    assert consolidate(base, {"Arran": asked}).accept(["Arran"]).clean() == asked
    loose = base.replace(";\n-", ";\n\n-")
    asked = loose.replace(HEAD, HEAD + "- helmets for all;\n\n")
    assert consolidate(loose, {"Arran": asked}).accept(["Arran"]).clean() == asked


def test_two_put_their_items_first() -> None:
    base = listed("-", *ITEMS)
    texts = {name: base.replace(HEAD, f"{HEAD}- {item};\n") for name, item in (("Arran", "axes"), ("Brodick", "zinc"))}
    assert consolidate(base, texts).accept([*texts]).clean() == listed("-", "axes", "zinc", *ITEMS)
