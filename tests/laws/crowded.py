"""Drafts with everything that real ones have, and delegations that meet on one article, list, table, note or title."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from .realistic import (
    LANGUAGES,
    NAMES,
    SUB,
    Article,
    Draft,
    Language,
    RealWorld,
    base_of,
    hardest_act,
    items_of,
    new_title,
    with_items,
    word,
)

ANNEXES = dict(zip([one.article for one in LANGUAGES], ("Annex I", "## Annexe", "المرفق الأول", "附件一"), strict=True))
FOREIGN = (" (ISO 9001)", " (سجل السفن)", " (2014\u200f)", " « EN 55 »", " A/79/1", " (船只登记册)")
"""Words of another script, or direction, inside a sentence."""


@dataclass
class Party:
    """What one proposal has become so far, and the sentences that it made up."""

    draft: Draft
    new: list[str] = field(default_factory=list)
    by: tuple[str, ...] = ()
    """The delegation, and its co-sponsors."""

    def copy(self, by: tuple[str, ...]) -> Party:
        return Party(self.draft.copy(), list(self.new), by)

    def find(self, paragraph: str) -> tuple[Article, int] | None:
        """The place of a paragraph of the base that is still as it was."""
        return next(
            ((a, a.paragraphs.index(paragraph)) for a in self.draft.articles if paragraph in a.paragraphs), None
        )

    def article(self, paragraphs: list[str]) -> Article | None:
        """The article that has the most of these paragraphs."""
        counts = [sum(p in a.paragraphs for p in paragraphs) for a in self.draft.articles]
        return self.draft.articles[counts.index(max(counts))] if any(counts) else None

    def made(self, r: random.Random) -> str:
        """A sentence that no other proposal has."""
        language = self.draft.language
        sentence = language.sentence(r).removesuffix(language.stop) + language.blank + word(language, r) + language.stop
        self.new.append(sentence)
        return sentence


Scene = Callable[[random.Random, Draft, list[Party]], None]
"""What several delegations do to one thing of the draft."""


def one_article(r: random.Random, base: Draft, parties: list[Party]) -> None:
    """Moved and amended by one, split by another, amended, moved elsewhere, deleted, joined to the one before it."""
    paragraphs = r.choice(base.articles).paragraphs
    for n, party in enumerate(parties):
        article, articles = party.article(paragraphs), party.draft.articles
        if article is None:
            continue
        own, at = article.paragraphs, articles.index(article)
        what = n if n < 2 else r.choice((0, 1, 2, 3, 4, 5))
        if what in (0, 3):
            articles.remove(article)
            articles.insert(r.randint(0, len(articles)), article)
        if what in (0, 2):
            own.insert(r.randint(0, len(own)), party.made(r))
            k = r.randrange(len(own))
            own[k] = reworded(r, base.language, own[k])
        if what == 1 and len(own) > 1:
            k = r.randrange(1, len(own))
            articles.insert(at + 1, Article(new_title(base.language, at, r), own[k:], article.rows))
            article.paragraphs, article.rows = own[:k], []
        if what == 4 and len(articles) > 2 and not any("[^" in p for p in own):
            articles.remove(article)
        if what == 5 and at and not (article.rows and articles[at - 1].rows):
            articles[at - 1].paragraphs += own
            articles[at - 1].rows = articles[at - 1].rows or article.rows
            articles.remove(article)


def one_paragraph(r: random.Random, base: Draft, parties: list[Party]) -> None:
    """Deleted by one, joined to its neighbour by another, moved by a third; split, reworded, rewritten by others."""
    chosen = r.choice([a for a in base.articles if len(a.paragraphs) > 1])
    k = r.randrange(len(chosen.paragraphs))
    language = base.language
    for n, party in enumerate(parties):
        there = party.find(chosen.paragraphs[k])
        if there is None:
            continue
        own, at = there[0].paragraphs, there[1]
        what = n if n < 3 else r.randrange(6)
        if what == 0 and len(own) > 1 and "[^" not in own[at]:
            del own[at]
        elif what == 1 and at + 1 < len(own) and "\n\n" not in own[at]:
            own[at : at + 2] = [own[at] + language.blank + own[at + 1]]
        elif what == 2 and len(own) > 1:
            other = r.choice(party.draft.articles).paragraphs
            other.insert(r.randint(0, len(other)), own.pop(at))
        elif what == 3 and own[at].split("\n\n")[0].count(language.stop) > 1:
            first, _, rest = own[at].partition(language.stop)
            own[at : at + 1] = [first + language.stop, rest.strip()]
        elif what == 4:
            own[at] = reworded(r, language, own[at])
        elif what == 5 and "[^" not in own[at]:
            own[at] = party.made(r)


def one_place(r: random.Random, base: Draft, parties: list[Party]) -> None:
    """New articles at one place by three, two of them identical, or nearly; another has a new paragraph there."""
    language, k = base.language, r.randint(1, len(base.articles))
    title = new_title(language, k - 1, r)
    opened: Article | None = None
    for n, party in enumerate(parties):
        article = (
            opened.copy() if opened and n != 2 else Article(title, [party.made(r) for _ in range(r.randint(1, 3))])
        )
        if opened is None:
            opened = article.copy()
        elif n != 2 and not any(p in q for a in party.draft.articles for q in a.paragraphs for p in article.paragraphs):
            party.new += article.paragraphs
            if n > 2:
                article.paragraphs[-1] = party.made(r)
        elif n != 2:
            continue
        party.draft.articles.insert(min(k, len(party.draft.articles)), article)


def one_list(r: random.Random, base: Draft, parties: list[Party]) -> None:
    """A list of three levels, in which each puts in, takes out or moves items, so that the rest is numbered anew."""
    listed = [p for a in base.articles for p in a.paragraphs if "\n\n" in p]
    chosen = r.choice(listed) if listed else ""
    for n, party in enumerate(parties):
        there = party.find(chosen)
        if there is None:
            continue
        own, at = there[0].paragraphs, there[1]
        head, items = items_of(base.language, own[at])
        what = n if n < 2 else r.randrange(5)
        if what == 0:
            items.insert(0, party.made(r))
        elif what == 1 and len(items) > 2:
            del items[r.randrange(len(items) - 1)]
        elif what == 2:
            items.insert(r.randint(1, len(items)), SUB * r.randint(1, 2) + party.made(r))
        elif what == 3 and len(items) > 1:
            items.insert(r.randint(0, len(items) - 1), items.pop())
        elif what == 4:
            k = r.randrange(len(items))
            items[k] = reworded(r, base.language, items[k])
        if items and items[0].startswith(SUB):
            items[0] = items[0].lstrip(SUB)
        own[at] = with_items(base.language, head, items)


def one_table(r: random.Random, base: Draft, parties: list[Party]) -> None:
    """Rows and columns that are put in and taken out, and cells that are reworded, by several at once."""
    for n, party in enumerate(parties):
        tables = [a for a in party.draft.articles if a.rows]
        if not tables:
            continue
        article = tables[-1]
        rows, what = article.rows, n if n < 3 else r.randrange(6)
        column, row = r.randrange(len(rows[0])), r.randrange(1, len(rows))
        if what == 0:
            rows.insert(r.randint(1, len(rows)), [str(r.randint(100, 999)) for _ in rows[0]])
        elif what == 1 and len(rows[0]) < 6:
            for k, each in enumerate(rows):
                each.insert(column, str(r.randint(1000, 9999)) if k else "Neu")
        elif what == 2:
            rows[row][column] = r.choice(base.language.objects)
        elif what == 3 and len(rows) > 2:
            del rows[row]
        elif what == 4 and len(rows[0]) > 2:
            for each in rows:
                del each[column]
        elif what == 5:
            party.draft.articles.remove(article)
            party.draft.articles.insert(r.randint(0, len(party.draft.articles)), article)


def one_note(r: random.Random, base: Draft, parties: list[Party]) -> None:
    """A note reworded by one and deleted, with its marker, by another; others put one before it, or move its marker."""
    for n, party in enumerate(parties):
        draft = party.draft
        marked = [(a, k) for a in draft.articles for k, p in enumerate(a.paragraphs) if "[^1]" in p]
        if not marked or not draft.notes:
            continue
        article, k = marked[0]
        own, what = article.paragraphs, n if n < 3 else r.randrange(4)
        if what == 0:
            draft.notes[0] = reworded(r, base.language, draft.notes[0])
        elif what == 1:
            own[k] = own[k].replace("[^1]", "")
            renumber(draft, lambda m: m - 1)
            del draft.notes[0]
        elif what == 2 and "[^" not in draft.articles[0].paragraphs[0]:
            renumber(draft, lambda m: m + 1)
            draft.notes.insert(0, party.made(r))
            head, items = items_of(base.language, draft.articles[0].paragraphs[0])
            draft.articles[0].paragraphs[0] = with_items(base.language, head + "[^1]", items)
        elif what == 3 and len(own) > 1:
            other = r.choice(draft.articles).paragraphs
            other.append(own.pop(k))


def keep_notes(draft: Draft) -> None:
    """Leave the notes whose markers are still there, and number them from 1."""
    text = "\n".join(p for article in draft.articles for p in article.paragraphs)
    left = [n for n in range(1, len(draft.notes) + 1) if f"[^{n}]" in text]
    draft.notes = [draft.notes[n - 1] for n in left]
    renumber(draft, lambda n: left.index(n) + 1)


def renumber(draft: Draft, number: Callable[[int], int]) -> None:
    """Give every marker of a note another number."""
    for article in draft.articles:
        found = [re.sub(r"\[\^(\d)\]", lambda m: f"[^{number(int(m[1]))}]", p) for p in article.paragraphs]
        article.paragraphs = found


def one_bracket(r: random.Random, base: Draft, parties: list[Party]) -> None:
    """Alternatives in brackets: one keeps the first, one the last; one adds another, and one takes all out."""
    bracketed = [p for a in base.articles for p in a.paragraphs if "] [" in p]
    chosen = r.choice(bracketed) if bracketed else ""
    for n, party in enumerate(parties):
        there = party.find(chosen)
        if there is None:
            continue
        article, k = there
        run = re.search(r"(?:\[[^][^]*\] ?){2,}", chosen)
        if run is None:
            continue
        readings = re.findall(r"\[([^][^]*)\]", run[0])
        kept = (
            readings[0],
            readings[-1],
            " ".join(f"[{one}]" for one in (*readings, r.choice(base.language.verbs))),
            f"[{readings[0]} [{r.choice(base.language.verbs)}]] " + " ".join(f"[{one}]" for one in readings[1:]),
            " ".join(readings),
        )[n if n < 3 else r.randrange(5)]
        space = " " if run[0].endswith(" ") else ""
        article.paragraphs[k] = chosen.replace(run[0], kept + space, 1)


def one_title(r: random.Random, base: Draft, parties: list[Party]) -> None:
    """A title named anew by two, while others move the article or put another before it."""
    title = r.choice(base.articles[:-1]).title
    for n, party in enumerate(parties):
        articles = party.draft.articles
        at = next((k for k, a in enumerate(articles) if a.title == title), None)
        if at is None:
            continue
        what = n if n < 2 else r.randrange(4)
        if what < 2:
            named = title.partition(" – ")[0] + " – " + r.choice((*base.language.objects, *base.language.subjects))
            articles[at].title = named
        elif what == 2:
            articles.insert(r.randint(0, len(articles) - 1), articles.pop(at))
        else:
            articles.insert(at, Article(new_title(base.language, at, r), [party.made(r)]))


def reworded(r: random.Random, language: Language, text: str) -> str:
    """The text with one of its phrases swapped for another."""
    for phrases in r.sample((language.ends, language.verbs, language.objects), 3):
        for old in r.sample(phrases, len(phrases)):
            if old in text:
                return text.replace(old, r.choice([p for p in phrases if p != old]), 1)
    return text


SCENES: tuple[Scene, ...] = (
    one_article,
    one_article,
    one_paragraph,
    one_paragraph,
    one_place,
    one_list,
    one_table,
    one_note,
    one_bracket,
    one_title,
)


def full_base(r: random.Random) -> Draft:
    """A draft with titles, alternatives in brackets, lists of three levels, notes, an annex and mixed directions."""
    draft = base_of(r, rich=0.0)
    draft.is_hardest, draft.through = True, r.random() < 0.2
    language = draft.language
    titled = r.random() < 0.5
    for article in draft.articles:
        article.title += " – " + r.choice(language.objects) if titled else ""
        for k, paragraph in enumerate(article.paragraphs):
            if r.random() < 0.3:
                several = r.sample(language.verbs, r.randint(2, 4))
                paragraph = paragraph.replace(several[0], " ".join(f"[{one}]" for one in several), 1)
            if r.random() < 0.15:
                end = r.choice(language.ends)
                paragraph = paragraph.replace(end, f"[{end}]", 1)
            if r.random() < 0.15:
                thing = r.choice(language.objects)
                paragraph = paragraph.replace(thing, thing + r.choice(FOREIGN), 1)
            if r.random() < 0.3:
                levels = (0, *(r.choice((0, 0, 1, 1, 2)) for _ in range(r.randint(1, 5))))
                items = [SUB * min(now, before + 1) + language.sentence(r) for before, now in pairwise((0, *levels))]
                paragraph = with_items(language, paragraph, items)
            article.paragraphs[k] = paragraph
    if r.random() < 0.6:
        heads = ["Nr", *(o.split(" ")[-1][:9] for o in language.objects[:3])]
        rows = [[str(n), *(r.choice(language.objects) for _ in heads[1:])] for n in range(1, r.randint(4, 6))]
        draft.articles.append(Article(ANNEXES[language.article], [language.sentence(r)], [heads, *rows]))
    for n, article in enumerate(draft.articles[1:3], len(draft.notes) + 1):
        if r.random() < 0.4 and n == len(draft.notes) + 1 and "[^" not in article.paragraphs[-1]:
            draft.notes.append(language.sentence(r))
            head, items = items_of(language, article.paragraphs[-1])
            article.paragraphs[-1] = with_items(language, f"{head}[^{n}]", items)
    return draft


def crowded_world(seed: int) -> RealWorld:
    """A draft, scenes in which several meet, and what each does besides; some send two proposals, or have sponsors."""
    r = random.Random(seed)
    base = full_base(r)
    if is_small := r.random() < 0.5:  # few words, so that all meet
        base.articles = base.articles[:2] + [a for a in base.articles[2:] if a.rows][-1:]
        for article in base.articles:
            del article.paragraphs[2:]
        keep_notes(base)
    names = r.sample(NAMES, r.randint(2, 4) if is_small else r.randint(5, 10))
    parties = {name: Party(base.copy(), by=(name,)) for name in names}
    if r.random() < 0.4:
        parties |= {f"{names[0]}-{n}": Party(base.copy(), by=(names[0],)) for n in (1, 2)}
        del parties[names[0]]
    acts = list[str]()
    for scene in r.sample(SCENES, r.randint(2, 4)):
        most = min(5, len(parties))
        scene(r, base, r.sample([*parties.values()], r.randint(min(3, most), most)))
        acts.append(scene.__name__)
    heard, articles = [s for party in parties.values() for s in party.new], list[tuple[int, Article]]()
    for party in parties.values():
        for _ in range(r.randint(0, 2)):
            hardest_act(party.draft, r, party.new, heard, articles)
    for name in r.sample(names[1:], min(2, len(names) - 1)) if r.random() < 0.5 else ():
        theirs = parties[r.choice(names[1:])].copy((name,))
        for _ in range(r.randint(1, 3)):
            amend_new(r, theirs)
        parties[name] = theirs
    for party in parties.values():
        if r.random() < 0.2:
            others = [name for name in NAMES if name not in names]
            party.by = (*party.by, *r.sample(others, min(len(others), r.randint(1, 2))))
    sent = {name: party.draft.text() for name, party in parties.items()}
    new = {name: tuple(dict.fromkeys(s for s in p.new if s in sent[name])) for name, p in parties.items()}
    return RealWorld(base.text(), sent, new, tuple(acts), {name: party.by for name, party in parties.items()})


def amend_new(r: random.Random, party: Party) -> None:
    """Change, move, take out or put an item under something that is new in another's proposal."""
    places = [(a, k) for a in party.draft.articles for k, p in enumerate(a.paragraphs) if p in party.new]
    if not places:
        return
    article, k = r.choice(places)
    own, what = article.paragraphs, r.randrange(4)
    if what == 0:
        party.new.remove(own[k])
        own[k] = reworded(r, party.draft.language, own[k])
        party.new.append(own[k])
    elif what == 1:
        own[k] = with_items(party.draft.language, own[k], [party.made(r), party.made(r)])
    elif what == 2 and len(own) > 1:
        del own[k]
    else:
        own.insert(k, party.made(r))
