"""Requests in French, Spanish, Russian, Chinese and Arabic as delegates word them; alternatives stay with a person."""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.intake.instructions.forms import languages
from amendtrack.text.units import parse_text

DRAFTS = {language.code: language.draft for language in languages()}
CARRIED = {
    "fr": (
        ("La Norvia souhaiterait que, au paragraphe 1, « cartes » soit remplacé par « plans ».", "cartes", "plans"),
        (
            "Au paragraphe 1, nous vous saurions gré de bien vouloir remplacer « cartes » par « plans ».",
            "cartes",
            "plans",
        ),
        ("Merci de bien vouloir supprimer, au paragraphe 4, les mots « en 2030 ».", " en 2030.", "."),
        ("Nous vous prions de remplacer « cartes » par « plans » (paragraphe 1).", "cartes", "plans"),
    ),
    "es": (
        ("Nuestra delegación desearía que en el párrafo 1 se reemplazara «mapas» por «planos».", "mapas", "planos"),
        ("Les agradeceríamos que tuvieran a bien sustituir «mapas» por «planos» en el párrafo 1.", "mapas", "planos"),
        ("Rogamos se sirvan suprimir la última frase del párrafo 2.", " Llega a cada isla.", ""),
        ("Párrafo 2. Segunda frase. Supresión.", " Es rápida.", ""),
        ("La delegación de Norvia desea que en el párrafo 1 «mapas» se sustituya por «planos».", "mapas", "planos"),
        (
            "El párrafo 4 pasa a tener la siguiente redacción: «No tiene fin.»",
            "Este plan [pronto] termina en 2030.",
            "No tiene fin.",
        ),
    ),
    "ru": (
        ("Были бы признательны за замену слова «картами» в пункте 1 словом «планами».", "картами", "планами"),
        ("Хотелось бы заменить «картами» на «планами» (пункт 1).", "картами", "планами"),
        ("Хотели бы, чтобы в пункте 1 слово «картами» было заменено словом «планами».", "картами", "планами"),
        ("Было бы целесообразно исключить второе предложение пункта 2.", " Она оказывается быстро.", ""),
    ),
    "zh": (
        ("烦请把第1段里的“地图”换成“图表”。", "地图", "图表"),
        ("能否请将第1段中的“地图”改为“图表”？", "地图", "图表"),
        ("我代表团建议在第1段“地图”前加“新”。", "分享地图", "分享新地图"),
    ),
    "ar": (
        ('يقترح وفد نورفيا أن يستعاض عن كلمة "الخرائط" الواردة في الفقرة 1 بكلمة "الرسوم".', "الخرائط", "الرسوم"),
        ('نكون ممتنين لو استعيض عن "الخرائط" بـ "الرسوم" في الفقرة 1.', "الخرائط", "الرسوم"),
        ('نرجو منكم التفضل بحذف كلمة "والأدوات" من الفقرة 1.', " والأدوات.", "."),
        ("هل يمكنكم حذف الجملة الثانية من الفقرة 2؟", " وتكون سريعة.", ""),
    ),
}
ASKED = {
    "fr": (
        "La Galdora avait proposé de supprimer le paragraphe 4.",
        "On nous a demandé de supprimer le paragraphe 4.",
        "Supprimer le paragraphe 4 car il est redondant, mais nous pouvons le garder.",
        "Supprimer le paragraphe 4. Il est redondant, mais nous pouvons le garder.",
        "On a remplacé « cartes » par « plans » au paragraphe 1.",
        "Le mot « cartes » a été remplacé par « plans » dans la version précédente.",
        "Supprimer le paragraphe 4 ou, à défaut, le placer avant le paragraphe 3.",
        "Au paragraphe 1, supprimer tout « cartes ».",
        "Merci de supprimer soit le paragraphe 4, soit le paragraphe 5.",
        "Nous vous saurions gré de ne pas supprimer le paragraphe 4.",
        "Pourriez-vous supprimer le paragraphe 4 ou le paragraphe 5 ?",
        "Permuter les a) et b) du paragraphe 3 de l'article 2.",
    ),
    "es": (
        "Galdora había propuesto suprimir el párrafo 4.",
        "Se nos ha pedido suprimir el párrafo 4.",
        "Suprimir el párrafo 4. Es redundante, pero podemos mantenerlo.",
        "El párrafo 1 incluye «pronto» después de «intercambian».",
        "La palabra «mapas» se sustituyó por «planos» en la versión anterior.",
        "Suprimir el párrafo 4 o, en su defecto, trasladarlo antes del párrafo 3.",
        "Les agradeceríamos que no se suprimiera el párrafo 4.",
        "Rogamos que se suprima el párrafo 4 o el párrafo 5.",
        "Párrafo 2. Cuarta frase. Supresión.",
    ),
    "ru": (
        "Галдора предлагала исключить пункт 4.",
        "Нас попросили исключить пункт 4.",
        "Слово «картами» было заменено на «планами» в предыдущей редакции.",
        "Пункт 4 не предлагается исключить.",
        "Были бы признательны, если бы пункт 4 не исключали.",
        "Просим вас исключить пункт 4 или пункт 5.",
        "Хотелось бы понять, почему пункт 4 исключён.",
    ),
    "zh": (
        "烦请不要删除第4段。",
        "能否请删除第4段或第5段？",
        "请考虑是否删除第4段。",
        "加尔多拉曾建议删除第4段。",
        "删除第4段，因为重复，但也可以保留。",
        "我们将要求删除第4段。",
        "没有代表团建议删除第4段。",
        "我们原本希望删除第4段。",
        "是否应删除第4段？",
        "我们不要求删除第4段。",
        "诺维亚没有建议删除第4段。",
        "有人要求我们删除第4段。",
        "在上一稿中，“地图”已改为“图表”。",
    ),
    "ar": (
        "نحن لا نطلب حذف الفقرة 4.",
        "سبق أن اقترحت غالدورا حذف الفقرة 4.",
        "طلب منا حذف الفقرة 4.",
        "سنطلب حذف الفقرة 4.",
        'في الفقرة 1، يحذف كل ما يلي: "الخرائط".',
        "نكون ممتنين لو لم تحذف الفقرة 4.",
        "نرجو حذف الفقرة 4 أو الفقرة 5.",
        "يقترح وفد نورفيا أن تحذف الفقرة 4 إذا حذفت الفقرة 5.",
    ),
}


@pytest.mark.parametrize("code", DRAFTS)
def test_a_polite_request_is_a_request_and_an_alternative_is_asked_back(code: str) -> None:
    base = parse_text(DRAFTS[code])
    for message, old, new in CARRIED.get(code, ()):
        assert base.source.count(old) == 1, old
        found = carry_out(read_message(message, base), base, {})
        assert (found.text, found.problems) == (base.source.replace(old, new), ()), message
    for message in ASKED.get(code, ()):
        read = read_message(message, base)
        assert carry_out(read, base, {}).text == base.source, message
        assert read.unread or read.comments or carry_out(read, base, {}).problems, message


@pytest.mark.parametrize("code", ["fr", "es", "ru", "zh", "ar"])
def test_an_aside_about_the_new_words_is_asked_back_and_one_of_the_text_stays(code: str) -> None:
    replaced, about, of_the_text = ASIDES[code]
    base = parse_text(DRAFTS[code])
    for aside in about:
        message = replaced.format(aside)
        found = carry_out(read_message(message, base), base, {})
        assert found.text == base.source and found.problems, message
    found = carry_out(read_message(replaced.format(of_the_text), base), base, {})
    assert of_the_text in found.text and not found.problems, of_the_text


ASIDES = {
    "fr": (
        "Au paragraphe 1, remplacer « cartes » par « plans ({}) ».",
        (
            "à l'étude",
            "en attente d'instructions",
            "sous réserve de l'accord de la capitale",
            "proposition de la Norvia",
        ),
        "sauf ceux des ports",
    ),
    "es": (
        "En el párrafo 1, sustitúyase «mapas» por «planos ({})».",
        ("en estudio", "a la espera de instrucciones", "sujeto a confirmación", "propuesta de Norvia", "pendiente"),
        "salvo los de los puertos",
    ),
    "ru": (
        "В пункте 1 слово «картами» заменить словами «планами ({})».",
        ("на рассмотрении", "в ожидании указаний", "предложение Норвии", "если возможно", "условно"),
        "кроме планов портов",
    ),
    "zh": (
        "第1段：“地图”改为“图表（{}）”。",
        ("暂定", "待确认", "须经批准", "诺维亚的提案", "仍在磋商", "如可能"),
        "港口图表除外",
    ),
    "ar": (
        'في الفقرة 1، يستعاض عن "الخرائط" بـ "الرسوم ({})".',
        ("قيد المراجعة", "رهنا بموافقة العاصمة", "للتأكد", "بانتظار التعليمات", "اقتراح نورفيا", "نقترح ذلك"),
        "باستثناء رسوم الموانئ",
    ),
}


ASKED_IN_EARNEST = (
    "Can we delete para 5?",
    "We would delete para 5?",
    "We'd delete para 5?",
    "Let's delete para 5?",
    "Suggest deleting para 5?",
    "Peut-on supprimer le paragraphe 5 ?",
    "¿Se puede suprimir el párrafo 5?",
    "Можно исключить пункт 5?",
    "هل يمكن حذف الفقرة 5؟",
    "能否删除第5段？",
    "是否删除第5段？",
    "Нужно ли исключить пункт 5?",
    "Вы предлагаете исключить пункт 5.",
    "Ustedes proponen suprimir el párrafo 5.",
    "Quisiéramos saber por qué suprimir el párrafo 5.",
    "Suprimir el párrafo 5, no el 4.",
    "Vous proposez de supprimer le paragraphe 5.",
    "Supprimer le paragraphe 5 et non le 4.",
)


def test_what_others_propose_and_a_question_in_earnest_are_no_request() -> None:
    draft = "1. A.\n\n2. B.\n\n3. C.\n\n4. D.\n\n5. E.\n"
    base = parse_text(draft)
    for message in ASKED_IN_EARNEST:
        assert carry_out(read_message(message, base), base, {}).text == draft, message
