"""How far two spellings are apart, in letters; the one door to diff-match-patch.

Its time-out is off, since a time-out would make a result depend on the machine; the length is bounded instead.
"""

from __future__ import annotations

from diff_match_patch import diff_match_patch

LONGEST = 60
"""Letters of a word that is compared; longer ones are alike only if they are equal."""


def distance(first: str, second: str) -> int:
    """Letters to put in, take out or change to make one spelling the other.

    >>> distance("dealy", "delay"), distance("areas", "zones")
    (2, 4)
    """
    if first == second:
        return 0
    if max(len(first), len(second)) > LONGEST:
        return LONGEST
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return int(engine.diff_levenshtein(engine.diff_main(first, second, False)))


def is_slip(written: str, meant: str) -> bool:
    """Whether one word is likely a slip of the pen for the other, and not another word.

    Short words, numbers, and words that differ in their ending alone (``mine``, ``mines``) never are.

    >>> is_slip("dealy", "delay"), is_slip("mine", "mines"), is_slip("shall", "should"), is_slip("2014", "2015")
    (True, False, False, False)
    """
    shorter, longer = sorted((written, meant), key=len)
    if len(shorter) < 5 or not (written.isalpha() and meant.isalpha()) or written[0] != meant[0]:
        return False
    if longer.startswith(shorter[:-2]) and shorter[-2:] != longer[-2:]:
        return False
    return distance(written, meant) <= min(2, len(longer) // 4 + 1)
