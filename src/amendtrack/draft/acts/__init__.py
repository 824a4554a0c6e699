"""Everything that can be recorded: functions from a snapshot and a request to an ``Act``; none of them writes.

To add an act: a function that returns an ``Act`` (or ``already(...)``), and a method of ``Draft`` that performs it.
"""
