"""The next revision, what was pending at it, translations, and the adopted text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amendtrack.consolidation.adopted_text import USUAL, AdoptionRules
from amendtrack.draft import acts
from amendtrack.draft.declared import one_of
from amendtrack.draft.new_revision import Pending
from amendtrack.draft.outcome import Recorded
from amendtrack.record.times import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amendtrack.draft.draft import Draft
    from amendtrack.formats.received import Authors
    from amendtrack.intake.doubts import Doubt


def revise(
    draft: Draft,
    text: str | bytes,
    *,
    label: str,
    at: When,
    accept: Authors | Iterable[str] = (),
    filename: str = "",
    allow: Iterable[Doubt] = (),
    pending: Pending | str = Pending.CARRIED,
    same: Iterable[tuple[str, str]] = (),
    recorder: str = "",
) -> Recorded:
    """Record a new revision, and what becomes of each amendment that was pending.

    An amendment that the new text has is incorporated. One whose words or place are as they were is carried
    forward: it is in the next consolidated text under its proposal's number. One whose words were changed is
    overtaken: nothing of it is applied until its delegation reconfirms it or sends it again. With
    ``pending="lapse"`` whatever the new text does not have lapses. ``same`` are places of the present text and
    of the new one that are the same unit, where the comparison would see it otherwise. See
    ``Snapshot.carry_overs``.

    A Word file with tracked changes is refused unless ``accept`` names the authors whose changes are accepted.
    Brackets that name delegations are refused unless ``Doubt.BRACKETS`` is allowed. A Word file is kept with
    the registers, under ``filename``.
    """
    from amendtrack.formats.received import read_clean

    acts.revisions.check_label(label)
    then = one_of(Pending, pending, "a rule for what is pending")
    file = read_clean(text, place=filename, accept=accept)
    return draft.on_disk.perform(
        lambda now: acts.revisions.revise(
            now, file, text, label=label, at=at, filename=filename, allow=allow, pending=then, same=same
        ),
        recorder,
    )


def translate(
    draft: Draft, text: str | bytes, language: str, *, at: When, filename: str = "", recorder: str = ""
) -> Recorded:
    """Record the text of the latest revision, as decided by then, in another language; again as it changes.

    Its units are known by their numbers: those of the decided text, ``15 bis`` included.

    Raises:
        InputRefused: it is in the draft's own language, is no text, or has tracked changes; or a text is adopted.
    """
    from amendtrack.formats.received import read_clean

    file = read_clean(text, place=filename)
    return draft.on_disk.perform(lambda now: acts.translating.translate(now, file.text, language, at=at), recorder)


def adopt(draft: Draft, rules: AdoptionRules = USUAL, *, at: When, recorder: str = "") -> Recorded:
    """Record the decided text as adopted: numbered once, with citations and footnotes following, without notes.

    From then on nothing is decided and no revision recorded until the adoption is reopened (see ``reopen``). The
    adopted text is ``snapshot().adopted()``, with its concordance in ``snapshot().adoption``. All language versions
    (see ``translate``) are adopted with it, or none.

    Raises:
        NotAdoptable: something is left; the error holds all of it, each with its place and what to do.
        InputRefused: it was adopted by other rules.
    """
    return draft.on_disk.perform(lambda now: acts.adopting.adopt(now, rules, at=at), recorder)


def reconfirm(draft: Draft, names: str | Iterable[str], *, at: When, recorder: str = "") -> Recorded:
    """Record that delegations maintain amendments (``NOR-1#2``) or proposals which a revision has overtaken.

    Each is then on the latest revision: what it would have there takes the place of what the revision put there.

    Raises:
        Unknown: a name stands for nothing that waits to be reconfirmed.
        InputRefused: its place in the new text is not certain, so it must be sent again.
    """
    given = (names,) if isinstance(names, str) else tuple(names)
    return draft.on_disk.perform(lambda now: acts.maintaining.reconfirm(now, given, at=at), recorder)


def lapse(draft: Draft, names: str | Iterable[str], *, at: When, recorder: str = "") -> Recorded:
    """Record that amendments (``NOR-1#2``) or proposals which a revision has overtaken lapse.

    Raises:
        Unknown: a name stands for nothing that waits to be reconfirmed.
    """
    given = (names,) if isinstance(names, str) else tuple(names)
    return draft.on_disk.perform(lambda now: acts.overtaken.lapse(now, given, at=at), recorder)


__all__ = ["adopt", "lapse", "reconfirm", "revise", "translate"]
