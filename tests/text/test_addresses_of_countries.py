"""The names of units as lawyers of many countries say them: ``4. gr.``, ``4-modda``, ``მუხლი 4``."""

from __future__ import annotations

import pytest

from amendtrack.text.addresses import addresses
from amendtrack.text.units import parse_text


@pytest.mark.parametrize(
    ("source", "names"),
    [
        # Icelandic: the number before its word, a letter behind it, and items
        (
            "I. kafli. Bátar.\n\n1. gr.\n\nBátar bera ljós:\n\na. á nóttu,\n\nb. í þoku.\n\n"
            "1. gr. a.\n\nNet eru þurr.\n\nReipi eru blaut.\n\n2. gr. Árar fljóta.\n\nÞær eru úr viði.\n",
            [
                *("I. kafli", "1. gr.", "1. gr., paragraph 1", "1. gr., a", "1. gr., b"),
                *("1. gr. a", "1. gr. a, paragraph 1", "1. gr. a, paragraph 2", "2. gr.", "2. gr., paragraph 2"),
            ],
        ),
        (
            "1\\. gr. Net.\n\n2\\. gr. Reipi.\n\n1. mgr. 2. gr. gildir.\n",
            ["1. gr.", "2. gr.", "2. gr., paragraph 2"],
        ),
        # the word joined to the number, or of several parts
        (
            "4-modda. Qayiqlar\n\nFonar oladi.\n\n5-modda. Toʻrlar\n\nQuriydi.\n",
            ["4-modda", "4-modda, paragraph 1", "5-modda", "5-modda, paragraph 1"],
        ),
        ("5-бап. Қайықтар\n\n1. Шам ұстайды.\n\n2. Жүзеді.\n", ["5-бап", "5-бап, 1", "5-бап, 2"]),
        (
            "2 дугаар зүйл.Завь\n\n2.1.Завь дэнлүүтэй.\n\n2.2.Тор хуурай.\n",
            ["2 дугаар зүйл", "2.1", "2.2"],
        ),
        ("4. artikulua.– Ontziek argia dute.\n\n5. artikulua.– Sareak.\n", ["4. artikulua", "5. artikulua"]),
        # scripts without capitals in a sentence, or without case
        (
            "მუხლი 4. ნავები\n\n1. ნავს აქვს ფარანი.\n\n2. ბადე მშრალია.\n\nმუხლი 5. ბადეები\n",
            ["მუხლი 4", "მუხლი 4, 1", "მუხლი 4, 2", "მუხლი 5"],
        ),
        ("Հոդված 4. Նավակներ\n\n1. Լապտեր ունեն։\n\n2. Լողում են։\n", ["Հոդված 4", "Հոդված 4, 1", "Հոդված 4, 2"]),
        ("មាត្រា ៤ ទូក\n\nមាត្រា ៥ សំណាញ់\n", ["មាត្រា ៤", "មាត្រា ៥"]),
        # Danish paragraphs, Estonian chapters
        (
            "§ 2. Bådene sejler.\n\nStk. 2. Nettene tørres.\n\nStk. 3. Rebene ruller.\n\n"
            "§ 3. Årerne flyder.\n\nStk. 2. De er af træ.\n",
            ["§ 2", "§ 2, Stk. 2", "§ 2, Stk. 3", "§ 3", "§ 3, Stk. 2"],
        ),
        (
            "### 1. peatükk Paadid\n\n##### § 1. Laternad\n\n(1) Paadid:\n\n1) sõidavad;\n\n2) seisavad.\n",
            ["1. peatükk", "§ 1", "§ 1 (1)", "§ 1 (1) 1)", "§ 1 (1) 2)"],
        ),
        # Czech annexes, of which the line with the number is a title; a table behind what follows a list
        (
            "##### § 2\n\nLodě nosí lampy.\n\nPříloha č. 1 k vyhlášce č. 3/2010 Sb.\n\nSeznam lodí:\n\n"
            "1) čluny;\n\n2) vory.\n\nTabulka č. 2\n\n| Loď | Lampa |\n| --- | --- |\n\n"
            "Příloha č. 2 k vyhlášce č. 3/2010 Sb.\n\nSítě.\n",
            [
                *("§ 2", "§ 2, paragraph 1", "Příloha č. 1", "Příloha č. 1, paragraph 1"),
                *("Příloha č. 1 1)", "Příloha č. 1 2)", "after Příloha č. 1 2)", "row 1 after Příloha č. 1 2)"),
                *("line under row 1 after Příloha č. 1 2)", "Příloha č. 2", "Příloha č. 2, paragraph 1"),
            ],
        ),
        # a heading with half a bracket is in no heading deeper than it
        (
            "## 1) Botes\n\n### 1.1 Luces\n\n- Rojas.\n\n## 2) Redes\n\n- Secas.\n",
            ["1)", "1.1", "1.1, bullet 1", "2)", "2), bullet 1"],
        ),
        # „ closes with a straight mark, too
        (
            '1. Za slovo „lampa," sa vkladá „loď".\n\n2. Veta znie: „Loď pláva."\n\n3. Siete sú suché.\n',
            ["1", "2", "3"],
        ),
        # notes behind > are notes of the text itself
        (
            "5. Boats sail.\n\n> [^1]: Of the lake.\n\n> Note 2: Of the sea.\n\n6. Nets dry.\n",
            ["5", "footnote 1", "Note 2", "6"],
        ),
        # lists that a program counts when it displays them, one inside another
        (
            "# Boats\n\n1. Boats sail:\n    1. by day;\n    1. by night.\n1. Nets dry.\n\n1. Ropes rot.\n\n"
            "# Nets\n\n1. They dry.\n1. They rot.\n\nThey sink:\n\n1. Ropes.\n\n1. Oars.\n\n2. Lamps.\n",
            [
                *("heading “Boats”", "Boats, 1", "Boats, 1.1", "Boats, 1.2", "Boats, 2", "Boats, 3"),
                *("heading “Nets”", "Nets, 1", "Nets, 2", "after Nets, 2"),
                *("Nets, 1 (2nd)", "Nets, 1 (3rd)", "Nets, 2 (2nd)"),
            ],
        ),
        # titles with a rule of any sign
        (
            "Boats\n~~~~~\n\nThey sail.\n\n3.1 Nets\n^^^^^^^^\n\nThey dry.\n\nThey rot\n~~\n",
            ["heading “Boats”", "“Boats”, paragraph 1", "3.1", "3.1, paragraph 1", "3.1, paragraph 2"],
        ),
    ],
)
def test_units_are_named_as_in_their_country(source: str, names: list[str]) -> None:
    assert list(addresses(parse_text(source))) == names
