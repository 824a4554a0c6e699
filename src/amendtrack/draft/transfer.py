"""A draft as plain files that anybody can read and keep, and the same draft rebuilt from them.

Knows the files of an export: readable ones, and ``record/`` with what they leave out, which is
every ref, every commit as git has it, and every file without a readable copy. Leaves git to ``store``. What is read
back has the same commit ids, or is refused.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from amendtrack.draft.folder import new_folder, read_folder
from amendtrack.draft.git.refs import HELD, MAIN, SECRETARIAT
from amendtrack.draft.git.secretariat import Secretariat
from amendtrack.draft.git.seen import Keepers, note_seen
from amendtrack.draft.git.store import Durability, Store
from amendtrack.draft.snapshot import Snapshot, read_snapshot
from amendtrack.errors import InputRefused, RecordDamaged
from amendtrack.record.entries import write_proposals_table
from amendtrack.record.files import check_version
from amendtrack.record.filing import DELEGATIONS
from amendtrack.record.record import write_delegations
from amendtrack.record.registers import slug

HISTORY, CONTENTS = "record/history.json", "record/contents/"
FORMAT, VERSION = "amendtrack.history", 1
_REF = re.compile(r"refs/(heads|tags)/(?!.*(?:\.\.|//|/\.))[^\x00-\x20\x7f~^:?*\[\\]+")
_MEND = "run `amendtrack doctor` on that draft, and export it again"
_AGAIN = "export the draft again, and import that folder as it is"


def plain_files(now: Snapshot) -> dict[str, bytes]:
    """Everything in a draft as plain files, by path; see ``exported``. Raises ``RecordDamaged``, also if some is left
    out.
    """
    files, left_out = exported(now)
    for what in left_out:
        raise RecordDamaged(what)
    return files


def exported(now: Snapshot) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Everything in a draft as plain files, by path: readable ones, and the rest under ``record/``; and what is left
    out of them, since it cannot be read. The same record gives the same files.

    Nobody may be recording, since the refs are read as they are.

    Raises:
        RecordDamaged: the registers, or the chair's text, cannot be read.
    """
    left: dict[str, str] = {}
    return write_history(now.store, _readable_files(now, left), left), tuple(f"{n}: {w}" for n, w in left.items())


def _readable_files(now: Snapshot, left: dict[str, str]) -> dict[str, bytes]:
    files = {f"revisions/{revision.label}.md": now.text(revision.label).encode() for revision in now.revisions}
    readable: list[tuple[str, str, Callable[[], str | bytes]]] = [
        (f"proposals/{e.name}.md", e.name, partial(now.wording, e)) for e in now.proposals()
    ]
    readable += [(f"issued/{slug(i.meeting)}.md", str(i), partial(now.issued, i.meeting)) for i in now.issues]
    received = ((path, blob) for path, blob in now.files.items() if path.startswith("received/"))
    readable += [(path, path, partial(now.store.blob, blob)) for path, blob in received]
    for path, name, read in readable:
        try:
            data = read()
            files[path] = data.encode() if isinstance(data, str) else data
        except RecordDamaged as err:
            left[name] = str(err)
    files |= {"adopted.md": now.adopted().encode()} if now.adoption else {}
    files[DELEGATIONS] = write_delegations(now.delegations)
    files["proposals.csv"] = write_proposals_table(now.proposals())
    return files


def write_history(store: Store, readable: Mapping[str, bytes], left: dict[str, str]) -> dict[str, bytes]:
    """All files of an export by path: the readable ones, and the rest of the record; see ``read_history``.

    What cannot be read is added to ``left``, by its name, with the reason; such a history is not read back.

    Raises:
        RecordDamaged: the registers, or the chair's text, cannot be read.
    """
    refs, damaged = store.refs()
    left |= damaged
    refs = {ref: commit for ref, commit in refs.items() if not ref.startswith(HELD)}
    held = {_blob_id(data): path for path, data in sorted(readable.items(), reverse=True)}
    files, commits = dict(readable), dict[str, dict[str, dict[str, str]]]()
    for ref in sorted(refs, key=lambda ref: (ref not in (SECRETARIAT, MAIN), ref)):
        try:
            commits |= {c: _described(store, c) for c in _parents_first(store, [refs[ref]]) if c not in commits}
        except RecordDamaged as err:
            if ref in (SECRETARIAT, MAIN):
                raise
            left[ref] = str(err)
            del refs[ref]
    order = [commit for commit in _parents_first(store, refs.values()) if commit in commits]
    blobs = dict.fromkeys(blob for commit in order for blob in commits[commit]["files"].values())
    for blob in blobs:
        if blob not in held:
            try:
                files[f"{CONTENTS}{blob}"] = store.blob(blob)
                held[blob] = f"{CONTENTS}{blob}"
            except RecordDamaged as err:
                left.setdefault(blob, str(err))
    contents = {blob: path for blob, path in sorted(held.items()) if blob in blobs}
    history = {"format": FORMAT, "version": VERSION, "refs": dict(sorted(refs.items()))}
    history |= {"commits": [commits[commit] for commit in order], "contents": contents}
    history |= {"left_out": left} if left else {}
    files[HISTORY] = (json.dumps(history, ensure_ascii=False, indent=1) + "\n").encode()
    return files


def _parents_first(store: Store, tips: Iterable[str]) -> Iterator[str]:
    """Every commit reachable from these, once, parents before children, always in the same order."""
    done: set[str] = set()
    for tip in sorted(set(tips)):
        stack = [(tip, False)]
        while stack:
            commit, ready = stack.pop()
            if commit in done:
                continue
            if ready:
                done.add(commit)
                yield commit
                continue
            stack.append((commit, True))
            stack += [(parent, False) for parent in reversed(store.commit(commit).parents) if parent not in done]


def _described(store: Store, commit: str) -> dict[str, dict[str, str]]:
    """A commit: its bytes as git has them, and its files compared with those of its first parent."""
    parents, raw = store.commit(commit).parents, store.raw_commit(commit)
    after = store.files_of(commit)
    differing = after.changed_since(store.files_of(parents[0])) if parents else dict(after)
    try:
        kept = {"text": raw.decode()}
    except UnicodeDecodeError:
        kept = {"base64": b64encode(raw).decode()}
    changed = {path: blob for path, blob in sorted(differing.items()) if blob}
    gone = dict.fromkeys(sorted(path for path, blob in differing.items() if not blob), "")
    return {"commit": {"id": commit, **kept}, "files": changed, **({"gone": gone} if gone else {})}


def read_history(store: Store, files: Mapping[str, bytes]) -> None:
    """Fill an empty repository from the files of an export, by path; the inverse of ``write_history``.

    Raises:
        InputRefused: a file is missing, or is not what was exported; the repository must be discarded.
        MadeByNewer: a newer amendtrack exported it.
    """
    if HISTORY not in files:
        raise InputRefused("this is not an export of a draft", place=HISTORY, remedy="name a folder that export wrote")
    try:
        history = json.loads(files[HISTORY].decode())
        if history["format"] != FORMAT:
            raise ValueError(f"it is {history['format']}")
        check_version(history["version"], VERSION, HISTORY)
        if left := dict(history.get("left_out", {})):
            raise InputRefused(f"exported from a damaged draft, without {', '.join(left)}", place=HISTORY, remedy=_MEND)
        rebuilding = _Rebuilding(store, files, dict(history["contents"]))
        for described in history["commits"]:
            rebuilding.put(described)
        for ref, commit in history["refs"].items():
            rebuilding.name(ref, commit)
    except InputRefused:
        raise
    except (RecordDamaged, ValueError, TypeError, LookupError, AttributeError, RecursionError) as err:
        raise InputRefused(f"cannot be read ({err})", place=HISTORY, remedy=_AGAIN) from err


@dataclass(slots=True)
class _Rebuilding:
    """A repository being filled, commit by commit; each commit must get the id that it had."""

    store: Store
    given: Mapping[str, bytes]
    contents: Mapping[str, str]
    trees: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def put(self, described: Mapping[str, Mapping[str, str]]) -> None:
        """Write one commit."""
        commit, kept = described["commit"]["id"], described["commit"]
        raw = kept["text"].encode() if "text" in kept else b64decode(kept["base64"], validate=True)
        parents = re.findall(rb"(?m)^parent ([0-9a-f]{40})$", raw.partition(b"\n\n")[0])
        onto = parents[0].decode() if parents else ""
        gone, changed = described.get("gone", {}), described["files"]
        after = {p: b for p, b in {**(self.trees[onto] if onto else {}), **changed}.items() if p not in gone}
        written = changed if not gone else after
        made = self.store.write_raw(raw, {p: self._content(b) for p, b in written.items()}, onto="" if gone else onto)
        if made != commit:
            raise InputRefused(f"the commit {commit} would become {made}", place=HISTORY, remedy=_AGAIN)
        self.trees[commit] = after

    def _content(self, blob: str) -> bytes:
        path = self.contents[blob]
        if path not in self.given:
            raise InputRefused("the file is missing", place=path, remedy=_AGAIN)
        if _blob_id(self.given[path]) != blob:
            raise InputRefused("the file is not what was exported", place=path, remedy=_AGAIN)
        return self.given[path]

    def name(self, ref: str, commit: str) -> None:
        """Let a ref name a commit that was written."""
        if not _REF.fullmatch(ref) or commit not in self.trees:
            raise InputRefused(f"{ref!r} cannot name {commit!r}", place=HISTORY, remedy=_AGAIN)
        self.store.move(ref, commit, None)


def rebuild_draft(place: Path, folder: Path, durability: Durability) -> None:
    """Rebuild the draft exported to ``folder`` in a new place, whole or not at all; see ``Draft.import_all``."""
    given = read_folder(folder)
    with new_folder(place, sync=durability is Durability.SAFE) as filling:
        store = Store.create(filling, durability)
        with store.recording():
            read_history(store, given)
            store.prove()
        fresh = Store(filling, durability)
        now = read_snapshot(fresh, Secretariat(fresh).tip())
        check_same(given, plain_files(now))
        note_seen(filling, now.revisions[0].commit, now.tip, Keepers.FOLDER)
    if durability is Durability.SAFE:
        note_seen(place, now.revisions[0].commit, now.tip, Keepers.BOTH)


def check_same(given: Mapping[str, bytes], made: Mapping[str, bytes]) -> None:
    """Refuse a folder that is not exactly the export of the draft rebuilt from it.

    Raises:
        InputRefused: naming the first file that is unexpected, changed or missing.
    """
    for path in sorted({*given, *made}):
        if given.get(path) != made.get(path):
            what = "is unexpected" if path not in made else "is missing" if path not in given else "was changed"
            hint = "restore that file; a change can be recorded as an act after the import"
            raise InputRefused(f"the file {what}", place=path, remedy=hint)


def _blob_id(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


__all__ = ["check_same", "exported", "plain_files", "read_history", "rebuild_draft", "write_history"]
