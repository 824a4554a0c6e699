"""Slots: the passages that somebody would word differently, computed from everybody's edits."""
