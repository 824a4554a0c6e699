"""The command ``consolidate``: all proposals in one text, from a draft or from plain files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import end_where_damaged, open_draft, text_in
from amendtrack.cli.options import PATH, examples, sheet_options
from amendtrack.cli.output import Output, is_page
from amendtrack.cli.past import Past, past_options
from amendtrack.cli.screen import (
    Screen,
    consolidation_on,
    give_print,
    is_picture,
    is_screen,
    screen_options,
    stat_option,
    statistics_on,
)
from amendtrack.cli.word import Sheets, facts_of, give, is_named, is_word
from amendtrack.errors import InputRefused, Unknown

if TYPE_CHECKING:
    from rich.console import Console

    from amendtrack.consolidation.reports import Tally
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft import Draft, Snapshot
    from amendtrack.record.annex import Annex

ATTRIBUTED, UNATTRIBUTED = "attributed", "unattributed"
COMPILATION = "Compilation of proposals"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which proposals are consolidated: all, only some, or all but some."""

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    margin: bool = False
    """Whether the addresses of the slots are printed in a margin."""

    @property
    def chosen(self) -> bool:
        """Whether proposals were chosen; the text is then hypothetical."""
        return bool(self.only or self.without)


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A consolidation, the style in which it may be printed, and what follows it: the decisions and the annex."""

    con: Consolidation
    style: str
    tally: Tally
    decided: str = ""
    annexed: tuple[str, ...] = ()
    draft: Draft | None = None
    record: Snapshot | None = None
    annex: Annex | None = None

    @property
    def under(self) -> tuple[str, ...]:
        """The lines under the text."""
        return self.decided, *self.annexed


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="DRAFT | NAME=FILE ...")
@click.option(
    "--base",
    type=PATH,
    help="The draft's text as a file; add NAME=FILE for each proposal.",
)
@click.option("--only", multiple=True, metavar="NAME", help="Only this proposal or delegation; repeat for several.")
@click.option(
    "--without", multiple=True, metavar="NAME", help="All but this proposal or delegation; repeat for several."
)
@click.option(
    "--addresses",
    is_flag=True,
    help="Print the addresses of the slots (14#2) in a margin.",
)
@click.option(
    "--style",
    type=click.Choice([ATTRIBUTED, UNATTRIBUTED]),
    help="Whether names are printed (default: the draft's rule).",
)
@click.option("--meeting", default="", metavar="NAME", help="As this meeting has it before it, by its deadline.")
@past_options
@stat_option
@screen_options
@sheet_options
@examples(
    "amendtrack consolidate action-plan -o for-the-meeting.md",
    "amendtrack consolidate action-plan -o for-the-meeting.docx",
    "amendtrack consolidate action-plan --without NRV-2",
    "amendtrack consolidate action-plan --as-of PM2",
    "amendtrack consolidate --base plan.md Norvia=norvia.md Galdora=galdora.md",
)
def consolidate(
    sources: tuple[str, ...],
    base: Path | None,
    only: tuple[str, ...],
    without: tuple[str, ...],
    style: str | None,
    addresses: bool,
    past: Past,
    meeting: str,
    stat: bool,
    screen: Screen,
    on: Sheets,
    out: Output,
) -> None:
    """Print all proposals in one text: those on DRAFT, or those in plain files, without a repository.

    Every passage that a proposal would change is in brackets, with each reading and its backers. The
    conflict list and the tally go to standard error. If -o ends in .docx, a Word file is written; if in .pdf, a PDF;
    if in .html, a web page; if in .svg, a picture of what a terminal shows.
    """
    asked = Selection(only, without, addresses)
    if base is not None:
        if past or meeting:
            raise click.UsageError("--meeting, --as-of and --on are for a draft, not for files")
        found = _from_files(base, sources, asked, style or ATTRIBUTED, out)
    elif len(sources) == 1:
        found = _from_draft(Path(sources[0]), asked, style, past=past, meeting=meeting, out=out)
    else:
        raise click.UsageError("name one draft, or --base FILE and NAME=FILE for each proposal")
    found.con.check()
    as_on_screen = (is_screen(out) or screen.is_asked or is_picture(out.file)) and not asked.margin
    if stat:
        _count(found, screen, out)
    elif out.as_json:
        out.document(_json(found))
    elif is_word(out.file):
        give(_word(found, asked, on, out), out)
    elif is_page(out.file):
        out.raw(_web_page(found).encode())
    elif as_on_screen:
        over = () if found.con.is_hypothetical else (heading(found, asked),)

        def write(console: Console) -> None:
            consolidation_on(console, found.con, found.style, screen, over=over, under=found.annexed)

        give_print(write, screen, out)
    else:
        out.document(_page(found, asked))
    if not (as_on_screen or stat):
        _tell(found, out)
    out.note(str(found.tally))
    if found.draft is not None:
        end_where_damaged(found.draft, out)


def _from_files(base: Path, sources: tuple[str, ...], asked: Selection, style: str, out: Output) -> Consolidated:
    from amendtrack.consolidation.negotiation import Proposal
    from amendtrack.consolidation.reports import tally
    from amendtrack.consolidation.value import consolidate as consolidated
    from amendtrack.record.registers import check_line

    if [base, *(Path(source.partition("=")[2]) for source in sources)].count(Path("-")) > 1:
        raise click.UsageError("only one of the files can be standard input")
    text = text_in(base, out)
    given = []
    seen: Counter[str] = Counter()
    for source in sources:
        name, sign, file = source.partition("=")
        if not sign or not name.strip() or not file:
            raise click.UsageError(f"{source!r} is not of the form NAME=FILE")
        name = check_line(name, "the name")
        seen[name] += 1
        number = f"{name}-{seen[name]}" if seen[name] > 1 else name
        given.append(Proposal(name, text_in(Path(file), out), number))
    known = {n for p in given for n in (p.name, p.delegation)}
    for name in (*asked.only, *asked.without):
        if name not in known:
            raise Unknown(f"no proposal or delegation {name!r}", remedy=f"there are {', '.join(sorted(known))}")
    wanted = [
        p
        for p in given
        if (not asked.only or {p.name, p.delegation} & {*asked.only}) and not {p.name, p.delegation} & {*asked.without}
    ]
    con = consolidated(text, given)
    con = con.only(p.name for p in wanted) if asked.chosen else con
    return Consolidated(con, style, tally(con, ((len(given) - len(wanted), "left out"),)))


def _from_draft(
    path: Path, asked: Selection, style: str | None, *, past: Past, meeting: str, out: Output
) -> Consolidated:
    from amendtrack.draft.acts.issues import news
    from amendtrack.draft.for_meeting import known_meeting
    from amendtrack.draft.moments import issue_named
    from amendtrack.record.record import Attribution
    from amendtrack.render.decided import decided_notes

    draft = open_draft(path)
    now = past.of(draft, out)
    if meeting:
        now = now.before_meeting(known_meeting(now, meeting).name)
    named = now.settings.attribution is Attribution.NAMED
    if style is None and named and not is_named(draft.snapshot()):
        style = UNATTRIBUTED
        out.note("delegations are not named, by the present rule; with --style attributed they are, as they were then")
    if style == ATTRIBUTED and not named:
        raise InputRefused(
            "this draft's rule is not to name delegations",
            place=str(path),
            remedy="leave --style out, or change the rule with the command attribution",
        )
    con = now.consolidate(only=asked.only, without=asked.without)
    if past.as_of and not (asked.chosen or past.on) and (issued := issue_named(draft.snapshot(), past.as_of)):
        then, issue = issued
        if now.printed(con) != then.issued(issue.meeting):
            out.note(f"it was issued with another text; `amendtrack export {path} {past.as_of}` gives it as issued")
    if now.issues and named and style != UNATTRIBUTED:
        out.notes(f"since the text issued to {now.issues[-1]}: {line}" for line in news(now, now.issues[-1]))
    rule = Attribution.NAMED if named and style != UNATTRIBUTED else Attribution.NONE
    style = ATTRIBUTED if rule is Attribution.NAMED else UNATTRIBUTED
    annex = now.annex(con, rule)
    noted = "\n".join(decided_notes(con, style))
    annexed = annex.notes if asked.chosen else (str(annex),)
    return Consolidated(con, style, now.tally(con), noted, annexed, draft=draft, record=now, annex=annex)


def _page(found: Consolidated, asked: Selection) -> str:
    """The text as handed out: a heading if only some proposals were asked for, the text, and what is not in it."""
    from amendtrack.render.brackets import brackets
    from amendtrack.render.margin import with_margin

    write = with_margin if asked.margin else brackets
    parts = [heading(found, asked), write(found.con, found.style).rstrip("\n"), *found.under]
    return "\n\n".join(part for part in parts if part) + "\n"


def _web_page(found: Consolidated) -> str:
    """The same as a web page, with the conflict list."""
    from amendtrack.render.brackets import Style
    from amendtrack.render.html import consolidation_html, escaped, page

    under = (f'<p dir="auto">{escaped(line)}</p>' for note in found.annexed for line in note.splitlines() if line)
    title = found.record.settings.title if found.record else COMPILATION
    return page(title, "\n".join([consolidation_html(found.con, Style(found.style)), *under]))


def _word(found: Consolidated, asked: Selection, on: Sheets, out: Output) -> bytes:
    """The same as a Word file."""
    from amendtrack.formats.docx.writing.writer import FileFacts, write_compilation
    from amendtrack.render.brackets import Style

    facts = facts_of(found.record, about=COMPILATION) if found.record else FileFacts(COMPILATION)
    on = on.of(found.record, out) if found.record else on
    facts = replace(facts, sheet=on.paper)
    over = tuple(filter(None, (heading(found, asked),)))
    return write_compilation(found.con, Style(found.style), facts, over=over, under=found.under, template=on.template)


def _count(found: Consolidated, screen: Screen, out: Output) -> None:
    """How much all proposals change; by delegation only where they are named."""
    from amendtrack.render.statistics import statistics_of_all

    counted = statistics_of_all(found.con)
    statistics_on(counted if found.style == ATTRIBUTED else replace(counted, delegations=()), screen, out)


def heading(found: Consolidated, asked: Selection) -> str:
    """The line above a text made of some proposals only; empty for all."""
    if not asked.chosen:
        return ""
    names = ", ".join(found.con.delegations) or "nobody"
    if found.style == UNATTRIBUTED:
        count = len(found.con.delegations)
        names = f"{count} chosen delegation{'s' * (count != 1)}" if count else "nobody"
    return f"Hypothetical text with the proposals of {names}; not agreed"


def _json(found: Consolidated) -> str:
    from amendtrack.render.json import accounted, unattributed_json

    value = found.con.to_json() if found.style == ATTRIBUTED else unattributed_json(found.con)
    return accounted(value, found.tally, found.annex)


def _tell(found: Consolidated, out: Output) -> None:
    """The conflict list and misleading characters, beside the text."""
    from amendtrack.consolidation.reports import conflicts
    from amendtrack.render.lookalikes import notes_on_slots

    for conflict in conflicts(found.con):
        named = found.style == ATTRIBUTED
        parties = f" | {', '.join(conflict.parties)} | {conflict.explanation}" if named else ""
        out.note(f"{conflict.kind} | {conflict.where}{parties}")
    out.notes(f"{where}: {note}" for where, note in notes_on_slots(found.con))
