"""One scene of the script: a step, papers, or a workplace that comes later.

`als` names what a step leaves behind: `@name` stands for its Kennung from then on, and
`@name.eintrag` for the entry itself. `wer` may name several workplaces, `je` gives single data
several values; the step is then done for each. `wie_vorgeschlagen` takes over what the dialog of
the step proposes.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from ..papier.papiere import drucke
from ..schritt.formular import formular
from ..schritt.tun import tue
from .buehne import Buehne

Daten = dict[str, Any]


def spiele(buehne: Buehne, szene: Mapping[str, Any]) -> None:
    """Play one scene at its time."""
    buehne.stelle_uhren(szene["am"])
    if "zulassen" in szene:
        buehne.nimm_auf(szene["zulassen"], szene.get("kennzeichen", ""))
    elif "papier" in szene:
        _drucke(buehne, szene)
    else:
        for wer, daten in product(_liste(szene["wer"]), _fassungen(szene)):
            _handle(buehne, szene, wer, _aufgeloest(daten, buehne.kennungen))


def _handle(buehne: Buehne, szene: Mapping[str, Any], wer: str, daten: Daten) -> None:
    ap, schritt = buehne.tritt_auf(wer), szene["schritt"]
    if szene.get("wie_vorgeschlagen"):
        vorschlag = formular(ap, schritt, daten["kennung"])
        daten = {**vorschlag.daten(vorschlag.vorgaben), **daten}
    getan = tue(ap, schritt, daten)
    buehne.hat_gesprochen(wer)
    if name := szene.get("als"):
        buehne.kennungen |= {name: getan.kennung, f"{name}.eintrag": getan.ereignis}


def _drucke(buehne: Buehne, szene: Mapping[str, Any]) -> None:
    ap = buehne.tritt_auf(szene["wer"])
    for kennung in _aufgeloest(szene["kennungen"], buehne.kennungen):
        datei = f"papiere/{szene['papier']}_{kennung}.pdf"
        drucke(ap, szene["papier"], kennung, buehne.ordner / datei)
        buehne.papiere.append(datei)


def _fassungen(szene: Mapping[str, Any]) -> Iterable[Daten]:
    """Return the data of a scene, once for each combination of what `je` lists."""
    je = szene.get("je", {})
    for werte in product(*je.values()):
        yield {**szene.get("daten", {}), **dict(zip(je, werte, strict=True))}


def _liste(wert: str | list[str]) -> list[str]:
    return [wert] if isinstance(wert, str) else wert


def _aufgeloest(wert: Any, kennungen: Mapping[str, str]) -> Any:
    """Replace every `@name` by what it stands for."""
    if isinstance(wert, str) and wert.startswith("@"):
        return kennungen[wert[1:]]
    if isinstance(wert, dict):
        return {k: _aufgeloest(w, kennungen) for k, w in wert.items()}
    if isinstance(wert, list):
        return [_aufgeloest(w, kennungen) for w in wert]
    return wert
