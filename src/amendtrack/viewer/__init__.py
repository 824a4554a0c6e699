"""The viewer: a draft read and settled on a terminal, in the room.

What a screen shows is computed from values: the text by place (``paragraphs``), everything known of one snapshot
(``sight``), where the reader is (``whereabouts``), and the lines of the screen (``page``). ``app`` shows them, and
``clerk`` is the one thread that touches the repository. Only ``app``, ``wall`` and what they show import textual.
"""
