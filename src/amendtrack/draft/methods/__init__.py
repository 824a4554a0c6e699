"""The methods of a ``Draft``, by what they are about: each takes the draft and performs one act on it."""
