"""Small things said in the same words everywhere."""

from ..domain.faelle import Durchgang
from ..papers.schreibweise import datum


def als_tag(iso: str) -> str:
    """Return an ISO day in German spelling."""
    return datum(iso)


def ausgang(runde: Durchgang) -> str:
    """Say how an earlier round ended: a topic that returns shows the old reason."""
    grund = f": {runde.grund}" if runde.grund else "."
    return f"{runde.zustand.label} am {datum(runde.tag)}{grund}"
