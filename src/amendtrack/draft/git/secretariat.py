"""The branch ``secretariat``: its tip, and acts written to it one at a time or all together.

An act has happened when this branch names it, and not before. Its objects are written first, all of them; then this
branch moves, in one step, and is read back; the branches that the act names (a proposal's, a revision's) follow. If a
process dies in between, the next one lets them follow, since the record says what each is to name. Leaves what is read
at a commit to ``snapshot`` and what may be recorded to ``acts``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from amendtrack.draft.acts.act import Act, Branch
from amendtrack.draft.apart import keep_apart
from amendtrack.draft.git.refs import OFFICE, SECRETARIAT, aside_ref, revision_tag
from amendtrack.draft.git.store import HEADS, Store
from amendtrack.errors import AmendtrackError, InputRefused, NotConfirmed, NotRecorded, RecordDamaged
from amendtrack.record.trailers import write_trailers

_OURS = (HEADS + "proposals/", HEADS + "consolidated/", revision_tag(""))


class Secretariat:
    """The branch in an open repository."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._ahead: str | None = None
        self._to_follow: list[Branch] = []

    def tip(self) -> str:
        """The commit at which the record now is.

        Raises:
            InputRefused: this is some other repository.
            RecordDamaged: it is a draft, and the branch is missing or cannot be read.
        """
        tip = self._ahead or self.store.tip(SECRETARIAT)
        if tip is not None:
            return tip
        place, copied = str(self.store.path), "copy all branches of the draft (git clone --mirror)"
        if any(ref.startswith(_OURS) for ref in self.store.refs()[0]):
            raise RecordDamaged("the branch secretariat is missing", place=place, remedy=copied)
        found = "this is a git repository but not an amendtrack draft: it has no branch secretariat"
        raise InputRefused(found, place=place, remedy=f"name the folder that `amendtrack init` made, or {copied}")

    def write(self, act: Act, recorder: str, *, before: str | None, named: Callable[[str], None]) -> str:
        """Write an act if the branch is still at ``before``; its commit on the branch, read back.

        ``named`` is called with it as soon as the act is recorded, before its branches follow. While acts are gathered,
        it is not called.
        """
        for made in act.apart:
            keep_apart(self.store, made)
        for made in act.commits:
            self.store.put(made)
        message = write_trailers(act.subject, act.trailers(recorder))
        parents = act.follows or ((before,) if before else ())
        onto = parents[0] if parents else ""
        commit = self.store.write(
            act.files, parents=parents, author=OFFICE, committer=OFFICE, at=act.at, message=message, onto=onto
        )
        for branch in act.branches:
            self.store.make_way(branch.ref)
        self._to_follow += act.branches
        if self.is_gathering:
            self._ahead = commit
        else:
            self._name(act.subject, commit, before)
            named(commit)
        return commit

    def take_over(self, commit: str, branches: Iterable[Branch], *, before: str) -> tuple[str, ...]:
        """Let the branch name an act of another copy, which follows all acts of this one; see ``follow``."""
        self._name("The acts of another copy", commit, before)
        return self.let_follow(branches)

    def follow(self) -> tuple[str, ...]:
        """Let the branches of the acts just recorded follow; those that cannot, each with the reason.

        They follow at the next act, or when the draft is next checked.
        """
        waiting, self._to_follow = self._to_follow, []
        return self.let_follow(waiting)

    def let_follow(self, waiting: Iterable[Branch]) -> tuple[str, ...]:
        """Let these branches name what the record says; those that cannot, each with the reason."""
        late = []
        for branch in waiting:
            try:
                self._point(branch)
                if self.store.tip(branch.ref) != branch.commit:
                    raise NotRecorded("it does not name what was written")
            except (AmendtrackError, OSError) as err:
                why = getattr(err.__cause__, "strerror", None) or err.args[0]
                late.append(f"the branch {branch.ref} could not be moved ({why}); the next act moves it")
        return tuple(late)

    def _point(self, branch: Branch) -> None:
        """Let a branch name what was recorded.

        It may hold a commit that no register names, for example one that was pushed with git. Such a commit does not
        count, but somebody wrote it: it is put aside, never dropped.
        """
        tip = self.store.tip(branch.ref)
        if tip is not None and tip not in (branch.recorded, branch.commit):
            aside = aside_ref(branch.ref, tip)
            if self.store.tip(aside) is None:
                self.store.move(aside, tip, None)
        self.store.move(branch.ref, branch.commit, tip)

    @property
    def is_gathering(self) -> bool:
        """Whether acts are being written that the branch does not name yet."""
        return self._ahead is not None

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Acts inside follow one another, and the branch names them once all are written; none if one fails."""
        before = self.tip()
        self._ahead = before
        try:
            yield
            last = self._ahead
        except BaseException:
            self._to_follow = []
            raise
        finally:
            self._ahead = None
        if last != before:
            self._name("All together", last, before)

    def _name(self, subject: str, commit: str, before: str | None) -> None:
        """Let the branch name what was written, and prove it."""
        try:
            self.store.move(SECRETARIAT, commit, before)
            self.store.prove()
        except (AmendtrackError, OSError, KeyboardInterrupt) as err:
            self._to_follow = []
            if self._may_name(commit):
                why = str(err) or "it was stopped"
                found = f"{subject}: written, but the disk did not confirm it ({why})"
                hint = "check the disk, then run `amendtrack acts`: it says whether the act is recorded"
                raise NotConfirmed(found, place=str(self.store.path), remedy=hint) from err
            raise

    def _may_name(self, commit: str) -> bool:
        """Whether the branch has come to name that commit, or cannot be asked."""
        try:
            return self.store.tip(SECRETARIAT) == commit
        except (RecordDamaged, OSError):
            return True
