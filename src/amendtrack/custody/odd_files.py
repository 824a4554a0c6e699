"""Links, modules and programs in the folders of a draft's commits, where only plain files are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from amendtrack.custody.policy import Breach, Fault
from amendtrack.draft.git.folders import FILE, FOLDER
from amendtrack.draft.git.store import Store
from amendtrack.errors import RecordDamaged

_KINDS = {b"120000": "a link", b"160000": "another repository", b"100755": "a program", b"100664": "open to others"}


def odd_files(store: Store, commits: Mapping[str, Iterable[str]]) -> Iterator[Breach]:
    """What is neither a plain file nor a folder in these commits, given by their places; each folder is read once."""
    seen: set[str] = set()
    for place, listed in commits.items():
        for commit in listed:
            try:
                stack = [("", store.commit(commit).tree)]
            except RecordDamaged:  # found elsewhere
                continue
            while stack:
                path, tree = stack.pop()
                if tree in seen:
                    continue
                seen.add(tree)
                try:
                    entries = store.entries(tree)
                except RecordDamaged as err:
                    yield Breach(Fault.DAMAGED, place, f"a folder in it cannot be read: {err}", commit)
                    continue
                for name, (mode, at) in sorted(entries.items()):
                    if mode == FOLDER:
                        stack.append((f"{path}{name}/", at))
                    elif mode != FILE:
                        kind = _KINDS.get(mode, "no plain file")
                        means = f"{path}{name} in it is {kind} (mode {mode.decode('ascii', 'replace')})"
                        yield Breach(Fault.ODD_FILE, place, means, commit)


__all__ = ["odd_files"]
