"""Which of several drafts some words speak of: by title or symbol, by headings in a message, by words they quote.

Pure. What is not certain is not answered: a heading counts only if nothing else stands on its line, and words that are
quoted only if they stand in one draft and in no other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from amendtrack.intake.instructions.spelling import plain


@dataclass(frozen=True, slots=True)
class Titles:
    """The drafts of a conference by name, each with what it may be called: its title and its symbol."""

    called: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, drafts: Mapping[str, tuple[str, str]]) -> Titles:
        """The drafts by name, each with its title and symbol.

        >>> titles = Titles.of({"plan": ("Draft action plan", "X/1"), "review": ("Draft review", "X/2")})
        >>> sorted(titles.named_in("Norvia: comments on the action plan"))
        ['plan']
        """
        return cls({name: tuple(_forms(title, symbol)) for name, (title, symbol) in drafts.items()})

    def named_in(self, words: str, senders: Collection[str] = ()) -> frozenset[str]:
        """The drafts named in a subject or a file name; a longer title is not taken for one inside it.

        A title of one word counts only beside the names of ``senders`` and words such as “comments on”.
        """
        folded = _folded(words)
        theirs = {word for sender in senders for word in _folded(sender).split()}
        names, rest = self._found(folded, 2)
        if names:
            following = re.findall(r"\|  ([^\W\d_]{2,})", rest)  # “draft review plan” is not the draft review
            return names if all(w in _BESIDE | _MAIL | _AFTER or w in theirs for w in following) else frozenset()
        names, rest = self._found(folded, 1)
        beside = re.findall(r"[^\W\d_]+", rest)
        return (
            names
            if all(word in _BESIDE | _MAIL or word in theirs or len(word) == 1 for word in beside)
            else frozenset()
        )

    def mentioned_in(self, words: str) -> frozenset[str]:
        """The drafts mentioned in running words: by symbol, by a title of several words, or as ``the draft review``."""
        own = (line for line in words.splitlines() if not line.lstrip().startswith(">"))
        return self._found(_folded(" ".join(own)), 2)[0]

    def stranger_in(self, words: str) -> str:
        """A draft named in a subject or a file name that is not one of these: ``draft declaration``; empty if none.

        >>> Titles.of({"plan": ("Draft action plan", "")}).stranger_in("Comments on the draft political declaration")
        'draft political declaration'
        """
        found = _DRAFT_OF.search(self._found(_folded(words), 1)[1])
        return found[0] if found and not set(found[1].split()) & _NOT_A_DRAFT else ""

    def heading(self, line: str) -> str:
        """The draft whose title this line is, with nothing else but words such as “Comments on”; empty if none."""
        folded = plain(line).strip(" \t\r\n#*_•–—-")
        if not folded or folded.startswith(">") or len(folded) > _LONGEST_HEADING or folded[-1] in ".;,?!。；，？！":
            return ""
        names, rest = self._found(_folded(folded), 1)
        is_alone = all(word in _BESIDE or len(word) == 1 for word in re.findall(r"[^\W\d_]+", rest))
        return next(iter(names)) if len(names) == 1 and is_alone else ""

    def _found(self, folded: str, fewest: int) -> tuple[frozenset[str], str]:
        """The drafts named by a title of at least so many words, and what is left when all titles are taken out."""
        names: set[str] = set()
        for phrase, named in self._phrases(fewest):
            folded, times = re.subn(_pattern(phrase), " | ", folded)
            names |= named if times else set()
        return frozenset(names), folded

    def _phrases(self, fewest: int) -> list[tuple[str, set[str]]]:
        """What drafts are called, the longest first, each with every draft that is called so."""
        found: dict[str, set[str]] = {}
        for name, forms in self.called.items():
            for form in forms:
                is_short = len(form.split()) < fewest and not re.search(r"[/\d]", form) and not _UNSPACED.search(form)
                for phrase in (f"{before} {form}" for before in _BEFORE) if is_short else (form,):
                    found.setdefault(phrase, set()).add(name)
        return sorted(found.items(), key=lambda one: (-len(one[0]), one[0]))

    def sections(self, words: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """What stands before the first heading that names a draft, and under each heading its draft and the words."""
        before: list[str] = []
        found: list[tuple[str, list[str]]] = []
        lines = words.splitlines(keepends=True)
        for n, line in enumerate(lines):
            stands_alone = n == 0 or not lines[n - 1].strip()
            ends = line.rstrip().endswith((":", "：")) or n + 1 == len(lines) or not lines[n + 1].strip()
            if stands_alone and ends and (name := self.heading(line)):
                found.append((name, []))
            else:
                (found[-1][1] if found else before).append(line)
        return "".join(before), tuple((name, "".join(lines)) for name, lines in found)


def _folded(words: str) -> str:
    return " ".join(re.sub(r"[_-]+", " ", plain(words)).split())


def _pattern(phrase: str) -> str:
    """The phrase as whole words; in scripts other than Latin, whose nouns are declined, words count by their stems."""
    if _UNSPACED.search(phrase):
        return re.escape(phrase)
    words = [
        re.escape(word) if word.isascii() or len(word) <= _STEM else rf"{re.escape(word[:_STEM])}\w*"
        for word in phrase.split()
    ]
    return rf"(?<!\w){' '.join(words)}(?![\w/])"


_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_STEM = 4
_LONGEST_HEADING = 120
_DRAFT_OF = re.compile(r"\b(?:draft|projet d[e']|proyecto de) ?((?:\w+ ){0,2}?\w{4,})(?= *(?:$|[^\w ]|on|of|by|from))")
_NOT_A_DRAFT = frozenset(
    "text texts amendment amendments proposal proposals comment comments version paragraph paragraphs article articles "
    "texte amendement amendements paragraphe texto enmienda enmiendas parrafo resolution language".split()
)
_BEFORE = ("draft", "the", "projet de", "proyecto de", "le", "la", "el", "проект", "проекта", "проекту")
_AFTER = frozenset(
    "para paras paragraph paragraphs article articles section sections annex page position positions view views input "
    "inputs version final clean tracked changes edits by from response submission first second third new "
    "par article paragraphe paragraphes position contribution por parrafo parrafos posicion aportes".split()
)
"""Words that may follow a title without being part of a longer one."""
_MAIL = frozenset("re fw fwd aw wg tr rv rif md txt docx doc odt rtf eml".split())
_BESIDE = frozenset(
    "on the a an draft comments comment amendments amendment proposals proposal regarding concerning re as for to with "
    "regard respect of in and our text document part section revised "
    "sur le la les l du de des projet observations commentaires amendements propositions concernant au quant texte "
    "sobre el los las del al proyecto observaciones comentarios enmiendas propuestas respecto con texto "
    "к по о об проект проекта проекту проекте замечания поправки предложения текст тексту в отношении".split()
)


def _forms(title: str, symbol: str) -> Iterator[str]:
    """What a draft may be called, folded: its title, the title without “draft”, its symbol."""
    folded = " ".join(re.sub(r"[_-]+", " ", plain(title)).split())
    core = re.sub(r"^(?:the )?(?:draft|projet d[e'] ?|proyecto de|проект) ", "", folded)
    yield from dict.fromkeys(form for form in (folded, core) if len(form) > 1)
    if symbol:
        yield plain(symbol)


_QUOTED = re.compile('“([^“”]+)”|"([^"]+)"|«([^«»]+)»|„([^„“”]+)[“”]|「([^「」]+)」')
_ENOUGH = 12
"""Letters that a quotation must have before it says which draft is meant."""


def quoted_from(words: str, texts: Mapping[str, str]) -> frozenset[str]:
    """The drafts, by name, that alone contain some words which are quoted; ``texts`` are the drafts' own.

    >>> sorted(quoted_from('delete "each year on progress"', {"a": "Report each year on progress.", "b": "Report."}))
    ['a']
    """
    folded = {name: " ".join(plain(text).split()) for name, text in texts.items()}
    found: set[str] = set()
    for match in _QUOTED.finditer(words):
        phrase = " ".join(plain(next(filter(None, match.groups()))).split())
        where = [name for name, text in folded.items() if phrase in text] if len(phrase) >= _ENOUGH else []
        found |= set(where) if len(where) == 1 else set()
    return frozenset(found)


def resembling(text: str, texts: Mapping[str, str]) -> frozenset[str]:
    """The draft, by name, with which a text shares most of its words, if it shares next to none with any other."""
    mine = _pieces(text)
    shares = {name: len(mine & _pieces(other)) / max(len(mine), 1) for name, other in texts.items()}
    near = frozenset(name for name, share in shares.items() if share >= _MOST)
    return (
        near
        if len(near) == 1 and all(share <= _FEW for name, share in shares.items() if name not in near)
        else frozenset()
    )


_MOST, _FEW = 0.4, 0.1


def _pieces(text: str) -> frozenset[str]:
    """Every run of twelve letters; whether a script has spaces does not matter."""
    letters = "".join(plain(text).split())
    return frozenset(letters[i : i + _ENOUGH] for i in range(max(len(letters) - _ENOUGH + 1, 1)))


__all__ = ["Titles", "quoted_from", "resembling"]
