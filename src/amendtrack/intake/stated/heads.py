"""The vocabulary of tables of amendments: column headings by meaning, and the words of cells without wording.

There is one line per meaning and language; words are separated by bars, in lower case and without accents, the form
used for comparison. To add a language, add its words here.
"""

from __future__ import annotations

from enum import Enum


class Column(Enum):
    """The meaning of the cells under a heading."""

    PLACE = "place"
    LINE = "line or page"
    CURRENT = "current text"
    PROPOSED = "proposed text"
    CHANGE = "proposed change"
    ACTION = "kind of change"
    COMMENT = "comment"
    SPEAKER = "delegation"
    ASIDE = "aside"
    """A number, a kind of comment, a date: no effect."""
    OBSERVATION = "observation of the secretariat"


HEADS: dict[Column, dict[str, str]] = {
    Column.PLACE: {
        "en": "paragraph|paragraphs|para|paras|para no|paragraph no|paragraph number|para number|par|clause|clauses"
        "|subclause|sub-clause|clause no|section|sections|article|articles|art|article no|place|provision|reference"
        "|ref|location|where|item|chapter|annex|figure|table|subparagraph|sub-paragraph|op|pp|op/pp|pp/op|operative"
        " paragraph|preambular paragraph|preambular/operative paragraph|action|rule|principle|part|text reference"
        "|reference in the text|paragraph reference|unit",
        "fr": "paragraphe|paragraphes|par|article|articles|alinea|section|disposition|reference|emplacement|point"
        "|clause|chapitre|annexe|numero du paragraphe|no du paragraphe|endroit|passage|figure|tableau|partie",
        "es": "parrafo|parrafos|articulo|articulos|apartado|inciso|seccion|disposicion|referencia|lugar|clausula"
        "|capitulo|anexo|punto|numero de parrafo|parrafo no|cuadro|figura|parte",
        "ru": "пункт|пункты|абзац|статья|статьи|раздел|место|ссылка|часть|подпункт|глава|приложение|номер пункта",
        "zh": "段落|段|条款|条|款|章节|节|位置|段次|条文|段号|条次",
        "ar": "الفقرة|فقرة|المادة|مادة|البند|القسم|الموضع|رقم الفقرة|المرجع",
    },
    Column.LINE: {
        "en": "line|lines|line no|line number|page|page no|page/line|page number",
        "fr": "ligne|lignes|page|numero de ligne",
        "es": "linea|lineas|pagina|renglon|numero de linea",
        "ru": "строка|страница|номер строки",
        "zh": "行|行号|页|页码",
        "ar": "السطر|الصفحة|رقم السطر",
    },
    Column.CURRENT: {
        "en": "current|existing|original|text as it stands|now|now reads|draft|draft text|text of the draft|from|says"
        "|old|instead of|for|as is|text|reads|text in the draft|text of draft|text to be amended|chair's text|was"
        "|text proposed by the commission|text proposed by the chair|text proposed by the secretariat|basic proposal"
        "|commission proposal|zero draft|rolling text|written|in the draft"
        "|draft reads|as it stands|to be replaced|words to be replaced|text to be replaced",
        "fr": "texte|actuel|original|texte en vigueur|au lieu de|texte du projet|projet"
        "|actuellement|tel quel|dans le projet|en l'etat",
        "es": "dice|donde dice|actual|original|texto|texto vigente|texto del proyecto|actualmente|en el proyecto",
        "ru": "текст|текст проекта|вместо|напечатано|было|в проекте|сейчас",
        "zh": "原文|现文|现有案文|现行案文|当前案文|原案文|案文|现案文|现行文本|原文本|当前文本|现有文本"
        "|目前案文|目前文本|现有条文|现行条文|原条文|草案案文|草案原文",
        "ar": "النص الحالي|النص الأصلي|النص القائم|النص|بدلا من|الصيغة الحالية|نص المشروع"
        "|كما هو|النص كما هو|نص المشروع الحالي|الصيغة الأصلية",
    },
    Column.PROPOSED: {
        "en": "proposed|new|proposal|proposals|should read|should say|read|to|becomes|replace by|replace with|suggested"
        "|amended|amended to read|replaced by|replaced with|to be replaced by|replacement"
        "|text proposal|proposal for text|textual proposal|drafting proposal|proposed by us|our proposal|new text"
        "|new wording"
        "|revised|will read|shall read|reads as amended",
        "fr": "propose|proposition|propositions|lire|nouveau",
        "es": "propuesta|propuestas|propuesto|debe decir|nuevo",
        "ru": "предложение|предложения|следует читать|стало",
        "zh": "拟议案文|建议案文|提议案文|拟议文本|建议文本|新案文|改为|修改为|应为|提案|"
        "建议的案文|拟议的案文|修改后案文|修改后|修改后的案文|希望改为|拟改为|建议改为|修订案文|修改案文|我方建议|我方案文",
        "ar": "النص المقترح|الصيغة المقترحة|المقترح|النص الجديد|يصبح|الاقتراح|النص المعدل|الصيغة المعدلة|النص المطلوب"
        "|الصيغة المطلوبة|الصيغة الجديدة|اقتراحنا",
    },
    Column.CHANGE: {
        "en": "change|changes|proposed change|proposed changes|amendment|amendments|proposed amendment|proposed"
        " amendments|requested change|suggested change|suggested changes|modification|modifications|edit|edits"
        "|proposed edit|proposed edits|drafting suggestion|drafting suggestions|drafting proposal|instruction"
        "|proposed modification|suggested amendment|change requested|requested amendment|proposed action"
        "|proposed resolution|change proposed|suggestion|suggestions|drafting change|comment and proposed change",
        "fr": "changement|changement propose|changements proposes|modification|modifications|modification proposee"
        "|modifications proposees|amendement|amendements|amendement propose|amendements proposes|modification"
        " demandee|suggestion",
        "es": "cambio|cambios|cambio propuesto|cambios propuestos|enmienda|enmiendas|enmienda propuesta|enmiendas"
        " propuestas|modificacion|modificaciones|modificacion propuesta|modificaciones propuestas|sugerencia",
        "ru": "поправка|поправки|изменение|изменения|предлагаемое изменение|предлагаемые изменения|предлагаемая"
        " поправка|предлагаемые поправки",
        "zh": "修正|修正案|修改|修改意见|拟议修改|建议修改|拟议修正|修改建议|修正建议",
        "ar": "التعديل|التعديلات|التعديل المقترح|التعديلات المقترحة|التغيير|التغيير المقترح",
    },
    Column.ACTION: {
        "en": "action requested|type of change|kind of change|type of amendment|kind of amendment|nature of change"
        "|add/mod/sup|add/mod/sup/noc|mod/add/sup|symbol|action to be taken|operation",
        "fr": "type de modification|nature de la modification|type d'amendement|operation",
        "es": "tipo de cambio|tipo de enmienda|tipo de modificacion|operacion",
        "ru": "вид изменения|тип изменения|вид поправки",
        "zh": "修改类型|修正类型|修改类别",
        "ar": "نوع التعديل|نوع التغيير",
    },
    Column.COMMENT: {
        "en": "comment|comments|remark|remarks|rationale|reason|reasons|justification|explanation|observation"
        "|observations|note|notes|explanatory note|justification for change|reason for change|background|why"
        "|rationale for change|general comment|general comments|explanation of change|justification for the change"
        "|reasoning",
        "fr": "commentaire|commentaires|remarque|remarques|motif|motifs|justification|justifications|raison|raisons"
        "|explication|explications|observation|observations|expose des motifs|note|notes",
        "es": "comentario|comentarios|observacion|observaciones|motivo|motivos|justificacion|razon|razones|explicacion"
        "|fundamento|fundamentacion|nota|notas",
        "ru": "комментарий|комментарии|замечание|замечания|обоснование|примечание|примечания|пояснение|причина",
        "zh": "评论|意见|理由|说明|备注|注释|评议|原因|依据",
        "ar": "تعليق|تعليقات|التعليق|التعليقات|ملاحظات|الملاحظات|المبرر|المبررات|السبب|الأسباب|التبرير|الشرح",
    },
    Column.SPEAKER: {
        "en": "mb|nc|mb/nc|member body|member|delegation|delegations|country|state|party|proponent|proposed by"
        "|from whom|submitted by|author|source|organization|organisation|commenter|commentator|name of delegation"
        "|entity|national committee|member state|proposer|sponsor|sponsors|proponents|moved by|mover"
        "|tabled by|requested by|suggested by",
        "fr": "comite membre|membre|delegation|pays|etat|partie|auteur|propose par|soumis par|organisation|etat membre"
        "|source",
        "es": "organismo miembro|miembro|delegacion|pais|estado|autor|propuesto por|presentado por|organizacion"
        "|estado miembro|fuente",
        "ru": "делегация|страна|государство|автор|организация|кем предложено|источник",
        "zh": "代表团|国家|提案方|成员机构|提出方|提案国|组织",
        "ar": "الوفد|الدولة|البلد|الجهة|مقدم الاقتراح|المنظمة",
    },
    Column.ASIDE: {
        "en": "no|nr|#|number|serial no|serial number|s no|id|comment no|comment number|type|type of comment|comment"
        " type|category|category of comment|date|priority|ge/te/ed|te/ge/ed|row|s/n|sn|amendment no|amendment number"
        "|version|document",
        "fr": "no|numero|n°|type|type de commentaire|categorie|date|priorite|numero d'ordre",
        "es": "no|numero|n°|tipo|tipo de comentario|categoria|fecha|prioridad|numero de orden|num",
        "ru": "№|номер|№ п/п|п/п|тип|вид замечания|дата|категория|тип замечания",
        "zh": "序号|编号|类型|意见类型|日期|类别",
        "ar": "الرقم|رقم|م|النوع|نوع التعليق|التاريخ|ت|الرقم التسلسلي",
    },
    Column.OBSERVATION: {
        "en": "observations of the secretariat|secretariat observations|secretariat observation|secretariat comments"
        "|observations of the secretariat on each comment submitted|disposition|decision|resolution|status|outcome"
        "|response|secretariat response|response of the secretariat|action taken|editor's response|chair's response"
        "|disposition of comment|committee decision|accepted|reply|secretariat's observations",
        "fr": "observations du secretariat|reponse|suite donnee|decision|statut|reponse du secretariat",
        "es": "observaciones de la secretaria|respuesta|decision|estado de la enmienda|respuesta de la secretaria",
        "ru": "замечания секретариата|решение|ответ|ответ секретариата|статус",
        "zh": "秘书处意见|秘书处的意见|决定|答复|处理意见|状态",
        "ar": "ملاحظات الأمانة|القرار|الرد|رد الأمانة|الحالة",
    },
}
"""Whole headings; a composite one (``Clause/Subclause``) is read part by part."""

WORDINGS = {
    "en": "text|wording|language|version|formulation|reading|draft|phrasing|drafting|sentence|passage",
    "fr": "texte|libelle|redaction|version|formulation|passage|phrase",
    "es": "texto|redaccion|version|formulacion|pasaje|frase",
    "ru": "текст|редакция|формулировка|вариант",
}
"""Words for wording in a heading; together with a quality they say which wording is under it."""

QUALITIES = {
    Column.CURRENT: {
        "en": "current|existing|original|present|old|base|initial|as it stands|unamended|before|now|today"
        "|former|as drafted|circulated|chair's|secretariat's",
        "fr": "actuel|actuelle|original|originale|initial|initiale|existant|existante|ancien|ancienne|present|presente",
        "es": "actual|original|vigente|existente|inicial|antiguo|antigua|presente",
        "ru": "текущий|текущая|действующий|действующая|существующий|существующая|исходный|исходная|нынешний|нынешняя"
        "|первоначальный|первоначальная|старый|старая",
    },
    Column.PROPOSED: {
        "en": "proposed|suggested|revised|amended|new|modified|alternative|recommended|desired|replacement|requested"
        "|preferred|corrected|after|sought|wanted|wished|our|delegation's|desired by us|wished for|submitted",
        "fr": "propose|proposee|amende|amendee|revise|revisee|modifie|modifiee|nouveau|nouvelle|suggere|suggeree"
        "|souhaite|souhaitee|corrige|corrigee",
        "es": "propuesto|propuesta|revisado|revisada|enmendado|enmendada|nuevo|nueva|modificado|modificada|sugerido"
        "|sugerida|deseado|deseada|corregido|corregida",
        "ru": "предлагаемый|предлагаемая|предложенный|предложенная|новый|новая|измененный|измененная|исправленный"
        "|исправленная|желаемый|желаемая",
    },
}

SAID = {
    Column.CURRENT: {
        "en": "stands|says|reads|now|currently|presently|present|existing|current",
        "fr": "actuellement|actuel|dit|existe",
        "es": "actualmente|actual|dice|existe",
        "ru": "сейчас|гласит|сказано|написано|действует",
    },
    Column.PROPOSED: {
        "en": "prefer|prefers|preferred|want|wants|wanted|wish|wishes|like|propose|proposes|suggest|suggests|seek|seeks"
        "|should|become|amended|proposed|desire|desired|ask|asks|request|requests|need|our|improved",
        "fr": "preferons|prefere|voulons|veut|souhaitons|souhaite|proposons|propose|suggerons|suggere|demandons|demande"
        "|devrait|deviendrait",
        "es": "preferimos|prefiere|queremos|quiere|deseamos|desea|proponemos|propone|sugerimos|sugiere|pedimos|pide"
        "|deberia|quedaria",
        "ru": "предпочитаем|предпочитает|хотим|желаем|предлагаем|предлагает|предлагается|просим|должно|следует",
    },
}
"""Words that say in a heading of several words which wording is under it: ``As it stands``, ``What it should say``."""

WISHES = {
    "en": "prefer|prefers|preferred|want|wants|wanted|wish|wishes|like|seek|seeks|desire|desired|ask|asks|request"
    "|requests"
    "|need|our|improved",
    "fr": "preferons|prefere|voulons|veut|souhaitons|souhaite|demandons|demande",
    "es": "preferimos|prefiere|queremos|quiere|deseamos|desea|pedimos|pide",
    "ru": "предпочитаем|предпочитает|хотим|желаем|просим",
}
"""Those that only state a wish, which need not be wording: ``We would like`` may stand above ``more precision``."""

OF_WORDS = {
    "en": "say|read|words",
    "fr": "lire|dire|mots",
    "es": "leer|decir|diga|lea|palabras",
    "ru": "читать|слова",
}
"""Words that make it a wish for wording."""

AROUND = {
    "en": "we|us|it|this|what|how|would|to|be|read|say|have|see|is|at|here|that|like|instead|for|words|words used",
    "fr": "nous|on|ce|que|qui|il|elle|se|comme|lire|dire|aujourd'hui|en|etat|l'etat|tel|telle|mots",
    "es": "nosotros|lo|que|se|como|leer|decir|diga|lea|sea|tal|esta|hoy|palabras",
    "ru": "мы|как|что|бы|это|так|быть|читать|в|проекте|слова",
}
"""Words that may stand around them."""

LINKS = "the|of|in|as|for|du|de|la|le|del|el|en|proyecto|projet|проекта"
"""Words that may come between the two."""

UNSAID = {
    "en": "text|draft|draft text|wording|language|provision text|text of the provision",
    "fr": "texte|libelle|redaction",
    "es": "texto|redaccion",
    "ru": "текст|формулировка",
    "zh": "案文|条文内容",
    "ar": "النص",
}
"""Headings that do not say which wording is meant; if each row names the action, it is the wording proposed."""

CALLED = {
    "article": "article|articles|art|articulo|articulos|статья|статьи|条|条文|المادة|مادة",
    "section": "section|sections|seccion|раздел|القسم",
    "chapter": "chapter|chapitre|capitulo|глава|章",
    "annex": "annex|annexe|anexo|приложение",
    "rule": "rule",
    "part": "part|partie|parte|часть",
    "action": "action",
    "principle": "principle",
    "paragraph": "paragraph|paragraphs|para|paras|par|para no|paragraph no|paragraph number|paragraphe|parrafo|parrafos"
    "|apartado|пункт|пункты|段落|段|款|الفقرة|فقرة",
    "item": "item|subparagraph|sub-paragraph|subclause|sub-clause|point|inciso|letra|punto|подпункт",
}
"""The name of a bare number under these headings, if it continues the place in the cell before it."""

BY_US = {
    "en": "by the mb|by mb|by the delegation|on each comment submitted|by the member body|by the nc",
    "fr": "par le comite membre|par la delegation",
    "es": "del organismo miembro|de la delegacion",
}
"""Words in a heading that say whose proposal it is."""


class Asked(Enum):
    """What a cell can ask for without giving wording."""

    ADD = "add"
    AMEND = "amend"
    STRIKE = "strike"
    RETAIN = "retain"
    NOTHING = "nothing"
    ELSEWHERE = "elsewhere"
    """The wording is elsewhere, or still to come; or the cell only takes a position."""


CELLS: dict[Asked, dict[str, str]] = {
    Asked.ADD: {
        "en": "add|addition|new|insert|insertion|new text|new paragraph|add new|added|inserted",
        "fr": "ajouter|ajout|nouveau|inserer|insertion|adjonction",
        "es": "anadir|adicion|nuevo|agregar|insertar|insercion|incorporar",
        "ru": "добавить|добавление|новый|новый пункт|включить|дополнить",
        "zh": "增加|新增|添加|增补",
        "ar": "إضافة|جديد|يضاف|تضاف",
    },
    Asked.AMEND: {
        "en": "mod|(mod)|modify|modification|amend|amendment|replace|change|edit|reword|rewording|replacement|revise",
        "fr": "modifier|modification|remplacer|amender|remplacement|reformuler",
        "es": "modificar|modificacion|reemplazar|sustituir|enmendar|sustitucion",
        "ru": "изменить|изменение|заменить|замена",
        "zh": "修改|修正|替换|改",
        "ar": "تعديل|يعدل|استبدال|يستعاض",
    },
    Asked.STRIKE: {
        "en": "sup|delete|deletion|deleted|strike|struck|remove|suppress|suppression|omit|to be deleted|delete"
        " paragraph|delete the paragraph|delete this paragraph|delete entire paragraph|delete the whole paragraph"
        "|delete whole paragraph|delete para|delete all|delete text|delete this text|delete entirely",
        "fr": "supprimer|suppression|supprime|biffer|a supprimer|supprimer le paragraphe|supprimer ce paragraphe",
        "es": "suprimir|supresion|suprimido|eliminar|eliminacion|suprimir el parrafo|eliminar el parrafo|suprimase",
        "ru": "исключить|исключение|удалить|удаление|снять|исключить пункт|удалить пункт",
        "zh": "删除|删去|删|删除本段|删除该段",
        "ar": "حذف|يحذف|تحذف|حذف الفقرة|تحذف الفقرة",
    },
    Asked.RETAIN: {
        "en": "noc|no change|no changes|unchanged|retain|keep|keep as is|as is|retain as is|no amendment|retain text"
        "|no modification|keep original|retain original|stet",
        "fr": "sans changement|inchange|maintenir|conserver|pas de changement|aucun changement|sans modification",
        "es": "sin cambios|sin cambio|mantener|conservar|sin modificaciones|ningun cambio|sin modificacion",
        "ru": "без изменений|сохранить|оставить без изменений|не изменять|изменений нет",
        "zh": "不变|保留|无修改|不作修改|无变动|不修改",
        "ar": "دون تغيير|بدون تغيير|لا تغيير|يبقى كما هو|إبقاء",
    },
    Asked.NOTHING: {
        "en": "-|--|---|n/a|n.a|none|nil|not applicable|*|/",
        "fr": "neant|sans objet|s/o|s.o|aucun",
        "es": "ninguno|ninguna|no aplica|n/c",
        "ru": "нет|отсутствует|не применимо",
        "zh": "无|不适用",
        "ar": "لا يوجد|لا ينطبق",
    },
    Asked.ELSEWHERE: {
        "en": "tbd|tbc|t.b.d|t.b.c|to be determined|to be confirmed|to be provided|to be decided|to be drafted"
        "|see comment|see comments|see above|see below|see attached|see attachment|see annex|see rationale"
        "|see general comment|idem|ditto|same|same as above|ibid|as above|pending|placeholder|?|??|???|ok|okay|agree"
        "|agreed|accept|accepted|support|supported|reject|rejected|oppose|opposed|reserve|reserved|yes|no|x"
        "|editorial|clarify"
        "|rephrase|simplify|shorten|discuss|for discussion|to be discussed|comment only|as per comment|withdrawn|check",
        "fr": "a determiner|a preciser|a confirmer|voir commentaire|voir ci-dessus|voir ci-dessous|voir annexe|idem"
        "|d'accord|accepte|oui|non|en attente|reserve|a discuter|a completer",
        "es": "por determinar|por confirmar|ver comentario|vease arriba|ver arriba|ver anexo|idem|de acuerdo|aceptado"
        "|si|pendiente|reserva|a debatir|por definir",
        "ru": "см. комментарий|см. выше|см. ниже|то же|согласны|да|уточняется|будет определено|там же",
        "zh": "见评论|见上|见下|同上|待定|同意|待确认",
        "ar": "انظر التعليق|انظر أعلاه|كما سبق|موافق|يحدد لاحقا|نعم",
    },
}

WHOLE = {
    "en": "general|whole document|whole text|all|entire document|entire text|general comment|general comments|ge"
    "|overall|throughout|whole draft|document",
    "fr": "general|tout le document|ensemble du document|ensemble du texte|tout|observations generales",
    "es": "general|todo el documento|todo el texto|todo|observaciones generales",
    "ru": "общее|весь документ|весь текст|общие замечания|в целом",
    "zh": "全文|总体|一般性意见|整个文件|总则性意见",
    "ar": "عام|الوثيقة بأكملها|النص بأكمله|ملاحظات عامة",
}
"""Words for a place that is the whole text."""

NEW = {
    "en": "new paragraph|new para|new article|new clause|new section|new item|new sub-paragraph|new subparagraph|new op"
    "|new pp|new|additional",
    "fr": "nouveau paragraphe|nouvel article|nouvel alinea|nouveau|nouvel|nouvelle",
    "es": "nuevo parrafo|nuevo articulo|nuevo apartado|nuevo|nueva",
    "ru": "новый пункт|новая статья|новый|новая|новое",
    "zh": "新增|新",
    "ar": "جديدة|جديد|فقرة جديدة",
}
"""Words beside a place that say that it does not exist yet."""

BEHIND = {
    "en": "after|following",
    "fr": "apres",
    "es": "despues de|despues del|tras",
    "ru": "после",
    "zh": "",
    "ar": "بعد",
}
AHEAD = {"en": "before", "fr": "avant", "es": "antes de|antes del", "ru": "перед", "zh": "", "ar": "قبل"}

TITLES = {
    "en": "amendment|amendments|comments|proposal|proposals|observations|table|template|submission|contribution"
    "|changes|following|below|edits|suggestions|inputs|input|views|date|document|project",
    "fr": "amendement|amendements|commentaires|proposition|propositions|observations|tableau|modifications"
    "|ci-dessous|suivants|suivantes|contribution|date",
    "es": "enmienda|enmiendas|comentarios|propuesta|propuestas|observaciones|cuadro|tabla|cambios|modificaciones"
    "|siguientes|siguiente|a continuacion|contribucion|fecha",
    "ru": "поправки|замечания|предложения|таблица|комментарии|поправка|предложение|следующие|ниже|дата|изменения",
    "zh": "修正案|意见|提案|修正表|建议|如下|下表|修改",
    "ar": "تعديلات|تعليقات|مقترحات|جدول|ملاحظات|التالية|أدناه|التعديلات|المقترحات|التعليقات",
}
"""Words of a line that only announces a table."""

MARRING = {
    "en": "not|no|nor|withdraw|withdraws|withdrawn|withdrew|oppose|opposes|opposed|reject|rejects|rejected|support"
    "|supports|supported|accept|accepts|accepted|if|unless|except|provided|subject|only|previous|earlier|former|old"
    "|superseded|replaced|alternative|alternatively|or|cannot|can't|don't|reserve|reserves|disregard|ignore|example"
    "|others|other|another|against|received|prefer|but|however|should|until|pending|agreed|already|behalf|endorse"
    "|endorses|question|questions|joint|jointly|tentative|possible|would",
    "fr": "ne|pas|retire|retirer|retirons|retires|retirees|oppose|rejette|rejetons|soutient|soutenons|appuie|appuyons"
    "|accepte|si|sauf|sous reserve|seulement|anterieurs|anterieures|precedents|precedentes|ou|autres|autre|contre"
    "|exemple|mais|au nom|conjointe|conjoint|eventuels",
    "es": "no|retira|retiramos|retiradas|retirados|opone|rechaza|rechazamos|apoya|apoyamos|acepta|si|salvo|solo"
    "|anteriores|previas|o|otras|otra|otros|contra|ejemplo|pero|en nombre|conjunta|conjunto|posibles",
    "ru": "не|снимает|снимаем|отклоняем|отклоняет|поддерживаем|поддерживает|если|кроме|только|прежние|или|другие"
    "|против|но|от имени",
    "zh": "不|撤回|反对|支持|如果|除非|仅|以前|或|其他|代表",
    "ar": "لا|سحب|نسحب|نعارض|نؤيد|تؤيد|إذا|إلا|فقط|السابقة|أو|باسم",
}
"""Words that say more about a table than that it follows, so that the line is not merely a title."""

PROVISIONAL = {
    "en": "subject to|conditional|conditionally|provisional|provisionally|tentative|tentatively|ad referendum|ad ref"
    "|without prejudice|on condition|unless|provided that|not a proposal|for information|withdrawn|superseded"
    "|disregard|only if|pending",
    "fr": "sous reserve|conditionnel|conditionnelle|provisoire|provisoirement|sans prejudice|a condition|retires"
    "|pour information|seulement si",
    "es": "sujeto a|sujeta a|sujetos a|sujetas a|condicional|provisional|provisionalmente|sin perjuicio|a condicion"
    "|para informacion|solo si|retiradas",
    "ru": "при условии|предварительно|условно|для информации|без ущерба",
    "zh": "有待|暂定|须经|供参考|条件是",
    "ar": "رهنا|بشرط|مؤقت|للعلم",
}
"""Words outside a table that may mean that it is not a plain proposal."""

NEVER_A_LINE = {
    "en": "from|to|text|draft|now|new|date|note|notes|no|re|ref|reference|subject|source|document|version|type|project"
    "|old|where|all|item|change|changes|edit|edits|amendment|amendments|party|state|country|author|proposal|proposals"
    "|suggestion|suggestions|action|part|annex|page|organisation|organization|delegation|action taken|status|decision",
    "fr": "texte|date|note|notes|reference|de|a|projet|source|annexe|partie|proposition|propositions|amendement"
    "|amendements|pays|etat|page|delegation|decision|statut",
    "es": "texto|fecha|nota|notas|de|a|referencia|fuente|anexo|parte|propuesta|propuestas|enmienda|enmiendas|pais"
    "|estado|pagina|delegacion|decision",
    "ru": "текст|дата|предложение|предложения|страна|делегация|решение",
    "zh": "案文|日期|提案|国家|决定",
    "ar": "النص|التاريخ|الدولة|الوفد|القرار",
}
"""Column headings that are too common before a colon to open an amendment in lines."""


SPEAKING = {
    "en": "please|instead|preferred|preferably|we suggest|we propose|we prefer|we would|suggest|or similar|for example"
    "|e.g|should be replaced|should be deleted|should be changed|should be added|should be moved|should be reworded"
    "|needs to be|as discussed|not needed|not clear|unclear|redundant|why|what about|how about|perhaps|maybe|delete"
    "|replace with|replace by|insert|reword|rephrase|tbd|tbc",
    "fr": "svp|s'il vous plait|plutot|de preference|nous proposons|nous suggerons|par exemple|a supprimer|a remplacer"
    "|a reformuler|peu clair|pourquoi|peut-etre|supprimer|remplacer par",
    "es": "por favor|preferiblemente|proponemos|sugerimos|por ejemplo|deberia suprimirse|deberia sustituirse"
    "|poco claro|por que|quizas|tal vez|suprimir|sustituir por|reemplazar por",
    "ru": "пожалуйста|вместо этого|предлагаем|например|неясно|почему|возможно|исключить|заменить на",
    "zh": "请|建议|例如|为什么|不清楚",
    "ar": "من فضلكم|نقترح|مثلا|لماذا|غير واضح",
}
"""Words that are about wording and rarely part of it."""


def words_of_column(column: Column) -> frozenset[str]:
    """The headings with that meaning in all languages, as written here."""
    return frozenset(word for words in HEADS[column].values() for word in words.split("|"))
