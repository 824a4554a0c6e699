"""What a message says of the text it is about: another document, another version, a condition, words beside wording."""

from __future__ import annotations

import pytest

from amendtrack.intake.another_text import another_text, text_called
from amendtrack.intake.doubts import CameWith, Doubt, Reading, Sent
from amendtrack.intake.proposal import read_proposal
from amendtrack.record.registers import Register

BASE = """1. The Council shall open the harbours and shall report annually.

2. Parties will share maps, data and lessons learned.

3. Help shall be free of charge. It shall reach every island.

4. The Council requests the Director to convene a meeting, to invite experts and to report.

5. Parties shall:

(a) adopt plans;

(b) allocate funds; and

(c) monitor progress.

6. This plan ends in 2030.
"""


def reading(words: str, base: str = BASE, *, covering: str = "") -> Reading:
    sent = Sent(words, beside=CameWith(covering=covering))
    return read_proposal("NRV-1", sent, revision="Rev.1", revisions={"Rev.1": base}, register=Register())


@pytest.mark.parametrize(
    "line",
    [
        "Regarding the draft decision on fees (LA/10/L.4):",
        "Our comments refer to the version of 12 April.",
        "Comments on CONF.2/2026/WP.7",
        "These are our amendments to the zero draft.",
        "We comment on Rev.2 of the text.",
        "Based on the text dated 3 May 2026:",
        "Nos commentaires portent sur la version du 12 avril.",
        "Nuestros comentarios se refieren al texto de 12 de abril.",
        "We have worked from yesterday's draft.",
        "On version 3:",
    ],
)
def test_a_message_about_another_text_changes_nothing_by_itself(line: str) -> None:
    found = reading(f"{line}\n\nPara 6: delete\n")
    doubts = {finding.doubt for finding in found.findings}
    assert doubts & {Doubt.OTHER_REVISION, Doubt.NOT_UNDERSTOOD, Doubt.DECISION}, found


@pytest.mark.parametrize(
    "line",
    [
        "Comments on Rev.1:",
        "We thank you for the latest draft.",
        "Dear colleagues,",
        "Norvia has the following amendments:",
    ],
)
def test_a_message_about_this_text_is_carried_out(line: str) -> None:
    found = reading(f"{line}\n\nPara 6: delete\n")
    assert "2030" not in found.text and not found.findings


def test_a_symbol_in_wording_is_no_other_document() -> None:
    found = reading('Para 6: replace "2030" by "2030, as decided in LA/10/L.4"')
    assert "LA/10/L.4" in found.text and not found.findings
    assert another_text("LA/10/L.4", "Rev.0", ["Draft decision LA/10/L.4"]) == ""


@pytest.mark.parametrize(
    "words",
    [
        "The attached text stands only if paragraph 6 is kept.",
        "We can go along with this provided that paragraph 2 stays.",
        "Please find our text, subject to confirmation by our capital.",
        "Here is our text. Otherwise we would prefer the current one.",
        "Attached is our text. Unless others object, we submit it.",
    ],
)
def test_a_condition_beside_a_text_leaves_the_text(words: str) -> None:
    found = reading(BASE.replace("2030", "2031"), covering=words)
    assert Doubt.DECISION in {finding.doubt for finding in found.findings}


@pytest.mark.parametrize("words", ["Please find our text attached.", "Contact me if you have any questions."])
def test_words_that_only_carry_a_text_set_no_condition(words: str) -> None:
    assert Doubt.DECISION not in {f.doubt for f in reading(BASE.replace("2030", "2031"), covering=words).findings}


CITED = "The Council requests the Director to convene a meeting and to report."


@pytest.mark.parametrize(
    "words",
    [
        f'Paragraph 4 could be like this: "{CITED}"',
        f"Our version of paragraph 4: “{CITED}”",
        f"4. New wording: {CITED}",
        f"4. “{CITED}”",
        f"Para 4 (Norvia): {CITED}",
        f'"{CITED}"',
    ],
)
def test_words_that_lead_in_or_quote_wording_are_never_recorded_as_text(words: str) -> None:
    found = reading(words)
    rest = found.text.removeprefix(BASE[: BASE.index("4. ")])
    taken = rest.partition("\n")[0]
    assert found.findings or found.problems or not any(sign in taken for sign in '"“:”') or found.text == BASE


@pytest.mark.parametrize("beside", ["(Norvia)", "[Norvia and Brum]", "(agreed language)", "[Source: Norvia]", "(new)"])
def test_words_in_brackets_behind_a_paragraph_are_not_recorded_as_text(beside: str) -> None:
    short = "1. States will meet.\n\n2. States will report annually.\n\n3. States will mark.\n"
    assert reading(f"2. States will report monthly.\n\n{beside}\n", short).findings


@pytest.mark.parametrize(
    "beside",
    [" [Source: Norvia]", " (Norvia)", " Rationale: it should.", " We thank you.", "\nNorvia", " (agreed language)"],
)
def test_words_behind_unquoted_wording_are_not_taken_into_it(beside: str) -> None:
    found = reading(f"Add new para 6 bis: The Council shall review this plan in 2028.{beside}")
    assert "6 bis" not in found.text or found.findings


def test_an_attribution_inside_the_quotation_is_left() -> None:
    found = reading('Add new para 6 bis: "The Council shall review this plan. (Norvia)"')
    assert found.problems and found.text == BASE
    kept = reading('Add new para 6 bis: "The Council shall review this plan (the Plan)."')
    assert "6 bis. The Council shall review this plan (the Plan)." in kept.text


@pytest.mark.parametrize(
    "nobody", ["Nobody wants", "No one proposes", "Everybody wants", "If Brum wants", "None would like"]
)
def test_what_no_delegation_proposes_is_not_carried_out(nobody: str) -> None:
    assert reading(f"{nobody} to delete para 6.").text == BASE or reading(f"{nobody} to delete para 6.").findings


@pytest.mark.parametrize("title", ["B. Draft budget", "II. Draft statute of the fund", "For the decision on fees:"])
def test_what_stands_under_the_title_of_another_text_is_left(title: str) -> None:
    found = reading(f"Para 6: delete\n\n{title}\nPara 2: delete\n")
    assert "2. Parties" in found.text and (found.problems or found.findings)


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("A few comments on the Harbour Rules:", "Harbour Rules"),
        ("Quelques observations sur le Règlement des ports :", "Règlement des ports"),
        ("Comentarios sobre el Reglamento de Puertos:", "Reglamento de Puertos"),
        ("关于《港口规则》的意见：", "港口规则"),
        ("ملاحظات على لائحة الموانئ:", "لائحة الموانئ"),
        ("Please find our remarks regarding the Charter of Seas below.", "Charter of Seas"),
        ("Несколько замечаний к Правилам портов:", "Правилам портов"),
        ("对《港口规则》的修正案", "港口规则"),
        ("Our amendments to the Convention on Ships", ""),
        ("Our comments on the Convention on Ships are below.", ""),
        ("Our proposals for the agreement of all", ""),
        ("Comments on the draft resolution", ""),
        ("Amendments to OP9", ""),
        ("Remarks on the Resolution on the Safety of Harbours", ""),
    ],
)
def test_a_text_named_by_its_title_is_another_one(words: str, other: str) -> None:
    draft = "# Resolution on the safety of harbours\n\n1. Ports shall follow the Convention on Ships.\n"
    assert text_called(words, (draft, "Harbours")) == other
