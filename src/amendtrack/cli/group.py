"""The commands by name: those that only read, and those that record; none is imported here."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

# name: module, one line of help. The order is that of the story.
_READ = {
    "units": ("inspecting", "Show how a text was read, doubtful labels first."),
    "redline": ("redlines", "Compare two texts, word by word."),
    "proposals": ("inspecting", "List who proposed what, when, and on which revision."),
    "view": ("viewing", "Read and settle a draft on the terminal, in the room."),
    "show": ("inspecting", "Show one place: its text, who proposed and said what, its history."),
    "status": ("chairing", "Show the state of play of a draft, or of all drafts in a folder."),
    "consolidate": (
        "consolidating",
        "Print all proposals in one text, with brackets where they differ from the draft.",
    ),
    "clean": ("inspecting", "Print the text with all decisions applied; refuses while anything is open."),
    "decisions": ("verdicts", "List what was decided, when and by whom, and what is open."),
    "follow": ("revising", "Say where a unit of an earlier revision is now."),
    "fates": ("revising", "List what became of each amendment at each revision."),
    "acts": ("log", "List every recorded act: when, what it did, who recorded it."),
    "since": ("log", "List what was recorded since a time, or since a text was issued to a meeting."),
    "verify": ("verifying", "Check who wrote what, that nothing is gone, and every issued text."),
    "held": ("embargo", "List what is held under embargo."),
    "languages": ("tongues", "List what language versions lack."),
    "limits": ("limiting", "Print how much of anything is taken."),
    "export": ("inspecting", "Export a text, a file as received, or everything as plain files."),
}
_RECORD = {
    "init": ("setting_up", "Create a draft from its first text."),
    "import": ("leaving", "Rebuild a draft from a folder that export wrote."),
    "delegations": ("setting_up", "List the delegations, or add to the register."),
    "group": ("grouping", "List the members of a group, or record when who is a member."),
    "keys": ("keeping_keys", "List the keys of delegations and the secretariat, add one, or retire one."),
    "rights": ("grouping", "State what parties, non-parties and observers may send, or change it."),
    "propose": ("submitting", "Record a delegation's proposal."),
    "intake": ("taking", "Take in a whole folder of files and messages."),
    "replace": ("submitting", "Record a new version of a proposal."),
    "hold": ("embargo", "Record a file under embargo."),
    "release": ("embargo", "Record what was held as the proposal that it is."),
    "withdraw": ("correcting", "Record that a delegation withdraws its proposal."),
    "support": ("siding", "Record that a delegation supports wording that another proposed."),
    "oppose": ("siding", "Record that a delegation opposes a wording, or a unit as drafted."),
    "retain": ("siding", "Record that a delegation would keep the draft's words."),
    "reserve": ("siding", "Record that a delegation reserves its position."),
    "comment": ("siding", "Record a remark that proposes no wording."),
    "retract": ("siding", "Record that a delegation takes back its position."),
    "cosponsor": ("correcting", "Record that a party co-sponsors a proposal."),
    "sponsor": ("correcting", "Record that a party sponsors an observer's suggestion."),
    "correct": ("correcting", "Record that a proposal was filed under the wrong delegation."),
    "void": ("correcting", "Record that a proposal was recorded by mistake."),
    "doctor": ("examining", "Examine a draft for damage; put back what it has lost."),
    "undo": ("correcting", "Undo an earlier act; both stay in the log."),
    "accept": ("deciding", "Accept proposals, single amendments or slots."),
    "reject": ("deciding", "Reject proposals, single amendments or slots."),
    "choose": ("deciding", "Choose a reading for a slot."),
    "keep": ("deciding", "Keep a slot as the draft has it."),
    "bridge": ("bridge", "Put the chair's own words beside the readings of a slot; decides nothing."),
    "word": ("deciding", "Put the chair's own words in a slot."),
    "agree": ("chairing", "Record that units are agreed, ad referendum or in informals."),
    "silence": ("chairing", "Put units under silence until a deadline."),
    "break-silence": ("chairing", "Record that a delegation breaks the silence."),
    "whole": ("chairing", "Record that a unit is shown as one slot."),
    "package": ("chairing", "Record that parts of the text go together."),
    "mark": ("chairing", "Mark units as open, not discussed or a placeholder."),
    "reopen": ("deciding", "Reopen agreed units, or take a decision back."),
    "revise": ("revising", "Record a new revision; what stands is carried forward."),
    "reconfirm": ("revising", "Record that a delegation maintains what a revision overtook."),
    "lapse": ("revising", "Record that what a revision overtook lapses."),
    "translate": ("tongues", "Record the text in another language."),
    "adopt": ("concluding", "Record the text as adopted: renumbered once, with its concordance."),
    "meeting": ("meetings", "List the meetings, or enter one in the calendar."),
    "issue": ("meetings", "Record the consolidated text as issued to a meeting."),
    "attribution": ("deciding", "Record whether delegations are named in what is printed."),
    "publication": ("exchanging", "Record what may be published."),
}
_EXCHANGE = {
    "publish": ("exchanging", "Send what may be published to a public repository."),
    "bundle": ("embargo", "Write a draft, or one delegation's proposals, into one file."),
    "fetch": ("exchanging", "Take in what another repository has."),
    "git-setup": ("with_git", "Let plain git show redlines and merge by passages."),
    "git-diff": ("with_git", "Show two versions of a file; run by git."),
    "git-merge": ("with_git", "Merge two versions of a file; run by git."),
    "serve-init": ("on_server", "Make a repository on a server, with a hook that checks each push."),
    "receive": ("on_server", "Check a push; run by that hook."),
    "collisions": ("exchanging", "List what two copies recorded that cannot both stand."),
}
_TRY = {"demo": ("showing", "Build a practice negotiation and show it.")}
_SECTIONS = (
    ("Commands that only read", _READ),
    ("Commands that record", _RECORD),
    ("Between repositories", _EXCHANGE),
    ("To try it out", _TRY),
)
_COMMANDS = _READ | _RECORD | _EXCHANGE | _TRY


SIGN_WITH = "amendtrack.sign_with"
"""Under which name the key to sign with is kept for the command that is run."""


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = import_module(f"amendtrack.cli.{_COMMANDS[name][0]}")
        command = getattr(module, f"{name}_" if iskeyword(name) else name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], _COMMANDS, n=3)
            hint = f"nearest: {', '.join(near)}" if near else f"there are {', '.join(_COMMANDS)}"
            raise click.UsageError(f"no command {args[0]!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, commands in _SECTIONS:
            with formatter.section(heading):
                formatter.write_dl([(name, line) for name, (_, line) in commands.items()], col_max=14)

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, standalone_mode: bool = True
    ) -> object:
        return super().main(args=args, prog_name=prog_name, standalone_mode=standalone_mode)


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"amendtrack {version('amendtrack')}")
        ctx.exit()


_EXIT_CODES = """\
\b
Exit codes:
  0   done
  1   something is left to do: an open slot, or a passage for manual review
  2   the command line was wrong
  3   an input was refused: a file, a name, a value
  4   the record is damaged or incomplete, or could not be written
  5   somebody else is recording on this draft
  6   written, but the disk did not confirm it: see `amendtrack acts`
  70  a bug in amendtrack
"""


@click.group(
    cls=Commands,
    epilog=_EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Print the version.",
)
@click.option(
    "--sign-with",
    metavar="KEYFILE",
    type=click.Path(path_type=Path),
    envvar="AMENDTRACK_SIGNING_KEY",
    help="The secretariat's SSH key, for drafts on which it has one.",
)
@click.pass_context
def root(ctx: click.Context, sign_with: Path | None) -> None:
    """Track amendments to a negotiated text: who proposed what, what stands, what is contested."""
    ctx.meta[SIGN_WITH] = sign_with
