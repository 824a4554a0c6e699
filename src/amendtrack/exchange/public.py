"""What a draft lets out, by its rule of publication, as a list of commits to be made in a second repository.

Reads a snapshot; touches no other repository. A commit is let out as it is where everything that it brings with it is
let out too; otherwise it is made anew, without what stays at home, and says which commit it stands for. Files as
received, comments, held, withdrawn and void proposals, mail addresses and the registers never leave, but for what an
issued text itself says of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from amendtrack.draft.git.refs import ABOUT, ADOPTED, MAIN, OFFICE, meeting_ref, proposal_ref, revision_tag
from amendtrack.draft.legibility import is_legible, warn_of_illegible
from amendtrack.draft.snapshot import Snapshot
from amendtrack.exchange.nameless import VALUE, has_part, is_withheld, mentions, nameless, names_withheld
from amendtrack.record.entries import Entry, as_sent
from amendtrack.record.filing import DELEGATIONS, RULES
from amendtrack.record.keys import KEYS, write_keys
from amendtrack.record.record import (
    Attribution,
    Issue,
    Publication,
    issue_file,
    read_issue,
    read_rules,
    write_delegations,
)
from amendtrack.record.registers import Register, slug
from amendtrack.record.remarks import Kind
from amendtrack.record.trailers import STANDS_FOR, read_trailers, write_trailers

_FACTS = frozenset(
    (
        *("Proposal", "Delegation", "Cosponsor", "Revision", "Amends", "Language"),
        *("Reading", "Meeting", "Issue", "Title", "Symbol"),
    )
)
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_OURS = "@amendtrack.invalid"


@dataclass(frozen=True, slots=True)
class LetOut:
    """One commit that is let out, and the branch or tag that names it (none for an earlier submission)."""

    commit: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class PublicCommit:
    """A commit as it is let out: the bytes with which it begins, its parents at home, its message and its files.

    ``is_whole`` says that at home it has no other parents, message or files.
    """

    commit: str
    head: bytes
    parents: tuple[str, ...]
    message: str
    files: Mapping[str, bytes]
    is_whole: bool


def let_out(now: Snapshot) -> tuple[LetOut, ...]:
    """Everything that is let out, parents first."""
    rule = now.settings.publication
    if rule is Publication.NOTHING:
        return ()
    found = [LetOut(r.commit, revision_tag(r.label)) for r in now.revisions]
    found.append(LetOut(now.revision().commit, MAIN))
    for entry in proposals_out(now):
        found += [LetOut(commit) for commit in submissions(now, entry)]
        found.append(LetOut(entry.commit, proposal_ref(entry)))
    issued = [issue for issue in issues_ever(now) if not has_part(now, issue) or nameless(now, issue)]
    found += [LetOut(issue.commit) for issue in issued]
    there = {issue.commit for issue in issued}
    found += [LetOut(i.commit, meeting_ref(i.meeting)) for i in now.issues if i.commit in there]
    found += [LetOut(act.fact("Commit")) for act in now.acts() if act.kind == "adopt"]
    if (adopted := now.last_adoption) is not None:
        found.append(LetOut(adopted.commit, ADOPTED))
    return tuple(found)


def issues_ever(now: Snapshot) -> tuple[Issue, ...]:
    """Every text ever issued that may be let out, first to last.

    Where names are withheld now, a text that was issued with names stays at home.
    """
    found = []
    for act in now.acts():
        if act.kind == "issue":
            files = now.store.files_of(act.commit)
            path = issue_file(slug(act.fact("Meeting")))
            settings, _ = read_rules(now.store.blob(files[RULES]))
            if now.settings.attribution in (Attribution.NAMED, settings.attribution):
                found.append(read_issue(now.store.blob(files[path]), path))
    return tuple(found)


def proposals_out(now: Snapshot) -> tuple[Entry, ...]:
    """The proposals that are let out now; those that amend others follow them.

    Where they are let out only after they were issued, each as it was last issued.
    """
    rule = now.settings.publication
    if now.settings.attribution is Attribution.NONE or rule not in (Publication.AFTER_ISSUE, Publication.RECEIVED):
        return ()
    issued = {name: commit for issue in issues_ever(now) for name, commit in issue.proposals}
    found = [
        entry if rule is Publication.RECEIVED else replace(entry, commit=issued[entry.name])
        for entry in now.proposals()
        if entry.stands
        and entry.kind is not Kind.COMMENT
        and (rule is Publication.RECEIVED or entry.name in issued)
        and not is_withheld(now, entry)
        and is_legible(now, entry)
    ]
    warn_of_illegible(now)
    return tuple(sorted(found, key=lambda entry: bool(entry.amends)))


def of_delegation(now: Snapshot, code: str) -> tuple[LetOut, ...]:
    """The revisions, and the proposals of one delegation that stand, for that delegation itself; parents first."""
    found = [LetOut(r.commit, revision_tag(r.label)) for r in now.revisions]
    found.append(LetOut(now.revision().commit, MAIN))
    for entry in now.proposals_of(code):
        if entry.stands and entry.kind is not Kind.COMMENT:
            found += [LetOut(commit) for commit in submissions(now, entry)]
            found.append(LetOut(entry.commit, proposal_ref(entry)))
    return tuple(found)


def submissions(now: Snapshot, entry: Entry) -> tuple[str, ...]:
    """The earlier commits of a proposal that are let out with it, first to last.

    Where proposals are let out only after they were issued, an earlier submission is one that was issued. What a
    delegation committed on the way to what it pushed was never submitted: it is none.
    """
    base = {revision.commit for revision in now.revisions}
    if entry.amends:
        base |= {as_sent(now.proposal(entry.amends)).commit, now.proposal(entry.amends).commit}
    found: list[str] = []
    stack = [entry.commit]
    while stack:
        for parent in now.store.commit(stack.pop()).parents:
            if parent not in base and parent not in found:
                found.append(parent)
                stack.append(parent)
    found = [commit for commit in found if _is_recorded(now.store.raw_commit(commit))]
    found = [commit for commit in found if not names_withheld(now, commit)]
    if now.settings.publication is Publication.AFTER_ISSUE:
        issued = {commit for issue in issues_ever(now) for _, commit in issue.proposals}
        found = [commit for commit in found if commit in issued]
    return tuple(reversed(found))


def _is_recorded(raw: bytes) -> bool:
    """Whether a commit is one that the secretariat made when it recorded something; see ``custody.claims``."""
    return f"\ncommitter {OFFICE.name} <{OFFICE.mail}> ".encode() in raw.partition(b"\n\n")[0]


def public_commit(now: Snapshot, commit: str, out: frozenset[str]) -> PublicCommit:
    """A commit as it is let out; ``out`` are all commits that are."""
    store, read, raw = now.store, now.store.commit(commit), now.store.raw_commit(commit)
    lines = [line for line in raw.partition(b"\n\n")[0].split(b"\n") if line.startswith((b"author ", b"committer "))]
    head = b"\n".join(_without_mail(line) for line in lines[:2])
    issues = {issue.commit: issue for issue in issues_ever(now)} if now.settings.withheld else {}
    message = _unless_named(now, public_message(read.message))
    if commit in issues and has_part(now, issues[commit]) and (shown := nameless(now, issues[commit])):
        beside = {*issues, *(revision.commit for revision in now.revisions)}
        facts = [(key, value) for key, value in read_trailers(message) if key in _FACTS - {"Proposal"}]
        files = {f"{now.settings.language}.md": shown.text.encode(), VALUE: shown.value.encode()}
        message = write_trailers(message.partition("\n")[0], facts)
        return PublicCommit(commit, head, tuple(p for p in read.parents if p in out & beside), message, files, False)
    parents = tuple(p for p in read.parents if p in out)
    there = store.files_of(commit)
    files = {path: store.blob(blob) for path, blob in there.items() if _is_public(path)}
    whole = parents == read.parents and message == read.message and len(files) == len(there) and not _has_mail(raw)
    return PublicCommit(commit, head, parents, message, files, whole)


def _is_public(path: str) -> bool:
    """Whether a file of a text's commit may leave: the texts, the page about the draft, and the value of an issue."""
    return path in ("README.md", "consolidation.json") or bool(re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*\.md", path))


def public_message(message: str) -> str:
    """A commit's message without the facts that stay at home, such as the channel; of others' messages, the first line.

    >>> public_message("NOR-1 on Rev.0\\n\\nProposal: NOR-1\\nChannel: mail from ana@norvia.example\\n")
    'NOR-1 on Rev.0\\n\\nProposal: NOR-1\\n'
    """
    subject = _MAIL.sub("(address withheld)", message.partition("\n")[0])
    facts = read_trailers(message)
    if not facts:
        return message if not _MAIL.search(message) else f"{subject}\n"
    kept = [(key, _MAIL.sub("(address withheld)", value)) for key, value in facts if key in _FACTS]
    return message if kept == list(facts) and not _MAIL.search(message) else write_trailers(subject, kept)


def _unless_named(now: Snapshot, message: str) -> str:
    """A message without a title that mentions a delegation which is not to be named; a delegation chose these words."""
    facts = read_trailers(message)
    kept = [(key, value) for key, value in facts if key != "Title" or not mentions(now, value)]
    return write_trailers(message.partition("\n")[0], kept) if kept != list(facts) else message


def _has_mail(raw: bytes) -> bool:
    head = raw.decode("utf-8", "backslashreplace").partition("\n\n")[0]
    return any(not found.endswith(_OURS) for found in _MAIL.findall(head))


def _without_mail(line: bytes) -> bytes:
    return re.sub(rb"<[^>]*>", lambda m: m[0] if m[0].endswith(_OURS.encode() + b">") else b"<withheld@invalid>", line)


def about_page(now: Snapshot) -> str:
    """The page that tells outsiders what this repository holds, what it does not, and how to take part."""
    named = now.settings.attribution is Attribution.NAMED
    lines = [
        f"# {now.settings.title}",
        "",
        "This repository is what the secretariat has let out of a draft under negotiation. It is not the record:",
        "files as received, comments, and proposals that are held, withdrawn or void are not in it, but for what",
        "an issued text itself says of them.",
        "",
        f"By {SAYS[now.settings.publication]}",
        "",
        "| branch or tag | holds |",
        "|---|---|",
        f"| `main`, `rev/...` | the chair's text, `{now.settings.language}.md`, at each revision |",
        "| `consolidated/<meeting>` | a text issued to a meeting, and the value that it was printed from |",
    ]
    if named and now.settings.publication in (Publication.AFTER_ISSUE, Publication.RECEIVED):
        lines.append("| `proposals/<delegation>/<number>` | the text as that delegation would have it |")
    lines += [
        "",
        f"A commit with the line `{STANDS_FOR}: ...` stands for a commit of the record that cannot be let out as it",
        "is, because it names what stays with the secretariat. Anybody can check that an issued text was computed",
        "from the proposals that are its parents here; where it has no such parents, only the secretariat can.",
    ]
    if now.settings.withheld:
        lines += [
            "",
            "A delegation that asks for it is not named in what is let out from then on: its proposals are not here,",
            "and the issued texts in which it has a part are here without any names. What was here before stays.",
        ]
    if named:
        lines += [
            "",
            "To propose a change with git alone, on a server where you may push:",
            "",
            "    git switch --create proposals/<delegation>/<number> main",
            f"    # edit {now.settings.language}.md",
            "    git commit --all --message 'What it is about'",
            "    git push --set-upstream origin HEAD",
            "",
            "The number is the next one that is free. `git pull` brings back what the secretariat has recorded and",
            "published; to send a proposal again, commit on top of that and push.",
            "",
            "| delegation | its branches |",
            "|---|---|",
            *(f"| {_cell(now.display(d.code))} | `proposals/{slug(d.code)}/1`, `2` ... |" for d in now.delegations),
        ]
    return "\n".join(lines) + "\n"


def about_files(now: Snapshot) -> dict[str, bytes]:
    """The files of that page: itself, and where delegations are named, who they are and which keys speak for whom.

    A server's hook judges pushes by them, as anybody can.
    """
    files = {"README.md": about_page(now).encode()}
    if now.settings.attribution is Attribution.NAMED:
        known = (replace(d, mails=(), authors=()) for d in now.delegations)
        files[DELEGATIONS] = write_delegations(Register(tuple(known)))
    return files | ({KEYS: write_keys(now.keyring)} if len(now.keyring) else {})


def _cell(name: str) -> str:
    return name.replace("\\", "\\\\").replace("|", "\\|").replace("`", "\\`")


SAYS = {
    Publication.NOTHING: "the draft's rule, nothing is let out.",
    Publication.ISSUED: "the draft's rule, the chair's text and the texts issued to meetings are let out.",
    Publication.AFTER_ISSUE: "the draft's rule, a proposal is let out once it is in a text issued to a meeting.",
    Publication.RECEIVED: "the draft's rule, a proposal is let out when it is received.",
}


__all__ = ["ABOUT", "LetOut", "PublicCommit", "about_files", "let_out", "public_commit"]
