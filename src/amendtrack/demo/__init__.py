"""A whole negotiation for practice: three drafts, one of them in three languages, and what delegations sent.

The delegations are invented and represent nobody; the texts were written for this purpose. The examples and many
tests use the demo too.
"""

from amendtrack.demo.build import Built, build, built_in
from amendtrack.demo.script import DRAFTS, StoryDraft, StorySubmission, base_text, later, register_table, submissions

__all__ = [
    "DRAFTS",
    "Built",
    "StoryDraft",
    "StorySubmission",
    "base_text",
    "build",
    "built_in",
    "later",
    "register_table",
    "submissions",
]
