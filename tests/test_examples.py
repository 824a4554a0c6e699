"""Each example prints what stands beside it, to the byte."""

import runpy
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.py"))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 3


def longer(script: Path) -> pytest.MarkDecorator | tuple[()]:
    """An example that holds a whole night's work runs where every world does."""
    return pytest.mark.long if script.stem in ("before_the_meeting", "open_the_mailbag") else ()


@pytest.mark.parametrize("script", [pytest.param(s, marks=longer(s), id=s.stem) for s in EXAMPLES])
def test_an_example_prints_what_stands_beside_it(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(script), run_name="__main__")
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out == script.with_suffix(".out").read_text(encoding="utf-8")
