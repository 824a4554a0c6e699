"""The words of our papers in six languages: each file has every key, and what is put into a template stays as it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from amendtrack.consolidation.decision import Verdict
from amendtrack.consolidation.slots.kinds import ConflictKind
from amendtrack.papers.dates import date_and_time
from amendtrack.papers.direction import named_pieces
from amendtrack.papers.said import amendment_in, place_in, tally_in
from amendtrack.record.fates import Fate
from amendtrack.redline.amendment import AmendmentKind, amendments, named
from amendtrack.redline.comparison import compare
from amendtrack.render.descriptions import UnitFate
from amendtrack.render.own_words import ENGLISH, FIELD, LANGUAGES, Words, mark_in, names_in, read_templates, words_in

PLURAL = re.compile(r"\.(?:one|two|few|many|other)$")
HOSTILE = "{name} {0.__class__} <b>&\u202e"
ADDED = {"date.day": "year", "date.first": "year"}


def keys(words: Words) -> set[str]:
    return {PLURAL.sub("", key) for key in words.templates}


def fields(template: str) -> set[str]:
    return set(FIELD.findall(template))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_key_with_the_same_fields(language: str) -> None:
    words = words_in(language)
    assert words.language == language
    assert keys(words) == keys(ENGLISH)
    for key, template in words.templates.items():
        english = ENGLISH.templates.get(key) or ENGLISH.templates[PLURAL.sub(".other", key)]
        may_lack = {"number"} if PLURAL.search(key) else set()
        assert fields(template) <= fields(english), key
        assert fields(template) >= fields(english) - may_lack, key
        assert template == "" or template.strip(), key
        assert ENGLISH.templates.get(key, "-") != "" or language != "en" or key == "page.after"
    assert all(PLURAL.sub(".other", key) in words.templates for key in words.templates if PLURAL.search(key))
    assert len(words("date.months").split(", ")) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_but_english_says_it_in_english(language: str) -> None:
    alike = {key for key, said in words_in(language).templates.items() if said == ENGLISH.templates.get(key)}
    shared = {key for key in alike if fields(ENGLISH.templates[key]) or len(ENGLISH.templates[key]) < 12}
    assert language == "en" or alike <= shared


def test_every_value_that_papers_name_has_its_key() -> None:
    wanted = {f"conflict.{kind.name.lower()}" for kind in ConflictKind} | {f"fate.{fate.name.lower()}" for fate in Fate}
    wanted |= {f"verdict.{verdict.name.lower()}" for verdict in Verdict}
    wanted |= {f"amendment.{kind.name.lower()}" for kind in AmendmentKind}
    wanted |= {f"changed.{fate.value.lower().replace(' ', '_')}" for fate in UnitFate if fate is not UnitFate.GAP}
    assert wanted <= ENGLISH.templates.keys()
    assert all(str(kind) == ENGLISH(f"conflict.{kind.name.lower()}") for kind in ConflictKind)
    assert all(verdict.value == ENGLISH(f"verdict.{verdict.name.lower()}") for verdict in Verdict)


def test_what_is_put_into_a_template_is_not_read_as_one() -> None:
    for language in LANGUAGES:
        words = words_in(language)
        for key, template in words.templates.items():
            said = words(key, **dict.fromkeys(fields(template), HOSTILE))
            assert said.count(HOSTILE) == len(FIELD.findall(template))


def test_a_template_with_a_stray_brace_is_refused() -> None:
    with pytest.raises(ValueError, match="a brace that is part of no field"):
        read_templates("[letter]\nread = 'Read {Date!r}'\n")


def test_english_says_amendments_and_places_as_everything_else_does() -> None:
    base = "# Goals\n\n1. Survey every lake in spring.\n\n2. Report on it.[^1]\n\n(a) one;\n\n(b) two.\n\n[^1]: Soon."
    other = (
        "# Aims\n\n1. Survey lakes in spring and autumn.\n\n1 bis. New.\n\n(b) two.\n\n2. Report on that.[^1]\n\n"
        "(a) one;\n\n[^1]: Very soon."
    )
    for before, after in ((base, other), (other, base)):
        for amendment in amendments(compare(before, after)):
            assert amendment_in(ENGLISH, amendment) == amendment.in_words
            assert place_in(ENGLISH, amendment.place) == named(amendment.place)
            assert all(amendment_in(words_in(language), amendment) for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_brackets_stay_names_in_every_language(language: str) -> None:
    printed = (
        " – Norvia, supported by Brum, Arda; Galdora (text: Clearance Watch) delete; Corv move to 18 bis; Arda oppose"
    )
    said = names_in(words_in(language), printed).partition("– ")[2]
    names = [piece for piece, is_name in named_pieces(said) if is_name]
    assert names == ["Norvia", "Brum", "Arda", "Galdora (text: Clearance Watch)", "Corv", "Arda"]
    assert language == "en" or not re.search("supported|delete|move|oppose", said)


def test_marks_dates_and_the_tally_are_in_the_language_of_the_papers() -> None:
    fr, zh, ru = map(words_in, ("fr", "zh", "ru"))
    assert date_and_time(datetime(2009, 9, 1, 23, 5, tzinfo=UTC), fr) == "1er septembre 2009, 23:05"
    assert date_and_time(datetime(2009, 9, 2, 23, 5, tzinfo=UTC), zh) == "2009年9月2日23:05"
    assert mark_in(fr, "{✓ agreed ad ref, PM2}") == "{✓ convenu ad referendum, PM2}"
    assert mark_in(fr, "{✓ 14#2}") == "{✓ 14#2}"
    assert mark_in(ru, "Alt 2") == "Вариант 2"
    assert tally_in(fr, "3 received = 2 in the text + 1 left out") == "3 reçues = 2 dans le texte + 1 laissées de côté"


def test_what_follows_a_list_is_said_in_the_language_of_the_papers() -> None:
    place = "paragraph 2 after 5 (a)"
    said = [place_in(words_in(language), place) for language in ("en", "fr", "zh")]
    assert said == [place, "alinéa 2 après 5 (a)", "5 (a)之后第2段"]
