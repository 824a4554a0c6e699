"""Whether the record keeps its promises when calls fail, processes die and files are damaged."""
