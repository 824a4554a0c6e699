"""The one door to git: a bare repository written through pygit2, and trusted only when read back.

Knows objects, refs and the faults of both; leaves what they mean to ``draft``. Everything is written in one way:
objects, then one ref from the value that was read, then both read back, each flushed to the disk before the next. Loose
objects and refs are read and written by our own code: libgit2 1.9.7 reports commits that it never wrote, hangs on an
object that is cut off, and leaves a damaged ref out of its lists. It reads the packs, and is loaded for the first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from amendtrack.draft.git.borrowed import lenders
from amendtrack.draft.git.commits import Commit, NewCommit, Person, made, nested, read_commit
from amendtrack.draft.git.file_locks import held
from amendtrack.draft.git.folders import FILE, FOLDER, CommitFiles, Entries, KnownTrees, entries_but, read_entries
from amendtrack.draft.git.known_texts import KnownTexts
from amendtrack.draft.git.lock import locked
from amendtrack.draft.git.loose import MAX_OBJECT, loose_path, read_loose, write_loose
from amendtrack.draft.git.on_disk import files_below, make_folder, read_file, remove_empty, sync_folder
from amendtrack.draft.git.packed_refs import in_the_way, packed_ref, packed_refs
from amendtrack.draft.git.ref_log import log_move
from amendtrack.draft.git.repository import RESTORE, check_format, make_repository
from amendtrack.errors import AmendtrackError, Busy, NotRecorded, RecordDamaged

if TYPE_CHECKING:
    import pygit2

    from amendtrack.draft.git.signing import Signer

HEADS = "refs/heads/"
_KINDS = {1: b"commit", 2: b"tree", 3: b"blob"}
"""The number of each kind of object in a pack: gitformat-pack."""
_ID = re.compile(r"[0-9a-f]{40}")
_LONGEST_REF = 1000


class Durability(Enum):
    """Whether an act has to be on the disk before it is called recorded."""

    SAFE = "safe"
    FAST = "fast"


class Store:
    """An open bare repository. Reading needs no lock; every write happens inside ``recording()``."""

    def __init__(self, path: Path, durability: Durability = Durability.SAFE) -> None:
        self.path, self.durability = path, durability
        check_format(path)
        self._packs: pygit2.Odb | None = None
        self.signer: Signer | None = None
        """Who signs every commit that is made; nobody at first."""
        self._written: dict[str, tuple[bytes, bytes]] = {}
        self._moved: dict[str, str] = {}
        self._trees = KnownTrees()
        self._texts = KnownTexts()

    @classmethod
    def create(cls, path: Path, durability: Durability = Durability.SAFE) -> Store:
        """A new, empty repository in a folder that is not there yet."""
        with _writing(path):
            make_repository(path)
        return cls(path, durability)

    # -- reading ---------------------------------------------------------------------------------

    def tip(self, ref: str) -> str | None:
        """The commit that a ref names; ``None`` if there is no such ref.

        Raises:
            RecordDamaged: the ref is there and cannot be read.
        """
        for _ in range(2):  # a ref may be packed between the two looks
            if (loose := self._loose_ref(ref)) is not None:
                return loose
            if (packed := packed_ref(self.path, ref)) is not None:
                return packed
        return None

    def refs(self) -> tuple[dict[str, str], dict[str, str]]:
        """Every ref with its commit, and every damaged one with what is wrong with it."""
        found: dict[str, str] = {}
        damaged: dict[str, str] = {}
        root = self.path / "refs"
        try:
            files = sorted(place for place in files_below(root) if not place.name.endswith(".lock"))
        except OSError as err:
            raise RecordDamaged(f"cannot be read ({err.strerror})", place="refs") from err
        for file in files:
            ref = file.relative_to(self.path).as_posix()
            try:
                if (commit := self._loose_ref(ref)) is not None:
                    found[ref] = commit
            except RecordDamaged as err:
                damaged[ref] = str(err)
        # Read last, since a ref may be packed meanwhile; one that has a file of its own counts.
        packed, torn = packed_refs(self.path)
        damaged |= {name: f"{name}: {what}" for name, what in torn.items()}
        return {ref: commit for ref, commit in (packed | found).items() if ref not in damaged}, damaged

    def _loose_ref(self, ref: str) -> str | None:
        try:
            content = read_file(self.path / ref, _LONGEST_REF)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as err:
            raise RecordDamaged(f"cannot be read ({err.strerror})", place=ref, remedy=RESTORE) from err
        value = content.decode("ascii", "backslashreplace").removesuffix("\n")
        if not _ID.fullmatch(value):
            what = "is empty" if not content else f"holds {value[:40]!r}, which is not a commit"
            raise RecordDamaged(f"the ref {what}", place=ref, remedy=RESTORE)
        return value

    def commit(self, name: str) -> Commit:
        """The commit of that id."""
        return read_commit(self._object(name, b"commit"), name)

    def raw_commit(self, name: str) -> bytes:
        """The commit of that id as git has it; ``write_raw`` is the way back."""
        return self._object(name, b"commit")

    def files(self, commit: str, under: Sequence[str] | None = None) -> dict[str, str]:
        """The files of a commit by path, each with its blob; only those in or named ``under``, if given."""
        found = self.files_of(commit)
        return dict(found) if under is None else found.inside(*under)

    def files_of(self, commit: str) -> CommitFiles:
        """The files of a commit, read only where they are looked up."""
        return CommitFiles(self.commit(commit).tree, self._known_tree)

    def _known_tree(self, tree: str) -> Entries:
        # A tree cannot change under its id.
        return self._trees.get(tree) or self._trees.keep(tree, self._tree(tree))

    def _tree(self, tree: str) -> Entries:
        return read_entries(self._object(tree, b"tree"), tree)

    def blob(self, name: str) -> bytes:
        """The bytes of a file."""
        return self._object(name, b"blob")

    def text(self, commit: str, file: str) -> str | None:
        """A file of a commit as text, kept in memory: it cannot change. ``None`` if the commit has none of that name.

        Raises:
            RecordDamaged: it cannot be read.
            UnicodeDecodeError: it is not UTF-8.
        """
        known = self._texts.get((commit, file))
        if known is None and (blob := self.files(commit, under=(file,)).get(file)) is not None:
            known = self._texts.keep(commit, file, self.blob(blob).decode("utf-8"))
        return known

    def was_read(self, commit: str, file: str) -> bool:
        """Whether a file of a commit was read as a text before: it can be."""
        return (commit, file) in self._texts.ever

    def _object(self, name: str, kind: bytes) -> bytes:
        """The content of an object, its fingerprint checked.

        Loose objects are read here: libgit2 would hang on a truncated one.
        """
        loose = read_loose(self.path, name)
        try:
            found, data = loose if loose else self._packed_object(name)
        except RecordDamaged:
            raise
        except _foreign() as err:
            why = "" if isinstance(err, KeyError) else f" ({_cause(err)})"
            raise RecordDamaged(f"the {kind.decode()} is missing or damaged{why}", place=name, remedy=RESTORE) from err
        if found != kind:
            raise RecordDamaged(f"a {found.decode()} is stored where a {kind.decode()} should", place=name)
        return data

    def any_object(self, name: str) -> tuple[bytes, bytes]:
        """The kind and content of the object of that id, whatever kind it is.

        Raises:
            RecordDamaged: it is missing or damaged.
        """
        try:
            return read_loose(self.path, name) or self._packed_object(name)
        except RecordDamaged:
            raise
        except _foreign() as err:
            raise RecordDamaged("the object is missing or damaged", place=name, remedy=RESTORE) from err

    def entries(self, tree: str) -> Entries:
        """The entries of a folder by name: the mode and id of each. Raises ``RecordDamaged``."""
        return self._known_tree(tree)

    def entries_but(self, tree: str, known: Set[bytes]) -> list[tuple[bytes, bytes]]:
        """The mode and id of each entry of a folder whose id, in bytes, is not ``known``. Raises ``RecordDamaged``."""
        return entries_but(self._object(tree, b"tree"), tree, known)

    @staticmethod
    def needed_by(kind: bytes, data: bytes, name: str) -> tuple[str, ...]:
        """The ids of the objects that an object refers to; none if it cannot be read."""
        try:
            if kind == b"commit":
                read = read_commit(data, name)
                return (read.tree, *read.parents)
            return tuple(at for _, at in read_entries(data, name).values()) if kind == b"tree" else ()
        except RecordDamaged:
            return ()

    def _packed_object(self, name: str) -> tuple[bytes, bytes]:
        if self._packs is not None:
            with suppress(*_foreign()):
                return self._in_pack(self._packs, name)
        from amendtrack.draft.git.packs import open_packs  # needs libgit2, which a draft of loose objects does not

        # Opened anew: since it was opened, the pack that it was in may have been joined with others.
        self._packs = open_packs(self.path)
        try:
            return self._in_pack(self._packs, name)
        except KeyError:
            for lender in lenders(self.path):
                if found := read_loose(lender, name):
                    return found
            raise

    @staticmethod
    def _in_pack(packs: pygit2.Odb, name: str) -> tuple[bytes, bytes]:
        import pygit2

        kind, size = packs.read_header(pygit2.Oid(hex=name))
        if size > MAX_OBJECT:
            raise ValueError(f"{size:,} bytes, more than {MAX_OBJECT:,}")
        data = packs.read(pygit2.Oid(hex=name))[1]
        return _KINDS[int(kind)], data

    # -- writing ---------------------------------------------------------------------------------

    def maintain_if_due(self) -> None:
        """Pack what is loose, now and then; what was recorded before is recorded whatever becomes of it.

        Called outside ``recording()``: it may take seconds, and others can record meanwhile.
        """
        from amendtrack.draft.git.maintenance import is_due, pack_branches, pack_objects

        if is_due(self.path):
            with suppress(AmendtrackError, *_foreign()):  # it is tried again after the next act
                pack_objects(self.path)
                with self.recording():
                    pack_branches(self.path)

    def maintain(self) -> None:
        """Pack what is loose, inside ``recording()``."""
        from amendtrack.draft.git.maintenance import maintain

        with _writing(self.path):
            maintain(self.path)

    def take_in(self, objects: Iterable[tuple[str, bytes, bytes]]) -> int:
        """Pack those of these objects that are only in a repository from which this one borrows; how many they are.

        Raises:
            RecordDamaged: one of them cannot be read.
            NotRecorded, Busy: they could not be written.
        """
        from amendtrack.draft.git.maintenance import pack_borrowed

        with _writing(self.path):
            return pack_borrowed(self.path, objects)

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Be the only writer inside this block."""
        with locked(self.path):
            self._written, self._moved = {}, {}
            yield

    def make(
        self,
        files: Mapping[str, bytes],
        *,
        parents: Sequence[str],
        author: Person,
        committer: Person,
        at: datetime,
        message: str,
        onto: str = "",
    ) -> NewCommit:
        """A commit with the id that it will have; ``files`` are added to those of ``onto``. Writes nothing."""
        objects: dict[str, tuple[bytes, bytes]] = {}
        tree = self._make_tree(self.commit(onto).tree if onto else "", nested(files), objects)
        lines = [b"tree " + tree.encode(), *(b"parent " + p.encode() for p in dict.fromkeys(parents))]
        lines += [b"author " + author.signed(at), b"committer " + committer.signed(at)]
        raw = b"\n".join(lines) + b"\n\n" + message.replace("\0", "").encode()
        raw = self.signer.sign(raw) if self.signer else raw
        return NewCommit(made(b"commit", raw, objects), objects)

    def put(self, commit: NewCommit) -> None:
        """Write a commit that was made, with all its objects."""
        for name, (kind, data) in commit.objects.items():
            self._write_object(name, kind, data)

    def write(
        self,
        files: Mapping[str, bytes],
        *,
        parents: Sequence[str],
        author: Person,
        committer: Person,
        at: datetime,
        message: str,
        onto: str = "",
    ) -> str:
        """Make a commit and write it; its id."""
        made = self.make(files, parents=parents, author=author, committer=committer, at=at, message=message, onto=onto)
        self.put(made)
        return made.id

    def write_raw(self, raw: bytes, files: Mapping[str, bytes], *, onto: str = "") -> str:
        """Write a commit whose bytes are already known, with its files; ``files`` are added to those of ``onto``.

        Raises:
            RecordDamaged: these are not the commit's files.
        """
        objects: dict[str, tuple[bytes, bytes]] = {}
        tree = self._make_tree(self.commit(onto).tree if onto else "", nested(files), objects)
        if not raw.startswith(b"tree " + tree.encode() + b"\n"):
            raise RecordDamaged("the files of a commit do not match it", place=f"tree {tree}")
        commit = made(b"commit", raw, objects)
        self.put(NewCommit(commit, objects))
        return commit

    def _make_tree(self, onto: str, changes: Mapping[str, object], objects: dict[str, tuple[bytes, bytes]]) -> str:
        before = self._known_tree(onto) if onto else {}
        entries = dict(before)
        for name, change in changes.items():
            if isinstance(change, bytes):
                entries[name] = FILE, made(b"blob", change, objects)
            elif isinstance(change, dict):
                mode, below = entries.get(name, (FOLDER, ""))
                entries[name] = FOLDER, self._make_tree(below if mode == FOLDER else "", change, objects)
        if any(name not in before or before[name][0] != entries[name][0] for name in changes):
            entries = dict(sorted(entries.items(), key=_as_git_sorts))
        lines = [b"%s %s\0%s" % (mode, name.encode(), bytes.fromhex(at)) for name, (mode, at) in entries.items()]
        return made(b"tree", b"".join(lines), objects)

    def _write_object(self, name: str, kind: bytes, data: bytes) -> None:
        with _writing(self.path):
            if not self._is_loose(name):
                write_loose(self.path, name, kind, data, sync=self._is_safe)
        self._written[name] = kind, data

    def _is_loose(self, name: str) -> bool:
        """Whether an object is there as a file, and whole; one that is damaged is written again.

        Packs are not asked: libgit2 lists them all before it says that one object is in none, and almost none is. One
        that is in a pack already is there twice until the packs are joined.
        """
        with suppress(RecordDamaged):
            return read_loose(self.path, name) is not None
        return False

    @property
    def _is_safe(self) -> bool:
        return self.durability is Durability.SAFE

    def move(self, ref: str, commit: str, before: str | None) -> None:
        """Let a ref name a commit, if it still names the one ``before`` (``None``: if it is not there)."""
        if before == commit:
            return
        self._prove_objects()
        place = self.path / ref
        self.make_way(ref)
        with _writing(self.path), held(self.path, place, f"{commit}\n".encode(), sync=self._is_safe) as lock:
            if self.tip(ref) != before:
                raise Busy("somebody else moved the ref", place=ref, remedy="try again")
            log_move(self.path, ref, before, commit)
            remove_empty(place)
            lock.replace(place)
            self._moved[ref] = commit
        self._sync(place)

    def make_way(self, ref: str) -> None:
        """Make the folder of a ref; refuse if git could not have it beside another ref."""
        with _writing(self.path):
            make_folder(self.path, (self.path / ref).parent)
        if other := in_the_way(self.path, ref):
            found, hint = f"nothing was recorded: there is a ref {other}", "rename that one with git"
            raise NotRecorded(found, place=ref, remedy=hint)

    def _prove_objects(self) -> None:
        """Read everything written back from the disk."""
        fresh = self._afresh()
        for name, written in self._written.items():
            try:
                found = written[0], fresh._object(name, written[0])
            except RecordDamaged as err:
                raise NotRecorded(f"what was written cannot be read back ({err.args[0]})", place=name) from err
            if found != written:
                raise NotRecorded("what was written reads back differently", place=name)
        for folder in {loose_path(self.path, name).parent for name in self._written}:
            if self._is_safe:
                # Gone, if git has packed what was in it and flushed that.
                with _writing(self.path), suppress(FileNotFoundError):
                    sync_folder(folder)
        if self._written:
            self._sync(self.path / "objects" / "any")
        self._written = {}

    def prove(self) -> None:
        """Read back every ref that was moved; only then may anybody say *recorded*."""
        fresh = self._afresh()
        for ref, commit in self._moved.items():
            if fresh.tip(ref) != commit:
                raise NotRecorded("the ref does not name what was written", place=ref, remedy="try again")
            fresh.files(commit, under=())

    def _afresh(self) -> Store:
        """The same repository, opened afresh."""
        return Store(self.path, self.durability)

    def _sync(self, file: Path) -> None:
        """Flush the folders above a new file to disk; libgit2 does so only for the nearest one."""
        if not self._is_safe:
            return
        with _writing(self.path):
            for folder in file.parents:
                with suppress(FileNotFoundError):  # git has packed what was in it meanwhile
                    sync_folder(folder)
                if folder == self.path:
                    break


def _as_git_sorts(entry: tuple[str, tuple[bytes, str]]) -> bytes:
    name, (mode, _) = entry
    return name.encode() + b"/" * (mode == FOLDER)


def _foreign() -> tuple[type[Exception], ...]:
    """The errors of the system and, once anything of it is used, of libgit2."""
    libgit2 = sys.modules.get("pygit2")
    return (OSError, KeyError, ValueError, *([libgit2.GitError] if libgit2 else []))


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Translate errors of libgit2 while writing into ours; the record is as it was."""
    try:
        yield
    except _foreign() as err:
        if isinstance(err, (Busy, NotRecorded, RecordDamaged)):
            raise
        cause = _cause(err)
        if "lock" in cause or "does not match" in cause or "exists" in cause:
            raise Busy(f"somebody else is writing ({cause})", place=str(path), remedy="try again in a moment") from err
        raise NotRecorded(f"nothing was recorded: {cause}", place=str(path)) from err


def _cause(err: BaseException) -> str:
    if isinstance(err, OSError) and err.strerror:
        return err.strerror
    return " ".join(str(err).split()) or type(err).__name__
