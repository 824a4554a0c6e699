"""Small texts in several languages: what a redline marks, and how it names the place, as a reader would have it."""

from __future__ import annotations

import pytest
from redlines import marked

from amendtrack.redline.amendment import amendments
from amendtrack.redline.comparison import Redline, compare
from amendtrack.redline.spans import SpanKind


def named(redline: Redline) -> list[str]:
    return [amendment.place for amendment in amendments(redline)]


WORDS = [
    # The number of a heading is marked alone.
    ("## Article 4. Oars\n", "## Article 5. Oars\n", "## Article [-4-]{+5+}. Oars/"),
    ("### Article premier. – Barques\n", "### Article 2. – Barques\n", "### Article [-premier-]{+2+}. – Barques/"),
    ("المادة ٤ – الشباك\n", "المادة ٥ – الشباك\n", "المادة [-٤-]{+٥+} – الشباك/"),
    ("第十四条　渔网\n", "第十五条　渔网\n", "第[-十四-]{+十五+}条　渔网/"),
    ("제4조 그물\n", "제5조 그물\n", "제[-4-]{+5+}조 그물/"),
    # A compound is one word.
    ("The RAID-5 store is dry.\n", "The RAID-6 store is dry.\n", "The [-RAID-5-]{+RAID-6+} store is dry./"),
    # Rewrites a few kept words apart stay apart.
    (
        "The warden shall count every oar in the shed and send the list to the clerk.\n",
        "The keeper should count every oar in the loft and hand the list to the clerk.\n",
        "The [-warden shall-]{+keeper should+} count every oar in the [-shed-]{+loft+} and [-send-]{+hand+} the list "
        "to the clerk./",
    ),
    (
        "Le gardien compte toutes les rames du hangar et remet la liste au greffier.\n",
        "Le maître compte toutes les rames du grenier et remet la note au greffier.\n",
        "Le [-gardien-]{+maître+} compte toutes les rames du [-hangar-]{+grenier+} et remet la [-liste-]{+note+} au "
        "greffier./",
    ),
    (
        "يعد الحارس جميع المجاديف في المخزن كل خريف ويسلم القائمة إلى الكاتب.\n",
        "يحصي الأمين جميع المجاديف في المستودع كل خريف ويسلم الكشف إلى الكاتب.\n",
        "[-يعد الحارس-]{+يحصي الأمين+} جميع المجاديف في [-المخزن-]{+المستودع+} كل خريف ويسلم [-القائمة-]{+الكشف+} "
        "إلى الكاتب./",
    ),
    ("会员应于春季修补全部渔网。\n", "会员须于秋季修补全部渔网。\n", "会员[-应-]{+须+}于[-春-]{+秋+}季修补全部渔网。/"),
    # The parts of a date or a symbol are one.
    (
        "See LC/12/7 of 03/04/2021.\n",
        "See LC/13/8 of 05/06/2022.\n",
        "See LC/[-12/7-]{+13/8+} of [-03/04/2021-]{+05/06/2022+}./",
    ),
    (
        "إذ يشير إلى القرار ق/١٢/٧ المؤرخ ٣/٤/٢٠٢١،\n",
        "إذ يشير إلى القرار ق/١٣/٨ المؤرخ ٥/٦/٢٠٢٢،\n",
        "إذ يشير إلى القرار ق/[-١٢/٧-]{+١٣/٨+} المؤرخ [-٣/٤/٢٠٢١-]{+٥/٦/٢٠٢٢+}،/",
    ),
    ("回顾第12/7号决定，\n", "回顾第13/8号决定，\n", "回顾第[-12/7-]{+13/8+}号决定，/"),
    ("Signed on May 14, 2025.\n", "Signed on June 20, 2026.\n", "Signed on [-May 14, 2025-]{+June 20, 2026+}./"),
    (
        "signé le 14 mai 2025 à Corv\n",
        "signé le 20 juin 2026 à Corv\n",
        "signé le [-14 mai 2025-]{+20 juin 2026+} à Corv/",
    ),
    # Cleared brackets go as whole pairs, or one sign at a time.
    (
        "[Each Club] [The Clubs] [may] [shall] lend oars.\n",
        "Each Club shall lend oars.\n",
        "[-[-]Each Club[-]-] [-[The Clubs] [may] -][-[-]shall[-]-] lend oars./",
    ),
    (
        "[Chaque club] [Les clubs] [peut] [doit] prêter ses rames.\n",
        "Chaque club doit prêter ses rames.\n",
        "[-[-]Chaque club[-]-] [-[Les clubs] [peut] -][-[-]doit[-]-] prêter ses rames./",
    ),
    (
        "[كل نادٍ] [الأندية] [يجوز له] [يجب عليه] أن يعير المجاديف.\n",
        "كل نادٍ يجب عليه أن يعير المجاديف.\n",
        "[-[-]كل نادٍ[-]-] [-[الأندية] [يجوز له] -][-[-]يجب عليه[-]-] أن يعير المجاديف./",
    ),
    (
        "[各俱乐部][会员][可][应]出借船桨。\n",
        "各俱乐部应出借船桨。\n",
        "[-[-]各俱乐部[-]-][-[会员][可]-][-[-]应[-]-]出借船桨。/",
    ),
    # A sign stays with the word behind it, and a quotation mark with the words that it encloses.
    ("Use #boats #nets #ropes.\n", "Use #boats #oars #nets #ropes.\n", "Use #boats {+#oars +}#nets #ropes./"),
    ("Fees of $100, $150 and $200.\n", "Fees of $100 and $200.\n", "Fees of $100[-, $150-] and $200./"),
    ("Siehe § 4, § 6 und § 9.\n", "Siehe § 4, § 5, § 6 und § 9.\n", "Siehe § 4{+, § 5+}, § 6 und § 9./"),
    ("¿Quién rema? ¿Quién paga?\n", "¿Quién paga?\n", "[-¿Quién rema? -]¿Quién paga?/"),
    (
        "He keeps “boats” “nets” here.\n",
        "He keeps “boats” “oars” “nets” here.\n",
        "He keeps “boats” {+“oars” +}“nets” here./",
    ),
    (
        "The terms “boat” and “net” are defined.\n",
        "The terms “boat”, “oar” and “net” are defined.\n",
        "The terms “boat”{+, “oar”+} and “net” are defined./",
    ),
    # Half a word is none.
    ("船只的结果如下\n", "船只的归结如下\n", "船只的[-结果-]{+归结+}如下/"),
    ("会员应立即报告损失。\n", "会员须立刻报告损失。\n", "会员[-应立即-]{+须立刻+}报告损失。/"),
]


@pytest.mark.parametrize(("before", "after", "wanted"), WORDS)
def test_the_words_that_changed_are_marked(before: str, after: str, wanted: str) -> None:
    assert marked(before, after) == wanted


MOVED = [
    (
        "1. The clubs meet in May. {}Minutes are kept.\n\n2. Fees are due.{}\n",
        "Each of the clubs on the lake sends two of its wardens.",
        " ",
    ),
    (
        "1. Les clubs siègent en mai. {}Il est tenu registre.\n\n2. Les droits sont dus.{}\n",
        "Chacun des clubs du lac y envoie deux de ses gardiens.",
        " ",
    ),
    (
        "1. تجتمع الأندية في أيار. {}يحفظ محضر.\n\n2. الرسوم مستحقة.{}\n",
        "يوفد كل ناد على البحيرة اثنين من حراسه إلى الاجتماع.",
        " ",
    ),
    ("1. 各俱乐部五月开会。{}应作记录。\n\n2. 费用到期。{}\n", "湖上每个俱乐部派两名看守人出席会议。", ""),
]


@pytest.mark.parametrize(("frame", "sentence", "space"), MOVED)
@pytest.mark.parametrize("labels", ["numbered", "bare"])
def test_a_sentence_that_is_longer_than_the_paragraph_it_comes_to_has_moved(
    frame: str, sentence: str, space: str, labels: str
) -> None:
    if labels == "bare":
        frame = frame.replace("1. ", "").replace("2. ", "")
    there, here = (sentence + space, ""), ("", space + sentence)
    wanted = frame.format(f"[<{sentence}{space}<]", f"{{>{space}{sentence}>}}")
    assert marked(frame.format(*there), frame.format(*here)) == wanted.replace("\n", "/")


TITLES = ["# {}", "### {}", "**{}**", "__{}__", "**{}:**", "{}\n===="]
LISTS = [
    (
        "Nets",
        "Oars",
        "1. Nets are mended.\n2. Nets are dry.",
        "(a) An oar costs two.\n(b) A net costs one.",
        "one",
        "(b)",
    ),
    (
        "Filets",
        "Rames",
        "1. On répare les filets.\n2. Ils sèchent.",
        "a) Une rame coûte deux.\nb) Un filet un.",
        "un",
        "b)",
    ),
    (
        "الشباك",
        "المجاديف",
        "1. تصلح الشباك.\n2. تجفف الشباك.",
        "(أ) ثمن المجداف اثنان.\n(ب) ثمن الشبكة واحد.",
        "واحد",
        "(ب)",
    ),
    ("渔网", "船桨", "1. 渔网应修补。\n2. 渔网应晾干。", "（a）船桨两元。\n（b）渔网一元。", "一", "（b）"),
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(("first", "second", "numbers", "letters", "price", "label"), LISTS)
def test_a_title_ends_the_list_above_it(
    title: str, first: str, second: str, numbers: str, letters: str, price: str, label: str
) -> None:
    base = f"{title.format(first)}\n\n{numbers}\n\n{title.format(second)}\n\n{letters}\n"
    at = base.rindex(price)
    (place,) = named(compare(base, base[:at] + "9" + base[at + len(price) :]))
    assert place.startswith(f"“{second}") and place.endswith(label), place


FORMS = ["Article {}", "Art. {}", "## Article {}", "第{}条", "المادة {}", "Статья {}"]


@pytest.mark.parametrize("form", FORMS)
def test_a_new_article_is_new_with_its_paragraphs(form: str) -> None:
    def text(*articles: tuple[int, str]) -> str:
        return "\n\n".join(f"{form.format(n)}\n\n1. {words}" for n, words in articles) + "\n"

    nets, boat, oar, lamp = (
        "Nets are mended by hand.",
        "A boat is kept at the quay.",
        "An oar is dried in the sun.",
        "A lamp is lit on the hill.",
    )
    before = text((3, nets), (4, boat), (5, oar))
    redline = compare(before, text((3, nets), (4, lamp), (5, boat), (6, oar)))
    shown = [s for s in redline.spans() if s.kind is not SpanKind.EQUAL and not s.noise]
    assert [(s.kind, s.text.split()[-1]) for s in shown] == [(SpanKind.INSERT, "hill.")]
    assert form.format(4) in shown[0].text
    struck = compare(before, text((3, nets), (5, oar), (6, lamp)))
    shown = [s for s in struck.spans() if s.kind is not SpanKind.EQUAL and not s.noise]
    assert [(s.kind, s.text.split()[-1]) for s in shown] == [(SpanKind.DELETE, "quay."), (SpanKind.INSERT, "hill.")]
    assert named(struck)[0].endswith(form.format(4).removeprefix("## "))


RETITLED = [
    ("6. First.\n\n7. **Fees**\n\n8. Last.\n", "Every club may dry its nets on the quay in spring."),
    ("6. Un.\n\n7. **Tarifs**\n\n8. Fin.\n", "Tout club peut sécher ses filets sur le quai au printemps."),
    ("6. أولا.\n\n7. **الرسوم**\n\n8. أخيرا.\n", "يجوز لكل ناد أن يجفف شباكه على الرصيف في الربيع."),
    ("6. 首先。\n\n7. **费用**\n\n8. 最后。\n", "各俱乐部春季可在码头晾晒渔网。"),
]


@pytest.mark.parametrize(("base", "words"), RETITLED)
def test_a_paragraph_under_the_number_of_a_title_is_new(base: str, words: str) -> None:
    title = base.split("**")[1]
    shown = marked(base, base.replace(f"**{title}**", words))
    assert f"7. **{title}**-]" in shown and f"7. {words}+}}" in shown


OPTIONS = [
    (
        "## Article 2 *(aim)*\n\n1. All share oars.\n\n{}2. They meet.\n\n## Article 3 *(oars)*\n\n1. Oars are dry.\n",
        "**Option 1:**\n\n",
    ),
    (
        "## المادة 2 *(الهدف)*\n\n1. تتقاسم الأندية المجاديف.\n\n{}2. تجتمع.\n\n## المادة 3 *(المجاديف)*\n\n1. تجفف.\n",
        "**الخيار 1:**\n\n",
    ),
    (
        "## 第二条 *（目的）*\n\n1. 各俱乐部共用船桨。\n\n{}2. 会员开会。\n\n## 第三条 *（船桨）*\n\n1. 船桨应干燥。\n",
        "**备选案文1：**\n\n",
    ),
]


@pytest.mark.parametrize(("frame", "option"), OPTIONS)
def test_an_option_that_goes_leaves_the_heading_below_alone(frame: str, option: str) -> None:
    redline = compare(frame.format(option), frame.format(""))
    (gone,) = [s.text.strip() for s in redline.spans() if s.kind is not SpanKind.EQUAL]
    assert gone == option.strip()
    (place,) = named(redline)
    assert place.endswith(option.strip("*:：\n"))


NESTED = [
    ("1. Duties:\n    1. mending nets;\n2. Fees:\n    1. two for an oar;\n    2. one for a net.\n", "one", "2.2"),
    ("1. Tâches :\n    a) les filets ;\n2. Droits :\n    a) deux la rame ;\n    b) un le filet.\n", "un le", "2 b)"),
    ("1. الواجبات:\n    1. إصلاح الشباك؛\n2. الرسوم:\n    1. اثنان للمجداف؛\n    2. واحد للشبكة.\n", "واحد", "2.2"),
    ("1. 职责：\n    1. 修补渔网；\n2. 费用：\n    1. 船桨两元；\n    2. 渔网一元。\n", "一", "2.2"),
]


@pytest.mark.parametrize(("base", "words", "place"), NESTED)
def test_an_item_of_a_list_in_a_list_is_named_with_both_numbers(base: str, words: str, place: str) -> None:
    at = base.rindex(words)
    assert named(compare(base, base[:at] + "9" + base[at + len(words) :])) == [place]


HEADS = ["Article {}", "## Article {}", "## Art. {}.", "Статья {}", "## 第{}条", "## المادة {}"]
ENCLOSED = [("[", "]"), ("[", ""), ("«", "»"), ("“", "")]


@pytest.mark.parametrize("form", HEADS)
@pytest.mark.parametrize(("opening", "closing"), ENCLOSED)
def test_a_heading_put_in_brackets_keeps_its_number_and_its_text(form: str, opening: str, closing: str) -> None:
    """Only the signs are marked, whichever way; quotation marks are read so in a heading with its sign."""
    if opening != "[" and "#" not in form:
        pytest.skip("in plain lines, quotation marks open a quotation")
    number = form.format(7).removeprefix("## ")
    texts = [
        f"{form.format(6)}\n\nBoats are dry when they leave.\n\n{head}\n\nThe clubs meet once a year.\n\nThey vote.\n"
        for head in (form.format(7), f"{'## ' if '#' in form else ''}{opening}{number}{closing}")
    ]
    for before, after in (texts, texts[::-1]):
        redline = compare(before, after)
        spans = [s for s in redline.spans() if s.kind is not SpanKind.EQUAL and not s.noise]
        assert "".join(s.text.strip() for s in spans) == opening + closing
        assert set(named(redline)) == {form.format(7).removeprefix("## ").rstrip(".")}


@pytest.mark.parametrize("form", ["Article 7", "## Article 7", "المادة 7", "## 第七条"])
@pytest.mark.parametrize("title", [". Boats", " – Boats", ": Boats", " Boats"])
def test_an_article_that_is_given_a_title_is_the_same_article(form: str, title: str) -> None:
    before = f"Article 6\n\nNets are dry.\n\n{form}\n\nThe clubs meet once a year.\n\nThey vote.\n"
    after = before.replace(form, form + title)
    for redline in (compare(before, after), compare(after, before)):
        (change,) = (c for c in redline.changes if c.substantive)
        assert change.kind.value == "edited"
        (shown,) = (s.text.strip(" .:–") for s in redline.spans() if s.kind is not SpanKind.EQUAL and not s.noise)
        assert shown == "Boats"


def test_a_heading_that_others_replace_takes_no_other_with_it() -> None:
    before = "Article 6\n\nBoats are dry.\n\nArticle 7\n\nThe clubs meet once a year in the mill.\n\nThey vote.\n"
    shown = marked(before, before.replace("Article 7", "Common rules"))
    assert shown.replace("/", "").replace("[-Article 7-]", "").replace("{+Common rules+}", "") == (
        before.replace("\n", "").replace("Article 7", "")
    )
