"""Was das Programm anderen zu sagen vorschlägt, verrät nicht, wer meldete, und nicht womit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kim_desktop.application import ansicht
from kim_desktop.application.arbeitsplatz import Zugang
from kim_desktop.application.platz.einrichten import gruende_kreis, trage_stelle_ein
from kim_desktop.application.schritt.formular import formular
from kim_desktop.domain.rollen import Rolle
from tests.acceptance import wege
from tests.hilfen.kreis import AUFTRAG, RM, Kreis, nimm_auf, quelle

STELLEN = {"QUA": "Quastelstadt", "ZWI": "Zwirbelheim", "MUR": "Murkelhilfe e. V."}
TEXTFELDER = (
    "titel",
    "kurzfassung",
    "sachverhalt",
    "betroffene_gruppe",
    "schnittstelle",
    "zeitraum",
    "haeufigkeit",
    "unternommenes",
    "loesungsidee",
    "rechtsgrundlagen",
)
FUER_ALLE = ("themenblatt_freigeben", "abfragen", "bekanntgeben")
#: What people mostly do next in each state, and what they do else; the last needs a reason.
WEGE: dict[str, tuple[str, ...]] = {
    "gebuendelt": ("vorlegen", "themenblatt_freigeben", "beobachten", "ohne_vorlage_erledigen"),
    "beobachtet": ("vorlegen", "ohne_vorlage_erledigen"),
    "vorgelegt": ("weiterleiten", "zurueckgeben"),
    "weitergeleitet": (
        "beauftragen",
        "auftrag_nicht_erteilen",
        "vertagen",
        "zurueckverweisen",
        "zur_kenntnis_nehmen",
        "verweisen",
    ),
    "vertagt": ("beauftragen", "auftrag_nicht_erteilen"),
    "beauftragt": ("rueckmelden", "bearbeiten"),
    "in_bearbeitung": ("rueckmelden",),
    "rm_vorgelegt": ("beschliessen", "rm_zurueckverweisen", "vertagen"),
    "beschlossen": ("bekanntgeben",),
    "bekanntgegeben": ("abschliessen",),
    "weitergegeben": ("antwort_erfassen",),
}
DATEN: dict[str, dict[str, Any]] = {
    "weiterleiten": {"sachverhalt": "Mehrere Stellen berichten dasselbe."},
    "beauftragen": AUFTRAG,
    "verweisen": {"adressat": "Sozialausschuss"},
    "rueckmelden": {**RM, "fuer_stelle": "pg-1"},
    "bearbeiten": {"zwischenstand": "Begonnen.", "fuer_stelle": "pg-1"},
    "bekanntgeben": {"mitteilung": "Es gilt der Übergangstag."},
    "abschliessen": {"wirksamkeit": "wirksam"},
    "antwort_erfassen": {"text": "Nein.", "zustand": "gebuendelt"},
}


@dataclass
class Thema:
    """A topic with the Stellen that reported it, and the words each of them used."""

    kreis: Kreis
    kennung: str = ""
    meldungen: dict[str, str] = field(default_factory=dict)
    worte: dict[str, list[str]] = field(default_factory=dict)

    @property
    def zustand(self) -> str:
        """Where it stands."""
        return wege.zustand(self.kreis.plaetze["KI"], self.kennung)

    def vorschlag(self, schritt: str, kennung: str) -> dict[str, Any]:
        """Return what the program proposes for a step."""
        return formular(self.kreis.plaetze["KI"], schritt, kennung).vorgaben

    def verraten(self, text: str, *ausser: str) -> list[str]:
        """Return which names and words of Stellen a text gives away."""
        fremd = {s: worte for s, worte in self.worte.items() if s not in ausser}
        heikel = ["BTN", *(w for s in fremd for w in (s, STELLEN[s].split()[0], *fremd[s]))]
        return [w for w in heikel if re.search(rf"\b{w}\b", text, re.IGNORECASE)]


@pytest.fixture(scope="module")
def kreis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kreis]:
    """One workplace that holds the roles of the district's administration."""
    kreis = Kreis(tmp_path_factory.mktemp("kreis") / "k")
    kreis.post.mkdir(parents=True)
    kreis.plaetze["KI"] = gruende_kreis(
        kreis.profil("KI"),
        "Testkreis",
        Zugang(),
        rollen=[Rolle.KI_LEITUNG, Rolle.LENKUNGSGRUPPE],
        uebung=True,
        quelle=quelle("KI"),
    )
    for kuerzel, name in list(STELLEN.items())[1:]:
        trage_stelle_ein(kreis.plaetze["KI"], name, kuerzel, ohne_programm=True)
    trage_stelle_ein(kreis.plaetze["KI"], STELLEN["QUA"], "QUA")
    trage_stelle_ein(kreis.plaetze["KI"], "Übergänge", "PGU", ident="pg-1")
    nimm_auf(kreis, "BTN", Rolle.CM_STELLE)
    yield kreis
    kreis.schliesse()


NUMMER = count(1)


@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.data())
def test_kein_vorschlag_verraet_wer_meldete_und_womit(kreis: Kreis, data: st.DataObject) -> None:
    thema = gemeldet(kreis, data)
    pruefe(thema)
    for _ in range(data.draw(st.integers(6, 12), "Schritte")):
        moeglich = WEGE.get(thema.zustand, ("wiederaufnehmen",))
        schritt = data.draw(st.sampled_from([*moeglich[:1] * 3, *moeglich]), "Schritt")
        gehe(thema, schritt, data.draw(st.sampled_from(gruende(thema)), "Grund"))
        pruefe(thema)


def gemeldet(kreis: Kreis, data: st.DataObject) -> Thema:
    """Let Stellen report at length, in short, or on being asked; each in words of its own."""
    thema = Thema(kreis)
    erste, *weitere = data.draw(st.permutations(list(STELLEN)))
    voll = {name: worte(thema, erste) for name in TEXTFELDER}
    meldung = kreis.tue(
        "KI",
        "melden",
        **voll,
        handlungsfeld=data.draw(st.sampled_from(["Wohnen & Unterbringung", "Sprache"])),
        rechtskreise=["SGB II"],
        keine_personendaten=True,
        fuer_stelle=erste,
    ).kennung
    thema.meldungen[meldung] = erste
    titel = formular(kreis.plaetze["KI"], "buendeln", mit=meldung).vorgaben["titel"]
    assert thema.verraten(titel)
    thema.kennung = kreis.tue("KI", "buendeln", titel=titel, meldungen=[meldung]).kennung
    kreis.tue("KI", "abfragen", kennung=thema.kennung, **thema.vorschlag("abfragen", thema.kennung))
    for stelle in weitere[: data.draw(st.integers(0, 2))]:
        melde_kurz(thema, stelle, data.draw(st.booleans()))
    return thema


def melde_kurz(thema: Thema, stelle: str, auf_abfrage: bool) -> None:
    """Report in short; the Meldung says nothing of what others said."""
    kurz = {
        "kurzfassung": worte(thema, stelle),
        "keine_personendaten": True,
        "fuer_stelle": stelle,
    }
    if auf_abfrage:
        thema.kreis.tue("KI", "abfrage_beantworten", kennung=thema.kennung, kennt="ja", **kurz)
        neu = ansicht.zeige(thema.kreis.plaetze["KI"], thema.kennung).meldungen
        (kennung,) = {z.kennung for z in neu} - set(thema.meldungen)
    else:
        kennung = thema.kreis.tue("KI", "das_kennen_wir_auch", thema=thema.kennung, **kurz).kennung
        thema.kreis.tue("KI", "buendeln", kennung=thema.kennung, meldungen=[kennung])
    thema.meldungen[kennung] = stelle
    inhalt = {
        k: w
        for k, w in wege.meldung(thema.kreis, "KI", kennung).inhalt.items()
        if k not in ("fuer_stelle", "thema")
    }
    assert thema.verraten(str(inhalt), stelle) == []


def worte(thema: Thema, stelle: str) -> str:
    """Return a sentence of words nobody else uses."""
    neu = [f"w{next(NUMMER)}x" for _ in range(4)]
    thema.worte.setdefault(stelle, []).extend(neu)
    return " ".join(neu)


def gruende(thema: Thema) -> list[str]:
    """Return reasons, harmless and not."""
    satz = " ".join(thema.worte[next(iter(thema.worte))][:4])
    namen = [*(STELLEN[s] for s in thema.worte), "Stelle BTN"]
    return ["Sache des Landes.", f"Denn: {satz}", *(f"{name} sieht es so." for name in namen)]


def gehe(thema: Thema, schritt: str, grund: str) -> None:
    """Do a step as people do: what the program proposes, a reason, and what else it takes."""
    if schritt == "beschliessen":
        wege.beschliesse_offenes(thema.kreis, "KI", thema.kennung)
        return
    form = formular(thema.kreis.plaetze["KI"], schritt, thema.kennung)
    mit_grund = {"begruendung": grund} if "begruendung" in {f.name for f in form.felder} else {}
    daten = {**form.vorgaben, **DATEN.get(schritt, {}), **mit_grund}
    thema.kreis.tue("KI", schritt, kennung=thema.kennung, **daten)


def pruefe(thema: Thema) -> None:
    """Look at everything the program would tell others now."""
    for schritt in FUER_ALLE:
        vorschlag = str(thema.vorschlag(schritt, thema.kennung))
        assert thema.verraten(vorschlag) == [], (schritt, thema.zustand)
    for kennung, stelle in thema.meldungen.items():
        vorschlag = str(thema.vorschlag("bescheiden", kennung))
        assert thema.verraten(vorschlag, stelle) == [], (kennung, thema.zustand)
