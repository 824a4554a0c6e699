"""A file read as text of the draft, all of it or an excerpt, with every doubt about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from amendtrack.intake.accounting import UNACCOUNTED
from amendtrack.intake.doubts import (
    Doubt,
    Extent,
    Query,
    Reading,
    Sent,
    brackets_in,
    missing_in,
    other_revision,
    stated_in,
    tracked_on,
    unchanged_in,
    unlike,
)
from amendtrack.intake.excerpt import filled_in
from amendtrack.intake.foreign_words import remarks, typed_apart
from amendtrack.intake.furniture import Furniture, furniture_in
from amendtrack.intake.ground import Ground, own_of
from amendtrack.intake.instructions.recognising import Holds
from amendtrack.intake.ledger import Ledger, Part, PartKind
from amendtrack.intake.message_spans import MessageSpan, SpanRole, joined
from amendtrack.intake.retyping import as_printed
from amendtrack.intake.rewording import Voice
from amendtrack.intake.routine import Own
from amendtrack.intake.speakers import naming
from amendtrack.intake.spoken import names_known
from amendtrack.intake.untracked_looks import as_drafted
from amendtrack.intake.wording import strange_title, stray_in, titled
from amendtrack.redline.amendment import amendments
from amendtrack.redline.comparison import compare
from amendtrack.text.units import Text, layout_beside, parse_text


def read_as_text(name: str, sent: Sent, ground: Ground, holds: Holds) -> Reading:
    """The file as text of the draft, all of it or an excerpt, with every doubt."""
    base, revision = ground.base, ground.revision
    sent = as_drafted(sent, base, revision)
    own = with_joint(sent, ground)
    begins = 0 if sent.base else titled(sent.text, base, own)
    furniture = Furniture() if sent.base else furniture_in(sent.text, base).inside(begins, len(sent.text))
    words = furniture.without(sent.text[begins:])
    typed = parse_text(words, layout_beside(base.source, words))
    file = typed if sent.base else as_printed(typed, base)
    if furniture.elides and sent.extent is Extent.WHOLE and len(file.units) < len(base.units):
        sent = replace(sent, extent=Extent.EXCERPT)
    text = filled_in(base, file) if sent.extent is Extent.EXCERPT else file
    origins = stated_in(sent, base)
    redline = compare(base, text, origins=origins)
    others = {label: other for label, other in ground.revisions.items() if label != revision}
    missing = tuple(missing_in(redline, holds)) if sent.extent is Extent.WHOLE else ()
    # The parts missing from an excerpt say nothing about the revision that it was made on.
    extent = Extent.EXCERPT if missing else sent.extent
    tracked = tracked_on(sent, revision, ground.revisions)
    findings = (
        *_both(holds),
        *unlike(base, file, sent.extent),
        *brackets_in(base, file, ground.register.__contains__),
        *(tracked.findings if tracked.fits else other_revision(base, file, revision, others, extent)),
        *remarks(redline, Voice.of(base, names_known(sent, ground)), file, sent.base),
        *missing,
        *(() if sent.base else typed_apart(redline)),
        *(() if sent.base else _stray(file, base, sent, own)),
        *unchanged_in(redline, revision),
    )
    retyped = ("typed differently from the draft (numbers, headings, italics or tables); that changes nothing",)
    notes = (*sent.notes, *tracked.notes, *(retyped if file is not typed else ()))
    aside = [MessageSpan(0, begins, SpanRole.HEADER)] if begins else []
    aside += [replace(s, start=s.start + begins, end=s.end + begins) for s in furniture.spans]
    return Reading(
        name,
        revision,
        text.source,
        amendments(redline),
        findings,
        (*notes, *(f"not part of the text: {' '.join(s.of(sent.text).split())}" for s in aside)),
        remarks=sent.remarks,
        extent=sent.extent,
        cosponsors=joint_in_title(sent, ground),
        ledger=Ledger((_text_part(sent.text, aside), *_struck(sent, file), *margin_parts(sent))),
        origins=origins,
    )


def _text_part(source: str, aside: Sequence[MessageSpan]) -> Part:
    """A text and the words around it; white space between two spans belongs to the first."""
    if not source.strip():
        return Part(PartKind.TEXT, source, ())
    between = Furniture(tuple(aside)).between(0, len(source))
    carried = [MessageSpan(a, b, SpanRole.CARRIED_OUT) for a, b in between if source[a:b].strip()]
    spans = joined(source, sorted([*aside, *carried], key=lambda s: s.start), UNACCOUNTED)
    return Part(PartKind.TEXT, source, spans)


def _struck(sent: Sent, file: Text) -> Iterator[Part]:
    """The words that a file deletes, by tracked changes or by hand; no longer in its text, and carried out."""
    for amendment in amendments(compare(parse_text(sent.base), file)) if sent.base else ():
        if amendment.before.strip():
            yield Part.whole(PartKind.STRUCK, amendment.before, SpanRole.CARRIED_OUT, place=amendment.place)


def margin_parts(sent: Sent) -> Iterator[Part]:
    """The comments in a file's margin."""
    for remark in sent.remarks:
        yield Part.whole(PartKind.MARGIN, remark.words, SpanRole.COMMENT, place=remark.place)


def _stray(file: Text, base: Text, sent: Sent, own: Own) -> Iterator[Query]:
    """Whether the file contains words that are not part of a text: a title, a position, a signature."""
    hint = "send the text alone, or add --allow other-words if they are part of it"
    if sent.extent is Extent.EXCERPT and (title := strange_title(file.source, base)):
        yield Query(Doubt.OTHER_WORDS, f"its first line may be a title: “{title}”", hint)
    elif stray := stray_in(file, base, own):
        yield Query(Doubt.OTHER_WORDS, f"contains words that do not seem to be part of the text: “{stray}”", hint)


def _both(holds: Holds) -> Iterator[Query]:
    """Whether a text of the draft contains words that ask for changes."""
    if holds is Holds.BOTH:
        found = "contains both text of the draft and instructions"
        hint = "send one of the two, or add --as instructions, or --allow instructions if all of it is text"
        yield Query(Doubt.INSTRUCTIONS, found, hint)


_HEAD = 3  # lines at the start of a text that may hold its title


def _title_lines(sent: Sent) -> str:
    return "\n".join([line for line in sent.text.splitlines() if line.strip()][:_HEAD])


def joint_in_title(sent: Sent, ground: Ground) -> tuple[str, ...]:
    """The co-sponsors that the title of a text names: ``Joint proposal by Norvia and Brum``."""
    return tuple(d.code for d in naming(_title_lines(sent), ground.register, sent.senders).cosponsors)


def with_joint(sent: Sent, ground: Ground) -> Own:
    """The senders' own words, with the names of their joint sponsors."""
    joint = naming(_title_lines(sent), ground.register, sent.senders).cosponsors
    return own_of(replace(sent, senders=(*sent.senders, *joint)))
