"""Amendments stated in rows: tables, worksheets, and lines such as ``Original:`` and ``Proposed:``."""
