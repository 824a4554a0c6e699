"""The only place that uses git: commits, a bare repository, and the lock around writing."""
