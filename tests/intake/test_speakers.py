"""Who else is named in a message: a co-sponsor where it plainly says so, and otherwise nobody's silently."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amendtrack.intake.doubts import CameWith, Reading, Sent
from amendtrack.intake.proposal import read_proposal
from amendtrack.intake.speakers import naming
from amendtrack.record.registers import read_register

LAKES = "1. Close all dumps.\n\n2. Share all maps.\n"
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
        ("Norvia (also on behalf of Brum):", ["BRU"]),
        ("Joint proposal by Norvia and Brum", ["BRU"]),
        ("Norvie et Brum proposent :", ["BRU"]),
        ("En nombre de Norvia y Galdora:", ["GLD"]),
        ("Norvia与Galdora、Brum共同提出：", ["BRU", "GLD"]),
        ("Norvia, Galdora and Brum propose the following:", ["BRU", "GLD"]),
        ("Norvia, Galdora and Brum jointly propose the attached text.", ["BRU", "GLD"]),
        ("Norvia, Galdora et Brum proposent conjointement les amendements suivants :", ["BRU", "GLD"]),
        ("Norvia, Galdora y Brum proponen suprimir el párrafo 9.", ["BRU", "GLD"]),
        ("Norvia, Galdora и Brum совместно предлагают:", ["BRU", "GLD"]),
        ("We, Norvia and Brum, propose the following:", ["BRU"]),
        ("Brum, Galdora and ourselves propose the following:", ["BRU", "GLD"]),
        ("The delegations of Norvia and Brum propose the following amendments:", ["BRU"]),
        ("Sponsors: Norvia, Brum", ["BRU"]),
        ("提案国：Norvia、Brum", ["BRU"]),
        ("Submitted by Norvia, Galdora and Brum", ["BRU", "GLD"]),
        ("Please find attached a proposal by Norvia and Brum.", ["BRU"]),
        ("Brum and Galdora co-sponsor this proposal.", ["BRU", "GLD"]),
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
        "Also supported by Zembla and Ruritania.",
        "Proposition appuyée par Zembla.",
        "我们支持Brum的提案。",
        "Sponsors: Brum, Galdora",
        "Submitted by Brum",
        "Norvia, Brum and Zembla propose the following:",
        "Norvia and Brum propose different texts.",
        "Norvia and Brum propose the following, which we oppose:",
        "Norvia and Brum co-sponsor the proposal of Galdora.",
        "OP9: delete, in line with the proposal of Norvia and Brum.",
    ],
)
def test_whoever_else_is_named_is_reported(words: str) -> None:
    assert naming(words, REGISTER, [NORVIA]).others


@pytest.mark.parametrize(
    "words",
    [
        "On behalf of Norvia, I submit:",
        "On behalf of my delegation:",
        "On behalf of the Government of Norvia:",
        "Sent on behalf of the Ambassador of Norvia.",
        "On behalf of the Ministry of Foreign Affairs of Norvia, I submit:",
        "La Norvie propose :",
        'Para 1: replace "Brum" by "Hestria"',
        "mission@brum.example",
        "This run of un words says un; brum as a noise.",
        "The United Nations meets.",
    ],
)
def test_the_sender_and_quoted_words_name_nobody_else(words: str) -> None:
    assert not naming(words, REGISTER, [NORVIA]).others


@pytest.mark.parametrize(
    "words",
    ["Norvia, speaking also on behalf of Galdora and Hestria, proposes to delete para 1.",
     "Norvia, Galdora and Hestria propose to delete para 1.",
     "We submit this together with Galdora and Hestria.\n\nPara 1: delete",
     "Together with Galdora and Hestria, we propose:\nPara 1: delete",
     "Conjointement avec Galdora et Hestria, nous proposons :\nPara 1: delete",
     "También en nombre de Galdora y Hestria:\n\nPara 1: delete"],
)  # fmt: skip
def test_whoever_is_named_in_passing_as_proposing_it_too_is_a_cosponsor(words: str) -> None:
    reading = put(words)
    assert (reading.cosponsors, reading.findings, reading.problems) == (("GLD", "HST"), (), ())
    assert "1. Close" not in reading.text


@pytest.mark.parametrize(
    "covering",
    ["Please find attached our text, also on behalf of Galdora and Hestria.", "Veuillez trouver notre texte, également"
     " au nom de Galdora et Hestria.", "Attached is our text. It is co-sponsored by Galdora and Hestria."],
)  # fmt: skip
def test_covering_words_that_only_name_the_sponsors_say_no_more(covering: str) -> None:
    reading = put(LAKES.replace("Close", "Shut"), covering=covering)
    assert (reading.cosponsors, reading.findings, reading.problems) == (("GLD", "HST"), (), ())


@pytest.mark.parametrize(
    "words",
    ["Norvia does not propose this together with Galdora.\n\nPara 1: delete", "On behalf of Galdora: delete para 1",
     "Norvia, supported by Galdora, proposes to delete para 1.", "Also on behalf of the LAKE group:\nPara 1: delete",
     "The Lake countries propose:\nPara 1: delete", "From the delegation of Galdora:\n\nPara 1: delete"],
)  # fmt: skip
def test_whoever_is_named_otherwise_is_asked_about(words: str) -> None:
    reading = put(words)
    assert reading.cosponsors == () and reading.findings


@pytest.mark.parametrize(
    "words",
    ["From the delegation of Norvia:\n\nPara 1: delete", "De la délégation de Norvia :\n\nPara 1: delete",
     "Para 1: delete\n\nAna Hestria | Lead Negotiator | Ministry of Lakes", "Para 1: delete\n\nBest regards,\nAna Lake",
     "Para 1: delete\n\nBest regards,\nAna Hestria\nHead of delegation"],
)  # fmt: skip
def test_the_senders_own_names_speak_for_nobody_else(words: str) -> None:
    reading = put(words, signed="Ana Hestria")
    assert (reading.cosponsors, reading.findings, reading.problems) == ((), (), ())


@pytest.mark.parametrize(
    "words", ["Galdora supports para 1 as it stands.", "We reserve on para 1.", "Galdora aligns itself with Norvia."]
)
def test_a_position_alone_is_called_one(words: str) -> None:
    assert "position (" in put(words).findings[0].message


@pytest.mark.parametrize(
    ("header", "tracked", "codes", "asked"),
    [
        ("Joint proposal of Norvia, Galdora and Hestria", "", ("GLD", "HST"), False),
        ("Amendments of Galdora", "", (), True),
        ("Amendments of Norvia, 3 May", "", (), False),
        ("Non-paper of Galdora", LAKES, (), False),
        ("Joint proposal of Norvia and Galdora", LAKES, ("GLD",), False),
    ],
)
def test_the_headers_of_a_word_file_name_its_sponsors(
    header: str, tracked: str, codes: tuple[str, ...], asked: bool
) -> None:
    sent = Sent(LAKES.replace("Close", "Shut"), base=tracked, headers=header)
    reading = put_file(sent)
    assert (reading.cosponsors, bool(reading.findings)) == (codes, asked)


def put(words: str, *, covering: str = "", signed: str = "") -> Reading:
    return put_file(Sent(words, beside=CameWith(covering=covering, signed=signed)))


def put_file(sent: Sent) -> Reading:
    register = read_register("code,name,groups\nNRV,Norvia,LAKE\nGLD,Galdora,LAKE\nHST,Hestria,\n")
    sent = replace(sent, senders=(register.resolve("NRV"),))
    return read_proposal("NRV-1", sent, revision="Rev.0", revisions={"Rev.0": LAKES}, register=register)


def test_a_french_name_in_ie_is_that_of_another_where_the_register_has_it() -> None:
    register = read_register("code,name\nNRV,Norvia\nNVI,Norvie\n")
    assert naming("La Norvie propose de supprimer le paragraphe 3.", register, [register.resolve("NRV")]).others == (
        "Norvie",
    )


INFLECTED = read_register(
    "code,name,name:fr,name:ru,name:ar\nNRV,Norvia,,Норвия,نورفيا\nGLD,Galdora,Galdorie,Галдора,غالدورا\n"
    "BRM,Brum,,Брум,بروم\nLAKE,LAKE,,,\n"
)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("Норвия совместно с Галдорой предлагает:", ("Галдорой",)),
        ("Предложение Галдоры:", ("Галдоры",)),
        ("Вместе с Брумом мы предлагаем:", ("Брумом",)),
        ("اقتراح من نورفيا وغالدورا:", ("وغالدورا",)),
        ("اقتراح لبروم", ("لبروم",)),
        ("Предложение Норвии:", ()),
        ("اقتراح لنورفيا", ()),
        ("The lake is deep, and Lake shores are ours.", ()),
        ("As the LAKE has said, we agree.", ("LAKE",)),
        ("Брумисты согласны.", ()),
    ],
)
def test_names_are_known_as_their_languages_inflect_them(words: str, others: tuple[str, ...]) -> None:
    assert naming(words, INFLECTED, [INFLECTED.resolve("NRV")]).others == others


def test_the_french_form_of_a_name_is_not_taken_from_a_delegation_that_bears_it() -> None:
    alone = read_register("code,name\nNRV,Norvia\nBRM,Brum\n")
    both = read_register("code,name\nNRV,Norvia\nNOV,Norvie\nBRM,Brum\n")
    said = "La Norvie et nous-mêmes proposons ceci."
    for register, code in ((alone, "NRV"), (both, "NOV")):
        found = naming(said, register, [register.resolve("BRM")])
        named = [*found.others, *(d.code for d in found.cosponsors)]
        assert named in (["Norvie"], [code])
