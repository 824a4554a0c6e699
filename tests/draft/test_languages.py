"""One draft in several languages: the units correspond by number, and all versions are adopted, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from amendtrack.draft import Draft
from amendtrack.draft.languages import LanguageVersion, languages_of
from amendtrack.errors import InputRefused, NotAdoptable, Unknown
from amendtrack.text.language_units import unit_keys
from amendtrack.text.units import parse_text

ENGLISH = "# Plan\n\n1. Survey:\n\n(a) the lakes;\n\n(b) the shores.\n\n2. Report under paragraph 1 (b).\n"
NEW = ENGLISH.replace("(a) the lakes;", "(a) the lakes;\n\n(a) bis the isles;").replace(
    "2. R", "1 bis. Mark the deep places.\n\n2. R"
)
FRENCH = (
    "# Plan\n\n1. Étudier :\n\na) les lacs ;\n\nb) les rives.\n\n2. Faire rapport sur l’alinéa b) du paragraphe 1.\n"
)
FRENCH_NEW = FRENCH.replace("a) les lacs ;", "a) les lacs ;\n\na) bis les îles ;").replace(
    "2. F", "1 bis. Marquer.\n\n2. F"
)
RUSSIAN_NEW = (
    "# План\n\n1. Обследовать:\n\na) озёра;\n\na) бис острова;\n\nb) берега.\n\n1 бис. Обозначить.\n\n"
    "2. Доложить по подпункту b) пункта 1.\n"
)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    made = Draft.init(tmp_path / "plan", ENGLISH, title="Plan", at="2009-07-17", durability="fast")
    made.translate(FRENCH, "fr", at="2009-07-18")
    made.propose(NEW, by="Norvia", unregistered="added", received="2009-08-21T16:20")
    return made


def test_units_have_one_key_in_all_scripts() -> None:
    texts = (
        "Article 1\n\n1. A:\n\n(a) x;\n\n(b) y.\n\nArticle 1 bis\n\n1. B.",
        "Article premier\n\n1. A :\n\na) x ;\n\nb) y.\n\nArticle 1 bis\n\n1. B.",
        "Статья 1\n\n1. А:\n\na) x;\n\nb) y.\n\nСтатья 1 бис\n\n1. Б.",
        "المادة 1\n\n١. أ:\n\n(أ) س؛\n\n(ب) ص.\n\nالمادة 1 مكررا\n\n١. ب.",
        "第一条\n\n1. 甲：\n\n（一）子；\n\n（二）丑。\n\n第一条之二\n\n1. 乙。",
    )
    keys = [unit_keys(parse_text(text)) for text in texts]
    assert all(key == keys[0] for key in keys), keys


def test_what_a_version_lacks_or_alone_has_is_listed_and_what_was_decided_since(draft: Draft) -> None:
    assert languages_of(draft.snapshot()).versions == (LanguageVersion("fr"),)
    draft.accept(["NOR-1"], at="2009-12-01")
    (french,) = languages_of(draft.snapshot()).versions
    assert french.missing == ("1 (a) bis", "1 bis")
    assert {what for _, what in french.since} == {"NOR-1#1", "NOR-1#2"}
    draft.translate(FRENCH_NEW + "\n3. De trop.\n", "fr", at="2009-12-02")
    assert languages_of(draft.snapshot()).versions == (LanguageVersion("fr", (), ("3",)),)


def test_all_language_versions_are_adopted_or_none(draft: Draft) -> None:
    draft.accept(["NOR-1"], at="2009-12-01")
    with pytest.raises(NotAdoptable) as refusal:
        draft.adopt(at="2009-12-04")
    assert all(str(one).startswith("fr: ") for one in refusal.value.left)
    draft.translate(FRENCH_NEW.replace("Marquer", "Marquer [vite]"), "fr", at="2009-12-02")
    with pytest.raises(NotAdoptable) as refusal:
        draft.adopt(at="2009-12-04")
    assert [str(one).partition(";")[0] for one in refusal.value.left] == ["fr: 2: wording in brackets: [vite]"]
    draft.translate(FRENCH_NEW, "fr", at="2009-12-03")
    draft.translate(RUSSIAN_NEW, "ru", at="2009-12-03")
    draft.adopt(at="2009-12-04")
    now = draft.snapshot()
    assert now.adopted().endswith("2. Mark the deep places.\n\n3. Report under paragraph 1 (c).\n")
    assert now.adopted("fr").endswith(
        "c) les rives.\n\n2. Marquer.\n\n3. Faire rapport sur l’alinéa c) du paragraphe 1.\n"
    )
    assert now.adopted("ru").endswith("2. Обозначить.\n\n3. Доложить по подпункту c) пункта 1.\n")
    with pytest.raises(Unknown):
        now.adopted("es")
    with pytest.raises(InputRefused):
        draft.translate(FRENCH, "fr", at="2009-12-05")
    assert not draft.problems()


def test_a_version_can_be_undone_and_is_refused_where_it_cannot_be_one(draft: Draft) -> None:
    draft.undo(2, at="2009-09-01")
    assert languages_of(draft.snapshot()).versions == ()
    for text, language in (("1. Other.", "en"), ("1. Other.", "not a language"), (" \n", "fr")):
        with pytest.raises(InputRefused):
            draft.translate(text, language, at="2009-09-02")
