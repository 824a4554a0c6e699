"""The register of delegations: one table, no twins, no hidden characters, real names unchanged."""

import re
import unicodedata
from pathlib import Path

import pytest

from amendtrack.draft import Draft, Outcome
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.registers import Delegation, Register, Standing, name_key, read_register, slug, write_register

TABLE = """\
code,name,name:fr,standing,groups
ARD,Arda,Ardie,party,Island States;Donors
BRU,Brum,,non-party,
MIR,"Mirna, Republic of",,observer,
"""


def test_the_table_is_read_and_written_back():
    register = read_register(TABLE)
    assert [d.code for d in register] == ["ARD", "BRU", "MIR"]
    assert register.resolve("ARD").groups == ("Island States", "Donors")
    assert register.resolve("Mirna, Republic of").standing is Standing.OBSERVER
    assert read_register(write_register(register)) == register


@pytest.mark.parametrize("name", ["ARD", "ard", "Arda", " ARDIE ", "Ａｒｄａ"])
def test_code_and_any_name_are_the_same_delegation(name):
    register = read_register(TABLE)
    assert register.resolve(name).code == "ARD"
    assert name in register


def test_an_unknown_name_is_refused_with_the_nearest():
    with pytest.raises(Unknown, match=r"nearest: Brum \(BRU\)"):
        read_register(TABLE).resolve("Brumm")
    with pytest.raises(Unknown, match="add it to the register"):
        read_register(TABLE).resolve("Zzyzx")


REAL = [
    "Côte d’Ivoire",
    "Россия и соседи",
    "الأردن",
    "挪威",
    "Türkiye",
    "España",
    "São Tomé and Príncipe",
    "Ελλάδα",
    "ישראל",
    "नेपाल",
    "Timor-Leste",
    "Iran (Islamic Republic of)",
    "Việt Nam",
    "ශ්\u200dරී ලංකා",
    "র\u200d্যাব",
    "क्\u200dष",
    "جمهوری خانه\u200cها",
]


@pytest.mark.parametrize("name", REAL)
def test_real_names_in_any_script_are_kept_unchanged(name):
    delegation = Register().coined(name)
    assert delegation.display() == name
    assert read_register(write_register(Register((delegation,)))).resolve(name).display() == name
    assert set(slug(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("Nor\u200bway", "U+200B"),
        ("Nor\u202eway", "U+202E"),
        ("A\x1b[2J", "U+001B"),
        ("A\nB", "U+000A"),
        ("A\0", "U+0000"),
        ("A\u3164", "U+3164"),
        ("A\u00adB", "U+00AD"),
        ("A\U000e0041", "U+E0041"),
        ("A\ue000", "U+E000"),
        ("A\u2028", "U+2028"),
        ("Nor\u200dvia", "U+200D"),
        ("Nor\u200cvia", "U+200C"),
        ("دا\u200cر", "U+200C"),
        ("ده\u200c", "U+200C"),
        ("ده\u200c\u200cها", "U+200C"),
    ],
)
def test_characters_that_nobody_sees_are_refused_by_their_code_point(name, point):
    with pytest.raises(InputRefused) as refused:
        Delegation("XX", (("", name),))
    assert point in str(refused.value)
    assert name not in str(refused.value)


@pytest.mark.parametrize("name", ["A [B]", "A; B", "A / B", "<b>", "", " ", "A" * 121])
def test_names_that_would_break_the_print_are_refused(name):
    with pytest.raises(InputRefused):
        Delegation("XX", (("", name),))


@pytest.mark.parametrize(
    "code", ["", "-d", "--upload-pack=x", "a/b", "..", ".git", "NOR-1", "a b", "$(id)", "A" * 25, "a\0"]
)
def test_codes_that_are_no_codes_are_refused(code):
    with pytest.raises(InputRefused):
        Delegation(code, (("", "Name"),))


TWINS = [
    ("Norway", "NORWAY"),
    ("Norway", "Ｎｏｒｗａｙ"),
    ("Épire", "E\u0301pire"),
    ("Straße", "STRASSE"),
    ("A  B", "A B"),
]


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_twins_are_refused(one, other):
    assert name_key(one) == name_key(other)
    with pytest.raises(InputRefused, match="share the name"):
        Register((Delegation("AA", (("", one),)), Delegation("BB", (("", other),))))


ALIKE = [
    ("EU", "ЕU"),
    ("G 77", "G-77"),
    ("Korda (Rep. of)", "Korda Rep of"),
    ("Norvia", "Nоrvia"),
    ("ΝΟΡΑ", "NOPA"),
    ("Côte d’Arda", "Cote d'Arda"),
    ("Arda & Brum", "Arda, Brum"),
    ("Saint Arda", "SaintArda"),
    ("İlva", "Ilva"),
    ("Mirna.", "Mirna"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_look_alike_are_asked_about_and_never_merged(one, other, tmp_path):
    draft = Draft.init(tmp_path / "plan", "1. We meet.", title="Plan", at="2009-07-17", durability="fast")
    draft.add_delegation(one, code="AA", at="2009-07-18")
    assert other not in draft.delegations
    with pytest.raises(InputRefused, match=r"looks like .* write AA if it is meant; if not, add it first"):
        draft.add_delegation(other, at="2009-07-18")
    with pytest.raises(InputRefused, match="looks like"):
        draft.propose("1. We may meet.", by=other, received="2009-07-19", unregistered="added")
    done = draft.add_delegation(other, code="BB", at="2009-07-18")
    assert "they are two delegations" in done.notes[0]
    assert [d.display() for d in draft.delegations] == [one, other]
    assert draft.propose("1. We may meet.", by=other, received="2009-07-19").name == "BB-1"


def test_codes_that_look_alike_are_refused(tmp_path):
    draft = Draft.init(tmp_path / "plan", "1. We meet.", title="Plan", at="2009-07-17", durability="fast")
    draft.add_delegation("Arda", code="EU", at="2009-07-18")
    for code in ("ЕU", "E-U", "E_U"):
        with pytest.raises(InputRefused, match="looks like EU"):
            draft.add_delegation("Brum", code=code, at="2009-07-18")


BAD = [
    "-d", "--upload-pack=touch", "HEAD", "@", "@{-1}", "refs/heads/main", "main", "..", ".", "a..b", ".git", "a.lock",
    "a/b", "a\\b", "~", "^", ":", "?", "*", "[", "$(id)", "`id`", ";id", "|id", "&", "%2e%2e", "%s", "{0}", "<b>",
    "\u202eEU", "E\u200bU", "E\u00adU", "E\0U", "E\nU", "E\rU", "E\x1b[2J", "\ud800", "A" * 300, "", " ", "CON", "nul",
    "secretariat", "Secretariat", "'; DROP TABLE",
]  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_any_name_is_refused_or_gets_safe_branches(name):
    for code, known in ((name, "Arda"), ("", name)):
        try:
            found = Delegation(code, (("", known),)) if code else Register().coined(known)
        except InputRefused as err:
            assert "\n" not in str(err)
            continue
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,80}", slug(found.code))
        assert slug(found.code) != "secretariat"


def test_no_two_codes_share_branches():
    codes = [
        "EU",
        "eu",
        "ЕU",
        "E-U",
        "E_U",
        "ÉU",
        "E\u0301U",
        "Eu\u0301",
        "挪威",
        "瑞典",
        "ΕU",
        "E1",
        "E\u0661",
        "ＥＵ",
    ]
    slugs = {name_key(code): slug(code) for code in codes}
    assert len(set(slugs.values())) == len(slugs)
    for code in codes:
        assert slug(code) == slug(unicodedata.normalize("NFD", code)) == slug(code.swapcase())


def test_a_code_may_not_be_another_name():
    with pytest.raises(InputRefused):
        Register((Delegation("AA", (("", "bb"),)), Delegation("BB", (("", "Else"),))))


@pytest.mark.parametrize(
    "table",
    [
        "",
        "name\nNorway\n",
        "code\nNOR\n",
        "code,name,colour\nN,N,red\n",
        "code,name\nN,A\nN,B\n",
        "code,name\nN,A,B\n",
        "code,name,standing\nN,A,boss\n",
    ],
)
def test_a_bad_table_is_refused_with_what_would_have_worked(table):
    with pytest.raises(InputRefused) as refused:
        read_register(table, place="list.csv")
    assert str(refused.value).startswith("list.csv")
    assert refused.value.remedy


def test_a_slug_loses_nothing_in_silence():
    assert slug("NOR") == "nor"
    assert slug("PM 2") != slug("PM-2")
    assert slug("挪威") != slug("瑞典")


def test_a_sender_is_found_by_address_or_domain() -> None:
    table = "code,name,mail\nNRV,Norvia,@norvia.example;Ana@post.example\nBRU,Brum,bea@norvia.example\n"
    register = read_register(table)
    found = [
        register.writing_from(a) for a in ("x@NORVIA.example", "ana@post.example", "Bea@norvia.example", "x@y.example")
    ]
    assert [d.code if d else "" for d in found] == ["NRV", "NRV", "BRU", ""]
    assert register.writing_from("") is None and register.writing_from("norvia.example") is None
    assert read_register(write_register(register)) == register


def test_two_delegations_cannot_write_from_one_address() -> None:
    with pytest.raises(InputRefused, match="share the address '@x"):
        read_register("code,name,mail\nNRV,Norvia,@x.example\nBRU,Brum,@X.example\n")
    for mail in ("norvia.example", "a b@c.example", "<a@b.example>", "a@b@c"):
        with pytest.raises(InputRefused, match="is not a mail address"):
            read_register(f'code,name,mail\nNRV,Norvia,"{mail}"\n')


@pytest.mark.parametrize(
    "table",
    [
        "code,name:fr,name,standing\nNRV,Norvège,Norvia,party\n",
        "name:es,code,name:en,name\nNoruega,NRV,Norvia,Norvia\n",
        "code,name,groups,mail,authors\nNRV,Norvia,B; A,x@norvia.example; @a.example,Zoe; Ana\n",
        "\ufeffcode,name,standing\n nrv , Norvia ,Observer\n\nGLD,Galdora,\n",
        "code,name,mail\nNRV,Norvia,Desk@Norvia.example\n",
    ],
)
def test_an_unchanged_register_records_nothing_again(tmp_path: Path, table: str) -> None:
    draft = Draft.init(tmp_path / "plan", "1. We shall meet.", title="Plan", at="2009-07-17", durability="fast")
    assert read_register(write_register(read_register(table))) == read_register(table)
    assert draft.register_delegations(read_register(table), at="2009-07-18").outcome is Outcome.RECORDED
    assert draft.register_delegations(read_register(table), at="2009-07-19").outcome is Outcome.ALREADY
    assert len(draft.acts()) == 2


@pytest.mark.parametrize("table", ['code,name\n"a', 'code,name\nN"RV,"Nor"via\n', 'code,name\n"' + "x" * 200_000 + '"'])
def test_a_table_that_is_damaged_is_refused(table: str) -> None:
    with pytest.raises(InputRefused, match=r"cannot be read.*save it as CSV in UTF-8"):
        read_register(table, place="delegations.csv")


def test_a_table_with_semicolons_is_read_and_a_line_is_named_as_the_file_counts() -> None:
    register = read_register('code;name;groups\nNRV;Norvia;"North;Sea"\nGLD;Galdora;\n')
    assert [d.code for d in register] == ["GLD", "NRV"] and register.resolve("NRV").groups == ("North", "Sea")
    with pytest.raises(InputRefused, match="line 5: 1 cell,"):
        read_register('code,name,groups\nNRV,Norvia,"North\nSea"\n\nGLD\n')


def test_headings_that_are_not_known_are_quoted_as_they_are_written() -> None:
    with pytest.raises(InputRefused, match="the first line is '# Plan, Übersicht'"):
        read_register("# Plan,Übersicht\n1,2\n")
    with pytest.raises(InputRefused, match="the first line is empty"):
        read_register("\n1,2\n")


def test_names_that_only_joiners_tell_apart_are_one_name():
    first = Delegation("IRA", (("", "خانه\u200cها"),))
    assert Register((first,)).resolve("خانهها") is first
    with pytest.raises(InputRefused):
        Register((first, Delegation("IRB", (("", "خانهها"),))))
