"""Headings and texts of a page as HTML."""

from collections.abc import Iterable
from html import escape

from ...application.rollen.lesbar import Absatz


def als_html(absaetze: Iterable[Absatz]) -> str:
    """Return headings with their texts, one below the other."""
    return "".join(
        f"<p><b>{escape(a.titel)}</b><br>{escape(a.text).replace(chr(10), '<br>')}</p>"
        for a in absaetze
    )
