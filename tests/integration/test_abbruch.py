"""Stopping an import: whenever it happens, nothing has changed."""

from itertools import count

from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.platz.pflege import stand
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.domain.fehler import Abgebrochen
from tests.hilfen.sendung import Sendung


def test_eine_abgebrochene_einfuhr_laesst_alles_wie_es_war(
    leser: Arbeitsplatz, sendung: Sendung
) -> None:
    vorher = stand(leser)
    for erlaubt in count():
        gemeldet: list[float] = []

        def brich_ab(anteil: float, _text: str) -> None:
            gemeldet.append(anteil)  # noqa: B023 - called before the next round
            if len(gemeldet) > erlaubt:  # noqa: B023
                raise Abgebrochen

        try:
            bericht = lies_ein(leser, sendung.datei, fortschritt=brich_ab)
        except Abgebrochen:
            assert stand(leser) == vorher
        else:
            break
    assert bericht.neu
    assert gemeldet == sorted(gemeldet)
    assert erlaubt > len(sendung.paket.segmente), "auch innerhalb eines Segments"
    assert max(gemeldet) <= 1
