"""Papers for a meeting: a record's values as papers, and papers as Markdown, HTML and plain text.

A paper is a value (``paper.Paper``) without a format; what it says is composed in ``compilation``,
``lists``, ``register`` and ``acknowledgement``, and written by ``markdown``, ``html`` and ``plain``. ``pack`` puts
the papers for a meeting together and names their files.
"""
