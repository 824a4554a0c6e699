"""Equations in a Word file, written on one line: no word and no sign that Word draws is lost."""

from __future__ import annotations

import pytest
from wordfiles import by, p, word

from amendtrack.formats.docx import read_docx


def term(words: str) -> str:
    """A run of an equation."""
    return f"<m:r><m:t>{words}</m:t></m:r>"


def built(name: str, properties: str = "", **parts: str) -> str:
    """A structure of an equation, with its parts in order."""
    inner = "".join(f"<m:{part.rstrip('_')}>{said}</m:{part.rstrip('_')}>" for part, said in parts.items())
    return f"<m:{name}><m:{name}Pr>{properties}</m:{name}Pr>{inner}</m:{name}>"


HALF = built("f", num=term("1"), den=term("2"))


@pytest.mark.parametrize(
    ("equation", "text"),
    [
        (HALF, "1/2"),
        (built("f", num=term("a+b"), den=term("2.5")), "(a+b)/2.5"),
        (term("CO") + built("sSub", e="", sub=term("2")), "CO_2"),
        (built("sSup", e=term("x"), sup=term("n+1")), "x^(n+1)"),
        (built("sSubSup", e=term("x"), sub=term("i"), sup=term("2")), "x_i^2"),
        (term("f") + built("d", e=term("x")), "f(x)"),
        (built("d", '<m:begChr m:val="["/><m:endChr m:val=""/>', e=term("x"), e_=term("y")), "[x|y"),
        (built("rad", deg="", e=term("2")), "√2"),
        (built("rad", deg=term("3"), e=term("a+b")), "3√(a+b)"),
        (built("nary", '<m:chr m:val="∑"/>', sub=term("i=1"), sup=term("n"), e=term("x")), "∑_(i=1)^n x"),
        (built("nary", sub="", sup="", e=term("x")), "∫x"),
        (built("func", fName=term("sin"), e=term("x")), "sin x"),
        (built("eqArr", e=term("a=b"), e_=term("c=d")), "a=b; c=d"),
        (built("m", mr=f"<m:e>{term('1')}</m:e><m:e>{term('0')}</m:e>"), "1, 0"),
        (built("unknown", e=term("x")), "x"),
    ],
)
def test_an_equation_is_written_on_one_line_with_its_signs(equation: str, text: str) -> None:
    file = read_docx(word(p("so ", f"<m:oMath>{equation}</m:oMath>", ".")))
    assert file.final == f"so {text}.\n"
    assert file.notes == (f"an equation written on one line: “{text}”",)


def test_a_tracked_change_takes_the_signs_with_it() -> None:
    inside = f"<m:oMath>{term('a')}{by('Anna', 'ins', term('+') + HALF)}</m:oMath>"
    file = read_docx(word(p("so ", inside)))
    assert (file.base, file.final, file.authors) == ("so a\n", "so a+1/2\n", ("Anna",))
    mark = '<m:ctrlPr><w:del w:id="1" w:author="Anna"/></m:ctrlPr>'
    words = by("Anna", "del", term("2"))
    file = read_docx(word(p("so ", f"<m:oMath>{built('f', mark, num=term('1'), den=words)}</m:oMath>")))
    assert (file.base, file.final) == ("so 1/2\n", "so 1\n")
