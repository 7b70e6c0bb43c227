"""Was schiefgehen kann, und was Menschen dann lesen: eine Störung je Test.

Andere Störungen stehen, wo ihr Gegenstand steht: Kopie und Rücksicherung in
`acceptance/test_doppelte_arbeitsplaetze.py` und `test_ruecksicherung_erkannt.py`, geschlossene
Arbeitsplätze in `acceptance/test_verzeichnis_pflegen.py`, der verlorene PC und eigene Einträge,
die zurückkommen, in `acceptance/test_wiederherstellen.py`, Entscheidungen, die sich
widersprechen, in `acceptance/test_streit.py`, volle und schreibgeschützte Datenträger in
`test_befehlszeile_umgebung.py` und `test_grenzen.py`, beschädigte Seiten in `test_pruefen.py`, der
Schlüsselbund in `test_notfallblatt.py`, kill -9 in `test_toeten.py`.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kim_desktop.application.ansicht import Filter, liste, zeige
from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe, stand
from kim_desktop.application.uebergabe.austausch import bilanz, lies_ein
from kim_desktop.application.uebergabe.einlesen import lies_alle_ein
from kim_desktop.application.uebergabe.versand import ausstand
from kim_desktop.domain.rollen import Rolle
from kim_desktop.handover.manifest import ANLAGE, Segment, manifest_bytes
from kim_desktop.store.oertlich import lokal
from kim_desktop.trust.anmeldung import als_liste
from kim_desktop.trust.kanon import kanon
from kim_desktop.trust.verzeichnis import neue_version
from tests.hilfen.befehl import WURZEL, abgewiesen, prozess
from tests.hilfen.faelschung import Paket, umhuellt, veraendert, verschluesselt, zerlegt
from tests.hilfen.kreis import MELDUNG, Kreis, geoeffnet, gruende, nimm_auf
from tests.hilfen.schaden import gekippt
from tests.hilfen.sendung import Sendung
from tests.integration.conftest import Kopie
from tests.integration.test_uebergabe_beschaedigt import BOMBE, Werkstatt, eigener_eintrag

MEBIBYTE = 1024 * 1024


@pytest.fixture
def werkstatt(sendung: Sendung, leser: Arbeitsplatz, tmp_path: Path) -> Werkstatt:
    return Werkstatt(sendung, leser, tmp_path)


@pytest.fixture
def kreis(tmp_path: Path) -> Iterator[Kreis]:
    """The CM-Koordination, two CM-Stellen and the KI-Leitung, nobody has written yet."""
    kreis = gruende(tmp_path / "kreis")
    for name in ("HEN", "TRO"):
        nimm_auf(kreis, name, Rolle.CM_STELLE)
    nimm_auf(kreis, "KIL", Rolle.KI_LEITUNG)
    kreis.bring("KI", "HEN", "TRO", "KIL")
    yield kreis
    kreis.schliesse()


def abgelegt(werkstatt: Werkstatt, paket: Paket) -> Path:
    """Write a file that the hub signs and the reader can open."""
    klartext = paket.klartext(werkstatt.hub)
    empfaenger = werkstatt.leser.profil.schluessel.empfaenger
    werkstatt.datei.write_bytes(verschluesselt(klartext, empfaenger))
    return werkstatt.datei


def gelesen(ap: Arbeitsplatz, *dateien: Path) -> list[str]:
    """Return the sentences people read after taking files in."""
    return lies_alle_ein(ap, dateien).als_saetze()


def nichts_geschehen(werkstatt: Werkstatt, satz: str) -> None:
    """Check that the file was refused, changed nothing and lies aside with the reason."""
    (gesagt,) = gelesen(werkstatt.leser, werkstatt.datei)
    assert gesagt.startswith(f"probe.kim: {satz}"), gesagt
    assert werkstatt.unveraendert()
    abgelehnt = werkstatt.leser.profil.ordner / "abgelehnt" / "probe.kim"
    assert abgelehnt.read_bytes() == werkstatt.datei.read_bytes()
    assert abgelehnt.with_name("probe.kim.grund.txt").read_text("utf-8").startswith(satz)


@pytest.mark.parametrize(
    "schade",
    [gekippt, lambda b: b[: len(b) // 2], lambda b: b + b"x"],
    ids=["ein Bit", "abgeschnitten", "angehängt"],
)
def test_die_datei_kam_beschaedigt_an(
    werkstatt: Werkstatt, schade: Callable[[bytes], bytes]
) -> None:
    werkstatt.datei.write_bytes(schade(werkstatt.sendung.datei.read_bytes()))
    nichts_geschehen(
        werkstatt, "Die Datei ist beschädigt. Es wurde nichts übernommen. Bitte neu anfordern."
    )


@pytest.mark.parametrize(
    ("name", "was", "rat"),
    [
        ("KIM_KI1_HEN_0001.eml", "eine Mail", "Anhang"),
        ("Zulassung.kim-zulassung", "eine Zulassung", "beitreten"),
        ("Anmeldung.kim-anmeldung", "eine Anmeldung", "zulassen"),
        ("Wechsel.kim-schluesselwechsel", "ein Schlüsselwechsel", "schluessel-eintragen"),
    ],
)
def test_eine_datei_anderer_art_wird_bei_ihrem_namen_genannt(
    leser: Arbeitsplatz, tmp_path: Path, name: str, was: str, rat: str
) -> None:
    (tmp_path / name).write_bytes(b"irgendwas")
    (gesagt,) = gelesen(leser, tmp_path / name)
    assert gesagt.startswith(f"{name}: Das ist {was}")
    assert rat in gesagt
    assert "beschädigt" not in gesagt
    assert not list((leser.profil.ordner / "abgelehnt").iterdir())


def test_die_datei_war_fuer_jemand_anderen(werkstatt: Werkstatt) -> None:
    klartext = werkstatt.paket.klartext(werkstatt.hub)
    andere = werkstatt.sendung.schluessel["HEN"].empfaenger
    werkstatt.datei.write_bytes(verschluesselt(klartext, andere))
    nichts_geschehen(werkstatt, "Die Datei ist nicht für diesen Arbeitsplatz bestimmt.")


def test_den_absender_kennt_niemand(werkstatt: Werkstatt) -> None:
    abgelegt(werkstatt, werkstatt.paket.mit(absender="0" * 32))
    nichts_geschehen(werkstatt, "Der Absender steht nicht im Verzeichnis der Stellen.")


def test_dieselbe_datei_kommt_noch_einmal_auch_unter_anderem_namen(
    sendung: Sendung, leser: Arbeitsplatz, tmp_path: Path
) -> None:
    gelesen(leser, sendung.datei)
    vorher = stand(leser)
    kopie = Path(shutil.copy(sendung.datei, tmp_path / f"{sendung.datei.stem} (1).kim"))
    for datei in (sendung.datei, kopie):
        (satz,) = gelesen(leser, datei)
        assert satz.startswith(f"{datei.name}: bereits am "), satz
        assert satz.endswith(".2026 übernommen.")
    assert stand(leser) == vorher


def test_eine_aeltere_datei_kommt_nach_der_neueren(kreis: Kreis) -> None:
    kreis.tue("HEN", "melden", **MELDUNG)
    alt = kreis.gib("HEN", "KI")
    kreis.tue("HEN", "melden", **MELDUNG)
    ki = kreis.plaetze["KI"]
    gelesen(ki, kreis.gib("HEN", "KI"))
    vorher = stand(ki)
    assert gelesen(ki, alt) == [f"{alt.name}: 0 neu, 1 bekannt."]
    assert stand(ki) == vorher


def test_eine_datei_ging_verloren_und_wird_angefordert(kreis: Kreis) -> None:
    """The hub believes the first file arrived, because the next one was acknowledged elsewhere."""
    kil = kreis.plaetze["KIL"]
    for _ in range(3):
        kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    verloren = kreis.gib("KI", "KIL")
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    log = kreis.plaetze["HEN"].log
    paket = zerlegt(kreis.gib("KI", "KIL"), kil.profil.schluessel)
    spaetes = _ohne_anfang(kreis, paket, log, 3)

    saetze = gelesen(kil, spaetes)

    assert "Es fehlen 3 Einträge von Stelle HEN (Nr. 1–3)." in "\n".join(saetze)
    assert baue_projektionen_neu(kil) == stand(kil)
    antwort = kreis.gib("KIL", "KI")
    manifest = zerlegt(antwort, kreis.plaetze["KI"].profil.schluessel).manifest
    assert (log, 1, 3) in manifest.fehlt
    lies_ein(kreis.plaetze["KI"], antwort)
    kreis.bring("KI", "KIL")
    assert bilanz(kil).fehlt == []
    assert gelesen(kil, verloren)[0].startswith(f"{verloren.name}: 0 neu")
    assert not pruefe(kil)


def _ohne_anfang(kreis: Kreis, paket: Paket, log: str, bis: int) -> Path:
    """Return the hub's file as it would be had the first entries of a log been acknowledged."""
    nummer = paket.nummer(log)
    zeilen = paket.zeilen(nummer)[bis:]
    kurz = paket.mit_zeilen(nummer, zeilen, von=bis + 1)
    datei = kreis.post / "spaet.kim"
    hub, an = kreis.plaetze["KI"].profil.schluessel, kreis.plaetze["KIL"].profil.schluessel
    datei.write_bytes(verschluesselt(kurz.klartext(hub.signierer), an.empfaenger))
    return datei


FAELSCHUNGEN: list[Any] = [
    pytest.param(
        lambda z: [z[0], veraendert(z[1], lambda t: t["koerper"].update(kennung="X")), z[2]],
        "Der Inhalt stimmt nicht mit der Unterschrift überein.",
        id="Inhalt verändert",
    ),
    pytest.param(
        lambda z: [z[0], veraendert(z[1], lambda t: t["kopf"].update(stelle="tro")), z[2]],
        "Der Inhalt stimmt nicht mit der Unterschrift überein.",
        id="Kopf verändert",
    ),
    pytest.param(
        lambda z: [z[0], z[2]], "Eintrag Nr. 2 fehlt in der Mitte.", id="Eintrag unterschlagen"
    ),
    pytest.param(
        lambda z: z[:2],
        "Der Inhalt stimmt nicht mit der Unterschrift überein.",
        id="hinten abgeschnitten",
    ),
]


def test_jemand_bestaetigt_dateien_die_es_nie_gab(kreis: Kreis) -> None:
    hennef, ki = kreis.plaetze["HEN"], kreis.plaetze["KI"]
    kreis.tue("HEN", "melden", **MELDUNG)
    datei = kreis.gib("HEN", "KI")
    paket = zerlegt(datei, ki.profil.schluessel)
    (echt,) = paket.manifest.quittungen
    erfunden = ((ki.log, nr, f"{nr:064x}") for nr in range(1, 260_000))
    klartext = paket.mit(quittungen=(echt, *erfunden)).klartext(hennef.profil.schluessel.signierer)
    datei.write_bytes(verschluesselt(klartext, ki.profil.schluessel.empfaenger))
    gelesen(ki, datei)
    assert ausstand(ki).satz == "Alles ist verschickt."
    kreis.bring("KI", "HEN", "TRO")
    with ki.profil.datenbank.lesen() as v:
        assert lokal.quittierte(v, hennef.log) == {echt[2]}


@pytest.mark.parametrize(("faelsche", "satz"), FAELSCHUNGEN)
def test_wer_weiterleitet_hat_etwas_veraendert(
    werkstatt: Werkstatt, faelsche: Callable[[list[bytes]], list[bytes]], satz: str
) -> None:
    zeilen = faelsche(werkstatt.zeilen)
    abgelegt(werkstatt, werkstatt.paket.mit_zeilen(werkstatt.nummer, zeilen))
    nichts_geschehen(werkstatt, satz)


def test_wer_weiterleitet_haelt_die_neuesten_eintraege_zurueck(kreis: Kreis) -> None:
    """Cut back to an older signed head: nobody can tell, until somebody else names the newer."""
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    zurueckgehalten = kreis.gib("KI", "KIL")
    kil, log = kreis.plaetze["KIL"], kreis.plaetze["HEN"].log
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")

    (erster,) = gelesen(kil, zurueckgehalten)
    assert "Es fehlen" not in erster
    paket = zerlegt(kreis.gib("KI", "KIL"), kil.profil.schluessel)
    nur_koepfe = [s for s in paket.manifest.segmente if s.log != log]
    bytes_ = [paket.segmente[paket.manifest.segmente.index(s)] for s in nur_koepfe]
    ohne = Paket(paket.mit(segmente=tuple(nur_koepfe)).manifest, tuple(bytes_))
    datei = kreis.post / "ohne.kim"
    hub = kreis.plaetze["KI"].profil.schluessel.signierer
    datei.write_bytes(verschluesselt(ohne.klartext(hub), kil.profil.schluessel.empfaenger))

    saetze = "\n".join(gelesen(kil, datei))
    assert "Es fehlen 2 Einträge von Stelle HEN (Nr. 2–3)." in saetze


@pytest.mark.parametrize(("tag", "deutsch"), [("1999-01-01", "01.01."), ("2099-12-31", "31.12.")])
def test_die_uhr_eines_pcs_geht_voellig_falsch(
    werkstatt: Werkstatt, tag: str, deutsch: str
) -> None:
    datei = abgelegt(werkstatt, eigener_eintrag(werkstatt, tag=tag))
    saetze = gelesen(werkstatt.leser, datei)
    (satz,) = [s for s in saetze if "Uhr" in s]
    assert satz.startswith(
        f"Uhr der Stelle CM-Koordination weicht ab: Einträge vom {deutsch}{tag[:4]}."
    )
    assert stand(werkstatt.leser) == baue_projektionen_neu(werkstatt.leser)
    assert not pruefe(werkstatt.leser)


def test_eine_richtige_uhr_wird_nicht_erwaehnt(sendung: Sendung, leser: Arbeitsplatz) -> None:
    assert not [s for s in gelesen(leser, sendung.datei) if "Uhr" in s]


@pytest.mark.parametrize("tag", ["0001-01-01", "0001-01-03", "9999-12-31"])
def test_wer_das_verzeichnis_fuehrt_hat_eine_voellig_falsche_uhr(
    werkstatt: Werkstatt, tag: str
) -> None:
    verzeichnis = werkstatt.sendung.verzeichnis
    version = neue_version(verzeichnis, [], tag, werkstatt.hub)
    kette = tuple(als_liste([*verzeichnis.kette, version]))
    paket = eigener_eintrag(werkstatt, verz=[verzeichnis.nummer + 1, version.hash])
    (satz,) = gelesen(werkstatt.leser, abgelegt(werkstatt, paket.mit(verzeichnis=kette)))
    assert satz.startswith("probe.kim: 6 neu, 1 bekannt")


def test_ein_zaehler_springt(werkstatt: Werkstatt) -> None:
    abgelegt(werkstatt, eigener_eintrag(werkstatt, lamport=5_000_000))
    nichts_geschehen(werkstatt, "Der Zähler eines Eintrags ist unplausibel.")


def test_jemand_handelt_ohne_zustaendigkeit(werkstatt: Werkstatt) -> None:
    leser = werkstatt.leser
    gelesen(leser, werkstatt.sendung.datei)
    zeile = next(z for z in liste(leser, Filter()) if z.kennung == "KI1-2026-001")
    koerper = kanon(
        {
            "inhalt": {"text": "Das gilt ab sofort."},
            "kennung": zeile.kennung,
            "salz": "0" * 64,
            "schritt": "notieren",
            "v": 1,
            "zeit": "2026-01-12T08:00:00Z",
        }
    )
    paket = eigener_eintrag(
        werkstatt,
        koerper=koerper,
        art="notiz_zur_herausforderung",
        fall=zeile.id,
        rolle="lenkungsgruppe",
    )
    gelesen(leser, abgelegt(werkstatt, paket))
    fremder = zeige(leser, zeile.kennung).verlauf[-1]
    assert fremder.vermerk == "ohne Zuständigkeit"
    assert zeige(leser, zeile.kennung).zeile.zustand == zeile.zustand


@pytest.mark.parametrize("anders", [{}, {"v": 2}], ids=["neue Art", "neuer Kopf"])
def test_ein_eintrag_stammt_aus_einem_neueren_programm(
    werkstatt: Werkstatt, anders: dict[str, Any]
) -> None:
    datei = abgelegt(werkstatt, eigener_eintrag(werkstatt, koerper=b'{"neu":1}', **anders))
    (satz,) = gelesen(werkstatt.leser, datei)
    assert "6 neu" in satz
    assert "1 Eintrag einer neueren Programmversion" in satz
    assert not pruefe(werkstatt.leser)


def test_die_ganze_datei_stammt_aus_einem_neueren_programm(werkstatt: Werkstatt) -> None:
    abgelegt(werkstatt, werkstatt.paket.mit(v=2))
    nichts_geschehen(werkstatt, "Die Datei stammt aus einer neueren Programmversion.")


def _riesig(werkstatt: Werkstatt) -> bytes:
    return werkstatt.paket.mit_segment(werkstatt.nummer, BOMBE).klartext(werkstatt.hub)


def _lange_zeile(werkstatt: Werkstatt) -> bytes:
    paket = werkstatt.paket.mit_segment(werkstatt.nummer, BOMBE, roh=60_000_000)
    return paket.klartext(werkstatt.hub)


def _verschachtelt(werkstatt: Werkstatt) -> bytes:
    """Zeros packed twice: what comes out is small until somebody unpacks that, too."""
    gepackt = zlib.compress(zlib.compress(bytes(500_000_000), 9), 9)
    return werkstatt.paket.mit_segment(werkstatt.nummer, gepackt).klartext(werkstatt.hub)


def _million_teile(werkstatt: Werkstatt) -> bytes:
    leer = kanon(Segment("zukunft", hashlib.sha256(b"").hexdigest(), 0, 0))
    roh = manifest_bytes(werkstatt.paket.mit(segmente=()).manifest)
    viele = b'"segmente":[' + b",".join([leer] * 1_000_000) + b"]"
    return umhuellt(roh.replace(b'"segmente":[]', viele), werkstatt.hub)


_MESSEN = """
import json, resource, sys
from pathlib import Path
from kim_desktop.application.uebergabe.einlesen import lies_alle_ein
from tests.hilfen.kreis import geoeffnet

with geoeffnet(Path(sys.argv[1])) as ap:
    vorher = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    saetze = lies_alle_ein(ap, [Path(sys.argv[2])]).als_saetze()
    nachher = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([saetze, nachher - vorher]))
"""


@pytest.mark.parametrize("baue", [_riesig, _lange_zeile, _verschachtelt, _million_teile])
def test_eine_viel_zu_grosse_datei_braucht_kaum_speicher(
    sendung: Sendung,
    kopie: Kopie,
    tmp_path: Path,
    baue: Callable[[Werkstatt], bytes],
) -> None:
    profil = kopie("KIL")
    with geoeffnet(profil) as ap:
        werkstatt = Werkstatt(sendung, ap, tmp_path)
        inhalt = verschluesselt(baue(werkstatt), ap.profil.schluessel.empfaenger)
        werkstatt.datei.write_bytes(inhalt)
    befehl = [sys.executable, "-c", _MESSEN, str(profil), str(werkstatt.datei)]
    lauf = subprocess.run(befehl, capture_output=True, check=True, cwd=WURZEL, encoding="utf-8")
    (satz,), mehr = json.loads(lauf.stdout)
    assert "überschreitet die zulässige Größe" in satz or "ist beschädigt" in satz
    assert "Es wurde nichts übernommen." in satz
    # Once for the file as it is; what it claims to be costs nothing.
    assert mehr * 1024 < 3 * len(inhalt) + 30 * MEBIBYTE
    with geoeffnet(profil) as ap:
        assert stand(ap) == werkstatt.anfang


def test_eine_anlage_ist_nicht_die_die_ihr_teil_nennt(werkstatt: Werkstatt) -> None:
    falsch = Segment(ANLAGE, hashlib.sha256(b"richtig").hexdigest(), 6, 6)
    abgelegt(werkstatt, werkstatt.paket.und(falsch, b"falsch"))
    nichts_geschehen(werkstatt, "Die Datei ist beschädigt.")
    assert not list((werkstatt.leser.profil.ordner / "anlagen").glob("??/*"))


@pytest.mark.parametrize("name", ["../../boese.exe", "C:\\Windows\\x.pdf", "con.pdf", "a\0b.pdf"])
def test_eine_anlage_traegt_einen_boesen_namen(werkstatt: Werkstatt, name: str) -> None:
    hash_ = hashlib.sha256(b"Inhalt").hexdigest()
    anlage = {"groesse": 6, "hash": hash_, "name": name, "typ": "application/pdf"}
    inhalt = {"inhalt": {"anlagen": [anlage], "text": "x"}, "kennung": "", "salz": "0" * 64}
    koerper = kanon({**inhalt, "schritt": "notieren", "v": 1, "zeit": "2026-01-12T08:00:00Z"})
    paket = eigener_eintrag(werkstatt, koerper=koerper, art="notiz")
    paket = paket.und(Segment(ANLAGE, hash_, 6, 6), b"Inhalt")
    vorher = set(werkstatt.leser.profil.ordner.parent.rglob("*"))
    gelesen(werkstatt.leser, abgelegt(werkstatt, paket))
    neu = set(werkstatt.leser.profil.ordner.parent.rglob("*")) - vorher
    abgelegte = {p.name for p in neu if p.is_file()} - {"kim.db-wal", "kim.db-shm"}
    assert abgelegte - {"hochstand.json"} == {hash_}
    assert werkstatt.leser.profil.anlagen.lies(hash_) == b"Inhalt"


def test_das_programm_laeuft_schon(kopie: Kopie) -> None:
    profil = kopie("HEN")
    halten = (
        "import sys\nfrom pathlib import Path\nfrom tests.hilfen.kreis import geoeffnet\n"
        "with geoeffnet(Path(sys.argv[1])):\n    print('offen', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", halten, str(profil)],
        cwd=WURZEL,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as erster:
        assert erster.stdout is not None
        assert erster.stdout.readline() == b"offen\n"
        antwort = prozess(profil, "schritt", "melden", "--daten", "-", "--json", eingabe="{}")
        abgewiesen(antwort, 5, "umgebung", "bereits geöffnet")
        erster.kill()
    assert prozess(profil, "pruefen", "--json").werte["funde"] == []
