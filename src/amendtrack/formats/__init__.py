"""The files that delegations and secretariats work in, read as values and written from values.

Pure: bytes in, values out, and back. A folder for each format; nothing here opens a file or a network.
"""
