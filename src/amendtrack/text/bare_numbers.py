"""Paragraphs numbered with nothing but a number, as in Swiss statutes: ``Art. 5``, ``1 Der Bund ...``, ``2 Er ...``.

Such a number looks like one that begins a sentence, ``3 States abstained``. It is a label only in a text whose articles
begin with it and count on from there. ``openings`` knows all labels that can be told from one line.
"""

from __future__ import annotations

import re
from functools import cache

from amendtrack.text.label_forms import BLANK, label_table
from amendtrack.text.openings import Form, Opening
from amendtrack.text.scripts import is_small

_LATIN = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies)"
_NUMBER = re.compile(rf"(\d{{1,2}})(?:{_LATIN}|[a-z])?{BLANK}+(?P<word>[«“„\"‹(]?[^\W\d_][^\s.,;:]*)")
_QUOTES = '«“„"‹('
_QUICK = re.compile(rf"\n[^\S\n]*1{BLANK}")
_GOES_ON = label_table().named("goes on")
_LINE = re.compile(r"[^\r\n]+")
_STOPS = '.:;!?…)"»”'
_LONG_RUN = 3
_FEW_WORDS = 3


@cache
def _article() -> re.Pattern[str]:
    words = [word for word, name in label_table().named("words").items() if name == "article"]
    names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:\#{{1,6}}{BLANK}+)?[*_]{{0,3}}(?i:{names}){BLANK}*(?:\d|[IVXL]+\b)")


def numbered(source: str, at: int, stop: int) -> Opening | None:
    """The opening of a line that begins with a bare number, in a text that numbers its paragraphs so.

    >>> numbered("2 Er handelt nach Treu und Glauben.", 0, 35)
    Opening(form=<Form.SPACED: 'spaced'>, label='2', body=2, sign='', label_form=<Form.SPACED: 'spaced'>)
    >>> numbered("2 boats came.", 0, 13)
    """
    found = _counted(source, at, stop)
    if found is None:
        return None
    return Opening(Form.SPACED, found[0][: found.start("word") - at].rstrip(), found.start("word"), "", Form.SPACED)


def _counted(source: str, at: int, stop: int) -> re.Match[str] | None:
    """The number and first word of a line, if they may open a paragraph: ``2 Er``, not ``2 boats`` or ``2 May``."""
    found = _NUMBER.match(source, at, stop)
    if found is None or found["word"].casefold() in _GOES_ON or is_small(found["word"].strip(_QUOTES)):
        return None
    return found


def numbers_paragraphs(source: str) -> bool:
    """Whether the articles of a text have paragraphs that begin with a bare number, and no other line begins so.

    One short article may begin with a sentence that counts something: a single run of two is believed only if each is
    a sentence, and they do not count the same thing.

    >>> numbers_paragraphs("Art. 5\\n\\n1 Der Bund achtet das Recht.\\n\\n2 Er handelt nach Treu und Glauben.\\n")
    True
    >>> numbers_paragraphs("Article 5\\n\\n1 State voted against it.\\n\\n2 States took no part in it.\\n")
    False
    """
    if _QUICK.search(source) is None and _QUICK.match(f"\n{source.lstrip()[:3]}") is None:
        return False
    runs = _runs(source)
    if not runs:
        return False
    return len(runs) > 1 or len(runs[0]) >= _LONG_RUN or _is_prose(runs[0])


def _runs(source: str) -> list[list[str]]:
    """The lines of each article that begin with a number, from 1 on; none if any such line is elsewhere."""
    runs: list[list[str]] = []
    last = near = 0
    ends, in_article = True, False
    article = _article()
    for found in _LINE.finditer(source):
        line = found[0].strip()
        if not line:
            continue
        if article.match(line):
            in_article, last, near, ends = True, 0, 0, True
            continue
        near += 1
        counted = _counted(line, 0, len(line)) if ends else None
        if counted is not None:
            number = int(counted[1])
            opens = number == 1 and last == 0 and in_article and near <= _TITLE_LINES
            if opens:
                runs.append([])
            elif not last or not last <= number <= last + _GAP:
                return []
            runs[-1].append(line)
            last = number
        ends = line[-1] in _STOPS or near < _TITLE_LINES or source.count("\n", found.end(), found.end() + 4) > 1
    return [run for run in runs if len(run) > 1] if all(len(run) > 1 for run in runs) or len(runs) > 2 else []


_TITLE_LINES = 2
"""Between an article's number and its first paragraph there is at most a title."""
_GAP = 9


def _is_prose(run: list[str]) -> bool:
    """Whether two lines are sentences of some length that do not count one thing: ``1 State``, ``2 States``."""
    words = [line.split() for line in run]
    if any(len(line) <= _FEW_WORDS or line[-1][-1] not in _STOPS for line in words):
        return False
    first, second = (line[1].casefold() for line in words)
    return first == second or not (first.startswith(second[:-1]) or second.startswith(first[:-1]))


__all__ = ["numbered", "numbers_paragraphs"]
