"""What became of each proposal received: one fate each, so that the tally adds up.

Pure. Whether a proposal goes into the consolidated text at all is decided here, and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum

from amendtrack.consolidation.reports import ON_AGREED, Tally
from amendtrack.errors import TallyFailed
from amendtrack.record.entries import Entry, State
from amendtrack.record.registers import Register, Standing
from amendtrack.record.remarks import Kind


class Fate(Enum):
    """What became of a proposal, in the words of the tally.

    >>> import amendtrack, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     draft = amendtrack.Draft.init(f"{folder}/plan", "1. We shall meet.", title="Plan", at="2009-07-17")
    ...     done = draft.propose("1. We should meet.", by="Norvia", unregistered="added", received="2009-08-21T16:20")
    ...     [(entry.name, fate.value) for entry, fate in draft.snapshot().fates()]
    [('NOR-1', 'in the text')]
    """

    TEXT = "in the text"
    UNCHANGED = "without a change to the text"
    AGREED = ON_AGREED
    ANNEX = "annex"
    COMMENT = "comment"
    PROBLEM = "problem"
    EARLIER = "made on an earlier revision"
    LATE = "received after the deadline"
    UNREADABLE = "unreadable"
    INCORPORATED = "incorporated in a revision"
    NOT_REFLECTED = "not reflected in a revision"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    VOID = "void"


def is_suggestion(entry: Entry, register: Register) -> bool:
    """Whether it is wording, without a sponsor, from a delegation that may only suggest."""
    return not entry.sponsors and not is_party(entry.delegation, register)


def is_party(code: str, register: Register) -> bool:
    """Whether that delegation's wording goes into the text without a sponsor."""
    return register.resolve(code).standing is Standing.PARTY


def kept_out(entry: Entry, latest: str, register: Register) -> Fate | None:
    """The fate of a proposal that is not in the text on revision ``latest``; ``None`` for one that is."""
    if entry.state is State.VOID:
        return Fate.VOID
    if entry.state is State.WITHDRAWN:
        return Fate.WITHDRAWN
    if entry.revision != latest:
        return Fate.EARLIER
    if entry.amends or entry.language or is_suggestion(entry, register):
        return Fate.ANNEX
    return None


def why_out(entry: Entry, fate: Fate) -> tuple[str, str]:
    """Why a proposal is not in the text, and what would help."""
    match fate:
        case Fate.VOID:
            return f"{entry.name} is void: {entry.reason}", "name another"
        case Fate.WITHDRAWN:
            return f"{entry.name} was withdrawn", "name another"
        case Fate.EARLIER:
            return (
                f"{entry.name} was made on {entry.revision}",
                "have it sent again on the latest revision",
            )
    if fate is Fate.UNREADABLE:
        return f"the text of {entry.name} cannot be read", "run `amendtrack doctor DRAFT`, which says what to do"
    if fate is Fate.LATE:
        return f"{entry.name} was received after the deadline", "it is in the text without --meeting"
    if entry.amends:
        return (
            f"{entry.name} amends {entry.amends}, not the text",
            f"have {entry.amends} sent again with that change",
        )
    if entry.language:
        return f"{entry.name} is in {entry.language}, not translated", "record the translation with replace"
    return f"{entry.name} is a suggestion that no party sponsors", "record a sponsor with the command sponsor"


def fates_of(
    entries: Iterable[Entry],
    latest: str,
    register: Register,
    changing: frozenset[str],
    *,
    apart: frozenset[str] = frozenset(),
) -> tuple[tuple[Entry, Fate], ...]:
    """Every proposal with its fate.

    ``changing`` names those that change a word of the text, ``apart`` those that would change only agreed text.
    """
    within = ((e, kept_out(e, latest, register)) for e in entries)
    return tuple((e, out or (Fate.AGREED if e.name in apart else _within(e, changing))) for e, out in within)


def _within(entry: Entry, changing: frozenset[str]) -> Fate:
    if entry.name in changing:
        return Fate.TEXT
    if entry.remarks or entry.kind is Kind.COMMENT:
        return Fate.COMMENT
    return Fate.PROBLEM if entry.problems and not entry.retains else Fate.UNCHANGED


def tally_of(fates: Sequence[tuple[Entry, Fate]], consolidated: frozenset[str]) -> Tally:
    """The tally; ``consolidated`` names the proposals that were consolidated.

    Others that could be in the text are counted as left out.

    Raises:
        TallyFailed: what was consolidated is not what the register has in the text.
    """
    counts: Counter[str] = Counter()
    inside: set[str] = set()
    for entry, fate in fates:
        left_out = fate in _WITHIN and entry.name not in consolidated
        counts["left out" if left_out else fate.value] += 1
        inside |= {entry.name} if fate in _WITHIN and not left_out else set()
    if strange := consolidated - inside:
        found = f"{', '.join(sorted(strange))}: consolidated, but the register says it is not in the text"
        raise TallyFailed(found, remedy="do not print it")
    named = [f.value for f in Fate if f not in (Fate.TEXT, Fate.UNCHANGED)]
    others = tuple((counts[why], why) for why in (*named, "left out") if counts[why])
    return Tally(len(fates), counts[Fate.TEXT.value], counts[Fate.UNCHANGED.value], others)


_WITHIN = frozenset((Fate.TEXT, Fate.UNCHANGED, Fate.AGREED, Fate.COMMENT, Fate.PROBLEM))
