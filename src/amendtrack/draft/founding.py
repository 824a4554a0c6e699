"""A new draft: the first revision, the registers and a page that explains the repository.

Knows what a new draft contains; leaves every later act to ``draft``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from amendtrack.draft.acts.act import Act, Branch, check_recorder
from amendtrack.draft.clock import check_not_ahead
from amendtrack.draft.folder import new_folder
from amendtrack.draft.git.refs import MAIN, OFFICE, revision_tag
from amendtrack.draft.git.secretariat import Secretariat
from amendtrack.draft.git.seen import Keepers, note_seen
from amendtrack.draft.git.store import Durability, Store
from amendtrack.errors import InputRefused, NotRecorded
from amendtrack.formats.received import Authors, is_word, read_clean
from amendtrack.intake.decoding import plain_filename
from amendtrack.limits import TITLE_LETTERS
from amendtrack.record.filing import DELEGATIONS, RULES
from amendtrack.record.record import Revision, Settings, original_file, write_delegations, write_rules
from amendtrack.record.registers import Register, check_line
from amendtrack.record.times import zone
from amendtrack.record.trailers import write_trailers

FIRST = "Rev.0"

README = """\
# {title}

{symbol}This is a text under negotiation, kept by amendtrack in an ordinary git repository.
Nothing in it needs amendtrack to be read.

If there is a branch `about`, this is a copy that the secretariat has published: the `README.md` on that branch says
what is in it, and how to propose a change. Otherwise this is the record itself. In an ordinary clone, branches but
`main` are called `origin/...`: `git show origin/about:README.md`.

| branch or tag | holds |
|---|---|
| `main` | the chair's text, `{language}.md`; each revision is a commit and has a tag `rev/...` |
| `proposals/<delegation>/<number>` | the text as that delegation would have it; a commit each time |
| `secretariat` | delegations, proposals, decisions, issues; every file as it was received; never published |
| `consolidated/<meeting>` | the consolidated text issued to a meeting, and the value it was printed from |

A proposal counts when `secretariat` names its commit (`proposals/<delegation>/<number>.json` there).

    git log --graph --all                              # the negotiation
    git show main:{language}.md                               # the text as it stands
    git diff --word-diff rev/Rev.0 proposals/nor/1     # what a delegation would change
    git show secretariat:delegations.csv               # who may propose

Do not run `git gc --prune=now` while somebody is recording.
"""


def checked(settings: Settings) -> Settings:
    """The settings, if all of them are valid.

    Raises:
        InputRefused: naming the one that is not.
    """
    title, symbol = check_line(settings.title, "the title"), check_line(settings.symbol, "the symbol")
    if not title or len(title) > TITLE_LETTERS:
        raise InputRefused(
            f"the title has {len(title)} characters", remedy=f"give the draft a title of up to {TITLE_LETTERS}"
        )
    for language in (settings.language, settings.display_language):
        checked_language(language)
    zone(settings.timezone)
    return replace(settings, title=title, symbol=symbol)


def checked_language(language: str) -> str:
    """The language, if it is a language code.

    Raises:
        InputRefused: it is not.
    """
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", language):
        raise InputRefused(f"{language!r} is not a language", remedy="write a language code, for example en or fr")
    return language


@dataclass(frozen=True, slots=True)
class First:
    """The first text of a draft, and the Word file in which it arrived, if any."""

    text: str
    original: bytes = b""
    filename: str = ""

    @classmethod
    def of(cls, text: str | bytes, filename: str, *, accept: Authors | Iterable[str]) -> First:
        """The same from a file as received; see ``Draft.init``."""
        kept = read_clean(text, place=filename, accept=accept).text
        if isinstance(text, bytes) and is_word(text):
            return cls(kept, text, plain_filename(filename, "as-received.docx"))
        return cls(kept)


def found_draft(
    place: Path,
    settings: Settings,
    first: First,
    register: Register,
    at: datetime,
    *,
    recorder: str,
    durability: Durability,
) -> None:
    """Put a new draft in a folder that does not exist or is empty, whole or not at all.

    Raises:
        InputRefused: the folder is in use, or the time is still to come.
    """
    recorder = check_recorder(recorder)
    check_not_ahead(at)
    is_safe = durability is Durability.SAFE
    with new_folder(place, sync=is_safe) as folder:
        store = Store.create(folder, durability)
        with store.recording():
            secretariat, opening = Secretariat(store), _opening(store, settings, first, register, at)
            commit = secretariat.write(opening, recorder, before=None, named=lambda _: None)
            if late := secretariat.follow():
                raise NotRecorded(f"nothing was recorded: {late[0]}", place=str(place))
        note_seen(folder, opening.branches[0].commit, commit, Keepers.FOLDER)
    if is_safe:
        note_seen(place, opening.branches[0].commit, commit, Keepers.BOTH)


def _opening(store: Store, settings: Settings, first: First, register: Register, at: datetime) -> Act:
    """The first act of a draft: its first revision, and its registers."""
    symbol = f"Symbol: {settings.symbol}. " if settings.symbol else ""
    readme = README.format(title=settings.title, symbol=symbol, language=settings.language)
    commit = store.make(
        {"README.md": readme.encode(), f"{settings.language}.md": first.text.encode()},
        parents=(),
        author=OFFICE,
        committer=OFFICE,
        at=at,
        message=write_trailers(FIRST, [("Revision", FIRST), ("Title", settings.title), ("Symbol", settings.symbol)]),
    )
    original = original_file(FIRST, first.filename) if first.original else ""
    rules = write_rules(settings, (Revision(FIRST, commit.id, at, original),))
    registers = {RULES: rules, DELEGATIONS: write_delegations(register)}
    return Act(
        kind="init",
        summary=f"Draft opened: {settings.title}",
        at=at,
        facts=(("Revision", FIRST), ("Commit", commit.id)),
        files=registers | ({original: first.original} if original else {}),
        commits=(commit,),
        branches=(Branch(MAIN, commit.id), Branch(revision_tag(FIRST), commit.id)),
    )
