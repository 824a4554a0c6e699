"""Word files written: texts, redlines with tracked changes, compilations and papers."""
