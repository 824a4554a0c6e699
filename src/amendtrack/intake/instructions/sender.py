"""The sender of a message, where a line of it names them."""

from __future__ import annotations

import re

from amendtrack.intake.instructions.envelope import leads_in
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.speakers import strangers


class Sender:
    """Those who sent a message, by their names as they are compared."""

    def __init__(self, names: frozenset[str], text: str) -> None:
        self.names, self.text = names, text

    def is_named(self, words: str) -> bool:
        """Whether a line only names the sender: ``From the delegation of Norvia:``."""
        name = _FROM.sub("", _ASIDE.sub("", plain(words)).strip(" :*.,"))
        return bool(name and self.names) and not strangers([name], self.names)

    def only_leads_in(self, words: str) -> bool:
        """Whether a line only says that the sender's points follow; as a title, without a colon, it has their name."""
        names = leads_in(words)
        if names is None:
            names = leads_in(f"{words}:") or None
        return names is not None and all(self.is_named(name) for name in names)

    def own_name(self, start: int, last: int) -> int:
        """How many letters of a line are the sender's own name before what it says: ``Norvia: OP7 – delete``."""
        found = _BEFORE_COLON.match(self.text, start, last)
        return found.end() - start if found and self.is_named(found["name"] or found["bracketed"]) else 0


_FROM = re.compile(r"^(?:from|by|de la part de|de parte de|de|du|par|por|от|来自)\s+")
_ASIDE = re.compile(r"(?<!\s)\s*[(\[][^()\[\]]{1,40}[)\]]\s*:?$")
"""``(original: French)`` behind a name."""

_BEFORE_COLON = re.compile(
    r"(?:\[(?P<bracketed>[^\[\]:\n]{2,60})\]\s*[:：–—-]?|(?P<name>[^\[\]:：\n\"“«]{2,60}?)(?:\s*[:：]|\s+[–—-]))\s+(?=\S)"
)
