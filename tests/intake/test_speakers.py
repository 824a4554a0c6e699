"""Who else is named in a message: a co-sponsor where it plainly says so, and otherwise nobody's silently."""

from __future__ import annotations

import pytest

from amendtrack.intake.speakers import naming
from amendtrack.record.registers import read_register

REGISTER = read_register(
    "code,name,name:fr,groups\nNRV,Norvia,Norvie,LAKE\nGLD,Galdora,,LAKE\nHST,Hestria,,\nBRU,Brum,,\n"
    "UN,Union of Ports,,\n"
)
NORVIA = REGISTER.resolve("NRV")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Norvia joins Galdora and Hestria in proposing:", ["GLD", "HST"]),
        ("Para 1: delete\n\nThis proposal is co-sponsored by Galdora and Brum.\n", ["BRU", "GLD"]),
        ("Galdora and Norvia propose:", ["GLD"]),
        ("Norvia, GLD and HST propose the following amendments:", ["GLD", "HST"]),
        ("Galdora joins Norvia in proposing:", ["GLD"]),
        ("Co-sponsors: Brum, Hestria", ["BRU", "HST"]),
        ("On behalf of Norvia and Brum:", ["BRU"]),
        ("Joint proposal by Norvia and Brum", ["BRU"]),
        ("Norvie et Brum proposent :", ["BRU"]),
        ("En nombre de Norvia y Galdora:", ["GLD"]),
    ],
)
def test_who_plainly_proposes_it_too_is_a_cosponsor(words: str, codes: list[str]) -> None:
    found = naming(words, REGISTER, [NORVIA])
    assert [d.code for d in found.cosponsors] == codes and not found.others


@pytest.mark.parametrize(
    "words",
    [
        "On behalf of the LAKE group:",
        "On behalf of Galdora:",
        "Galdora and Brum propose:",
        "Norvia, supported by Brum, proposes:",
        "Norvia proposes this. Galdora joins.",
        "Please add Galdora as a co-sponsor of our amendment.",
        "Norvia and Hestria: joint amendment to paragraph 1",
        "In Brum's amendment to paragraph 7, delete it.",
        "The Galdoran text is better.",
        "Norvia, Brum and Corv propose:",
        "Norvia, on behalf of the African Group, proposes:",
        "Norvia (also on behalf of Brum):",
    ],
)
def test_whoever_else_is_named_is_told(words: str) -> None:
    assert naming(words, REGISTER, [NORVIA]).others


@pytest.mark.parametrize(
    "words",
    [
        "On behalf of Norvia, I submit:",
        "On behalf of my delegation:",
        "On behalf of the Government of Norvia:",
        "La Norvie propose :",
        'Para 1: replace "Brum" by "Hestria"',
        "mission@brum.example",
        "This run of un words says un; brum as a noise.",
        "The United Nations meets.",
    ],
)
def test_the_sender_and_quoted_words_name_nobody_else(words: str) -> None:
    assert not naming(words, REGISTER, [NORVIA]).others
