"""The words of instructions in English, French and Spanish, as data: each class of words has a letter.

A clause is read as a string of such letters (``readable``), so that the order of its parts is judged in one
grammar for all three languages. Words are written here without accents and in lower case, as they are
compared; a longer phrase goes before a shorter one. What is not here reads as ``x`` and is never skipped.
"""

from __future__ import annotations

LANGUAGES = ("en", "fr", "es")

WORDS: dict[str, dict[str, str]] = {
    "R": {  # replace
        "en": "replace replaced replacing",
        "fr": "remplacer remplacez remplace remplacee remplaces remplacees remplacons",
        "es": "reemplazar reemplace reemplazarse reemplacese reemplazado reemplazada reemplaza sustituir sustituya"
        " sustituyase sustituirse sustituido sustituida sustituye sustitúyanse reemplacen",
    },
    "U": {"en": "substitute substituting", "fr": "substituer substituez", "es": ""},  # the new words come first
    "C": {
        "en": "change changed changing amend amended amending revise revised modify modified alter rephrase reword",
        "fr": "changer changez modifier modifiez modifie modifiee amender amendez reformuler",
        "es": "cambiar cambie cambiese modificar modifique modifiquese enmendar enmiende",
    },
    "D": {
        "en": "delete deleted deleting deletion|of strike struck|out strike|out striking remove removed removing omit"
        " omitted take|out drop suppress",
        "fr": "supprimer supprimez supprime supprimee supprimes supprimees supprimons suppression|de suppression|du"
        " biffer effacer eliminer retirer retirez",
        "es": "suprimir suprima suprimase suprimanse suprimirse suprimido suprimida eliminar elimine eliminese"
        " eliminarse eliminado eliminada borrar quitar tachar",
    },
    "I": {
        "en": "insert inserted inserting add added adding include included including",
        "fr": "inserer inserez insere inseree ajouter ajoutez ajoute ajoutee ajoutons inclure incluez",
        "es": "insertar inserte insertese insertarse insertado anadir anada anadase anadirse anadido agregar agregue"
        " agreguese agregado incluir incluya incluyase",
    },
    "M": {
        "en": "move moved moving transfer relocate place placed put",
        "fr": "deplacer deplacez deplace transferer placer placez mettre",
        "es": "mover mueva muevase trasladar traslade trasladese desplazar colocar poner",
    },
    "J": {
        "en": "merge merged merging combine combined join joined",
        "fr": "fusionner fusionnez fusionnes regrouper reunir joindre combiner",
        "es": "fusionar fusione fusionense fusionados combinar unir una refundir",
    },
    "X": {
        "en": "split divide divided",
        "fr": "scinder scindez diviser divisez couper separer",
        "es": "dividir divida dividase separar escindir",
    },
    "L": {"en": "lift lifted lifting", "fr": "lever levez enlever enlevez", "es": "levantar levante retirar retire"},
    "B": {"en": "bracket", "fr": "", "es": ""},
    "K": {
        "en": "square|brackets brackets bracket|pair",
        "fr": "crochets",
        "es": "corchetes",
    },
    "T": {
        "en": "retain retained retaining keep kept maintain maintained",
        "fr": "maintenir maintenez maintenu conserver conservez conserve garder gardez",
        "es": "mantener mantenga mantengase conservar conserve conservese retener",
    },
    "O": {
        "en": "original|text original|wording original|language original existing|text existing|wording current|text"
        " current|wording as|is as|it|is as|drafted unchanged as|it|stands in|its|current|form in|its|original|form",
        "fr": "texte|original libelle|original texte|initial texte|actuel tel|quel telle|quelle en|l'etat inchange"
        " sans|changement libelle|actuel redaction|actuelle",
        "es": "texto|original redaccion|original texto|actual redaccion|actual tal|como|esta tal|cual sin|cambios"
        " sin|modificaciones original",
    },
    "W": {
        "en": "should|read shall|read would|read to|read should|now|read will|read should|be|amended|to|read"
        " should|be|revised|to|read to|read|as|follows read reading reading|as|follows",
        "fr": "se|lirait se|lira doit|se|lire devrait|se|lire devrait|etre|libelle doit|etre|libelle serait|libelle"
        " lire a|lire se|lirait|desormais pour|se|lire",
        "es": "deberia|decir debe|decir dira diria que|diga para|que|diga deberia|leerse debe|leerse lease leer"
        " quedaria|redactado quedara|redactado debera|decir",
    },
    "n": {
        "en": "new a|new another an|additional additional one|new",
        "fr": "nouveau nouvel nouvelle un|nouveau un|nouvel une|nouvelle",
        "es": "nuevo nueva un|nuevo una|nueva",
    },
    "p": {
        "en": "paragraph para the|whole|paragraph entire|paragraph whole|paragraph this|paragraph a|paragraph"
        " subparagraph sub-paragraph a|subparagraph a|sub-paragraph action article item",
        "fr": "paragraphe un|paragraphe ce|paragraphe tout|le|paragraphe alinea un|alinea",
        "es": "parrafo un|parrafo este|parrafo todo|el|parrafo apartado un|apartado inciso",
    },
    "a": {
        "en": "after following|after immediately|after",
        "fr": "apres a|la|suite|de a|la|suite|du",
        "es": "despues|de despues|del tras a|continuacion|de a|continuacion|del",
    },
    "f": {"en": "before ahead|of immediately|before", "fr": "avant", "es": "antes|de antes|del"},
    "e": {
        "en": "at|the|end at|end to|the|end at|the|very|end in|the|end",
        "fr": "a|la|fin en|fin in|fine",
        "es": "al|final",
    },
    "s": {
        "en": "at|the|beginning at|the|start at|the|outset",
        "fr": "au|debut en|tete",
        "es": "al|principio al|comienzo al|inicio",
    },
    "b": {"en": "by with", "fr": "par avec", "es": "por con"},
    "t": {"en": "to through until into", "fr": "jusqu'a jusqu'au", "es": "hasta"},
    "v": {"en": "", "fr": "a au aux", "es": "a al"},
    "i": {"en": "in within under on", "fr": "dans en sous", "es": "en"},
    "o": {"en": "of from", "fr": "de du des d'", "es": "de del"},
    "&": {"en": "and", "fr": "et ainsi|que", "es": "y e"},
    "z": {"en": "for", "fr": "pour", "es": ""},
    "h": {
        "en": "instead|of in|place|of",
        "fr": "au|lieu|de au|lieu|du a|la|place|de",
        "es": "en|lugar|de en|vez|de donde|dice",
    },
    "m": {
        "en": "around surrounding round enclosing",
        "fr": "autour|de autour|du entourant qui|entourent encadrant",
        "es": "alrededor|de alrededor|del que|rodean que|encierran",
    },
    "u": {
        "en": "throughout throughout|the|text throughout|the|draft throughout|the|document everywhere in|the|whole|text"
        " wherever|it|appears wherever|they|appear wherever|it|occurs",
        "fr": "dans|tout|le|texte dans|l'ensemble|du|texte partout dans|tout|le|document dans|tout|le|projet",
        "es": "en|todo|el|texto en|todo|el|documento en|todo|el|proyecto a|lo|largo|del|texto",
    },
    "A": {
        "en": "all all|occurrences|of every|occurrence|of each|occurrence|of all|instances|of every|instance|of",
        "fr": "tous toutes toutes|les|occurrences|de chaque|occurrence|de toutes|les toutes|les|occurrences|du"
        " tous|les",
        "es": "todos todas todas|las|apariciones|de todos|los todas|las cada|aparicion|de",
    },
    "w": {  # a part of a text: counts only right before a quotation, or as what is put in
        "en": "word words phrase phrases term terms expression text passage sentence a|sentence new|sentence"
        " a|new|sentence wording sentences reference|to the|reference|to",
        "fr": "mot mots terme termes expression texte passage phrase une|phrase nouvelle|phrase une|nouvelle|phrase"
        " formule membre|de|phrase",
        "es": "palabra palabras termino terminos expresion texto frase oracion una|frase una|oracion nueva|frase"
        " nueva|oracion una|nueva|frase una|nueva|oracion pasaje",
    },
    "": {  # courtesy and grammar
        "en": "the please kindly following also then be to|be should|be shall|be must|be is|to|be are|to|be is are"
        " would|be as|follows in|order|to into|two into|two|paragraphs in|two|paragraphs in|two two|paragraphs",
        "fr": "le la les l' veuillez merci|de s'il|vous|plait svp suivant suivante suivants suivantes egalement puis"
        " etre est sont doit|etre devrait|etre serait comme|suit en|deux en|deux|paragraphes deux|paragraphes",
        "es": "el la los las por|favor sirvase siguiente siguientes tambien luego ser es debe|ser deberia|ser sera"
        " se como|sigue lo|siguiente en|dos en|dos|parrafos dos|parrafos",
    },
    "!": {  # what turns the sense round, or puts it under a condition
        "en": "not no never don't doesn't cannot if unless provided without against oppose opposes neither nor except"
        " rather perhaps maybe possibly might could or either",
        "fr": "ne n' pas jamais si sauf sans contre ni peut-etre plutot ou soit",
        "es": "no nunca jamas si salvo sin contra ni quizas tal|vez o",
    },
}
"""Letter of a class, its words by language; ``|`` stands for the space inside a phrase."""

ORDINALS: dict[str, tuple[str, ...]] = {
    "en": (
        "first|1st|opening",
        "second|2nd",
        "third|3rd",
        "fourth|4th",
        "fifth|5th",
        "sixth|6th",
        "seventh|7th",
        "eighth|8th",
    ),
    "fr": (
        "premiere|1ere|1re",
        "deuxieme|seconde|2e|2eme",
        "troisieme|3e|3eme",
        "quatrieme|4e|4eme",
        "cinquieme|5e|5eme",
        "sixieme",
        "septieme",
        "huitieme",
    ),
    "es": ("primera|1.a|1a", "segunda|2.a|2a", "tercera|3.a|3a", "cuarta", "quinta", "sexta", "septima", "octava"),
}
LAST = {"en": "last|final", "fr": "derniere", "es": "ultima"}
SENTENCE = {"en": "sentence", "fr": "phrase", "es": "oracion|frase"}

PLACE_WORDS: dict[str, str] = {
    "para": r"paragraphs?|paras?\.?|pars?\.?|§{1,2}|paragraphes?|parrafos?|parr\.",
    "item": r"sub-?paragraphs?|subparas?|items?|points?|alineas?|incisos?|apartados?|puntos?|bullets?|lett(?:er|re)s?",
    "article": r"articles?|arts?\.?|articulos?",
    "action": r"actions?|accion(?:es)?",
    "section": r"sections?|sect?\.|seccion(?:es)?",
    "chapter": r"chapters?|chapitres?|capitulos?",
    "part": r"parts?|parties?|partes?",
    "annex": r"annex(?:es)?|annexes?|anexos?",
    "appendix": r"appendix|appendices?|apendices?",
    "rule": r"rules?|regles?|reglas?",
    "principle": r"principles?|principes?|principios?",
    "recommendation": r"recommendations?|recommandations?|recomendacion(?:es)?",
    "decision": r"decisions?|decision(?:es)?",
    "objective": r"objectives?|objectifs?|objetivos?",
    "goal": r"goals?",
    "target": r"targets?|metas?",
    "measure": r"measures?|mesures?|medidas?",
    "commitment": r"commitments?|engagements?|compromisos?",
    "option": r"options?|opcion(?:es)?|alternatives?|variantes?",
    "op": r"ops?|operative paragraphs?",
    "pp": r"pps?|preambular paragraphs?",
    "note": r"foot-?notes?|notes? de bas de page|notas? (?:al|de) pie(?: de pagina)?|notes?|notas?",
}
"""What a unit may be called before its number; the key is the class that labels are compared by."""

TITLE = (
    r"(?:the )?(?:document )?title(?: of (?:the )?(?:draft|document|text))?"
    r"|(?:le )?titre(?: du (?:projet|document|texte))?|(?:el )?titulo(?: del (?:proyecto|documento|texto))?"
)
HEADING = (
    r"(?:the )?(?:heading|section heading|title|section)|(?:le )?(?:intertitre|titre)|(?:la )?(?:section|rubrique)"
    r"|(?:el )?(?:encabezado|titulo)|(?:la )?seccion"
)
CHAPEAU = r"(?:the )?chapeau(?: of| to| du| de| del)?(?: the| la| l')?"

PROPOSES = (
    r"propos(?:es?|ons|ent)(?: to| that| de| d'| que)?|proponemos(?: que)?|propone(?: que)?|suggests?(?: to| that)?"
    r"|suger(?:imos|e)|sugiere(?: que)?|suggerons(?: de| d')?|suggere(?: de| d')?|requests?(?: to| that)?"
    r"|demand(?:e|ons)(?: de| d'| que)?|solicita(?:mos)?(?: que)?|pide(?: que)?|(?:would like|wish(?:es)?|wants?) to"
    r"|asks? (?:to|that)|souhait(?:e|ons|erait|erions)|desea(?:mos)?|pedimos(?: que)?"
)
WE = (
    r"we|i|my delegation|our delegation|nous|notre delegation|ma delegation|nuestra delegacion|mi delegacion"
    r"|it is proposed(?: to| that)?|il est propose(?: de| d')?|se propone(?: que)?"
)

REMARK_WORDS = (
    r"streamlin\w*|simplif\w*|shorten\w*|clarif\w*|stronger|strengthen\w*|weaken\w*|align\w*|consisten\w*|reserv\w*"
    r"|support\w*|welcom\w*|agree\w*|concern\w*|redundan\w*|duplicat\w*|repetit\w*|unclear|question\w*|consider\w*"
    r"|prefer\w*|comment\w*|flexib\w*|languag\w*|too long|too weak|too strong|to be discussed|check|see"
    r"|alleger|renforc\w*|preciser|clarte|soutien\w*|appu\w*|reserve\w*|langage|trop long|aligner|harmonis\w*"
    r"|racionaliz\w*|simplific\w*|acortar|reforz\w*|aclar\w*|apoy\w*|lenguaje|demasiado|armoniz\w*|alinear"
)

GREETING = (
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening|day)|greetings|excellenc(?:y|ies)|to whom it may concern"
    r"|mr\.?|ms\.?|madam|sir"
    r"|cher|chere|chers|cheres|madame|monsieur|mesdames|messieurs|bonjour|bonsoir"
    r"|estimad[oa]s?|senor(?:a|es)?|buen(?:os|as) (?:dias|tardes|noches)|excelencia|hola|a quien corresponda)\b"
)
CLOSING = (
    r"(?:(?:with )?(?:best|kind|warm|kindest|warmest) regards|regards|best wishes|sincerely"
    r"|yours (?:sincerely|faithfully|truly)"
    r"|respectfully|with appreciation|best|many thanks|thank you|thanks"
    r"|cordialement|bien cordialement|bien a vous|salutations(?: distinguees)?|meilleures salutations|veuillez agreer"
    r"|avec (?:nos|mes) (?:remerciements|salutations)|merci"
    r"|atentamente|saludos(?: cordiales)?|cordialmente|un (?:cordial )?saludo|muy atentamente|gracias|reciba)\b"
)
MAIL_HEADER = (
    r"(?:from|to|cc|bcc|date|sent|subject|reply-to|de|a|objet|envoye|date d'envoi|para|asunto|enviado|fecha) ?: ?\S.*"
)
GENERAL = (
    r"(?:general (?:comments?|remarks?|observations?)|comments?|remarks?|observations?(?: generales?)?"
    r"|commentaires?(?: generaux)?"
    r"|remarques?(?: generales?)?|comentarios?(?: generales)?|observaciones(?: generales)?) ?[:.]?"
)
LEAD_IN = (
    r".*\b(?:amendments?|proposals?|changes|comments|following|suggestions?|amendements?|propositions?|modifications?|suivant\w*"
    r"|observations?|enmiendas?|propuestas?|cambios|siguientes?)\b.*:"
)
