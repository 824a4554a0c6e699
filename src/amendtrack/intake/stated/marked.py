"""The wording of a cell in which deletions and insertions are marked by hand.

Knows the signs of deleted and inserted words. The row reader checks whether the words without the insertions are those
of the draft.
"""

from __future__ import annotations

import re

_STRUCK = re.compile(r"\{--(.*?)--\}|~~(.+?)~~", re.DOTALL)
_INSERTED = re.compile(r"\{\+\+(.*?)\+\+\}", re.DOTALL)
_BOLD = re.compile(r"(?<![\w*])(\*{1,3}|__)(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*])", re.DOTALL)
_GAPS = re.compile(r"[^\S\n]+")
_BEFORE_SIGN = re.compile(r"[^\S\n]+(?=[.,;:!?)\]])")


def before_and_after(words: str) -> tuple[str, str] | None:
    """The wording before and after the changes; None if nothing in it is marked as deleted or inserted.

    >>> before_and_after("ends in ~~2030~~ **2031**."), before_and_after("ends in **2031**")
    (('ends in 2030.', 'ends in 2031.'), None)
    """
    struck, inserted = _STRUCK.search(words), _INSERTED.search(words)
    if not struck and not inserted:
        return None
    was = _INSERTED.sub("", words)
    was = _STRUCK.sub(_inside, was if inserted else _BOLD.sub("", was))
    shall = without_emphasis(_INSERTED.sub(_inside, _STRUCK.sub("", words)))
    return _closed_up(was), _closed_up(shall)


def without_emphasis(words: str) -> str:
    """The words without the marks of bold and italic.

    >>> without_emphasis("shall **promptly** inform")
    'shall promptly inform'
    """
    return _BOLD.sub(lambda found: found[2], words)


def has_emphasis(words: str) -> bool:
    """Whether words are marked as bold or italic."""
    return _BOLD.search(words) is not None


def _inside(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group is not None)


def _closed_up(words: str) -> str:
    return _BEFORE_SIGN.sub("", _GAPS.sub(" ", words)).strip()


__all__ = ["before_and_after", "has_emphasis", "without_emphasis"]
