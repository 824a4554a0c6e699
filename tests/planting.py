"""Faults planted in a copy of a draft, as somebody with plain git would: commits, signatures and moved branches."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

OFFICE = "Secretariat <secretariat@amendtrack.invalid>"
NORVIA = "Norvia <nrv@amendtrack.invalid>"
GALDORA = "Galdora <gld@amendtrack.invalid>"
WHEN = "2009-09-01T10:00:00+00:00"


@dataclass(frozen=True)
class Forger:
    """Somebody with plain git and a copy of a draft."""

    place: Path

    def git(self, *words: str, given: bytes = b"", **env: str) -> str:
        """What git prints."""
        run = subprocess.run(
            ["git", "-C", self.place, *words], input=given, capture_output=True, env={**os.environ, **env}, check=False
        )
        assert run.returncode == 0, run.stderr.decode()
        return run.stdout.decode().strip()

    def tree(self, onto: str, files: Mapping[str, bytes | None]) -> str:
        """The tree of a commit with some files changed; without those that are ``None``."""
        env = {"GIT_INDEX_FILE": str(self.place / "forged-index")}
        self.git("read-tree", onto, **env)
        for path, data in files.items():
            if data is None:
                self.git("rm", "--cached", "-q", "--", path, **env)
            else:
                blob = self.git("hash-object", "-w", "--stdin", given=data)
                self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", **env)
        return self.git("write-tree", **env)

    def commit(
        self,
        files: Mapping[str, bytes | None],
        onto: str,
        *,
        author: str = NORVIA,
        committer: str = "",
        message: str = "",
        parents: tuple[str, ...] = (),
        when: str = WHEN,
        key: Path | None = None,
    ) -> str:
        """A new commit, which no branch names yet."""
        env: dict[str, str] = {}
        for role, who in (("AUTHOR", author), ("COMMITTER", committer or author)):
            name, _, mail = who.rstrip(">").partition(" <")
            env |= {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": mail, f"GIT_{role}_DATE": when}
        words = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={key}"] if key else []
        words += ["commit-tree", *(["-S"] if key else []), self.tree(onto, files)]
        for parent in parents or (onto,):
            words += ["-p", self.git("rev-parse", parent)]
        return self.git(*words, given=(message or "A proposal").encode(), **env)

    def reheaded(self, branch: str, said: bytes, *, key: Path, author: str = GALDORA, more: str = "") -> None:
        """A commit on a branch, byte for byte as given: its author, more lines for its head, and its message."""
        tree, parent = self.tree(branch, {"en.md": b"1. No.\n"}), self.git("rev-parse", branch)
        lines = [f"tree {tree}", f"parent {parent}", f"author {author} 1251799200 +0000"]
        head = "\n".join([*lines, f"committer {GALDORA} 1251799200 +0000", *filter(None, [more])]).encode()
        words = ["ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", str(key)]
        signature = subprocess.run(words, input=head + b"\n\n" + said, capture_output=True, check=True).stdout.rstrip()
        raw = head + b"\ngpgsig " + signature.replace(b"\n", b"\n ") + b"\n\n" + said
        self.point(branch, self.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=raw))

    def point(self, branch: str, commit: str) -> None:
        """Let a branch name a commit, whatever it named before."""
        self.git("update-ref", f"refs/heads/{branch}", self.git("rev-parse", commit))

    def act(self, files: Mapping[str, bytes | None], kind: str = "propose", **more: object) -> str:
        """A commit on the branch of acts that looks like one of the secretariat's."""
        message = f"An act\n\nAct: {kind}\nRecorded-by: Anna\n"
        made = self.commit(files, "secretariat", author=OFFICE, message=message, **more)  # type: ignore[arg-type]
        self.point("secretariat", made)
        return made

    def show(self, name: str) -> bytes:
        """A file of a commit."""
        return subprocess.run(["git", "-C", self.place, "show", name], capture_output=True, check=True).stdout

    def resign(self, commit: str, key: Path, message: str = "") -> str:
        """The same commit with another's signature."""
        raw = self.git("cat-file", "commit", commit)
        head, _, said = raw.partition("\n\n")
        kept, inside = [], False
        for line in head.split("\n"):
            inside = line.startswith("gpgsig ") or (inside and line.startswith(" "))
            kept += [] if inside else [line]
        content = ("\n".join(kept) + "\n\n" + (message or said) + "\n").encode()
        words = ["ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", str(key)]
        signature = subprocess.run(words, input=content, capture_output=True, check=True).stdout.decode().strip()
        header = "\ngpgsig " + signature.replace("\n", "\n ")
        made = "\n".join(kept) + header + "\n\n" + (message or said) + "\n"
        return self.git("hash-object", "-t", "commit", "-w", "--stdin", given=made.encode())
