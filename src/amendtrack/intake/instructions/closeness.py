"""How similar two spellings are, and where a text has words similar to others; the one door to diff-match-patch.

Its time-out is off, since a time-out would make a result depend on the machine; lengths are bounded instead. Its
edit distance is not always the smallest, so it is computed here.
"""

from __future__ import annotations

from diff_match_patch import diff_match_patch

LONGEST = 60
"""The longest word that is compared, in letters; longer words are similar only if they are equal."""
_SOUGHT = 32  # letters of a quotation that are searched for
_SEARCHED = 20_000  # letters of a text that are searched


def distance(first: str, second: str) -> int:
    """How many letters to insert, delete or change to turn one spelling into the other.

    >>> distance("dealy", "delay"), distance("areas", "zones")
    (2, 4)
    """
    if first == second:
        return 0
    if max(len(first), len(second)) > LONGEST:
        return LONGEST
    row = list(range(len(second) + 1))
    for n, letter in enumerate(first, 1):
        diagonal, row[0] = row[0], n
        for k, other in enumerate(second, 1):
            diagonal, row[k] = row[k], min(diagonal + (letter != other), row[k] + 1, row[k - 1] + 1)
    return row[-1]


def likeliest(text: str, quoted: str) -> int:
    """Where in the text the beginning of a quotation most likely is; -1 if nothing resembles it.

    >>> likeliest("They hold a meeting each June.", "each july")
    20
    """
    engine = diff_match_patch()
    engine.Diff_Timeout, engine.Match_Threshold, engine.Match_Distance = 0, 0.4, 1_000_000
    return int(engine.match_main(text[:_SEARCHED].casefold(), quoted[:_SOUGHT].casefold(), 0))


def is_slip(written: str, meant: str) -> bool:
    """Whether one word is probably a misspelling of the other, and not another word.

    Short words, numbers, and words that differ only in their ending (``mine``, ``mines``) never are.

    >>> is_slip("dealy", "delay"), is_slip("mine", "mines"), is_slip("shall", "should"), is_slip("2014", "2015")
    (True, False, False, False)
    """
    shorter, longer = sorted((written, meant), key=len)
    if len(shorter) < 5 or not (written.isalpha() and meant.isalpha()) or written[0] != meant[0]:
        return False
    if longer.startswith(shorter[:-2]) and shorter[-2:] != longer[-2:]:
        return False
    return distance(written, meant) <= min(2, len(longer) // 4 + 1)
