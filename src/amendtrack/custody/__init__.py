"""Who may write what, and whether what is there was written by whom it says: rules, and a check of a whole draft."""
