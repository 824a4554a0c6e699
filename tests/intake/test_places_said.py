"""Places as people say them: with their titles and pages, by rows and cells, in several languages.

Each row is a draft, a message, and what of the draft it changes into what; or nothing, where the place is not there.
"""

from __future__ import annotations

from functools import cache

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.text.units import Text, parse_text

TREATY = """# Convention on Alpine Lakes

*Recalling* the Declaration of Norvia,

*Mindful* of the needs of villages,

## SECTION I – GENERAL

Article 1 (Scope)

1. This Convention applies to all lakes above 500 metres.

2. It does not apply to reservoirs.

ARTICLE 2 – DEFINITIONS

For the purposes of this Convention:

(a) "lake" means any standing water;

(b) "village" means a settlement of at least ten houses;

## SECTION II – MONEY

Article 3
Budget

1. The Fund shall be managed by the Board. It shall be audited yearly. The audit shall be public.

2. Each Party shall pay:

(a) an annual fee of ten crowns;

(b) travel costs, including:

(i) boats;

(ii) horses;

(c) the cost of meals.

3. The Board may waive the fee for small Parties.

Article 4

The Board meets twice a year.

It elects a chair by secret ballot.

It adopts its own rules.

Article 12
Final clauses

1. Any Party may withdraw.

2. Reservations are not allowed.

3. The following are open for signature:

(a) this Convention;

(b) its protocols, in respect of:

(i) fish; and

(ii) boats.

## Schedule 1

1. Fees are paid in silver.

2. Fees are due in May.

3. Late fees bear interest.

4. Interest is two per cent.

## Schedule 2

1. Maps are drawn at a scale of 1:50,000.

2. Maps show all villages.
"""
BRIDGES = """# Footbridges

## 1 Scope

This document covers footbridges up to 40 m.

## 4 Design

### 4.1 General

4.1.1 The bridge shall last at least 10 years.

4.1.2 The deck should be not less than 600 mm wide.

### 4.2 Ropes

4.2.1 Main ropes shall have a minimum diameter of 16 mm.

4.2.2 Ropes shall be protected against abrasion and light.

### 4.3 Loads

The minimum loads are given in Table 1.

Table 1 – Minimum loads

| Span | Users | Load |
|---|---|---|
| up to 10 m | 4 | 4 kN |
| 10 m to 25 m | 8 | 9 kN |
| over 25 m | 12 | 15 kN |

Table 2 – Wind

| Zone | Speed |
|---|---|
| A | 20 m/s |
| B | 30 m/s |

## 5 Inspection

5.1 The bridge shall be inspected every six months.

5.2 The inspection shall cover:

a) the anchors;

b) the ropes; and

c) the deck.
"""
LOI = """# Loi relative aux refuges

## Titre Ier – Dispositions générales

Article 1er

Les refuges sont ouverts du 1er juin au 30 septembre.

Ils assurent l'accueil des randonneurs, dans la limite des places.

Le gardien tient un registre des passages.

Article 2

I. – Le gardien est nommé par le maire pour trois ans.

II. – Il est tenu :

1° D'entretenir les locaux ;

2° De porter secours aux personnes en difficulté ;

3° De transmettre chaque mois au préfet l'état des passages.

III. – Un décret fixe les modalités.

Article 3

Les tarifs sont fixés par le conseil municipal. Ils sont affichés à l'entrée. Ils ne peuvent excéder vingt euros.

Les enfants sont accueillis gratuitement.

## Titre II – Dispositions finales

Article 4

Le fait d'exploiter un refuge sans autorisation est puni d'une amende de 1 500 euros.

Article 5

La présente loi entre en vigueur en juin.
"""
ORDONNANCE = """# Ordonnance sur les lacs

Art. 4 Principes

1. La pêche est libre.

2. Le canton fixe la taxe.

Art. 5 Taxes

1. La taxe est payée en janvier.

2. Sont exonérés :

a) les enfants ;

b) les pêcheurs suivants :

1° les apprentis,

2° les retraités,

3° les gardes du lac ;

c) les écoles.

3. Le canton tient un registre.
"""
REGLAMENTO = """# Reglamento de los faros

## TÍTULO I – Disposiciones generales

Artículo 1

1. El presente Reglamento se aplica a todos los faros.

2. Cada Estado:

a) nombrará a un inspector;

b) publicará una carta de arrecifes;

c) comunicará las averías en dos días.

3. Los gastos se repartirán por partes iguales.

## TÍTULO II – Comisión

Artículo 2

1. Se crea una Comisión de ocho expertos.

2. La Comisión se reunirá una vez al año. Adoptará sus decisiones por mayoría. Sus actas serán públicas.

Artículo 3

El presente Reglamento entrará en vigor en enero.
"""
SOGLASHENIE = """# Соглашение о пчёлах

Статья 1. Предмет

1. Настоящее Соглашение регулирует защиту пчёл.

2. Оно не распространяется на научные пасеки.

Статья 2. Обязанности

1. Каждая Сторона:

а) ведёт реестр пасек;

б) проводит осмотр пасек;

в) сообщает о болезнях в течение десяти дней.

2. Стороны обмениваются сведениями.

3. Применение ядохимикатов запрещается. Исключения допускаются с согласия Комиссии. Согласие даётся письменно.

Статья 3. Комиссия

1. Учреждается Комиссия.

2. Комиссия собирается раз в год.
"""
GONGYUE = """# 湿地公约

第一条 目的

1. 本公约旨在保护湿地。

2. 本公约不适用于水库。

第二条 定义

为本公约之目的：

(a) "湿地"指任何积水之地；

(b) "村庄"指至少十户的居民点。

第三条 义务

1. 缔约方应每年提交报告。

2. 缔约方应当：

(a) 制定湿地名录；

(b) 培训管理人员；

(c) 禁止排放污水。

3. 理事会由十人组成。理事会每年开会一次。会议公开。
"""
TIAOLI = """# 湖泊条例

第一条 本条例适用于所有湖泊。

第二条 湖泊由县政府管理。

县政府每年公布湖泊名录。

第三条 禁止在湖中捕鸟。

任何人可以在湖边散步。

违者罚款十元。

第四条 本条例自五月起施行。
"""
ITTIFAQ = """# اتفاقية البحيرات

المادة 1

1. تسري هذه الاتفاقية على جميع البحيرات.

2. لا تسري على الخزانات.

المادة 2

1. تقدم الدول تقارير سنوية.

2. تقوم كل دولة بما يلي:

(أ) إعداد خرائط للبحيرات؛

(ب) تدريب الصيادين؛

(ج) منع تصريف المياه.

المادة 3

1. ينشأ مجلس من عشرة أعضاء.

2. يجتمع المجلس مرة كل سنة. وينتخب رئيسه. وتكون جلساته علنية.
"""
RESOLUTION = """# Assistance to mountain villages

The General Assembly,

*Recalling* its resolution 1/1,

*Noting* the report of the Council,

*Concerned* about the loss of paths,

1. *Requests* States to keep paths open in winter;

2. *Calls upon* States:

(a) to train guides;

(b) to mark paths and bridges;

(c) to publish maps every year;

3. *Invites* the Council to report to the Assembly. The report shall be short;

4. *Decides* to remain seized of the matter.
"""
REGULATION = """# Regulation on mountain honey

(1) Consumers should recognise mountain honey.

(2) Conditions differ widely.

(3) Common rules are needed.

HAVE ADOPTED THIS REGULATION:

Article 1

Subject matter

This Regulation lays down rules on labels.

Article 2

Conditions of use

1. The term may be used only where:

(a) the hives are in a mountain area;

(b) the honey is extracted in that area; and

(c) no syrup has been fed.

By way of derogation from point (b), extraction may take place within 30 kilometres.

Member States shall notify the derogations.

2. The label shall indicate the year.

Article 3

Penalties

Member States shall lay down penalties. The penalties shall be proportionate.

Article 4

Entry into force

This Regulation shall enter into force on the twentieth day.

It shall apply from 1 January 2027.
"""
ACT = """# Ferries Act

## Part 1 – Licences

12 Licences

(1) A person may not run a ferry without a licence.

(2) A licence lasts three years.

(3) An application must state—

(a) the name of the applicant;

(b) the route; and

(c) the number of boats.

13 Fees

(1) A fee of ten crowns is payable.

(2) The fee is not refundable.

## Schedule 1

1. The register is kept at the town hall.

2. The register is open on weekdays.

3. Copies cost one crown.

4. Entries are made in ink.

## Schedule 2

1. Lights are green.
"""
RULES = """# Club rules

1. Members pay as follows:

Class      Fee        Boats
Gold       30 crowns  3
Silver     20 crowns  2
Bronze     10 crowns  1

2. The chair keeps the list.

3. Guests pay nothing.
"""

READ = [
    (
        TREATY,
        'ARTICLE 3 (BUDGET)\n\nParagraph 2 (a)\n\nReplace "ten crowns" by "five crowns".',
        "ten crowns",
        "five crowns",
    ),
    (TREATY, 'Re: Article 3\n\npara 2(a): replace "ten crowns" by "five crowns"', "ten crowns", "five crowns"),
    (TREATY, 'Subject: Article 3\n\npara 2(a): replace "ten crowns" by "five crowns"', "ten crowns", "five crowns"),
    (
        TREATY,
        'With regard to Article 3, paragraph 2 (a), replace "ten crowns" by "five crowns".',
        "ten crowns",
        "five crowns",
    ),
    (TREATY, 'On Article 3 (Budget):\npara 2(a): replace "ten crowns" by "five crowns"', "ten crowns", "five crowns"),
    (
        TREATY,
        'SECTION II – MONEY\n\nArticle 3, para 2 (a): replace "ten crowns" by "five crowns"',
        "ten crowns",
        "five crowns",
    ),
    (TREATY, 'Section II: Money\n\nArt. 3(2)(a): replace "ten crowns" by "five crowns"', "ten crowns", "five crowns"),
    (
        TREATY,
        'Article 1 (Scope)\npara 2: replace "reservoirs" by "canals"',
        "It does not apply to reservoirs.",
        "It does not apply to canals.",
    ),
    (
        TREATY,
        'Article 1: Scope\n2: replace "reservoirs" by "canals"',
        "It does not apply to reservoirs.",
        "It does not apply to canals.",
    ),
    (
        TREATY,
        'Article 1 (Scope), paragraph 2: replace "reservoirs" by "canals"',
        "It does not apply to reservoirs.",
        "It does not apply to canals.",
    ),
    (TREATY, 'Article 2 (Definitions), subparagraph (b): replace "ten" by "five"', "at least ten", "at least five"),
    (TREATY, 'ARTICLE 2\n\n(b) replace "ten" by "five"', "at least ten", "at least five"),
    (
        TREATY,
        'Article 3 (page 12), paragraph 2 (a): replace "ten crowns" by "five crowns"',
        "ten crowns",
        "five crowns",
    ),
    (TREATY, 'p. 4, Article 3, para 2 (a): replace "ten crowns" by "five crowns"', "ten crowns", "five crowns"),
    (
        TREATY,
        'Page 12\n\nArticle 3, paragraph 2 (a): replace "ten crowns" by "five crowns"',
        "ten crowns",
        "five crowns",
    ),
    (
        TREATY,
        'Article 3, paragraph 2 (a) on page 3: replace "ten crowns" by "five crowns"',
        "ten crowns",
        "five crowns",
    ),
    (TREATY, 'Article 12 (3) (b) (i): replace "fish" by "eels"', "(i) fish;", "(i) eels;"),
    (TREATY, 'Item (i) of paragraph 3 (b) of Article 12: replace "fish" by "eels"', "(i) fish;", "(i) eels;"),
    (TREATY, 'In Schedule 1, paragraph 4, replace "two" by "three".', "two per cent", "three per cent"),
    (TREATY, 'Paragraph 4 of Schedule 1: replace "two" by "three"', "two per cent", "three per cent"),
    (
        RESOLUTION,
        'In the chapeau of OP 2, replace "States" by "all States".',
        "*Calls upon* States:",
        "*Calls upon* all States:",
    ),
    (RESOLUTION, 'OP2 chapeau: replace "States" by "all States"', "*Calls upon* States:", "*Calls upon* all States:"),
    (
        RESOLUTION,
        'Chapeau of paragraph 2: replace "States" with "all States"',
        "*Calls upon* States:",
        "*Calls upon* all States:",
    ),
    (RESOLUTION, 'last preambular paragraph: replace "loss" by "state"', "about the loss", "about the state"),
    (RESOLUTION, 'Final paragraph: replace "seized" by "informed"', "remain seized", "remain informed"),
    (
        TREATY,
        'First sentence of the first paragraph of Article 3: replace "Board" by "Council"',
        "managed by the Board",
        "managed by the Council",
    ),
    (TREATY, "The last sentence of paragraph 1 of Article 3 should be deleted.", " The audit shall be public.", ""),
    (TREATY, "Article 3(1), second sentence: delete", " It shall be audited yearly.", ""),
    (TREATY, "The last paragraph of Article 4 is deleted.", "It adopts its own rules.\n\n", ""),
    (RESOLUTION, 'sub-paragraph b of para 2: replace "bridges" by "fords"', "and bridges", "and fords"),
    (RESOLUTION, 'para 2, sub-para (b): delete "and bridges"', " and bridges", ""),
    (RESOLUTION, 'letter (b) in paragraph 2: delete "and bridges"', " and bridges", ""),
    (
        RESOLUTION,
        'Operative paragraph 2 – item (c): replace "every year" by "twice a year"',
        "every year",
        "twice a year",
    ),
    (BRIDGES, '4.2 Ropes\n\n4.2.1: replace "16" by "18"', "16 mm", "18 mm"),
    (BRIDGES, '4.2 – Ropes\nReplace "16 mm" by "18 mm".', "16 mm", "18 mm"),
    (BRIDGES, 'Clause 4.2 (Ropes), 4.2.1: replace "16" by "18"', "16 mm", "18 mm"),
    (BRIDGES, 'Table 1, row "over 25 m": replace "15 kN" by "18 kN"', "15 kN", "18 kN"),
    (BRIDGES, 'In Table 1, in the row "over 25 m", replace "15 kN" by "18 kN".', "15 kN", "18 kN"),
    (BRIDGES, 'Row "over 25 m" of Table 1: "15 kN" to read "18 kN"', "15 kN", "18 kN"),
    (BRIDGES, 'Table 2, row "B": replace "30" by "35"', "30 m/s", "35 m/s"),
    (BRIDGES, 'Table 1: delete the row "over 25 m"', "| over 25 m | 12 | 15 kN |\n", ""),
    (BRIDGES, '5 Inspection\n5.1: replace "six" by "three"', "six months", "three months"),
    (
        LOI,
        "3° du II de l'article 2 : remplacer « chaque mois » par « chaque trimestre ».",
        "chaque mois",
        "chaque trimestre",
    ),
    (
        LOI,
        "À l'article 2, II, 3°, remplacer « chaque mois » par « chaque trimestre ».",
        "chaque mois",
        "chaque trimestre",
    ),
    (LOI, "Article 2\n\nAu II, 1°, remplacer « les locaux » par « les sentiers »", "les locaux", "les sentiers"),
    (LOI, "Le 2° du II de l'article 2 est supprimé.", "2° De porter secours aux personnes en difficulté ;\n\n", ""),
    (LOI, "Au premier alinéa du I de l'article 2, remplacer « trois ans » par « six ans ».", "trois ans", "six ans"),
    (LOI, "Titre II\n\nArticle 4\n\nRemplacer « 1 500 » par « 2 000 ».", "1 500 euros", "2 000 euros"),
    (LOI, "Titre II, article 4 : remplacer « 1 500 » par « 2 000 »", "1 500 euros", "2 000 euros"),
    (LOI, "À l'article 4 du titre II, remplacer « 1 500 » par « 2 000 ».", "1 500 euros", "2 000 euros"),
    (LOI, "Concernant l'article 4 : remplacer « 1 500 » par « 2 000 ».", "1 500 euros", "2 000 euros"),
    (LOI, "Article 4 (page 3) : remplacer « 1 500 » par « 2 000 »", "1 500 euros", "2 000 euros"),
    (LOI, "Au dernier alinéa de l'article 1er, remplacer « registre » par « livre ».", "un registre", "un livre"),
    (
        LOI,
        "Au deuxième alinéa de l'article premier, supprimer « , dans la limite des places ».",
        ", dans la limite des places",
        "",
    ),
    (REGLAMENTO, "Artículo 1, apartado 2, letra b): sustituir «una carta» por «un mapa»", "una carta", "un mapa"),
    (
        REGLAMENTO,
        "En la letra b) del apartado 2 del artículo 1, sustitúyase «una carta» por «un mapa».",
        "una carta",
        "un mapa",
    ),
    (REGLAMENTO, "TÍTULO II\nArtículo 2, apartado 1: reemplazar «ocho» por «diez»", "ocho expertos", "diez expertos"),
    (
        REGLAMENTO,
        "Asunto: artículo 2\n\nEn el apartado 1, reemplazar «ocho» por «diez».",
        "ocho expertos",
        "diez expertos",
    ),
    (
        REGLAMENTO,
        "En la primera oración del párrafo 2 del artículo 2, reemplazar «una vez» por «dos veces».",
        "una vez",
        "dos veces",
    ),
    (REGLAMENTO, 'Artículo 1, página 2, apartado 3: suprimir "por partes iguales"', " por partes iguales", ""),
    (REGLAMENTO, "Artículo 2, segundo párrafo, tercera oración: suprimir", " Sus actas serán públicas.", ""),
    (
        SOGLASHENIE,
        "В пункте 2 статьи 3 слова «раз в год» заменить словами «два раза в год».",
        "раз в год",
        "два раза в год",
    ),
    (
        SOGLASHENIE,
        "В подпункте в) пункта 1 статьи 2 слова «десяти дней» заменить словами «пяти дней».",
        "десяти дней",
        "пяти дней",
    ),
    (SOGLASHENIE, "Статья 2\nпункт 1 (в): заменить «десяти» на «пяти»", "десяти дней", "пяти дней"),
    (SOGLASHENIE, "СТАТЬЯ 2\n\nПункт 2: исключить.", "2. Стороны обмениваются сведениями.\n\n", ""),
    (SOGLASHENIE, "В последнем предложении пункта 3 статьи 2 заменить «письменно» на «устно».", "письменно", "устно"),
    (
        SOGLASHENIE,
        "Касательно статьи 3: в пункте 2 заменить «раз в год» на «дважды в год»",
        "раз в год",
        "дважды в год",
    ),
    (GONGYUE, "第三条第二款(a)项：将“名录”改为“清单”", "湿地名录", "湿地清单"),
    (GONGYUE, "第三条第二款第(a)项：将“名录”改为“清单”", "湿地名录", "湿地清单"),
    (GONGYUE, "在第三条第三款第二句中，将“一次”改为“两次”。", "开会一次", "开会两次"),
    (GONGYUE, "第三条（义务）第一款：将“每年”改为“每两年”", "应每年提交", "应每两年提交"),
    (GONGYUE, "第3条第1款：将“每年”改为“每两年”", "应每年提交", "应每两年提交"),
    (TIAOLI, "第三条第三款：将“十元”改为“二十元”", "罚款十元", "罚款二十元"),
    (ITTIFAQ, 'في الفقرة 2 من المادة 3، يستعاض عن كلمة "مرة" بكلمة "مرتين".', "مرة كل", "مرتين كل"),
    (ITTIFAQ, 'المادة 3\nالفقرة 2: يستعاض عن "مرة" بـ "مرتين"', "مرة كل", "مرتين كل"),
    (ITTIFAQ, "الفقرة الفرعية (ب) من الفقرة 2 من المادة 2: تحذف", "(ب) تدريب الصيادين؛\n\n", ""),
    (ORDONNANCE, "art. 5 al. 2 let. b ch. 3 : remplacer « gardes » par « gardiens »", "les gardes", "les gardiens"),
    (ORDONNANCE, "À l'art. 5 al. 2 let. c, remplacer « écoles » par « crèches ».", "les écoles", "les crèches"),
    (ORDONNANCE, "Art. 4 al. 2 : biffer", "2. Le canton fixe la taxe.\n\n", ""),
    (
        REGULATION,
        "In the second subparagraph of Article 2(1), '30 kilometres' is replaced by '20 kilometres'.",
        "30 kilometres",
        "20 kilometres",
    ),
    (
        REGULATION,
        "In the first paragraph of Article 3, 'proportionate' is replaced by 'dissuasive'.",
        "be proportionate",
        "be dissuasive",
    ),
    (REGULATION, "The title of Article 3 is replaced by 'Sanctions'.", "\nPenalties\n", "\nSanctions\n"),
    (
        REGULATION,
        "Article 3 – Penalties\nReplace 'proportionate' by 'dissuasive'.",
        "be proportionate",
        "be dissuasive",
    ),
    (REGULATION, "Article 2, paragraph 1, point (b): replace 'and' by 'or'", "that area; and", "that area; or"),
    (REGULATION, "Article 4, first paragraph: replace 'twentieth' by 'tenth'", "twentieth", "tenth"),
    (
        REGULATION,
        "Article 1: delete",
        "Article 1\n\nSubject matter\n\nThis Regulation lays down rules on labels.\n\n",
        "",
    ),
    (ACT, 'In section 12(3)(b), after "route" insert "and season".', "(b) the route;", "(b) the route and season;"),
    (ACT, 'Clause 12(3)(b): after "route" insert "and season"', "(b) the route;", "(b) the route and season;"),
    (
        ACT,
        'Section 12 (Licences), subsection (2): for "three" substitute "five"',
        "lasts three years",
        "lasts five years",
    ),
    (ACT, 'Schedule 1, para 4, line 1: for "ink" substitute "pencil"', "in ink", "in pencil"),
    (RULES, 'Para 1: replace "10 crowns" by "12 crowns"', "10 crowns", "12 crowns"),
    (TREATY, "Article 3. Paragraph 3: delete.", "3. The Board may waive the fee for small Parties.\n\n", ""),
    (TREATY, 'Article 3 (Budget): in paragraph 3, delete "small".', "for small Parties", "for Parties"),
    (TREATY, 'Article 3 (1): replace "yearly" by "monthly"', "audited yearly", "audited monthly"),
    (TREATY, 'Title of Article 3: replace "Budget" by "Money"', "Article 3\nBudget", "Article 3\nMoney"),
    (TREATY, 'Art. 3, para. 1, 2nd sentence: replace "yearly" by "monthly"', "audited yearly", "audited monthly"),
    (TREATY, "Article 3(2)(b)(ii): delete", "(ii) horses;\n\n", ""),
    (
        TREATY,
        'Article 3, paragraph 2, introductory words: replace "Each Party" by "The Parties"',
        "2. Each Party shall",
        "2. The Parties shall",
    ),
    (TREATY, 'Article 4, second paragraph, after "chair" insert "and a clerk"', "a chair by", "a chair and a clerk by"),
    (TREATY, 'Penultimate paragraph of Article 4: replace "chair" by "president"', "a chair", "a president"),
    (
        LOI,
        "À l'article 2, au 3° du II, remplacer « chaque mois » par « chaque trimestre ».",
        "chaque mois",
        "chaque trimestre",
    ),
    (LOI, "Article 4, page 3, première phrase : remplacer « 1 500 » par « 2 000 »", "1 500 euros", "2 000 euros"),
    (REGLAMENTO, 'Artículo 1, apartado 2, letra "b": sustituir «una carta» por «un mapa»', "una carta", "un mapa"),
    (REGLAMENTO, "En lo que respecta al artículo 3, reemplazar «enero» por «marzo».", "en enero", "en marzo"),
    (SOGLASHENIE, "Статья 2, пункт 1, подпункт «б»: исключить", "б) проводит осмотр пасек;\n\n", ""),
    (
        SOGLASHENIE,
        "На странице 3, в пункте 2 статьи 3, заменить «раз в год» на «дважды в год».",
        "раз в год",
        "дважды в год",
    ),
    (SOGLASHENIE, "Второе предложение п. 3 ст. 2: исключить", " Исключения допускаются с согласия Комиссии.", ""),
    (GONGYUE, "第三条 义务\n第一款：将“每年”改为“每两年”", "应每年提交", "应每两年提交"),
    (GONGYUE, "第三条第二款的起首部分：将“应当”改为“须”", "2. 缔约方应当：", "2. 缔约方须："),
    (TIAOLI, "第一条第一款：将“所有”改为“一切”", "适用于所有湖泊", "适用于一切湖泊"),
    (ITTIFAQ, 'بخصوص المادة 3، الفقرة 2: يستعاض عن "مرة" بـ "مرتين"', "مرة كل", "مرتين كل"),
    (ITTIFAQ, 'المادة 3، الصفحة 4، الفقرة 2: يستعاض عن "مرة" بـ "مرتين"', "مرة كل", "مرتين كل"),
    (ITTIFAQ, "الجملة الثانية من الفقرة 2 من المادة 3: تحذف", " وينتخب رئيسه.", ""),
    (ITTIFAQ, 'في الجملة الأولى من الفقرة 2 من المادة 3، يستعاض عن "مرة" بـ "مرتين"', "مرة كل", "مرتين كل"),
    (ACT, 'Section 12, subsection (2), for "three" substitute "five"', "lasts three years", "lasts five years"),
    (ACT, "Section 12, leave out subsection (2)", "(2) A licence lasts three years.\n\n", ""),
    (
        ACT,
        'Page 2, section 12, subsection (2), leave out from "lasts" to end and insert "never ends."',
        "licence lasts three years.",
        "licence never ends.",
    ),
    (
        ACT,
        'Section 12, subsection (3), paragraph (b), after "route" insert "and season"',
        "(b) the route;",
        "(b) the route and season;",
    ),
    (ACT, 'In subsection (2) of section 12, for "three" substitute "five".', "lasts three years", "lasts five years"),
    (ACT, "Subsection (1) of section 13 is omitted.", "(1) A fee of ten crowns is payable.\n\n", ""),
    (
        ACT,
        'Section 12, subsection (2), at end insert "and may be renewed"',
        "lasts three years.",
        "lasts three years and may be renewed.",
    ),
    (ACT, 'Section 12\nSubsection (2): leave out "three" and insert "five"', "lasts three years", "lasts five years"),
    (
        ACT,
        'Section 12, after subsection (2) insert— "(2A) A licence may be renewed."',
        "(2) A licence lasts three years.\n",
        "(2) A licence lasts three years.\n\n(2A) A licence may be renewed.\n",
    ),
    (
        TREATY,
        'Article 3: add a new paragraph 2 bis after paragraph 2: "2 bis. Dogs are free."',
        "(c) the cost of meals.\n",
        "(c) the cost of meals.\n\n2 bis. Dogs are free.\n",
    ),
    (
        TREATY,
        'Article 3: insert after paragraph 2 a new paragraph: "2 bis. Dogs are free."',
        "(c) the cost of meals.\n",
        "(c) the cost of meals.\n\n2 bis. Dogs are free.\n",
    ),
    (
        TREATY,
        'Article 12: after paragraph 2, add a new paragraph 2 bis: "2 bis. Dogs are free."',
        "2. Reservations are not allowed.\n",
        "2. Reservations are not allowed.\n\n2 bis. Dogs are free.\n",
    ),
    (
        TREATY,
        'In Article 12, insert new paragraph 2 bis between paragraphs 2 and 3: "2 bis. Dogs are free."',
        "2. Reservations are not allowed.\n",
        "2. Reservations are not allowed.\n\n2 bis. Dogs are free.\n",
    ),
    (
        TREATY,
        'Article 12\nInsert a new paragraph 2 bis after paragraph 2: "2 bis. Dogs are free."',
        "2. Reservations are not allowed.\n",
        "2. Reservations are not allowed.\n\n2 bis. Dogs are free.\n",
    ),
    (LOI, "Article 5 : à la première phrase, remplacer « juin » par « mai ».", "en juin", "en mai"),
    (LOI, "Article 4, première phrase : remplacer « 1 500 » par « 2 000 »", "1 500 euros", "2 000 euros"),
    (REGULATION, "The second sentence of Article 3 is deleted.", " The penalties shall be proportionate.", ""),
    (
        REGULATION,
        "Article 3, second sentence: replace 'proportionate' by 'dissuasive'.",
        "be proportionate",
        "be dissuasive",
    ),
    (REGULATION, "Article 3: delete the second sentence", " The penalties shall be proportionate.", ""),
]
NOT_THERE = [
    (TREATY, 'Section I\n\nArticle 3\n\npara 2 (a): replace "ten crowns" by "five crowns"'),
    (TREATY, 'Section II – Definitions\n\nArticle 3\n\npara 2 (a): replace "ten crowns" by "five crowns"'),
    (TREATY, 'Article 3 (Scope)\npara 2 (a): replace "ten crowns" by "five crowns"'),
    (TREATY, 'Section 12(3)(b)(i): replace "fish" by "eels"'),
    (TREATY, "Schedule 2, paragraph 4: delete"),
    (BRIDGES, 'Table 2, row "over 25 m": replace "15 kN" by "18 kN"'),
    (BRIDGES, 'Table 1, column "Load", row "over 25 m": replace "12" by "14"'),
    (LOI, "Titre Ier\n\nArticle 4\n\nRemplacer « 1 500 » par « 2 000 »."),
    (REGLAMENTO, "Título I\nArtículo 2, apartado 1: reemplazar «ocho» por «diez»"),
    (SOGLASHENIE, "Пункт 7 статьи 2: исключить"),
    (GONGYUE, "第一条第三款：删除"),
    (TIAOLI, "第二条第三款：删除"),
    (ITTIFAQ, "الفقرة 9 من المادة 3: تحذف"),
    (ORDONNANCE, "Art. 5 al. 4 : supprimer"),
    (ORDONNANCE, "Art. 5 al. 2 let. b ch. 4 : supprimer"),
    (ACT, 'Schedule 2, paragraph 4: for "ink" substitute "pencil"'),
    (ACT, 'Section 14(1): leave out "not"'),
    (ACT, 'Section 12(4): leave out "not"'),
    (RULES, 'Paragraph 1: delete the row "Gold"'),
    (RULES, 'Paragraph 2, row "Gold": replace "30 crowns" by "35 crowns"'),
    (RULES, 'Paragraph 1, row "Gold": replace "20 crowns" by "35 crowns"'),
    (TREATY, 'Article 4 (Budget)\npara 2 (a): replace "ten crowns" by "five crowns"'),
    (TREATY, 'Re: Article 4\n\npara 2 (a): replace "ten crowns" by "five crowns"'),
    (TREATY, 'With regard to Article 12, paragraph 2 (a), replace "ten crowns" by "five crowns".'),
    (TREATY, 'Subject: Article 12\n\nReplace "ten crowns" by "five crowns".'),
    (TREATY, "Page 4: delete"),
    (TREATY, "Delete page 4."),
    (TREATY, "Article 3\nDelete page 4."),
    (TREATY, "Article 7. Paragraph 3: delete."),
    (TREATY, 'Article 3 (new title: "Money")'),
    (TREATY, "Title II, Article 3, para 3: delete"),
    (TREATY, "Chapter II, Article 3, para 3: delete"),
    (TREATY, "Schedule 3, paragraph 1: delete"),
    (TREATY, "Article 3(2)(b)(iii): delete"),
    (TREATY, 'In the chapeau of paragraph 2 of Article 3, replace "ten crowns" by "five crowns".'),
    (TREATY, "Last paragraph: delete"),
    (LOI, "Article 2, II, 4° : supprimer"),
    (LOI, "Au 3° du III de l'article 2, remplacer « chaque mois » par « chaque trimestre »."),
    (LOI, "Au 3° du II de l'article 3, remplacer « chaque mois » par « chaque trimestre »."),
    (LOI, "Titre III\n\nArticle 4 : supprimer"),
    (LOI, "Le titre de l'article 4 est supprimé."),
    (LOI, "Titre à modifier : « Loi »"),
    (REGLAMENTO, "Artículo 1, apartado 2, letra d): suprimir"),
    (REGLAMENTO, "Título II (Disposiciones)\nArtículo 2, apartado 1: reemplazar «ocho» por «diez»"),
    (SOGLASHENIE, "подпункт «г» пункта 1 статьи 2: исключить"),
    (SOGLASHENIE, "Статья 2 (Комиссия)\nпункт 1 (в): заменить «десяти» на «пяти»"),
    (GONGYUE, "第三条第二款第（一）项：删除"),
    (GONGYUE, "第三条第二款第(四)项：删除"),
    (GONGYUE, "第三条第二款(d)项：删除"),
    (GONGYUE, "第三条（定义）第一款：将“每年”改为“每两年”"),
    (ITTIFAQ, "المادة 2، الفقرة 2 (د): تحذف"),
    (ITTIFAQ, "المادة 4\nالفقرة 2: تحذف"),
    (ACT, "Section 12, subsection (4): leave out"),
    (ACT, "Section 11, subsection (2): leave out"),
    (ACT, "Subsection (2): leave out"),
    (LOI, "Titre II\nArticle 4\nSupprimer la première phrase."),
    (REGULATION, "Article 2(1), second sentence: delete"),
    (TREATY, 'Galdora: Article 3, para 3: delete "small"'),
    (TREATY, 'Article 3, para 3: Galdora: delete "small"'),
]


@cache
def parsed(draft: str) -> Text:
    return parse_text(draft)


def carried(draft: str, message: str) -> tuple[str, list[str]]:
    base = parsed(draft)
    found = carry_out(read_message(message, base), base, {})
    return found.text, [str(problem) for problem in found.problems]


def test_a_place_is_read_as_it_is_said() -> None:
    for draft, message, old, new in READ:
        assert draft.count(old) == 1, old
        assert carried(draft, message) == (draft.replace(old, new), []), message


def test_a_place_that_is_not_there_or_is_said_with_another_title_is_no_other_place() -> None:
    for draft, message in NOT_THERE:
        text, problems = carried(draft, message)
        assert text == draft and problems, message


PACT = """# Pact

Article 1

1. Fees are as follows:

| Party | Fee |
|---|---|
| Arda | 10 |
| Brum | 20 |

Article 2

1. Boats are as follows:

| Party | Boats |
|---|---|
| Arda | 3 |
| Brum | 4 |
"""


def test_a_row_is_named_by_its_first_cell_in_many_ways() -> None:
    for how in (
        "Art. 1, table: delete the row for Arda.",
        "Article 1: delete the Arda row.",
        'In the table in Article 1, delete the row "Arda".',
        "Article 1, table, the line on Arda: delete",
        "À l'article 1, supprimer la ligne relative à Arda.",
    ):
        assert carried(PACT, how) == (PACT.replace("| Arda | 10 |\n", ""), []), how
    for how in (
        "In the row for Brum of the table in Article 2",
        "Article 2, the Brum row",
        "Article 2, row Brum, column Boats",
    ):
        assert carried(PACT, f'{how}: replace "4" by "5"') == (PACT.replace("| 4 |", "| 5 |"), []), how
    for how in ("Delete the row for Arda.", "Article 1: delete the row for Corv.", "Delete the table."):
        text, problems = carried(PACT, how)
        assert text == PACT and problems, how
    assert "the table below Article 2, 1" in carried(PACT, "Delete the table.")[1][0]


def test_a_section_of_an_article_is_no_article_of_a_section() -> None:
    code = "# Code\n\n## Section 1 General\n\nArticle 1\n\nRoads are free.\n\n## Section 2 Tolls\n\n"
    code += "Article 3\n\nTolls are paid.\n"
    bylaws = "# Bylaws\n\n## Article I Members\n\nSection 1. Members pay.\n\nSection 2. Members vote.\n\n"
    bylaws += "## Article II Board\n\nSection 1. The board meets.\n\nSection 2. The board reports.\n"
    text, problems = carried(code, "Delete Section 2 of Article 3.")
    assert text == code and problems
    assert "Tolls are paid" not in carried(code, "Delete Article 3 of Section 2.")[0]
    assert "The board reports" not in carried(bylaws, "Delete Section 2 of Article II.")[0]


def test_a_heading_that_is_all_label_is_a_place() -> None:
    law = "# Ley\n\nArtículo 1. Objeto\n\nRegula el puerto.\n\nDisposición final única\n\nEntra en vigor en mayo.\n"
    text, problems = carried(law, 'Disposición final única\nSustituir "mayo" por "junio".')
    assert (text, problems) == (law.replace("mayo", "junio"), [])
    text, problems = carried(law, 'Disposición final única\nSustituir "puerto" por "lago".')
    assert text == law and problems


def test_an_abbreviation_names_what_the_word_names() -> None:
    source = "The Assembly,\n\nNoting the report,\n\nRecalling the vote,\n\n1. Decides to sail;\n\n2. Asks for nets.\n"
    for place in ("Preambular para. 2", "2nd preambular para.", "Second preambular paragraph", "PP2"):
        assert carried(source, f'{place}: replace "vote" by "count"') == (source.replace("vote", "count"), []), place
    for place in ("Operative para. 2", "2nd operative para.", "Operative clause 2", "OP 2"):
        assert carried(source, f'{place}: replace "nets" by "oars"') == (source.replace("nets", "oars"), []), place


def test_the_reason_says_what_stands_in_the_way() -> None:
    draft = "## Article 1\n\n1. Sail.\n\n2. Row.\n\n## Boats\n\n3. Rest.\n"
    left = {
        'New para between 2 and 3: "Swim."': "a heading stands between the two places; say on which side of it",
        'New para between para 1 and para 3: "Swim."': "the two places are not next to each other",
        'Article 1: the definition of "Boat" should end after "x".': "there is no article 1: the definition of “Boat”",
        'The Brum text\nPara 3: replace "Rest" by "Sleep"': (
            "it stands under “The Brum text”, which may name another text"
        ),
    }
    for said, why in left.items():
        text, problems = carried(draft, said)
        assert text == draft and any(why in problem for problem in problems), (said, problems)


def test_a_line_that_announces_the_position_of_the_sender_names_no_other_text() -> None:
    draft = "1. Sail.\n\n2. Rest.\n"
    assert carried(draft, 'Our position:\nPara 2: replace "Rest" by "Sleep"') == (draft.replace("Rest", "Sleep"), [])


def test_a_paragraph_that_is_counted_where_several_sections_count_their_own_is_not_said_to_be_missing() -> None:
    draft = "## I. Boats\n\n1. Sail.\n\n## II. Nets\n\n2. Rest.\n"
    for place in ("the first paragraph", "the last paragraph"):
        text, (problem,) = carried(draft, f"Delete {place}.")
        assert text == draft and f"it is not clear which is “{place}”" in problem
