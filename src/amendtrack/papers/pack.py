"""The pack for a meeting: every paper, in each form, under names that sort in the order of the papers."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256

from amendtrack.garbage import kept_for_later
from amendtrack.papers.acknowledgement import acknowledgement
from amendtrack.papers.compilation import compilation
from amendtrack.papers.facts import MeetingFacts, ReceivedProposal, Status
from amendtrack.papers.html import html
from amendtrack.papers.lists import conflict_list, open_points
from amendtrack.papers.markdown import markdown
from amendtrack.papers.paper import Paper
from amendtrack.papers.plain import plain
from amendtrack.papers.register import annex, register
from amendtrack.record.registers import CHAIR_CODE, slug

FORMS = (("md", markdown), ("html", html), ("txt", plain))
APART = "acknowledgements"
"""Papers for a single delegation are kept in a separate folder, so that nobody prints them for everybody by mistake."""


@kept_for_later()
def files_of(papers: Mapping[str, Paper]) -> dict[str, bytes]:
    """Every paper in each form, by its path in the folder."""
    files: dict[str, bytes] = {}
    for path, paper in papers.items():
        for ending, write in FORMS:
            files[f"{path}.{ending}"] = write(paper).encode("utf-8", "surrogatepass")
    return files


@kept_for_later()
def papers_of(facts: MeetingFacts) -> dict[str, Paper]:
    """Every paper by its path, without the ending."""
    return dict(_papers(facts))


def _papers(facts: MeetingFacts) -> Iterator[tuple[str, Paper]]:
    stem = stem_of(facts)
    for number, (name, paper) in enumerate(
        (
            ("compilation", compilation(facts)),
            ("conflicts", conflict_list(facts)),
            ("open-points", open_points(facts)),
            ("register", register(facts)),
            ("annex", annex(facts)),
        ),
        1,
    ):
        yield f"{stem}_{number}-{name}", paper
    own, backed = defaultdict[str, list[ReceivedProposal]](list), defaultdict[str, list[ReceivedProposal]](list)
    for sent in facts.sent:
        own[sent.entry.delegation].append(sent)
        for code in dict.fromkeys((*sent.entry.cosponsors, *sent.entry.sponsors)):
            if code != sent.entry.delegation:
                backed[code].append(sent)
    for code in sorted({*own, *backed, *(said.delegation for said in facts.statements)} - {CHAIR_CODE}):
        yield f"{APART}/{stem}_6-{slug(code)}", acknowledgement(facts, code, own[code], backed[code])


def stem_of(facts: MeetingFacts) -> str:
    """How the names of all files begin: ``PLAN_Rev.1_PM2_20090902T2315``; safe on every system."""
    again = f"_reissue-{facts.issue - 1}" if facts.issue > 1 else ""
    draft = "_DRAFT" if facts.status is Status.DRAFT else ""
    code = short_code(facts.settings.symbol or facts.settings.title)
    return f"{code}_{_plain(facts.revision)}_{_plain(facts.meeting)}_{facts.at:%Y%m%dT%H%M}{again}{draft}"


def short_code(name: str) -> str:
    """A symbol or title as a short code for file names, in letters, digits, dots and hyphens.

    >>> short_code("PRACTICE/CONF/WP.2"), short_code("Draft plan"), short_code("Plan 2027–2031")
    ('PRACTICE-CONF-WP.2', 'DRAFT-PLAN', 'PLAN-2027-2031')
    >>> short_code("CON.1/WP.2")
    'CON-1-WP.2'
    """
    code = _plain(name)[:32].strip(".-").upper()
    return code.replace(".", "-", 1) if _RESERVED.match(code) else code


_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)\.")  # Windows takes these for devices, whatever follows the dot


def _plain(name: str) -> str:
    """The name in characters that every system accepts in file names; a fingerprint if too little of it is left."""
    letters = unicodedata.normalize("NFKD", re.sub("[‐-―−]", "-", name)).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^A-Za-z0-9.]+", "-", letters).strip(".-")[:40].strip(".-")
    lost = sum(c.isalnum() for c in name) - sum(c.isalnum() for c in kept)
    mark = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return kept if kept and lost <= max(0, len(name) - 40) else f"{kept[:24]}-{mark}".lstrip("-")


__all__ = ["APART", "FORMS", "files_of", "papers_of", "short_code", "stem_of"]
