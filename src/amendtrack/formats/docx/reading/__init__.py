"""A Word file read: its parts, its words with their tracked changes, and what a text cannot represent."""
