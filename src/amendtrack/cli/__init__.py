"""The command line: ``amendtrack COMMAND ...``.

Knows streams, exit codes and how an error is reported; leaves each command to its module, which is imported
only when that command is called. One document goes to standard output, everything else to standard
error; no question is asked.

Exit codes: 0 done (open slots too), 1 something is still open, 2 usage, 3 input refused, 4 the record is
damaged or was not written, 5 somebody else is recording, 6 written but not confirmed by the disk, 70 a bug in
amendtrack.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from amendtrack.cli.group import root
from amendtrack.cli.standing import begin, forget_stdout, watching, what_is_gone, what_stands

if TYPE_CHECKING:
    from amendtrack.cli.failures import Failure

__all__ = ["main"]

STOPPED = 130
READER_WENT_AWAY = 141
INCOMPLETE = 1
_REFUSED = 3
_DAMAGED = 4


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; this is what the ``amendtrack`` script calls."""
    arguments = list(sys.argv[1:] if args is None else args) or ["--help"]
    _hold_closed_streams()
    if sys.stdout is None:
        found = "standard output is closed; send it to a file or to the null device"
        return _report_plainly([], 3, "input-refused", found)
    _speak_utf8()
    begin()
    with watching(), _collecting_seldom():
        return _carry_out(arguments)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Look for garbage a hundred times less often: almost all that a command reads it keeps until it ends."""
    usual = gc.get_threshold()
    gc.set_threshold(usual[0] * 100, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _carry_out(arguments: Sequence[str]) -> int:
    try:
        code = root.main(arguments, prog_name="amendtrack", standalone_mode=False)
        sys.stdout.flush()
        if gone := _report_gone():
            _say_what_stands()
        return gone or (code if isinstance(code, int) else 0)
    except BrokenPipeError:
        forget_stdout()
        _say_what_stands()
        return READER_WENT_AWAY
    except (click.Abort, KeyboardInterrupt):
        done = "stopped" if what_stands() else "stopped; nothing more was recorded"
        return _report_plainly(arguments, STOPPED, "stopped", done)
    except click.UsageError as err:
        return _report_plainly(arguments, 2, "usage", _usage(err))
    except click.ClickException as err:
        return _report_plainly(arguments, 3, "input-refused", err.format_message())
    except Exception as err:  # one line: a traceback helps nobody at three in the morning
        from amendtrack.cli.failures import failure

        failed = failure(err)
        if isinstance(err, OSError):  # it may be standard output that cannot be written
            forget_stdout()
            failed = replace(failed, code="output-failed") if what_stands() else failed
        if what_stands() and failed.exit_code == _REFUSED:  # the act is recorded; only what followed it was refused
            failed = replace(failed, exit_code=INCOMPLETE)
        _report_gone(but=failed.message)
        return _report(arguments, failed)


def _report_gone(but: str = "") -> int:
    """Report what is missing from a record, whatever became of the command; its exit code, 0 if nothing is.

    What an error says for itself is left out.
    """
    gone = [one for one in what_is_gone() if one[1].partition(": ")[0] not in but]
    for place, lost, hint in gone:
        _say_what_failed(place, lost, hint)
    return _DAMAGED if gone else 0


def _hold_closed_streams() -> None:
    """Keep files of the record opened later from getting the numbers of standard streams that were closed."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    while nowhere < 2:
        nowhere = os.open(os.devnull, os.O_RDWR)
    if nowhere > 2:
        os.close(nowhere)


def _speak_utf8() -> None:
    """Make both streams UTF-8 with plain newlines, whatever the locale and the system."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors=errors, newline="\n")


def _usage(err: click.UsageError) -> str:
    command = err.ctx.command_path if err.ctx else "amendtrack"
    found = _missing(err.ctx) if err.ctx and isinstance(err, click.MissingParameter) else err.format_message()
    found = found[0].lower() + found[1:] if found[1:2].islower() else found
    return f"{found.rstrip('.')}; see {command} --help"


def _missing(ctx: click.Context) -> str:
    """Everything required that was not given: click names only the first, once all that was given is in ``params``."""
    missing = [p for p in ctx.command.get_params(ctx) if p.required and p.name not in ctx.params]
    names = [p.opts[0] if isinstance(p, click.Option) else p.human_readable_name.rstrip(" .") for p in missing]
    listed = " and ".join([*filter(None, [", ".join(names[:-1])]), names[-1]])
    return f"{listed} {'are' if len(names) > 1 else 'is'} missing"


def _report_plainly(arguments: Sequence[str], exit_code: int, code: str, message: str) -> int:
    from amendtrack.cli.failures import Failure

    return _report(arguments, Failure(exit_code, code, message))


def _report(arguments: Sequence[str], failed: Failure) -> int:
    """Report what went wrong in one line that can be mailed as it is; with ``--json`` also as a document.

    If something had been recorded by then, the last line says that it stands.
    """
    from amendtrack.render.safe import one_line

    standing = what_stands()
    for line in failed.more:
        click.echo(f"  {one_line(line)}", err=True)
    if "--json" in arguments and not failed.given:
        from amendtrack.cli.output import json_document

        said = {"code": failed.code, "exit": failed.exit_code, "message": failed.message}
        said |= {"place": failed.place, "remedy": failed.remedy, **failed.facts}
        if standing:
            said["stands"] = list(standing)
        _echo_if_possible(json_document("error", said))
    _say_what_failed(failed.place, failed.message, failed.remedy)
    _say_what_stands()
    return failed.exit_code


def _say_what_failed(place: str, message: str, remedy: str) -> None:
    from amendtrack.render.safe import one_line

    click.echo(f"amendtrack: {one_line(f'{place}: ' * bool(place) + message + f'; {remedy}' * bool(remedy))}", err=True)


def _say_what_stands() -> None:
    """Report on the last line what was recorded before something went wrong, if anything was."""
    from amendtrack.render.safe import one_line

    if standing := what_stands():
        shown = ", ".join(standing[:20]) + (f" and {len(standing) - 20} more" if len(standing) > 20 else "")
        click.echo(f"amendtrack: recorded before that, and it stands: {one_line(shown)}", err=True)


def _echo_if_possible(document: str) -> None:
    """Write to standard output, which may itself have failed."""
    try:
        click.echo(document)
        sys.stdout.flush()
    except OSError:
        forget_stdout()
