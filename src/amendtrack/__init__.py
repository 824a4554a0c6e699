"""Who proposed what, what stands, what is contested."""
