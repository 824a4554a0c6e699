"""The kinds of conflict that put a passage on the conflict list, their names, and whether they block a clean text."""

from __future__ import annotations

from enum import Enum


class ConflictKind(Enum):
    """One kind of conflict: its code for programs, its name for people, and whether a clean text must wait for it.

    A kind that does not block is listed for information. Two kinds may share a code, where programs rely on a single
    one; no two kinds share a name.

    >>> str(ConflictKind.DELETE_AMEND), ConflictKind.DELETE_AMEND.code, ConflictKind.DELETE_AMEND.blocks
    ('deletion against amendment', 'delete-vs-amend', True)
    """

    OVERLAP = "overlap", "rival wordings", True
    ADJACENT = "adjacent", "changes that touch", True
    SAME_POINT = "same-point insertion", "insertions at one point", True
    DELETE_AMEND = "delete-vs-amend", "deletion against amendment", True
    DELETE_RETAIN = "delete-vs-retain", "deletion against retention", True
    AMEND_RETAIN = "amend-vs-retain", "amendment against retention", True
    STATUS = "status", "brackets lifted against retention", True
    ALTERNATIVE = "alternative", "rival new texts", True
    COLUMNS = "overlap", "new row against changed columns", True
    PASSAGES = "same-place insertion", "new passages in one place", True
    SAME_TEXT = "same-text insertion", "the same new text in two places", True
    MOVE_MOVE = "move-vs-move", "move against move", True
    MOVE_DELETE = "move-vs-delete", "move against deletion", True
    SPLIT_MERGE = "split/merge-vs-amend", "split or merge against amendment", True
    RIVAL_NUMBERS = "editorial", "rival numbers", True
    EDITORIAL = "editorial", "new number", False
    NUMBER_TWICE = "editorial", "one number for two units", False
    MOVE_AMEND = "move-vs-amend", "move beside amendment", False
    SAME_SENTENCE = "same sentence", "changes in one sentence", False
    SAME_PLACE = "same-place insertion", "insertions at one place", False
    TAKEN_ALONG = "same-text insertion", "words put elsewhere", False
    FORM = "form", "form that comes with a proposal", False
    GROUP_MEMBER = "group-vs-member", "member of a group with another position", False
    NOT_FOUND = "target not found", "place not found", False

    def __init__(self, code: str, words: str, blocks: bool) -> None:
        self.code, self.words, self.blocks = code, words, blocks

    def __str__(self) -> str:
        return self.words

    @property
    def excludes(self) -> bool:
        """Whether only one reading can be adopted; otherwise both can, and how they would read together is open."""
        return self.blocks and self not in _COMPATIBLE


_COMPATIBLE = frozenset((ConflictKind.ADJACENT, ConflictKind.SAME_POINT, ConflictKind.PASSAGES, ConflictKind.SAME_TEXT))

__all__ = ["ConflictKind"]
