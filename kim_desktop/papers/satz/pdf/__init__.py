"""The file format around what is drawn: structure, metadata, embedded files."""
