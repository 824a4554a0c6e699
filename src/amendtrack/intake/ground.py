"""What a submission is read against: a revision of a draft and the register; and which words are its senders' own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from amendtrack.intake.another_text import another_text, text_called
from amendtrack.intake.doubts import Doubt, Query, Sent
from amendtrack.intake.routine import Own
from amendtrack.intake.stated.columns import Parties
from amendtrack.record.registers import Register
from amendtrack.text.units import Text, parse_text


@dataclass(frozen=True, slots=True)
class Ground:
    """What a proposal is read against: one of the revisions, and the register."""

    revision: str
    revisions: Mapping[str, str]
    register: Register

    @property
    def base(self) -> Text:
        """The text of the revision."""
        return parse_text(self.revisions[self.revision])


def own_of(sent: Sent) -> Own:
    """The words that belong to the senders: their names and people, the signer, and the title of the draft."""
    names = [key for d in sent.senders for key in d.keys]
    people = [author for d in sent.senders for author in d.authors]
    return Own.of(names, [*people, sent.beside.signed], sent.about)


def parties_of(sent: Sent, ground: Ground) -> Parties:
    """The parties to whom tables of amendments in the submission may belong."""
    return Parties(tuple(key for d in sent.senders for key in d.keys), ground.register.__contains__)


def of_another(said: str, sent: Sent, ground: Ground) -> Iterator[Query]:
    """Whether a message says that it is about another document, or another version of the text."""
    if other := another_text(said, ground.revision, (ground.base.source, sent.about)):
        yield _another(other, f"add --on with the revision that is meant, or {_ALLOW} if that is {ground.revision}")
    else:
        yield from under_another_title(said, sent, ground)


def under_another_title(said: str, sent: Sent, ground: Ground) -> Iterator[Query]:
    """Whether a message or its subject names another text by its title: ``Comments on the Harbour Rules``."""
    if other := text_called(said, (ground.base.source, sent.about)):
        yield _another(other, f"record it in the draft of that text, or add {_ALLOW} if this draft is meant")


_ALLOW = "--allow other-revision"


def _another(other: str, hint: str) -> Query:
    return Query(Doubt.OTHER_REVISION, f"it is about another text: “{other}”", hint)


__all__ = ["Ground", "of_another", "own_of", "parties_of", "under_another_title"]
