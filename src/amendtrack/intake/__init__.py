"""Incoming submissions: bytes decoded as text, whose words they are, and what they ask for."""
