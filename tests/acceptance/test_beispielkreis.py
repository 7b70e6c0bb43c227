"""The example district: what a whole year of a Kreis leaves with its CM-Koordination."""

import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from kim_desktop.application import ansicht, demo
from kim_desktop.application.ansicht import Detail
from kim_desktop.application.arbeitsplatz import wer_bin_ich
from kim_desktop.application.platz.pflege import pruefe, stand
from kim_desktop.domain.faelle import Herausforderung, Kreis, Sitzung
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schritt import Fallart
from kim_desktop.domain.zustaende import SCHRITT_DER_HERAUSFORDERUNG, Zustand
from kim_desktop.store.ansicht.projektion import falte
from kim_desktop.store.ressourcen import lies_json
from kim_desktop.trust.verzeichnis import Verzeichnis
from tests.hilfen.kreis import geoeffnet

#: The profiles people and other tests begin with.
BEKANNTE_PROFILE = {"ki", "hen", "tro", "btn", "kil", "lg", "pg"}
GESCHICHTE = {
    "abfragen",
    "altbestand_aufnehmen",
    "antwort_erfassen",
    "bearbeiten",
    "berichtigen",
    "bescheiden",
    "buendelung_widersprechen",
    "das_kennen_wir_auch",
    "ergaenzen",
    "freier_top",
    "mitzeichnen",
    "niederschrift",
    "notieren",
    "sammelmeldung_bestaetigen",
    "themenblatt_freigeben",
    "wiederaufnehmen",
    "zur_ergaenzung",
    "zurueckgeben",
}


@dataclass(frozen=True, slots=True)
class Blick:
    """What the CM-Koordination sees in the end."""

    verzeichnis: Verzeichnis
    kreis: Kreis
    faelle: list[Detail]


@pytest.fixture(scope="session")
def beispielkreis(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Make the district once for all processes of a test run: it costs seconds."""
    basis = tmp_path_factory.getbasetemp()
    if worker_id == "master":
        demo.lege_an(basis / "beispielkreis")
        return basis / "beispielkreis"
    gemeinsam = basis.parent / "beispielkreis"
    with FileLock(f"{gemeinsam}.lock"):
        if not (gemeinsam / "demo.json").exists():
            demo.lege_an(gemeinsam)
    return Path(shutil.copytree(gemeinsam, basis / "beispielkreis"))


@pytest.fixture(scope="session")
def blick(beispielkreis: Path) -> Blick:
    with geoeffnet(beispielkreis / "profile" / "ki") as ap:
        wer = wer_bin_ich(ap)
        kennungen = [zeile.kennung for zeile in ansicht.liste(ap, ansicht.Filter())]
        (kreis,) = ansicht.liste(ap, ansicht.Filter(arten=(Fallart.KREIS,)))
        with ap.profil.datenbank.lesen() as v:
            fall = falte(v, wer.verzeichnis, kreis.id)
        assert isinstance(fall, Kreis)
        return Blick(wer.verzeichnis, fall, [ansicht.zeige(ap, k) for k in kennungen])


@pytest.fixture
def faelle(blick: Blick) -> list[Detail]:
    return blick.faelle


@pytest.fixture
def herausforderungen(faelle: list[Detail]) -> list[Herausforderung]:
    return [d.fall for d in faelle if isinstance(d.fall, Herausforderung)]


def test_alle_kommunen_und_drei_traeger_sind_cm_stellen(blick: Blick) -> None:
    namen = {s.name for s in blick.verzeichnis.stellen.values()}
    kommunen = {f"CM-Stelle {k['label']}" for k in lies_json("listen/kommunen.json")}
    assert len(kommunen) == 19
    assert kommunen < namen
    assert sum(name.startswith("Beispielträger") for name in namen) == 3
    assert sum(name.startswith("Projektgruppe") for name in namen) == 2
    assert {"CM-Koordination", "KI-Leitung", "Lenkungsgruppe KIM"} < namen


def test_acht_cm_stellen_haben_das_programm_und_fuer_die_anderen_wird_erfasst(
    blick: Blick, faelle: list[Detail]
) -> None:
    verzeichnis = blick.verzeichnis
    mit_programm = {
        verzeichnis.stellen[s].name
        for s in verzeichnis.stellen
        if Rolle.CM_STELLE in verzeichnis.rollen_von(s)
    }
    assert len(mit_programm) == 8
    erfasst = {zeile.fuer for d in faelle for zeile in d.verlauf if zeile.fuer}
    ohne_programm = {n["stelle"] for n in lies_json("demo/kreis.json")["stellen"]} - mit_programm
    assert ohne_programm <= erfasst
    assert {"papier", "mail", "telefon", "sitzung"} <= {
        zeile.inhalt.get("quelle") for d in faelle for zeile in d.verlauf
    }


def test_die_bekannten_profile_liegen_bereit(beispielkreis: Path) -> None:
    assert {p.name for p in (beispielkreis / "profile").iterdir()} >= BEKANNTE_PROFILE


def test_jeder_zustand_einer_herausforderung_kommt_vor(
    herausforderungen: list[Herausforderung],
) -> None:
    ungewollt = {Zustand.NICHT_EINSEHBAR, Zustand.OHNE_WIRKUNG}
    assert len(herausforderungen) >= 16
    assert {h.zustand for h in herausforderungen} == set(SCHRITT_DER_HERAUSFORDERUNG) - ungewollt


def test_jeder_zustand_einer_meldung_kommt_vor(faelle: list[Detail]) -> None:
    zustaende = {d.zeile.zustand for d in faelle if d.zeile.art == Fallart.MELDUNG}
    assert zustaende == {
        "gemeldet",
        "zur_ergaenzung",
        "gebuendelt",
        "beobachtet",
        "erledigt",
        "zurueckgezogen",
    }


def test_was_zu_einem_kreis_gehoert_ist_geschehen(faelle: list[Detail]) -> None:
    assert {zeile.schritt for d in faelle for zeile in d.verlauf} >= GESCHICHTE


def test_jeder_eintrag_wirkt(faelle: list[Detail]) -> None:
    ohne = [(d.zeile.kennung, z.label, z.vermerk) for d in faelle for z in d.verlauf if z.vermerk]
    assert not ohne


def test_eine_ist_wirksam_abgeschlossen(herausforderungen: list[Herausforderung]) -> None:
    (h,) = [h for h in herausforderungen if h.abschluss]
    assert h.abschluss
    assert h.abschluss.inhalt["wirksamkeit"] == "wirksam"
    assert len(h.erfolge) >= 4


def test_eine_steht_unter_der_schwelle_mit_begruendung(
    herausforderungen: list[Herausforderung],
) -> None:
    (h,) = [h for h in herausforderungen if h.vorlegung and h.vorlegung.inhalt.get("begruendung")]
    assert (h.zahlen["cm_stellen"], h.zahlen["schwelle"]) == (1, 2)


def test_eine_eilige_wird_im_umlauf_beauftragt(
    herausforderungen: list[Herausforderung], faelle: list[Detail]
) -> None:
    (h,) = [
        h for h in herausforderungen if h.auftrag and h.auftrag.inhalt.get("verfahren") == "umlauf"
    ]
    meldungen = [d for d in faelle if d.fall.id in h.meldungen]
    assert {d.verlauf[0].inhalt["dringlichkeit"] for d in meldungen} == {4}


def test_eine_kommt_mit_dem_alten_grund_wieder(faelle: list[Detail]) -> None:
    (d,) = [d for d in faelle if isinstance(d.fall, Herausforderung) and d.fall.frueher]
    assert d.zeile.zustand == Zustand.WEITERGELEITET
    (hinweis,) = [h for h in d.hinweise if "Kam schon einmal" in h]
    assert "Der Umfang ist nicht belegt" in hinweis


def test_eine_liegt_beim_land_und_eine_hat_der_bund_beantwortet(
    herausforderungen: list[Herausforderung],
) -> None:
    stand_ = {
        h.weitergabe.inhalt["an"]: (h.zustand, h.antwort is not None)
        for h in herausforderungen
        if h.weitergabe
    }
    assert stand_ == {"land": (Zustand.WEITERGEGEBEN, False), "bund": (Zustand.ERLEDIGT, True)}


def test_eine_abfrage_hat_ja_und_nein_als_antwort(herausforderungen: list[Herausforderung]) -> None:
    (h,) = [h for h in herausforderungen if h.abfrage]
    antworten = Counter(a.inhalt["kennt"] for a in h.abfrageantworten.values())
    assert antworten["ja"] >= 3
    assert antworten["nein"] >= 3


def test_stellungnahmen_zusagen_und_umsetzung_sind_verschieden(
    herausforderungen: list[Herausforderung],
) -> None:
    stellungnahmen = [s.inhalt for h in herausforderungen for s in h.stellungnahmen.values()]
    zusagen = {z.inhalt["zusage"] for h in herausforderungen for z in h.zusagen.values()}
    umsetzung = [u.inhalt for h in herausforderungen for u in h.umsetzung.values()]
    assert any(s.get("keine") for s in stellungnahmen)
    assert any(s.get("text") for s in stellungnahmen)
    assert {"ja", "nein"} <= zusagen
    assert any(u["umsetzungsstand"] == "verspaetet" and u["sachstand"] for u in umsetzung)
    assert {"laeuft", "umgesetzt"} <= {u["umsetzungsstand"] for u in umsetzung}


def test_eine_zusage_stand_unter_vorbehalt(faelle: list[Detail]) -> None:
    zusagen = [z.inhalt for d in faelle for z in d.verlauf if z.schritt == "zusagen"]
    assert any(z["zusage"] == "unter_vorbehalt" and z["vorbehalt"] for z in zusagen)


def test_eine_rueckfrage_ist_beantwortet_und_eine_offen(
    herausforderungen: list[Herausforderung],
) -> None:
    assert any(h.antworten for h in herausforderungen)
    assert any(h.offene_rueckfragen for h in herausforderungen)


def test_manche_cm_stelle_hat_nichts_zu_melden(blick: Blick) -> None:
    assert len(blick.kreis.nullmeldungen) >= 5


@pytest.mark.parametrize("name", sorted(BEKANNTE_PROFILE))
def test_die_aufgaben_sind_was_unter_allem_moeglichen_faellig_ist(
    beispielkreis: Path, name: str
) -> None:
    with geoeffnet(beispielkreis / "profile" / name) as ap:
        faellig = [a for a in ansicht.aufgaben(ap) if a.faellig]
        assert ansicht.faellige(ap) == faellig
        assert faellig


def test_zwei_sitzungen_sind_protokolliert_und_eine_steht_bevor(
    faelle: list[Detail], beispielkreis: Path
) -> None:
    sitzungen = sorted((d.fall for d in faelle if isinstance(d.fall, Sitzung)), key=lambda s: s.am)
    assert [s.zustand for s in sitzungen] == ["protokolliert", "protokolliert", "anberaumt"]
    assert all(s.freie and s.vorgaenge for s in sitzungen)
    kennungen = {d.fall.id: d.zeile.kennung for d in faelle}
    gedruckt = {p.name for p in (beispielkreis / "papiere").iterdir()}
    for sitzung in sitzungen[:2]:
        for vorgang in sitzung.vorgaenge:
            assert any(name.endswith(f"_{kennungen[vorgang]}.pdf") for name in gedruckt)


def test_kein_arbeitsplatz_ist_beschaedigt_oder_im_rueckstand(beispielkreis: Path) -> None:
    for profil in sorted((beispielkreis / "profile").iterdir()):
        with geoeffnet(profil) as ap:
            assert not pruefe(ap), profil.name
            assert ansicht.liste(ap, ansicht.Filter()), profil.name


def test_gleiche_saat_gleicher_kreis(beispielkreis: Path, tmp_path: Path) -> None:
    noch_einmal = demo.lege_an(tmp_path / "noch_einmal")
    for profil in noch_einmal.profile.values():
        assert _stand(beispielkreis / profil) == _stand(tmp_path / "noch_einmal" / profil)
    for papier in noch_einmal.papiere:
        inhalt = (beispielkreis / papier).read_bytes()
        assert inhalt == (tmp_path / "noch_einmal" / papier).read_bytes(), papier


def test_die_texte_nennen_keine_personen_und_keine_erreichbarkeit() -> None:
    texte = "\n".join(str(szene.get("daten", "")) for szene in demo.ablauf())
    assert not re.search(r"\b(Herr|Frau) [A-ZÄÖÜ]|@\w+\.de|\b0\d{3,}[ /-]\d|\bDE\d{20}", texte)


def _stand(profil: Path) -> tuple[str, int]:
    with geoeffnet(profil) as ap:
        return stand(ap)
