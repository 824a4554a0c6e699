"""One message in two forms, plain text and HTML: which of them is read, and when neither may be read.

Knows how mail programs derive plain text from HTML, and so which differences are insignificant. If the two forms say
different things, nobody can know which one the sender intends, and the message is left for a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from amendtrack.errors import InputRefused
from amendtrack.formats.hypertext import Hypertext, read_page


@dataclass(frozen=True, slots=True)
class PartWording:
    """The words of a message, what was left out of it and, if it may not be read, why not."""

    words: str
    notes: tuple[str, ...] = ()
    why_not: str = ""


_STUB = re.compile(r"(?i)\bhtml\b|multi-?part|\bmime\b")
_MARKED = re.compile(r"(?i)<(?:del|ins|s|strike|u)[\s>]|line-through|text-decoration|msodel|msoins|<style")
_LINK = re.compile(
    r"<(?:https?:|mailto:|tel:|file:|cid:)[^>]*>|\[(?:image|cid)\b[^\]]*\]|https?://\S+|<[^<>\s]+@[^<>\s]+>"
)
_WORD = re.compile(r"[^\W_]+")
_SIGN = re.compile(r"\{\+\+|\+\+\}|\{--|--\}")
_NEAR = 3


def one_of(plain: str, page: str) -> PartWording:
    """The words of a message in two forms: its HTML, if that marks words as struck through or inserted.

    >>> one_of("Para 5: shall\\n", "<p>Para 5: <b>may</b></p>").why_not
    'its plain text and its HTML say different things (“shall” and “may”)'
    >>> one_of("share maps charts\\n", "share <s>maps</s> <u>charts</u>").words
    'share {--maps--} {++charts++}\\n'
    """
    if not _WORD.search(plain):
        return of_page(page)
    try:
        read = read_page(page)
    except InputRefused as err:
        return _uncompared(plain, page, str(err.args[0]))
    if not _WORD.search(read.words):
        return PartWording(plain, read.notes)
    if len(plain) < 300 and _STUB.search(plain) and not _is_part(_words_of(plain), _words_of(read.words)):
        note = f"left out: a plain-text placeholder for the HTML: “{' '.join(plain.split())[:80]}”"
        return PartWording(read.words, (*read.notes, note))
    return _agreeing(plain, read)


def of_page(page: str) -> PartWording:
    """The words of a message that has only an HTML form."""
    try:
        read = read_page(page)
    except InputRefused as err:
        return PartWording("", (f"not read: {err.args[0]}; {err.remedy}",))
    return PartWording(read.words, read.notes)


def _uncompared(plain: str, page: str, why: str) -> PartWording:
    if _MARKED.search(page):
        return PartWording(plain, why_not=f"its HTML may strike or insert words and cannot be read: {why}")
    return PartWording(plain, (f"left out: the HTML, which was not compared with the plain text: {why}",))


def _agreeing(plain: str, read: Hypertext) -> PartWording:
    ours, theirs = _words_of(plain), _words_of(read.words)
    if ours == theirs or ours == _words_of(read.unnumbered):
        is_fuller = read.is_marked or ours != theirs
        return PartWording(read.words if is_fuller else plain, read.notes)
    k = next((k for k, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    found = f"(“{_near(ours, k)}” and “{_near(theirs, k)}”)"
    return PartWording(plain, read.notes, f"its plain text and its HTML say different things {found}")


def _near(words: Sequence[str], k: int) -> str:
    return " ".join(words[k : k + _NEAR])


def _words_of(text: str) -> list[str]:
    """The words without marks, web addresses and signs that only one of the two forms has."""
    bare = _SIGN.sub("", _LINK.sub(" ", text.replace("| ---", " ")))
    kept = "".join(sign for sign in unicodedata.normalize("NFKC", bare) if unicodedata.category(sign) != "Cf")
    return _WORD.findall(kept)


def _is_part(words: Sequence[str], of: Sequence[str]) -> bool:
    return " ".join(words) in " ".join(of)


__all__ = ["PartWording", "of_page", "one_of"]
