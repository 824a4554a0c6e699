"""Which unit of one text is which unit of another."""
