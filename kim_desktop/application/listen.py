"""The district's lists: Handlungsfelder, Rechtskreise, Kommunen; shipped data."""

from functools import cache

from ..store.ressourcen import lies_json

Liste = dict[str, str]


@cache
def liste(name: str) -> Liste:
    """Return a list as key and label, in the order people are shown."""
    return {e["schluessel"]: e["label"] for e in lies_json(f"listen/{name}.json")}
