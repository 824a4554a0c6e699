"""Everything that can be recorded: functions from a snapshot, and what is wanted, to an ``Act``; none writes.

To add an act: a function that returns an ``Act`` (or ``already(...)``), and a method of ``Draft`` that performs it.
"""
