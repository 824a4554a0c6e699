"""For whom a message speaks: the names that it gives, against the names of those who sent it.

Pure. A message that names somebody else is not silently that of its sender; who it is, a person says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from amendtrack.intake.instructions.spelling import plain

_AND = re.compile(r",? (?:and|et|y|e|&|as well as|ainsi que) |, ?| & |/")
_STYLED = re.compile(
    r"(?:(?:the|la|le|les|el|los|las) |l')?(?:(?:permanent )?(?:delegation|mission|government|delegacion|gobierno"
    r"|gouvernement|republic|republique|republica|kingdom|royaume|reino|state|etat|estado) (?:of|de|du|d'|del) ?)*"
    r"(?:(?:the|la|le|les|el|los|las) |l')?"
)


def strangers(named: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    """Those named who are not among ``own``, the names of the senders; as they are written, each once.

    >>> strangers(["the Republic of Norvia", "Norvia and Brum"], ["NRV", "Norvia"])
    ('Brum',)
    """
    mine = {_bare(name) for name in own}
    return tuple(dict.fromkeys(part for name in named for part in _parts(name) if _bare(part) not in mine))


def _parts(name: str) -> Iterator[str]:
    words = " ".join(name.split())
    yield from (words[a:b] for a, b in _between(words) if words[a:b].strip())


def _between(words: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in _AND.finditer(plain(words)):
        yield at, found.start()
        at = found.end()
    yield at, len(words)


def _bare(name: str) -> str:
    """A name as it is compared: without accents and case, and without style."""
    folded = " ".join(plain(name).split())
    return folded[match.end() :] if (match := _STYLED.match(folded)) and match.end() < len(folded) else folded


__all__ = ["strangers"]
