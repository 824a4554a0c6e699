"""The one place where git is spoken: commits, a bare repository, and the lock around writing."""
