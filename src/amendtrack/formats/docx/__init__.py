"""Word files (Office Open XML): read into texts with their tracked changes, and written from texts.

The one door to lxml, which is in the extra ``docx`` and imported only when a Word file is met.
"""
