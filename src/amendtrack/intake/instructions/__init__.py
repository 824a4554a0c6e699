"""Messages that say in words what shall be changed: read, and carried out where they are clear.

How this works:

1. A message becomes a ``sheet`` of lines and quotations. ``message_reader`` goes through it from top to bottom; what it
finds are ``message_parts``: instructions, comments, words that were not understood, and what is only mail.
2. A sentence becomes ``rows``, one for each language that it may be in. Where a row matches one form of that language
exactly, ``clauses`` makes an ``instruction`` of it; ``chains`` joins several. The words and forms of each language are
in ``forms``; the places that it names are read by ``citations``.
3. An instruction is applied to a draft by ``aims``: ``seeking`` finds the one place of its words, and ``guide`` the
units that a place names in the ``outline`` of the draft. What it changes there is made in the file for that kind of
change: ``word_changes``, ``word_insertions``, ``bracketed_words``, ``deleted_units``, ``rewritten_units``,
``new_units``, ``moved_units``. What is not clear becomes a problem with its reason; nothing is guessed.
4. ``carrying`` collects the changes of all instructions, and ``laying`` makes them in the draft at once and checks that
the result is the draft with exactly these changes.
"""

from __future__ import annotations

from amendtrack.intake.instructions.carrying import Carried, carry_out
from amendtrack.intake.instructions.message import Message, read_message

__all__ = ["Carried", "Message", "carry_out", "read_message"]
