"""Drafts that look like real ones in four languages, and what five to twelve delegations make of them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from amendtrack.consolidation.negotiation import Proposal

NAMES = ("Arda", "Brum", "Corv", "Dalia", "Estavia", "Galdora", "Hestria", "Ilmar", "Kestria", "Lorn", "Norvia", "Sund")


@dataclass(frozen=True)
class Language:
    """Words from which sentences are made, and how articles, paragraphs and items are numbered."""

    subjects: tuple[str, ...]
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    ends: tuple[str, ...]
    article: str
    paragraph: str
    item: str
    stop: str = "."
    blank: str = " "

    def sentence(self, r: random.Random) -> str:
        parts = (r.choice(self.subjects), r.choice(self.verbs), r.choice(self.objects), r.choice(self.ends))
        return self.blank.join(parts) + self.stop


LANGUAGES = (
    Language(
        ("Each Party", "The Council", "The depositary", "Every club on the lake", "A coastal State", "The secretariat"),
        ("shall keep", "may publish", "should review", "reports on", "shall pay for", "maintains"),
        ("a register of vessels", "the wells and pumps", "its annual accounts", "the rules of passage", "all charts"),
        ("every year", "without delay", "by June", "at its own cost", "in good faith", "where possible"),
        "Article {}",
        "{}. ",
        "({}) ",
    ),
    Language(
        ("Chaque Partie", "Le Conseil", "Le dépositaire", "L’État côtier", "Le secrétariat", "Tout club du lac"),
        ("tient", "peut publier", "examine", "rend compte de", "prend en charge", "conserve"),
        ("un registre des navires", "l’entretien des puits", "ses comptes annuels", "les règles de passage"),
        ("chaque année", "sans délai", "avant juin", "à ses frais", "de bonne foi", "si possible"),
        "## Article {}",
        "{}. ",
        "{}) ",
    ),
    Language(
        ("على كل طرف", "للمجلس", "على الوديع", "لكل دولة ساحلية", "على الأمانة", "لكل ناد"),
        ("أن يحتفظ", "أن ينشر", "أن يراجع", "أن يبلغ عن", "أن يدفع ثمن", "أن يصون"),
        ("سجل السفن", "الآبار والمضخات", "حساباته السنوية", "قواعد المرور", "جميع الخرائط"),
        ("كل سنة", "دون تأخير", "قبل يونيو", "على نفقته", "بحسن نية", "حيثما أمكن"),
        "المادة {}",
        "{}. ",
        "({}) ",
    ),
    Language(
        ("各缔约方", "理事会", "保存人", "沿海国", "秘书处", "湖上各俱乐部"),
        ("应保存", "可公布", "应审查", "报告", "应支付", "维护"),
        ("船只登记册", "水井和水泵", "年度账目", "通行规则", "所有海图"),
        ("每年一次", "不得拖延", "于六月前", "自费", "本着诚意", "尽可能"),
        "第{}条",
        "{}. ",
        "({}) ",
        "。",
        "",
    ),
)


@dataclass
class Article:
    """A heading, its paragraphs, and what stands behind them: a table, or a note."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def copy(self) -> Article:
        return Article(self.title, list(self.paragraphs), [list(row) for row in self.rows])


@dataclass
class Draft:
    """What a delegation edits: articles, and notes at the end."""

    language: Language
    articles: list[Article]
    notes: list[str] = field(default_factory=list)
    through: bool = False  # paragraphs are numbered through all articles
    is_hardest: bool = False

    def copy(self) -> Draft:
        return replace(self, articles=[a.copy() for a in self.articles], notes=list(self.notes))

    def text(self) -> str:
        """The draft with its paragraphs numbered as they stand."""
        out, before = list[str](), 0
        for article in self.articles:
            out.append(article.title)
            out += [self.language.paragraph.format(before + n) + p for n, p in enumerate(article.paragraphs, 1)]
            before += len(article.paragraphs) if self.through else 0
            if article.rows:
                rows = ["| " + " | ".join(row) + " |" for row in article.rows]
                out.append("\n".join([rows[0], "|" + "---|" * len(article.rows[0]), *rows[1:]]))
        out += [f"[^{n}]: {note}" for n, note in enumerate(self.notes, 1)]
        return "\n\n".join(out) + "\n"


def base_of(r: random.Random, rich: float) -> Draft:
    """A draft; in a ``rich`` one, that many of the paragraphs have items."""
    language = r.choice(LANGUAGES)
    seen: set[str] = set()

    def fresh() -> str:
        for _ in range(50):
            made = language.sentence(r)
            if made not in seen:
                break
        seen.add(made)
        return made + (language.blank + language.sentence(r) if r.random() < 0.4 else "")

    articles = [
        Article(language.article.format(n), [fresh() for _ in range(r.randint(2, 5))])
        for n in range(1, r.randint(3, 5))
    ]
    if r.random() < 0.5:
        heads = [o.split(" ")[-1][:9] for o in language.objects[:3]]
        r.choice(articles).rows = [heads, *([str(r.randint(1, 40)) for _ in heads] for _ in range(r.randint(2, 4)))]
    draft = Draft(language, articles)
    if r.random() < 0.3:
        draft.notes = [fresh()]
        article = r.choice(articles)
        article.paragraphs[0] += "[^1]"
    for article in articles if rich else ():
        for k, paragraph in enumerate(article.paragraphs):
            if r.random() < rich:
                article.paragraphs[k] = with_items(language, paragraph, [fresh() for _ in range(r.randint(2, 4))])
    return draft


SUB = "\u2022"
"""Begins an item of an item."""
CAPITALS = "ABCDEFGH"
"""The letters of items of items of items."""
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


def with_items(language: Language, paragraph: str, items: list[str]) -> str:
    """A paragraph with lettered items under it, numbered ones under these, and ones with capitals under these."""
    written, letter, roman, capital = [paragraph], 0, 0, 0
    for item in items:
        if item.startswith(SUB * 2) and roman:
            written.append(language.item.format(CAPITALS[capital % 8]) + item.removeprefix(SUB * 2))
            capital += 1
        elif item.startswith(SUB) and letter:
            written.append(language.item.format(ROMAN[roman % 8]) + item.lstrip(SUB))
            roman, capital = roman + 1, 0
        else:
            written.append(language.item.format("abcdefgh"[letter % 8]) + item.lstrip(SUB))
            letter, roman, capital = letter + 1, 0, 0
    return "\n\n".join(written)


def items_of(language: Language, paragraph: str) -> tuple[str, list[str]]:
    """A paragraph without its items, and the items without their letters."""
    head, *items = paragraph.split("\n\n")
    opening, _, closing = language.item.partition("{}")
    found = []
    for item in items:
        label, _, wording = item.removeprefix(opening).partition(closing) if closing else ("", "", item[len(opening) :])
        found.append((SUB if label in ROMAN else SUB * 2 if label and label in CAPITALS else "") + wording)
    return head, found


ACTS = ("word", "word", "word", "phrase", "delete", "insert", "insert", "move", "split", "join", "rewrite")
RARE = ("article", "article", "move article", "cell", "row", "column", "strike column", "insert two", "drop article")
RICH = (*RARE, "note", "note", "item", "item", "item", "strike item", "move item", "article with items", "brackets")


def act(draft: Draft, r: random.Random, new: list[str], rare: tuple[str, ...] = RARE, what: str = "") -> None:
    """One act of a delegation; the sentences that it makes up are noted."""
    language = draft.language
    article = r.choice(draft.articles)
    own = article.paragraphs
    at = r.randrange(len(own)) if own else 0
    what = what or r.choice(ACTS if r.random() < 0.75 else rare)

    def made() -> str:
        sentence = language.sentence(r)
        sentence = sentence.removesuffix(language.stop) + language.blank + word(language, r) + language.stop
        new.append(sentence)
        return sentence

    def swapped(text: str, start: list[str]) -> str:
        for old in r.sample(start, len(start)):
            if old in text:
                return text.replace(old, r.choice([s for s in start if s != old]), 1)
        return text

    if "item" in what and own:
        act_on_items(what, draft, article, r, made)
    elif what == "note" and own and len(draft.notes) < 3 and "[^" not in own[at]:
        draft.notes.append(made())
        head, items = items_of(language, own[at])
        own[at] = with_items(language, f"{head}[^{len(draft.notes)}]", items)
    elif what == "brackets" and own and "[" not in own[at]:
        chosen = r.choice(language.ends)
        own[at] = own[at].replace(chosen, f"[{chosen}]", 1)
    elif what == "word" and own:
        own[at] = swapped(own[at], list(language.ends))
    elif what == "phrase" and own:
        own[at] = swapped(swapped(own[at], list(language.verbs)), list(language.objects))
    elif what == "rewrite" and own:
        note = "[^1]" if "[^1]" in own[at] else ""
        own[at] = language.sentence(r) + note
    elif what == "delete" and len(own) > 1 and "[^" not in own[at]:
        del own[at]
    elif what == "insert":
        own.insert(r.randint(0, len(own)), made())
    elif what == "insert two":
        own[at:at] = [made(), made()]
    elif what == "move" and own:
        other = r.choice(draft.articles).paragraphs
        moved = own.pop(at)
        other.insert(r.randint(0, len(other)), moved)
        if not own:
            own.append(made())
    elif what == "split" and own and own[at].split("\n\n")[0].count(language.stop) > 1:
        first, _, rest = own[at].partition(language.stop)
        own[at : at + 1] = [first + language.stop, rest.strip()]
    elif what == "join" and at + 1 < len(own) and "\n\n" not in own[at]:
        own[at : at + 2] = [own[at] + language.blank + own[at + 1]]
    elif what == "article":
        k = draft.articles.index(article)
        title = language.article.format(f"{k + 1} bis" if language.blank else f"{k + 1}之二")
        if language.blank == "":
            title = f"第{k + 1}条之二"
        draft.articles.insert(k + 1, Article(title, [made() for _ in range(r.randint(1, 3))]))
    elif what == "move article":
        draft.articles.remove(article)
        draft.articles.insert(r.randint(0, len(draft.articles)), article)
    elif what == "drop article" and len(draft.articles) > 2 and not any("[^" in p for p in own):
        draft.articles.remove(article)
    elif tables := [a for a in draft.articles if a.rows]:
        rows = tables[0].rows
        column = r.randrange(len(rows[0]))
        if what == "cell":
            rows[r.randrange(1, len(rows))][column] = str(r.randint(41, 99))
        elif what == "row":
            rows.insert(r.randint(1, len(rows)), [str(r.randint(100, 999)) for _ in rows[0]])
        elif what == "column" and len(rows[0]) < 6:
            for n, row in enumerate(rows):
                row.insert(column, str(r.randint(1000, 9999)) if n else "Neu")
        elif what == "strike column" and len(rows[0]) > 2:
            for row in rows:
                del row[column]


def act_on_items(what: str, draft: Draft, article: Article, r: random.Random, made: Callable[[], str]) -> None:
    """One act on a paragraph with items."""
    language, own = draft.language, article.paragraphs
    if what == "article with items":
        k = draft.articles.index(article)
        title = language.article.format(f"{k + 1} ter") if language.blank else f"第{k + 1}条之三"
        draft.articles.insert(k + 1, Article(title, [with_items(language, made(), [made(), made()]), made()]))
        return
    listed = [k for k, paragraph in enumerate(own) if "\n\n" in paragraph]
    at = r.choice(listed) if listed else r.randrange(len(own))
    head, items = items_of(language, own[at])
    if what == "item":
        items.insert(r.randint(0, len(items)), made())
    elif what == "strike item" and len(items) > 1:
        del items[r.randrange(len(items))]
    elif what == "move item" and len(items) > 1:
        items.insert(r.randint(0, len(items)), items.pop(r.randrange(len(items))))
    own[at] = with_items(language, head, items)


@dataclass(frozen=True)
class RealWorld:
    """A base, what each delegation sent, and the sentences that each made up; and the acts, if they are counted."""

    base: str
    sent: dict[str, str]
    new: dict[str, tuple[str, ...]]
    acts: tuple[str, ...] = ()
    by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The delegation of each proposal that is not named after it, or that has co-sponsors, and these."""

    def proposals(self, sent: Mapping[str, str]) -> list[Proposal]:
        """What was sent, each as a proposal of its delegation and its co-sponsors."""
        by = ((name, text, self.by.get(name, (name,))) for name, text in sent.items())
        return [Proposal(who[0], text, name, who[1:]) for name, text, who in by]


def world(seed: int) -> RealWorld:
    """The world of that number: a plain one, one with items, a hard one, or one of all that negotiators do."""
    if seed >= HARDEST_FROM:
        return hardest_world(seed)
    if seed >= HARD_FROM:
        return hard_world(seed)
    r = random.Random(seed)
    draft = base_of(r, rich=0.0 if seed < 100_000 else 0.25)
    sent, new = {}, {}
    for name in r.sample(NAMES, r.randint(5, 12)):
        own, made = draft.copy(), list[str]()
        for _ in range(r.randint(1, 4)):
            act(own, r, made, RARE if seed < 100_000 else RICH)
        sent[name] = own.text()
        new[name] = tuple(s for s in made if s in sent[name])
    return RealWorld(draft.text(), sent, new)


HARD = (
    *RICH,
    "split article",
    "merge articles",
    "swap articles",
    "list",
    "list",
    "echo",
    "echo",
    "like",
    "lift",
    "gather",
    "table",
)
HARD_FROM = 2_000_000
"""Seeds from here on make hard worlds."""


def hard_act(draft: Draft, r: random.Random, new: list[str], heard: list[str], what: str = "") -> None:
    """One act of a delegation in a hard world; ``heard`` are the sentences that others have made up before."""
    language, article = draft.language, r.choice(draft.articles)
    own, at = article.paragraphs, draft.articles.index(article)
    what = what or r.choice(HARD)

    def made() -> str:
        sentence = language.sentence(r).removesuffix(language.stop) + language.blank + word(language, r) + language.stop
        new.append(sentence)
        return sentence

    def put(sentence: str) -> None:
        if not any(sentence in p for a in draft.articles for p in a.paragraphs):
            own.insert(r.randint(0, len(own)), sentence)
            new.append(sentence)

    if what == "split article" and len(own) > 1:
        k = r.randrange(1, len(own))
        draft.articles.insert(at + 1, Article(new_title(language, at, r), own[k:], article.rows))
        article.paragraphs, article.rows = own[:k], []
    elif what == "merge articles" and at and not (article.rows and draft.articles[at - 1].rows):
        before = draft.articles[at - 1]
        before.paragraphs += own
        before.rows = before.rows or article.rows
        draft.articles.remove(article)
    elif what == "swap articles" and at:
        draft.articles[at - 1 : at + 1] = draft.articles[at - 1 : at + 1][::-1]
    elif what == "list":
        own.insert(r.randint(0, len(own)), with_items(language, made(), [made() for _ in range(r.randint(1, 3))]))
    elif what == "echo" and heard:
        put(r.choice(heard))
    elif what == "like" and heard:
        sentence = r.choice(heard).removesuffix(language.stop)
        put(sentence[: -len(word(language, r))] + word(language, r) + language.stop)
    elif what == "lift":  # the items of a paragraph become paragraphs
        listed = [k for k, p in enumerate(own) if "\n\n" in p]
        for k in listed[:1]:
            head, items = items_of(language, own[k])
            own[k : k + 1] = [head, *items]
    elif what == "gather" and len(own) > 2:  # paragraphs become items of the one above
        k = r.randrange(1, len(own))
        if "\n\n" not in own[k]:
            head, items = items_of(language, own[k - 1])
            own[k - 1 : k + 1] = [with_items(language, head, [*items, own[k]])]
    elif what == "table" and not article.rows:
        article.rows = [[str(r.randint(100, 999)) for _ in range(3)] for _ in range(3)]
    else:
        act(draft, r, new, RICH, what if what in (*ACTS, *RICH) and draft.is_hardest else "")


def word(language: Language, r: random.Random) -> str:
    """A word that no sentence has."""
    if language.blank:
        return "".join(r.choice("abcdefgh") for _ in range(6))
    return "".join(r.choice("甲乙丙丁戊己庚辛") for _ in range(4))


def new_title(language: Language, at: int, r: random.Random) -> str:
    """The title of an article that comes after another."""
    suffix = r.choice(("bis", "ter", "quater")) if language.blank else r.choice(("之二", "之三", "之四"))
    return language.article.format(f"{at + 1} {suffix}") if language.blank else f"第{at + 1}条{suffix}"


def hard_world(seed: int) -> RealWorld:
    """A draft of any style of numbers, and delegations that copy from each other."""
    r = random.Random(seed)
    draft = base_of(r, rich=0.0)
    style = r.choice(("each", "each", "through", "bare", "signs"))
    if style in ("bare", "signs"):
        draft.language = replace(draft.language, paragraph="" if style == "bare" else "{}. ", item="- ")
    draft.through = style == "through"
    for article in draft.articles:
        for k, paragraph in enumerate(article.paragraphs):
            if r.random() < 0.25:
                items = [draft.language.sentence(r) for _ in range(r.randint(2, 4))]
                article.paragraphs[k] = with_items(draft.language, paragraph, items)
    drafts: list[tuple[Draft, list[str]]] = []
    heard = list[str]()
    sent, new = {}, {}
    for name in r.sample(NAMES, r.randint(5, 10)):
        copied = r.choice(drafts) if drafts and r.random() < 0.25 else (draft, [])
        own, made = copied[0].copy(), list(copied[1])
        for _ in range(r.randint(1, 5)):
            hard_act(own, r, made, heard)
        drafts.append((own, made))
        heard += made
        sent[name] = own.text()
        new[name] = tuple(dict.fromkeys(s for s in made if s in sent[name]))
    return RealWorld(draft.text(), sent, new)


HARDEST_FROM = 3_000_000
"""Seeds from here on make worlds with all that negotiators do."""
HARDEST = (
    *HARD,
    *ACTS,
    "sub-item",
    "sub-item",
    "new article",
    "new article",
    "rival article",
    "rival article",
    "clear",
)
CLEARED = re.compile(r"\[([^][^]*)\]")


def hardest_act(
    draft: Draft, r: random.Random, new: list[str], heard: list[str], articles: list[tuple[int, Article]]
) -> str:
    """One act of a delegation, and its name; ``articles`` are the new ones of others, with their places."""
    what = r.choice(HARDEST)
    language, article = draft.language, r.choice(draft.articles)
    own = article.paragraphs

    def made() -> str:
        sentence = language.sentence(r).removesuffix(language.stop) + language.blank + word(language, r) + language.stop
        new.append(sentence)
        return sentence

    listed = [k for k, paragraph in enumerate(own) if "\n\n" in paragraph]
    if what == "sub-item" and listed:
        k = r.choice(listed)
        head, items = items_of(language, own[k])
        items.insert(r.randint(1, len(items)), SUB + made())
        own[k] = with_items(language, head, items)
    elif what == "new article":  # the following ones are numbered anew
        k = r.randint(1, len(draft.articles))
        opened = Article("", [made() for _ in range(r.randint(1, 3))])
        draft.articles.insert(k, opened)
        for n, one in enumerate(draft.articles, 1):
            one.title = language.article.format(n)
        articles.append((k, opened))
    elif what == "rival article" and articles:  # another's, some of it in other words
        k, theirs = r.choice(articles)
        rival = theirs.copy()
        k, n = min(k, len(draft.articles)), r.randrange(len(rival.paragraphs))
        rival.paragraphs[n] = made()
        if not any(p in q for a in draft.articles for q in a.paragraphs for p in rival.paragraphs):
            rival.title = new_title(language, k - 1, r)
            draft.articles.insert(k, rival)
            new += rival.paragraphs
    elif what == "clear":  # words in brackets are agreed to, or not
        where = [(a, k) for a in draft.articles for k, p in enumerate(a.paragraphs) if CLEARED.search(p)]
        for one, k in where[: r.randint(1, 2)]:
            one.paragraphs[k] = CLEARED.sub(
                lambda found: found[1] if r.random() < 0.6 else found[0], one.paragraphs[k], 1
            )
    else:
        hard_act(draft, r, new, heard, what if what in HARD or what in ACTS else "")
    return what


def hardest_world(seed: int) -> RealWorld:
    """A draft with words in brackets and lists in lists, and five to twelve delegations that know each other's."""
    r = random.Random(seed)
    draft = base_of(r, rich=0.0)
    draft.is_hardest = True
    language = draft.language
    draft.through = r.random() < 0.2
    for paragraphs in (article.paragraphs for article in draft.articles):
        for k, paragraph in enumerate(paragraphs):
            if r.random() < 0.25:
                one, other = r.sample(language.verbs, 2)
                paragraph = paragraph.replace(one, f"[{one}] [{other}]", 1)
            if r.random() < 0.15:
                end = r.choice(language.ends)
                paragraph = paragraph.replace(end, f"[{end}]", 1)
            if r.random() < 0.3:
                items = [(SUB if n and r.random() < 0.4 else "") + language.sentence(r) for n in range(r.randint(2, 5))]
                paragraph = with_items(language, paragraph, items)
            paragraphs[k] = paragraph
    drafts: list[tuple[Draft, list[str]]] = []
    heard, articles, acts = list[str](), list[tuple[int, Article]](), list[str]()
    sent, new = {}, {}
    for name in r.sample(NAMES, r.randint(5, 12)):
        copied = r.choice(drafts) if drafts and r.random() < 0.25 else (draft, [])
        own, made = copied[0].copy(), list(copied[1])
        theirs = [(k, a.copy()) for k, a in articles]
        for _ in range(r.randint(1, 5)):
            before = own.text()
            done = hardest_act(own, r, made, heard, theirs)
            acts += [done] if own.text() != before else []
        articles = theirs
        drafts.append((own, made))
        heard += made
        sent[name] = own.text()
        new[name] = tuple(dict.fromkeys(s for s in made if s in sent[name]))
    return RealWorld(draft.text(), sent, new, tuple(acts))
