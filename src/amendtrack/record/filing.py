"""Where in a record each thing is kept: the files and folders of the registers, by name."""

RULES, DELEGATIONS = "draft.json", "delegations.csv"
PROPOSALS, DECISIONS, ISSUES, POSITIONS, STATUSES = "proposals/", "decisions/", "issues/", "positions/", "statuses/"
ADOPTIONS, MEETINGS, CARRIED, VERSIONS = "adopted/", "meetings/", "carried/", "versions/"
HOLDINGS = "held/"
"""Beside the others: what is held back until a time."""
FOLDERS = (PROPOSALS, DECISIONS, ISSUES, POSITIONS, STATUSES, ADOPTIONS, MEETINGS, CARRIED, VERSIONS)

__all__ = [
    "ADOPTIONS",
    "CARRIED",
    "DECISIONS",
    "DELEGATIONS",
    "FOLDERS",
    "HOLDINGS",
    "ISSUES",
    "MEETINGS",
    "POSITIONS",
    "PROPOSALS",
    "RULES",
    "STATUSES",
    "VERSIONS",
]
