"""The event log: entries, branches, erasure, the directory they rest on."""
