"""What a draft's record holds, as values: registers, entries, decisions, fates; and how each is kept as a file."""
