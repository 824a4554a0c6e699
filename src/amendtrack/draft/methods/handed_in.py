"""What delegations hand in: a file is read, shown, and recorded exactly as it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amendtrack.draft import acts
from amendtrack.draft.declared import Further, one_of, parted
from amendtrack.draft.outcome import Recorded
from amendtrack.record.times import When, moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Unpack

    from amendtrack.draft.declared import ReadingOptions, SubmissionOptions
    from amendtrack.draft.draft import Draft
    from amendtrack.draft.submission import Submission
    from amendtrack.intake.doubts import Doubt


def read(
    draft: Draft, text: str | bytes, *, by: str, replaces: str = "", **options: Unpack[ReadingOptions]
) -> Submission:
    """Read a delegation's file against revision ``on`` (default: the latest), with every doubt.

    Nothing is recorded; ``record`` takes what this returns once a person has seen it. The options:

    - ``replaces``: the proposal (``NOR-1``) that this file replaces;
    - ``amends``: the proposal that it amends; it is compared with that proposal, listed after it, and
      never enters the text;
    - ``cosponsors``: the delegations that co-sponsor it;
    - ``extent="excerpt"``: units that are absent from the file are not deleted;
    - ``kind``: what it contains (``text``, ``instructions``, ``comment``); by default this is recognised;
    - ``authors``: whose tracked changes in a Word file are used: those of its only author (or of the
      delegation's own people, by the register), everybody's, or those of the people named;
    - ``language``: its language, if not the draft's; the file is then kept and listed, but not compared;
    - ``unregistered="added"``: a delegation that is not in the register is added to it;
    - ``filename``, and ``beside``: the subject and covering words of the message it came in.

    Raises:
        Unknown: no such delegation, revision or proposal.
        NotText, OverLimit: see ``intake.read_text``.
    """
    from amendtrack.draft.submission import read_submission

    return read_submission(draft.snapshot(), text, by=by, replaces=replaces, **options)


def record(
    draft: Draft,
    submission: Submission,
    *,
    received: When,
    channel: str = "",
    title: str = "",
    further: Further | str = Further.REFUSED,
    mail: bytes = b"",
    allow: Iterable[Doubt | str] = (),
    recorder: str = "",
) -> Recorded:
    """Record a file exactly as ``read`` read it.

    A further file of the same delegation must either replace a proposal (see ``read``) or be
    ``further="additional"``. ``allow`` names the doubts to be disregarded. ``mail`` is the message it
    came in, which is kept with it. The outcome is ``ALREADY`` if the same bytes from the same delegation are
    already in force on that revision.

    Raises:
        InputRefused: the file does not fit (see ``Doubt``); the remedy names the option that overrides.
    """
    rule = one_of(Further, further, "a rule for a further file")
    receipt = acts.proposals.Receipt(moment(received, draft.settings.timezone), channel, title, mail)
    return draft.on_disk.perform(
        lambda now: acts.proposals.propose(now, submission, receipt, further=rule, allow=allow), recorder
    )


def propose(
    draft: Draft,
    text: str | bytes,
    *,
    by: str,
    received: When,
    replaces: str = "",
    **options: Unpack[SubmissionOptions],
) -> Recorded:
    """Read a delegation's file and record it, without showing it in between; see ``read`` and ``record``."""
    reading, recording = parted(options)
    return draft.record(draft.read(text, by=by, replaces=replaces, **reading), received=received, **recording)


def replace(
    draft: Draft, text: str | bytes, name: str, *, received: When, **options: Unpack[SubmissionOptions]
) -> Recorded:
    """Record a new version of that proposal; the earlier file is kept. See ``propose``."""
    entry = draft.proposal(name)
    return draft.propose(text, by=entry.delegation, received=received, replaces=entry.name, **options)


def comment(
    draft: Draft, delegation: str, words: str, *, on: str = "", at: When, channel: str = "", recorder: str = ""
) -> Recorded:
    """Record what a delegation remarks on the draft, or ``on`` a unit or slot of it, without proposing wording.

    It gets a number as a proposal does, and is listed in the annex, in the register and with the place.

    Raises:
        Unknown: there is no such delegation or place.
    """
    from amendtrack.draft.typed_comment import read_comment

    said = read_comment(draft.snapshot(), delegation, words, on=on)
    return draft.record(said, received=at, channel=channel, further=Further.ADDITIONAL, recorder=recorder)


__all__ = ["comment", "propose", "read", "record", "replace"]
