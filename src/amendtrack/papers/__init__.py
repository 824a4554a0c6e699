"""Papers for a meeting: a record's values as papers, and papers as Markdown, HTML and plain text.

A paper is a value (``paper.Paper``) without a format. ``compilation``, ``lists``, ``register`` and ``acknowledgement``
compose its contents; ``markdown``, ``html`` and ``plain`` write it. ``pack`` assembles the papers for a meeting and
names their files.
"""
