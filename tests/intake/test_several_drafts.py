"""Which of several drafts a subject, a heading or a sentence names: in several languages, and never by half a title."""

from __future__ import annotations

import pytest

from amendtrack.intake.several_drafts import Titles

TITLES = Titles.of(
    {
        "plan": ("Проект плана действий", ""),
        "review": ("Draft review", "X/CONF/2009/WP.1"),
        "declaration": ("Projet de déclaration", ""),
        "decisions": ("决定草案", ""),
        "agenda": ("Agenda", ""),
        "statement": ("مشروع الإعلان", ""),
    }
)


@pytest.mark.parametrize(
    ("words", "named", "mentioned"),
    [
        ("Замечания по проекту плана действий", "plan", "plan"),
        ("О проекте плана действий", "plan", "plan"),
        ("Observations sur le projet de déclaration", "declaration", "declaration"),
        ("OBSERVATIONS SUR LE PROJET DE DECLARATION", "declaration", "declaration"),
        ("关于决定草案的意见", "decisions", "decisions"),
        ("تعليقات على مشروع الإعلان", "statement", "statement"),
        ("X/CONF/2009/WP.1: comments", "review", "review"),
        ("X/CONF/2009/WP.11: comments", "", ""),
        ("Norvia: agenda", "agenda", ""),
        ("Norvia_agenda.docx", "agenda", ""),
        ("Re: the agenda", "agenda", "agenda"),
        ("Our hidden agenda", "", ""),
        ("Peer review of our draft", "", ""),
        ("Draft reviewers", "", ""),
        ("We welcome the review and the agenda", "agenda review", "agenda review"),
        ("Draft review plan", "", "review"),
        ("Draft review paragraph 2", "review", "review"),
        ("Draft review (Norvia)", "review", "review"),
    ],
)
def test_titles_are_found_whole(words: str, named: str, mentioned: str) -> None:
    assert sorted(TITLES.named_in(words, ["Norvia", "NRV"])) == named.split()
    assert sorted(TITLES.mentioned_in(words)) == mentioned.split()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Draft review:", "review"),
        ("## 2. Comments on the draft review", "review"),
        ("*Sur le projet de déclaration :*", "declaration"),
        ("Замечания по проекту плана действий:", "plan"),
        ("决定草案：", "decisions"),
        ("Agenda", "agenda"),
        ("Draft review and agenda:", ""),
        ("We welcome the draft review", ""),
        ("In the draft review we would delete paragraph 2", ""),
        ("Draft review.", ""),
        ("> Draft review:", ""),
        ("", ""),
    ],
)
def test_a_heading_has_nothing_else_on_its_line(line: str, found: str) -> None:
    assert TITLES.heading(line) == found


def test_a_draft_of_another_name_is_a_stranger() -> None:
    strangers = {
        "Draft agreement on mines": "draft agreement",
        "Draft work plan": "draft work plan",
        "Draft review": "",
        "Draft amendments to the draft review": "",
        "Projet d'accord": "projet d'accord",
    }
    assert {words: TITLES.stranger_in(words) for words in strangers} == strangers
