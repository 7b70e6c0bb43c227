"""Steps from one version of the schema to the next; a backup is written before the first."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

#: What turns version N into version N + 1, by N.
UMBAUTEN: Mapping[int, Callable[[Connection], None]] = {}
