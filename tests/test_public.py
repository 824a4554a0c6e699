"""What a user finds under ``amendtrack``: each name has an example that runs, and shows itself on one line."""

import doctest
import pkgutil
import string
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

import amendtrack
from amendtrack.draft.outcome import Outcome

RUN = {module.name for module in pkgutil.walk_packages(amendtrack.__path__, "amendtrack.")}
"""The modules whose examples the tests of the documentation run."""

WORDS = "clear all mined areas without delay, " * 200
MANY = [f"Delegation {number}" for number in range(200)]
HOSTILE = "Norvia\n\u202edelete"


@pytest.mark.parametrize("name", amendtrack.__all__)
def test_each_name_has_an_example_that_the_tests_run(name: str) -> None:
    value = getattr(amendtrack, name)
    home = value.__name__ if name == "render" else value.__module__
    assert home in RUN
    examples = [test.examples for test in doctest.DocTestFinder(recurse=False).find(value, name)]
    assert examples, f"{name} has no docstring"
    assert examples[0], f"the docstring of {name} has no example"


def test_the_names_are_those_that_the_package_lists() -> None:
    assert sorted(amendtrack.__all__, key=str.swapcase) == sorted(dir(amendtrack), key=str.swapcase)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        amendtrack.Nothing  # noqa: B018


@pytest.mark.parametrize("name", amendtrack.render.__all__)
def test_each_form_can_be_had(name: str) -> None:
    assert getattr(amendtrack.render, name) is not None


@cache
def values() -> list[object]:
    """A value of each public class, with long texts, many names and hostile ones."""
    base = f"1. {WORDS}\n\n2. Report.\n"
    texts = dict.fromkeys(MANY, base.replace("all", "known"))
    position = amendtrack.Position(HOSTILE, amendtrack.Stance.RETAIN, WORDS)
    con = amendtrack.consolidate(base, texts | {HOSTILE: base.replace("all", "some")}, [position])
    redline = amendtrack.compare(base, WORDS)
    delegation = "code,name\n" + "".join(f"N{number},{name}\n" for number, name in enumerate(MANY))
    at = datetime(2009, 8, 21, 16, 20, tzinfo=UTC)
    entry = amendtrack.Entry(
        "NRV-1", "NRV", 1, "Rev.0", "c", at, HOSTILE, WORDS, 1, "f", title=WORDS, cosponsors=tuple(MANY)
    )
    return [
        con,
        con.base,
        position,
        redline,
        entry,
        amendtrack.Fate.TEXT,
        amendtrack.Stance.RETAIN,
        *con.proposals,
        amendtrack.Proposal(HOSTILE, base, WORDS, tuple(MANY)),
        *con.slots,
        *(variant for slot in con.slots for variant in slot.variants),
        *con.conflicts,
        *amendtrack.amendments(redline),
        amendtrack.read_register(delegation),
        amendtrack.Recorded(Outcome.RECORDED, WORDS, notes=(WORDS,)),
    ]


def test_each_value_shows_itself_on_one_line() -> None:
    for value in values():
        shown = repr(value)
        assert len(shown) <= 120, shown
        assert shown.isprintable(), shown


def test_no_public_value_is_left_out_of_that() -> None:
    classes = {getattr(amendtrack, name) for name in amendtrack.__all__}
    classes = {c for c in classes if isinstance(c, type) and not issubclass(c, Exception)}
    of_a_draft = {amendtrack.Draft, amendtrack.Snapshot, amendtrack.Submission}
    assert classes - {type(value) for value in values()} == of_a_draft


def test_what_belongs_to_a_draft_shows_itself_on_one_line(tmp_path: Path) -> None:
    draft = amendtrack.Draft.init(tmp_path / "plan", f"1. {WORDS}", title=WORDS[:280], at="2009-07-17")
    sent = draft.read(f"1. {WORDS}\n\n2. {WORDS}", by="Norvia", unregistered="added")
    for value in (draft.snapshot(), sent, sent.reading):
        assert len(repr(value)) <= 120
    assert repr(draft) == f"<Draft 'clear all mined areas without…' in {draft.path}>"


def test_an_error_is_one_line_whatever_it_names() -> None:
    for name in ("a\nb", "\x1b[31m", "a\u2028b", "\u202edelete", "a\x85b", "\udcff", "a\0b"):
        with pytest.raises(amendtrack.InputRefused, match="there is no such folder") as refused:
            amendtrack.Draft.open(name)
        assert len(str(refused.value).splitlines()) == 1
        assert not set(str(refused.value)) & {*name} - {*string.printable} and "\x1b" not in str(refused.value)
        str(refused.value).encode()
    assert str(amendtrack.InputRefused("« l’État » ne figure pas")) == "« l’État » ne figure pas"


@pytest.mark.long
def test_only_what_is_asked_for_is_imported() -> None:
    """``import amendtrack`` alone brings in none of its rooms; see ``benchmarks/startup.py`` for how long it takes."""

    asked = "import sys, amendtrack; print([m for m in sys.modules if m.startswith('amendtrack.')])"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    assert ran.stdout.strip() == b"[]"
