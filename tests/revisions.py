"""The revision that follows: every test that needs one records it under one label and at one time."""

from amendtrack import Draft
from amendtrack.draft.outcome import Recorded

LABEL, AT = "Rev.1", "2009-09-05"


def revised(draft: Draft, text: str, **options: object) -> Recorded:
    """What is recorded when that text follows the first revision."""
    return draft.revise(text, label=LABEL, at=AT, **options)  # type: ignore[arg-type]
