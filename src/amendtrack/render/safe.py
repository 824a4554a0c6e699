"""Text that may be hostile, made safe to show: nothing in it can control the terminal or hide.

Control characters, direction controls and invisible characters are spelt out like ``<U+001B>``. Characters that
ordinary writing needs are kept: line ends and tabs, joiners inside Arabic and Indic words, and the joiners and
selectors of emoji. The rule is a fixed list, not the Unicode tables of the machine, so that a text looks the same
everywhere. Stored texts are never changed.
"""

from __future__ import annotations

import re
from functools import cache

from amendtrack.text.typeface import HARD_BREAK

_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 except tab and newline, DEL, C1
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\ud800-\udfff"
)
_PICTURE = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
_JOINED_SCRIPTS = (
    "\u0600-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1700-\u17ff\u1800-\u18af\u1a20-\u1bff"
    "\ua800-\ua8ff\ua930-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
)


_SEEN = re.compile("[\n\t -~\u00a1-\u00ac\u00ae-\u024f\u0370-\u052f\u2010-\u2027\u2030-\u203b]*")
"""Texts in Latin, Greek and Cyrillic letters with the usual signs: nothing in them misleads."""


@cache
def _risky() -> re.Pattern[str]:
    """What may mislead, and signs that are part of a flag or a word; compiled only for a text that is not plain."""
    return re.compile(
        "(?P<flag>\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)"  # the flags of Scotland, Wales ...
        f"|(?P<joiner>(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])|(?<=[{_JOINED_SCRIPTS}])[\u200c\u200d])"
        f"|(?P<selector>(?<=[{_PICTURE}#*0-9])[\ufe0e\ufe0f])"
        f"|[{_HIDDEN}\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e0fff]"
    )


# White space is matched run by run: a pattern for a line end after any number of blanks would scan a long run again
# from each blank.
_SPACES = re.compile(r"\s+")
_LINE_END = re.compile(r"[\r\n]")


def _shown(match: re.Match[str]) -> str:
    return match.group() if match.lastgroup else f"<U+{ord(match.group()):04X}>"


def visible(text: str) -> str:
    """The text with every control, direction and invisible character spelt out; newlines and tabs stay.

    >>> visible("shall\\x1b[2J now"), visible("a\\u202eb")
    ('shall<U+001B>[2J now', 'a<U+202E>b')
    >>> visible("ده\\u200cها [shall] 👩\\u200d💻") == "ده\\u200cها [shall] 👩\\u200d💻"
    True
    """
    if _SEEN.fullmatch(text):
        return text
    return _risky().sub(_shown, text)


def unseen(text: str) -> tuple[str, ...]:
    """The characters that ``visible`` spells out, each once, in order of appearance.

    >>> unseen("a\\u202eb\\u200b\\u200b")
    ('\\u202e', '\\u200b')
    """
    return tuple(dict.fromkeys(found.group() for found in _risky().finditer(text) if not found.lastgroup))


def seen(text: str) -> str:
    """The text without what ``visible`` spells out.

    >>> seen("shall\\u202e\\u200b now")
    'shall now'
    """
    if _SEEN.fullmatch(text):
        return text
    return _risky().sub(lambda found: found.group() if found.lastgroup else "", text)


def one_line(text: str) -> str:
    """The text made visible and put on one line: for names, table cells and error messages.

    >>> one_line("no unit\\n  12\\x07")
    'no unit 12<U+0007>'
    """
    return _SPACES.sub(_joined, visible(text)).strip()


def flowing(text: str) -> str:
    """A unit's wording with its line ends turned into blanks; nothing else is changed.

    >>> flowing("Clear all \\r\\n  mined areas.")
    'Clear all mined areas.'
    """
    return _SPACES.sub(_flowed, text) if "\n" in text or "\r" in text else text


def in_lines(text: str) -> str:
    """The same, but a line break that somebody typed is kept.

    >>> in_lines("Clear all  \\nmined\\nareas.")
    'Clear all  \\nmined areas.'
    """
    if HARD_BREAK not in text:
        return flowing(text)
    return _SPACES.sub(lambda run: HARD_BREAK if HARD_BREAK in run[0] else _flowed(run), text)


def _joined(run: re.Match[str]) -> str:
    return " " if "\n" in run[0] or "\t" in run[0] else run[0]


def _flowed(run: re.Match[str]) -> str:
    found = _LINE_END.search(run[0])
    return run[0][: found.start()].rstrip(" \t") + " " if found else run[0]
