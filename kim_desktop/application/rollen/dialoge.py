"""Dialogs the pages open beyond those of single steps: already filled in, or for several steps."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..arbeitsplatz import Arbeitsplatz
from ..schritt.formular import Formular, formular


def vorbelegt(
    ap: Arbeitsplatz, schritt: str, kennung: str = "", vorgaben: Mapping[str, Any] | None = None
) -> Formular:
    """Return the dialog of a step with what the page knows already."""
    f = formular(ap, schritt, kennung)
    return replace(f, vorgaben={**f.vorgaben, **(vorgaben or {})})


def mitzeichnung(ap: Arbeitsplatz, kennung: str) -> Formular:
    """Return the dialog of a co-signature; it asks at once whether it was given on paper."""
    f = formular(ap, "mitzeichnen", kennung)
    felder = tuple(replace(x, pflicht=True) if x.name == "quelle" else x for x in f.felder)
    return replace(f, felder=felder, vorgaben={**f.vorgaben, "quelle": "programm"})
