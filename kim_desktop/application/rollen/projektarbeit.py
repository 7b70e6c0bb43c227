"""What a Projektgruppe does with one click or in a short dialog of its own."""

from dataclasses import replace

from ...domain.faelle import Herausforderung
from ...domain.fehler import EingabeFehler
from ...domain.rollen import Rolle
from ..arbeitsplatz import Arbeitsplatz, identitaet
from ..schritt.arbeitsstand import arbeitsstand, eigene_gruppen
from ..schritt.formular import Formular, formular
from ..schritt.tun import Getan, tue
from ..suche import finde

_WORT = {"aufgaben": "Aufgabe", "meilensteine": "Meilenstein"}


def hake_ab(
    ap: Arbeitsplatz, kennung: str, liste: str, nummer: int, was: str, erledigt: bool
) -> Getan:
    """Mark one task or milestone as done (or open again) and write the new list.

    `was` is the text that was seen at place `nummer`. Raises `EingabeFehler` where it is gone.
    """
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        _, fall = finde(v, wer, kennung)
        assert isinstance(fall, Herausforderung)
        bisher = list(arbeitsstand(fall, eigene_gruppen(fall, wer.rollen))[liste] or ())
    if nummer >= len(bisher) or bisher[nummer].get("text") != was:
        raise EingabeFehler("Die Liste hat sich inzwischen geändert. Bitte noch einmal ansehen.")
    bisher[nummer] = {**bisher[nummer], "erledigt": erledigt}
    wort = "erledigt" if erledigt else "wieder offen"
    satz = f"{_WORT[liste]} {wort}: {was}"
    return tue(ap, "bearbeiten", {"kennung": kennung, "zwischenstand": satz, liste: bisher})


def leitungsformular(ap: Arbeitsplatz, kennung: str) -> Formular:
    """Return the dialog in which the lead is handed over."""
    alles = formular(ap, "bearbeiten", kennung)
    felder = {f.name: f for f in alles.felder}
    leitung = replace(felder["leitung"], label="Neue Leitung", pflicht=True)
    bisher = alles.vorgaben.get("leitung", "")
    satz = f"Die Leitung geht über{f' (bisher: {bisher})' if bisher else ''}."
    return replace(
        alles,
        titel="Leitung übergeben",
        felder=(leitung, felder["zwischenstand"]),
        vorgaben={"zwischenstand": satz},
    )


def umsetzungsformular(ap: Arbeitsplatz, kennung: str, gegenstand: str) -> Formular:
    """Return the dialog that tells how far a decision is carried out, in the group's own name."""
    alles = formular(ap, "umsetzung_melden", kennung)
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
    eigene = next((s for s, r in wer.rollen.items() if Rolle.PROJEKTGRUPPE in r), wer.stelle.id)
    vorgaben = {**alles.vorgaben, "loesungsansatz": gegenstand, "von": wer.name_von(eigene)}
    return replace(alles, vorgaben=vorgaben)
