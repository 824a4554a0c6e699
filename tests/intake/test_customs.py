# ruff: noqa: E501
"""Amendments as parliaments and unions write them: in French, Spanish, Chinese and the English of their gazettes.

Each message gives exactly what it says, or is left with its reason; a place that is not there is no other place.
"""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.intake.instructions.recognising import Holds, what_it_holds
from amendtrack.text.units import parse_text

FRENCH = """# Règlement du port

## Chapitre premier – Du port

Article premier

Le port est ouvert à tous. Il est gratuit. Il ferme à minuit.

Les bateaux y restent trois jours, sauf tempête.

Le maître du port tient un registre.

Article 2

Au sens du présent règlement, on entend par :

1° « quai » : tout ouvrage en pierre ;

2° « ponton » : tout ouvrage en bois ;

3° « bouée » : toute marque flottante.

Article 3

I. – Le bureau fixe les taxes.

II. – Il nomme le maître du port et ses adjoints.

III. – Il rend compte chaque année.

Article 4

1. Les taxes sont payées en mars.

2. Le bureau peut :

a) accorder un délai ;

b) réduire la taxe et les frais ;

c) annuler une amende.

3. Les frais sont fixés par décret.

Article 5

Toute fraude est punie d'une amende.

Article 6

Le règlement entre en vigueur le 1er mai.
"""

SPANISH = """# Reglamento del puerto

Artículo 1

1. El puerto está abierto a todos. Es gratuito. Cierra a medianoche.

2. La Oficina podrá:

a) conceder un plazo;

b) reducir la tasa y los gastos;

c) anular una multa.

3. Los gastos se fijan por decreto.

Artículo 2

Las barcas permanecen tres días, salvo tormenta.

Artículo 3

El capitán lleva un registro.

Artículo 4

El reglamento entra en vigor el 1 de mayo.
"""

ENGLISH = """# Harbour regulation

Article 1 Subject

1. The harbour is open to all. It is free. It closes at midnight.

2. The Bureau may:

(a) grant a delay;

(b) reduce the fee:

(i) for small boats;

(ii) for old boats; and

(iii) for schools;

(c) waive a fine.

3. The costs are set by decree.

They are published each year.

They are reviewed in May.

Article 2 Boats

1. Boats stay for three days.

2. The master keeps a record.

Article 3 Entry into force

This regulation enters into force on 1 May.
"""

CHINESE = """# 港口规则

1. 港口向所有人开放。港口免费。港口午夜关闭。

2. 船只停留三天，暴风雨除外。

3. 港务局可以：

(a) 准许延期；

(b) 减少费用。

4. 港务长保存记录和名册。
"""

BASES = {"fr": FRENCH, "es": SPANISH, "en": ENGLISH, "zh": CHINESE}
ASK = "left"


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


GIVEN: list[tuple[str, str, str]] = [
    # -- French: alinéas, counted
    ("fr", "À l'alinéa 2 de l'article premier, substituer aux mots : « trois jours » les mots : « cinq jours ».", "restent trois => restent cinq"),
    ("fr", "Article premier\n\nÀ l'alinéa 2, substituer aux mots : « trois jours » les mots : « cinq jours ».", "restent trois => restent cinq"),
    ("fr", "Au troisième alinéa de l'article premier, remplacer le mot : « registre » par les mots : « journal de bord ».", "un registre => un journal de bord"),
    ("fr", "À la première phrase du premier alinéa de l'article premier, après le mot : « ouvert », insérer les mots : « chaque jour ».", "est ouvert à => est ouvert chaque jour à"),
    ("fr", "À la deuxième phrase du premier alinéa de l'article 1er, substituer au mot : « gratuit » le mot : « payant ».", "est gratuit => est payant"),
    ("fr", "Supprimer l'alinéa 3 de l'article premier.", "Le maître du port tient un registre.¶ =>"),
    ("fr", "À l'article premier, supprimer les alinéas 2 et 3.", "Les bateaux y restent trois jours, sauf tempête.¶Le maître du port tient un registre.¶ =>"),
    ("fr", "Supprimer les alinéas 2 à 3 de l'article premier.", "Les bateaux y restent trois jours, sauf tempête.¶Le maître du port tient un registre.¶ =>"),
    ("fr", "L'alinéa 2 de l'article 1er est supprimé.", "Les bateaux y restent trois jours, sauf tempête.¶ =>"),
    ("fr", "À l'alinéa 2 de l'article 2, supprimer le mot : « ouvrage ».", ASK),
    ("fr", "Supprimer le deuxième alinéa de l'article 2.", ASK),
    ("fr", "Supprimer l'alinéa 7 de l'article premier.", ASK),
    ("fr", "À l'alinéa 4 de l'article 5, substituer au mot : « amende » le mot : « peine ».", ASK),
    ("fr", "À l'alinéa 3 de l'article 4, substituer au mot : « décret » le mot : « arrêté ».", "par décret => par arrêté"),
    # -- French: this article
    ("fr", "Article 5\n\nCompléter cet article par la phrase suivante : « Elle est publiée. »", "d'une amende. => d'une amende. Elle est publiée."),
    ("fr", "Article 5\n\nCompléter cet article par les mots : « et d'une saisie ».", "d'une amende. => d'une amende et d'une saisie."),
    ("fr", "Article premier, alinéa 3\n\nCompléter cet alinéa par la phrase suivante : « Il le signe. »", "registre. => registre. Il le signe."),
    ("fr", "Compléter l'alinéa 2 de l'article premier par la phrase suivante : « Ils y sont gardés. »", "tempête. => tempête. Ils y sont gardés."),
    ("fr", "Article 5\n\nSupprimer cet article.", "Article 5¶Toute fraude est punie d'une amende.¶ =>"),
    ("fr", "Article 4, paragraphe 3 : compléter ce paragraphe par les mots « et publiés ».", "par décret. => par décret et publiés."),
    ("fr", "Compléter l'article 4 par la phrase suivante : « Il est publié. »", ASK),
    # -- French: I, II, 1°, a)
    ("fr", "Au II de l'article 3, substituer aux mots : « ses adjoints » les mots : « son adjoint ».", "ses adjoints => son adjoint"),
    ("fr", "À l'article 3, II, après le mot « nomme », insérer le mot « seul ».", "nomme le => nomme seul le"),
    ("fr", "Article 3, III : remplacer « chaque année » par « chaque mois ».", "compte chaque année => compte chaque mois"),
    ("fr", "Le III de l'article 3 est supprimé.", "III. – Il rend compte chaque année.¶ =>"),
    ("fr", "Supprimer le II de l'article 3.", "II. – Il nomme le maître du port et ses adjoints.¶ =>"),
    ("fr", "Au 2° de l'article 2, substituer au mot : « bois » le mot : « fer ».", "en bois => en fer"),
    ("fr", "Au b) de l'article 4, remplacer « et » par « ou ».", "taxe et les => taxe ou les"),
    ("fr", "Au a) du 2 de l'article 4, remplacer « délai » par « répit ».", "un délai => un répit"),
    ("fr", "Au c) du paragraphe 2 de l'article 4, remplacer « amende » par « peine ».", "annuler une amende => annuler une peine"),
    ("fr", "Au V de l'article 3, supprimer le mot « nomme ».", ASK),
    ("fr", "Au 5° de l'article 2, substituer au mot : « bois » le mot : « fer ».", ASK),
    ("fr", "Au d) de l'article 4, remplacer « et » par « ou ».", ASK),
    # -- French: a whole article
    ("fr", "Rédiger ainsi l'article 5 : « Toute fraude est punie. »", "punie d'une amende. => punie."),
    ("fr", "L'article 5 est ainsi rédigé : « Toute fraude est punie de prison. »", "punie d'une amende => punie de prison"),
    ("fr", "Article 6\n\nRédiger ainsi cet article :\n\n« Le règlement entre en vigueur aussitôt. »", "vigueur le 1er mai => vigueur aussitôt"),
    ("fr", "Remplacer l'article 6 par le texte suivant : « Le règlement entre en vigueur en juin. »", "vigueur le 1er mai => vigueur en juin"),
    ("fr", "Rédiger ainsi l'alinéa 3 de l'article premier : « Le maître tient un journal. »", "Le maître du port tient un registre => Le maître tient un journal"),
    ("fr", "Rédiger ainsi l'article 4 : « Les taxes sont libres. »", ASK),
    ("fr", "Rédiger ainsi l'article premier :\n\n« Le port est privé.\n\nIl est cher. »", ASK),
    ("fr", "Rédiger ainsi l'article 9 : « Rien. »", ASK),
    # -- French: what is new
    ("fr", "Après l'article 5, insérer l'article suivant :\n\n« Article 5 bis\n\nLa fraude est signalée. »", "d'une amende. => d'une amende.¶Article 5 bis¶La fraude est signalée."),
    ("fr", "Ajouter à l'article 4 un paragraphe 4 libellé comme suit : « 4. Les frais sont publics. »", "par décret. => par décret.¶4. Les frais sont publics."),
    ("fr", "À l'article 4, ajouter un paragraphe 4 ainsi rédigé : « 4. Les frais sont publics. »", "par décret. => par décret.¶4. Les frais sont publics."),
    ("fr", "L'article 4 est complété par un paragraphe 4 ainsi rédigé : « 4. Les frais sont publics. »", "par décret. => par décret.¶4. Les frais sont publics."),
    ("fr", "Compléter l'article 4 par un paragraphe 4 ainsi rédigé : « 4. Les frais sont publics. »", "par décret. => par décret.¶4. Les frais sont publics."),
    ("fr", "Insérer à l'article 4 un paragraphe 3 bis ainsi libellé : « 3 bis. Les frais sont publics. »", "par décret. => par décret.¶3 bis. Les frais sont publics."),
    ("fr", "Après l'alinéa 3 de l'article premier, insérer l'alinéa suivant : « Il le signe. »", "un registre. => un registre.¶Il le signe."),
    ("fr", "Après l'alinéa 3 de l'article premier, insérer un alinéa ainsi rédigé :\n« Il le signe. »", "un registre. => un registre.¶Il le signe."),
    ("fr", "Compléter l'article premier par l'alinéa suivant : « Il le signe. »", "un registre. => un registre.¶Il le signe."),
    ("fr", "L'article premier est complété par un alinéa ainsi rédigé : « Il le signe. »", "un registre. => un registre.¶Il le signe."),
    ("fr", "Après l'article 8, insérer l'article suivant : « Article 8 bis\n\nRien. »", ASK),
    # -- French: titles and reasons of amendments
    ("fr", "Amendement n° 3 présenté par la Norvie\n\nARTICLE 5\n\nÀ l'article 5, substituer au mot : « amende » le mot : « peine ».\n\nEXPOSÉ SOMMAIRE\n\nLe mot « amende » est trop faible.", "d'une amende => d'une peine"),
    ("fr", "AMENDEMENT N° 7\n\nArticle 5\n\nSubstituer au mot : « amende » le mot : « peine ».\n\nExposé des motifs : amendement de précision.", "d'une amende => d'une peine"),
    ("fr", "Amendement n° 8\nArticle 6\nRemplacer « mai » par « juin ».\n\nAmendement n° 9\nArticle 5\nRemplacer « amende » par « peine ».", "1er mai => 1er juin && d'une amende => d'une peine"),
    ("fr", "I. – À l'article 5, substituer au mot : « amende » le mot : « peine ».\n\nII. – À l'article 6, substituer au mot : « mai » le mot : « juin ».", "d'une amende => d'une peine && 1er mai => 1er juin"),
    ("fr", "I. – À l'alinéa 2 de l'article premier, substituer au mot : « jours » le mot : « nuits ».\nII. – En conséquence, supprimer l'alinéa 3 du même article.", ASK),
    ("fr", "À l'article 5, substituer au mot : « amende » le mot : « peine ».\nEn conséquence, au c) du paragraphe 2 de l'article 4, procéder à la même substitution.", "d'une amende => d'une peine && une amende. => une peine."),
    ("fr", "À l'article 5, substituer au mot : « amende » le mot : « peine ».\n\nEn conséquence, procéder à la même substitution au c) du paragraphe 2 de l'article 4.", "d'une amende => d'une peine && une amende. => une peine."),
    ("fr", "En conséquence, à l'article 6, procéder à la même substitution.", ASK),
    ("fr", "À l'article 5, substituer au mot : « amende » le mot : « peine ».\nEn conséquence, procéder à la même substitution dans l'article 6.", ASK),
    ("fr", "Modifier l'article 5 comme suit : remplacer « amende » par « peine ».", "d'une amende => d'une peine"),
    ("fr", "L'article 5 est ainsi modifié : le mot « amende » est remplacé par le mot « peine ».", "d'une amende => d'une peine"),
    # -- Spanish: apartado, letra, inciso
    ("es", "Artículo 1, apartado 2, letra b): se suprime \"y los gastos\".", "tasa y los gastos => tasa"),
    ("es", "Se propone suprimir el apartado 3 del artículo 1.", "3. Los gastos se fijan por decreto.¶ =>"),
    ("es", "En el apartado 3 del artículo 1, donde dice \"decreto\" debe decir \"orden\".", "por decreto => por orden"),
    ("es", "En la letra a) del apartado 2 del artículo 1, sustitúyase \"plazo\" por \"aplazamiento\".", "un plazo => un aplazamiento"),
    ("es", "Artículo 1, inciso c): reemplázase la expresión \"multa\" por \"sanción\".", "una multa => una sanción"),
    ("es", "En el artículo 1, numeral 2, literal b), reemplácese \"tasa\" por \"tarifa\".", "la tasa => la tarifa"),
    ("es", "El apartado 3 del artículo 1 queda redactado como sigue: \"3. Los gastos son libres.\"", "Los gastos se fijan por decreto => Los gastos son libres"),
    ("es", "El punto 3 del artículo 1 quedará redactado así: \"3. Los gastos son libres.\"", "Los gastos se fijan por decreto => Los gastos son libres"),
    ("es", "Suprímase el apartado 7 del artículo 1.", ASK),
    ("es", "Suprímase el apartado 3.", "3. Los gastos se fijan por decreto.¶ =>"),
    ("es", "Suprímase el apartado 4.", ASK),
    ("es", "En la letra f) del apartado 2 del artículo 1, suprímase \"multa\".", ASK),
    # -- Spanish: a whole article
    ("es", "El artículo 3 queda redactado como sigue: \"El capitán lleva un diario.\"", "un registro => un diario"),
    ("es", "Sustitúyase el artículo 3 por el siguiente: \"El capitán lleva un diario.\"", "un registro => un diario"),
    ("es", "Reemplázase el artículo 4 por el siguiente: \"El reglamento entra en vigor hoy.\"", "vigor el 1 de mayo => vigor hoy"),
    ("es", "El artículo 4 quedará redactado de la siguiente manera: \"El reglamento entra en vigor hoy.\"", "vigor el 1 de mayo => vigor hoy"),
    ("es", "Modifícase el artículo 4, el que quedará redactado de la siguiente forma: \"El reglamento entra en vigor hoy.\"", "vigor el 1 de mayo => vigor hoy"),
    ("es", "El artículo 1 queda redactado como sigue: \"El puerto está cerrado.\"", ASK),
    # -- Spanish: in the sense of
    ("es", "Se propone modificar el artículo 2 en el sentido de sustituir \"tres días\" por \"cinco días\".", "tres días => cinco días"),
    ("es", "Modificar el artículo 2 como sigue: sustituir \"tres días\" por \"cinco días\".", "tres días => cinco días"),
    ("es", "Se modifica el artículo 2 en el siguiente sentido: sustitúyase \"tres\" por \"cinco\".", "tres días => cinco días"),
    ("es", "Modifícase el artículo 3 de la siguiente manera: reemplázase \"registro\" por \"diario\".", "un registro => un diario"),
    ("es", "Modificar el artículo 3 en el sentido de añadir \"y un mapa\" después de \"registro\".", "un registro. => un registro y un mapa."),
    # -- Spanish: subjunctive, and who proposes
    ("es", "Norvia propone que se suprima la palabra \"anular\" del artículo 1, párrafo 2 c).", "anular una multa => una multa"),
    ("es", "Norvia propone que se elimine la expresión \", salvo tormenta\" del artículo 2.", "tres días, salvo tormenta => tres días"),
    ("es", "Norvia solicita que se sustituya \"tres\" por \"cinco\" en el artículo 2.", "tres días => cinco días"),
    ("es", "Pedimos que se agregue \"y un mapa\" después de \"registro\" en el artículo 3.", "un registro. => un registro y un mapa."),
    ("es", "Sugerimos que el artículo 3 quede redactado como sigue: \"El capitán lleva un diario.\"", "un registro => un diario"),
    ("es", "Se sugiere que se elimine el párrafo 3 del artículo 1.", "3. Los gastos se fijan por decreto.¶ =>"),
    # -- Spanish: errata
    ("es", "Fe de erratas. En el artículo 2, dice \"tres días\"; debe decir \"cinco días\".", "tres días => cinco días"),
    ("es", "En el artículo 2, donde dice: \"tres días\", debe decir: \"cinco días\".", "tres días => cinco días"),
    ("es", "Artículo 2\nDonde dice: \"tres días\"\nDebe decir: \"cinco días\"", "tres días => cinco días"),
    ("es", "Artículo 2\nDice: \"tres días\"\nDebe decir: \"cinco días\"", "tres días => cinco días"),
    ("es", "Corrección de errores. En el artículo 3, donde dice «registro»; debe decir «diario».", "un registro => un diario"),
    ("es", "En el artículo 3, dice \"libro\"; debe decir \"diario\".", ASK),
    # -- Spanish: 1.3
    ("es", "Artículo 1.3: sustitúyase \"decreto\" por \"orden\".", "por decreto => por orden"),
    ("es", "En el artículo 1.2, letra a), sustitúyase \"plazo\" por \"aplazamiento\".", "un plazo => un aplazamiento"),
    ("es", "En el art. 1.2 b), suprímase \"y los gastos\".", "tasa y los gastos => tasa"),
    ("es", "Suprímase el artículo 1.3.", "3. Los gastos se fijan por decreto.¶ =>"),
    ("es", "Artículo 1.7: suprímase \"decreto\".", ASK),
    ("es", "Artículo 3.1: sustitúyase \"decreto\" por \"orden\".", ASK),
    # -- Spanish: titles of amendments
    ("es", "ENMIENDA NÚM. 4\nDe modificación\nAl artículo 4\n\nSe propone la siguiente redacción: \"El reglamento entra en vigor hoy.\"\n\nJustificación: es más simple.", "vigor el 1 de mayo => vigor hoy"),
    ("es", "De supresión. Se propone suprimir el apartado 3 del artículo 1.", "3. Los gastos se fijan por decreto.¶ =>"),
    ("es", "ENMIENDA NÚM. 5\nDe adición\n\nEn el artículo 3, añádase \"y un mapa\" después de \"registro\".\n\nJUSTIFICACIÓN\n\nMejora técnica.", "un registro. => un registro y un mapa."),
    ("es", "Enmienda nº 6\nDe sustitución\nArtículo 2\nSustituir \"tres\" por \"cinco\".", "tres días => cinco días"),
    ("es", "Al artículo 3\nDe supresión", ASK),
    # -- Spanish: insertion
    ("es", "Intercálase en el artículo 3, entre \"lleva\" y \"un registro\", la palabra \"siempre\".", "lleva un => lleva siempre un"),
    ("es", "Agrégase al final del artículo 3 la siguiente oración: \"Lo firma.\"", "un registro. => un registro. Lo firma."),
    ("es", "Añádase al artículo 1 un apartado 4 del siguiente tenor: \"4. Los gastos son públicos.\"", "por decreto. => por decreto.¶4. Los gastos son públicos."),
    ("es", "Agrégase, en el artículo 1, el siguiente párrafo 4: \"4. Los gastos son públicos.\"", "por decreto. => por decreto.¶4. Los gastos son públicos."),
    ("es", "Artículo 2, in fine: \"tormenta\" → \"temporal\".", "salvo tormenta => salvo temporal"),
    # -- English of gazettes: dashes
    ("en", "Article 1 – paragraph 2 – point (b) – point (iii): deleted", "(iii) for schools;¶ =>"),
    ("en", "Article 1 – paragraph 2 – point (c): replace \"fine\" by \"penalty\"", "a fine => a penalty"),
    ("en", "Article 1 – paragraph 3: replace \"decree\" by \"order\"", "by decree => by order"),
    ("en", "Article 1 – paragraph 2 – point b – point ii: replace \"old\" by \"new\"", "for old => for new"),
    ("en", "Article 1 – paragraph 2 – introductory part: replace \"may\" by \"shall\"", "Bureau may => Bureau shall"),
    ("en", "Article 2 – title: replace \"Boats\" by \"Vessels\"", "Article 2 Boats => Article 2 Vessels"),
    ("en", "Article 2 – title: replace \"harbour\" by \"port\"", ASK),
    ("en", "Article 2 – paragraph 2\nDelete.", "2. The master keeps a record.¶ =>"),
    ("en", "Article 2 – paragraph 7: replace \"record\" by \"log\"", ASK),
    ("en", "Article 1 – paragraph 2 – point (c) – point (iii): deleted", ASK),
    ("en", "Amendment 4\n\nArticle 2 – paragraph 1\n\nReplace \"three\" by \"five\".", "three days => five days"),
    # -- English of gazettes: sentences
    ("en", "In Article 2, paragraph 2 is replaced by the following: ‘2. The master keeps a log.’", "a record => a log"),
    ("en", "in Article 2, paragraph 2 is replaced by the following:\n\n‘2. The master keeps a log.’", "a record => a log"),
    ("en", "In Article 1(3), the second subparagraph is replaced by the following: ‘They are published each month.’", "published each year => published each month"),
    ("en", "In Article 1(3), first subparagraph, the word ‘decree’ is replaced by ‘order’.", "by decree => by order"),
    ("en", "In the third subparagraph of Article 1(3), ‘May’ is replaced by ‘June’.", "in May => in June"),
    ("en", "In Article 1, paragraph 3, the second subparagraph is deleted.", "They are published each year.¶ =>"),
    ("en", "In Article 1(3), the fifth subparagraph is deleted.", ASK),
    ("en", "In Article 2(1), the second subparagraph is deleted.", ASK),
    ("en", "In Article 1(2), point (c) is deleted.", "(c) waive a fine.¶ =>"),
    ("en", "in Article 1(2), in point (b), point (ii) is replaced by the following: ‘(ii) for new boats; and’", "for old => for new"),
    ("en", "In Article 1(2), point (b), point (iv) is deleted.", ASK),
    ("en", "In Article 1(2), in point (c), point (iii) is deleted.", ASK),
    ("en", "In Article 2, the following paragraph 3 is added: ‘3. The master signs it.’", "keeps a record. => keeps a record.¶3. The master signs it."),
    ("en", "In Article 2, the following paragraph is added:\n‘3. The master signs it.’", "keeps a record. => keeps a record.¶3. The master signs it."),
    ("en", "In Article 2, the following paragraph 1a is inserted: ‘1a. Ships stay for one day.’", "three days. => three days.¶1a. Ships stay for one day."),
    ("en", "In Article 1(2), the following point is added: ‘(d) close the harbour.’", "waive a fine. => waive a fine.¶(d) close the harbour."),
    ("en", "In Article 2, the words ‘three days’ are replaced by the words ‘five days’.", "three days => five days"),
    ("en", "Article 2 is amended as follows:\n\n(a) in paragraph 1, the word ‘three’ is replaced by ‘five’;\n\n(b) paragraph 2 is deleted.", "three days => five days && 2. The master keeps a record.¶ =>"),
    ("en", "(1) in Article 2(1), ‘three’ is replaced by ‘five’;\n(2) Article 3 is replaced by the following: ‘This regulation enters into force today.’", "three days => five days && force on 1 May => force today"),
    ("en", "In Article 2, paragraphs 1 and 2 are replaced by the following: ‘1. Boats stay. 2. Ships go.’", "Boats stay for three days. => Boats stay. && The master keeps a record. => Ships go."),
    ("en", "Article 2 – title: deleted", ASK),
    ("en", "In Article 1(2), points (a) and (c) are deleted.", "(a) grant a delay;¶ => && (c) waive a fine.¶ =>"),
    ("es", "Suprímanse los apartados 1 y 3 del artículo 1.", "1. El puerto está abierto a todos. Es gratuito. Cierra a medianoche.¶ => && 3. Los gastos se fijan por decreto.¶ =>"),
    ("es", "En el artículo 1, apartado 2, suprímase el inciso b).", "b) reducir la tasa y los gastos;¶ =>"),
    ("es", "En el segundo párrafo del artículo 2, suprímase \"tres\".", ASK),
    ("fr", "Au I de l'article 4, supprimer « en mars ».", ASK),
    ("fr", "Supprimer l'alinéa 2 de l'article 4.", ASK),
    ("fr", "Après le II de l'article 3, insérer un II bis ainsi rédigé : « II bis. – Il publie les comptes. »", "ses adjoints. => ses adjoints.¶II bis. – Il publie les comptes."),
    ("fr", "Supprimer les paragraphes 1 et 3 de l'article 4.", "1. Les taxes sont payées en mars.¶ => && 3. Les frais sont fixés par décret.¶ =>"),
    ("fr", "Aux articles 5 et 6, supprimer « amende ».", ASK),
    # -- Chinese
    ("zh", "第2段全文替换为：“船只停留五天。”", "船只停留三天，暴风雨除外。 => 船只停留五天。"),
    ("zh", "第4段整段改为：“港务长保存日志。”", "港务长保存记录和名册。 => 港务长保存日志。"),
    ("zh", "将第4段全文改为：“港务长保存日志。”", "港务长保存记录和名册。 => 港务长保存日志。"),
    ("zh", "将第2段替换为以下案文：“船只停留五天。”", "船只停留三天，暴风雨除外。 => 船只停留五天。"),
    ("zh", "第4段全部案文修改如下：“港务长保存日志。”", "港务长保存记录和名册。 => 港务长保存日志。"),
    ("zh", "第1段第二句末尾的“免费”改为“收费”。", "港口免费 => 港口收费"),
    ("zh", "将第4段末尾的“名册”改为“地图”。", "和名册 => 和地图"),
    ("zh", "第4段句末的“和名册”删除。", "记录和名册 => 记录"),
    ("zh", "第3段起首部分：将“可以”改为“应当”。", "港务局可以 => 港务局应当"),
    ("zh", "在第3段起首部分，“可以”改为“应当”。", "港务局可以 => 港务局应当"),
    ("zh", "第3段的起首部分中，将“可以”改为“应当”。", "港务局可以 => 港务局应当"),
    ("zh", "第3段前导句：删除“可以”。", "港务局可以 => 港务局"),
    ("zh", "第4段，“和名册”三个字删除。", "记录和名册 => 记录"),
    ("zh", "删除第4段“和名册”三字。", "记录和名册 => 记录"),
    ("zh", "将第2段“三天”两个字改为“五天”。", "停留三天 => 停留五天"),
    ("zh", "第2段“三天”二字改为“五天”二字。", "停留三天 => 停留五天"),
    ("zh", "第9段，“和名册”三个字删除。", ASK),
]  # fmt: skip


@pytest.mark.parametrize(("language", "message", "gives"), GIVEN, ids=[row[1] for row in GIVEN])
def test_an_amendment_gives_what_it_says_or_is_left(language: str, message: str, gives: str) -> None:
    text = BASES[language]
    base = parse_text(text)
    carried = carry_out(read_message(message, base), base, {})
    if gives == ASK:
        assert carried.problems
        return
    for edit in gives.split(" && "):
        old, _, new = (part.strip().replace("¶", "\n\n") for part in edit.partition("=>"))
        assert text.count(old) == 1, f"{old!r} does not stand once in the draft"
        text = text.replace(old, new)
    assert (lines(carried.text), carried.problems) == (lines(text), ())


def test_reasons_under_a_heading_are_comments_and_ask_for_nothing() -> None:
    base = parse_text(FRENCH)
    asked = "À l'article 5, substituer au mot : « amende » le mot : « peine ».\n\nEXPOSÉ SOMMAIRE\n\n"
    said = carry_out(read_message(asked + "Le mot « amende » est ancien.\n\nIl y a mieux.", base), base, {})
    assert [remark.words for remark in said.remarks] == ["Le mot « amende » est ancien.", "Il y a mieux."]
    left = carry_out(read_message(asked + "Supprimer l'article 6.", base), base, {})
    assert "reasons" in left.problems[0].why and "Article 6" in left.text


def test_a_heading_of_the_draft_above_an_instruction_is_no_text_of_the_draft() -> None:
    asked = "Article 5\n\nCompléter cet article par la phrase suivante : « Elle est publiée. »\n"
    assert what_it_holds(asked, parse_text(FRENCH)) is Holds.INSTRUCTIONS
