"""Two complete papers as an office would write them, and the means to read a PDF."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kim_desktop.papers.daten import (
    AuftragDaten,
    Auswirkung,
    Beratung,
    LoesungsansatzDaten,
    OeffentlichkeitsarbeitDaten,
    RueckmeldungDaten,
    Stellungnahme,
    VorlageDaten,
)
from kim_desktop.papers.elemente import Dokument
from kim_desktop.papers.satz import setze

BERATUNGEN = (
    Beratung(
        schritt=1,
        bezeichnung="Meldung der systematischen Herausforderung",
        stelle="CM-Stellen",
        datum="2026-03-09",
        ergebnis="7 Meldungen",
        erfasst_durch="CM-Koordination",
    ),
    Beratung(
        schritt=2,
        bezeichnung="Bündelung und Bewertung",
        stelle="CM-Koordination",
        datum="2026-08-31",
        ergebnis="vorgelegt",
    ),
    Beratung(
        schritt=3,
        bezeichnung="Weiterleitung an die Lenkungsgruppe",
        stelle="KI-Leitung",
        datum="2026-10-12",
        ergebnis="weitergeleitet",
    ),
)

SACHVERHALT = (
    "Wer nach der Anerkennung als Flüchtling vom Asylbewerberleistungsgesetz in das SGB II "
    "wechselt, ist in mehreren Kommunen zwischen zwei und neun Wochen ohne laufende Leistung. "
    "Die Kommune stellt ihre Zahlung zum Monatsende ein, sobald der Bescheid des Bundesamtes "
    "vorliegt; das Jobcenter kann erst bewilligen, wenn der elektronische Aufenthaltstitel oder "
    "eine Fiktionsbescheinigung nach § 81 Abs. 5 AufenthG vorgelegt wird.\n"
    "Die Termine zur Ausstellung der Fiktionsbescheinigung liegen derzeit vier bis sechs Wochen "
    "in der Zukunft. In dieser Zeit entstehen:\n"
    "- Mietrückstände und in der Folge Kündigungen von Wohnraum,\n"
    "- Lücken im Schutz der Krankenversicherung,\n"
    "- Darlehen und Vorschüsse, die später mit hohem Aufwand verrechnet werden.\n"
    "Die CM-Stellen berichten übereinstimmend, dass es sich nicht um Versäumnisse im Einzelfall "
    "handelt. Die Ursache liegt in der Reihenfolge der Bescheide: Drei Stellen warten jeweils auf "
    "ein Papier, das eine andere Stelle erst nach ihnen ausgibt."
)


@pytest.fixture(scope="session")
def vorlage_daten() -> VorlageDaten:
    """Return a Vorlage with every field filled."""
    return VorlageDaten(
        kreis="Rhein-Sieg-Kreis",
        kennung="KI1-2026-007",
        fassung=2,
        titel="Leistungslücke beim Wechsel vom AsylbLG in das SGB II",
        datum="2026-10-26",
        uebung=True,
        entwurf=True,
        oeffentlich=False,
        vorlagennummer="197/26",
        aktenzeichen="50-05-00",
        art="Beschlussvorlage",
        federfuehrung="Kommunales Integrationszentrum",
        mitzeichnung=("Kreissozialamt", "Ausländerbehörde"),
        sitzung="2026-11-22",
        top="5",
        beratungsfolge=BERATUNGEN,
        beschlussvorschlag=(
            "Die Lenkungsgruppe erteilt der themenspezifischen Projektgruppe „Rechtskreiswechsel“ "
            "den Auftrag, ein kreisweit einheitliches Verfahren für den nahtlosen Übergang vom "
            "AsylbLG in das SGB II zu erarbeiten, und bittet um Rückmeldung bis zum 30.04.2027.\n"
            "Nicht Gegenstand des Auftrags ist die Terminvergabe der Ausländerbehörden im Übrigen."
        ),
        sachverhalt=SACHVERHALT,
        anzahl_meldungen=7,
        anzahl_cm_stellen=5,
        schwelle=2,
        schwelle_erklaerung="7 Meldungen, 5 CM-Stellen, Schwelle erreicht",
        kommunen=("Bornheim", "Hennef (Sieg)", "Meckenheim", "Sankt Augustin", "Troisdorf"),
        handlungsfeld="Leistungen/Rechtskreiswechsel",
        rechtskreise=("AsylbLG", "SGB II", "AufenthG"),
        fallzahl="1–2",
        bewertung=(
            "Das Hindernis tritt unabhängig von der Person der Ratsuchenden und in Kommunen "
            "unterschiedlicher Größe auf. Es betrifft drei Rechtskreise zugleich."
        ),
        abgrenzung="Einzelne verspätete Anträge wurden nicht mitgezählt.",
        empfehlung="Beauftragung einer themenspezifischen Projektgruppe mit Beteiligung des "
        "Jobcenters.",
        stellungnahmen=(
            Stellungnahme(
                stelle="Jobcenter",
                datum="2026-09-28",
                text="Das Jobcenter befürwortet ein abgestimmtes Verfahren. Eine vorläufige "
                "Entscheidung nach § 41a SGB II ist möglich, wenn die Identität geklärt ist.",
            ),
            Stellungnahme(stelle="Stadt Bornheim, Fachbereich Soziales", datum="2026-09-30"),
        ),
        alternativen="Die Kommunen zahlen weiter und rechnen mit dem Jobcenter ab. Der Aufwand "
        "der Erstattung bliebe bestehen.",
        auswirkungen_finanziell="Keine unmittelbaren Kosten durch den Auftrag.",
        auswirkungen_personell="Etwa 12 Arbeitstage, verteilt auf die beteiligten Stellen.",
        auswirkungen_weitere=(
            Auswirkung(bezeichnung="Gleichstellung", text="Alleinerziehende wären entlastet."),
        ),
        rechtsgrundlage="§§ 1 und 3 AsylbLG, § 7 Abs. 1 SGB II, § 81 Abs. 5 AufenthG, § 41a SGB II",
        anlagen=("Ablaufschema der drei Stellen", "Übersicht der Fristen"),
    )


def _ansaetze() -> tuple[LoesungsansatzDaten, ...]:
    return (
        LoesungsansatzDaten(
            nr=1,
            titel="Gemeinsamer Laufzettel Rechtskreiswechsel",
            beschreibung="Ein Laufzettel begleitet jeden Wechsel. Er nennt, welche Stelle welches "
            "Papier bis wann ausgibt, und ersetzt die bisherigen Einzelanfragen.",
            massnahmen=(
                "Laufzettel abstimmen und in allen Stellen einführen",
                "Schulung der Leistungsabteilungen an zwei Terminen",
            ),
            zustaendig="Kommunales Integrationszentrum",
            rechtsrahmen="§ 86 SGB X, § 4 SGB X",
            aufwand="etwa 8 Arbeitstage einmalig",
            kosten_cent=125_050,
            frist="2027-06-30",
            geltungsraum="alle 19 Kommunen",
            indikator="Anteil der Wechsel mit Laufzettel, Ziel 90 % nach zwölf Monaten",
            risiko="Der Laufzettel wird als zusätzliche Aufgabe empfunden.",
            zusage="ja, am 12.03.2027",
            empfehlung="umsetzen",
            beschlussvorschlag="Die Lenkungsgruppe beschließt die Einführung des gemeinsamen "
            "Laufzettels zum 01.07.2027.",
        ),
        LoesungsansatzDaten(
            nr=2,
            titel="Vorläufige Bewilligung auf Grundlage des Bescheides",
            beschreibung="Das Jobcenter bewilligt vorläufig, sobald der Bescheid des Bundesamtes "
            "und der Antrag vorliegen.",
            massnahmen=("Arbeitshinweis des Jobcenters",),
            zustaendig="Jobcenter",
            rechtsrahmen="§ 41a SGB II",
            aufwand="in der laufenden Arbeit",
            kosten_cent=0,
            frist="2027-09-30",
            geltungsraum="Kreisgebiet",
            indikator="Tage zwischen letzter Zahlung und erster Bewilligung",
            risiko="Rückforderungen bei abweichender endgültiger Entscheidung",
            zusage="unter Vorbehalt der Trägerversammlung",
            empfehlung="erproben",
            beschlussvorschlag="Die Lenkungsgruppe empfiehlt dem Jobcenter, das Verfahren ein "
            "Jahr lang zu erproben.",
        ),
        LoesungsansatzDaten(
            nr=3,
            titel="Gemeinsame Terminfenster der Ausländerbehörden",
            beschreibung="Für Wechselfälle werden wöchentliche Terminfenster freigehalten.",
            zustaendig="Ausländerbehörden",
            frist="Herbst 2027",
            empfehlung="nicht weiterverfolgen",
            beschlussvorschlag="Die Lenkungsgruppe verfolgt diesen Lösungsansatz nicht weiter.",
        ),
    )


@pytest.fixture(scope="session")
def rueckmeldung_daten() -> RueckmeldungDaten:
    """Return a Rückmeldung with three Lösungsansätze."""
    return RueckmeldungDaten(
        kreis="Rhein-Sieg-Kreis",
        kennung="KI1-2026-007",
        fassung=3,
        titel="Leistungslücke beim Wechsel vom AsylbLG in das SGB II",
        datum="2027-04-19",
        oeffentlich=False,
        vorlagennummer="68/27",
        aktenzeichen="50-05-00",
        federfuehrung="Kommunales Integrationszentrum",
        sitzung="2027-05-11",
        top="3",
        beratungsfolge=(
            *BERATUNGEN,
            Beratung(
                schritt=4,
                bezeichnung="Auftrag an die Projektgruppe",
                stelle="Lenkungsgruppe",
                datum="2026-11-22",
                ergebnis="Auftrag erteilt, im Konsens",
            ),
        ),
        anlass="Die Lenkungsgruppe hat die Projektgruppe beauftragt, die Leistungslücke beim "
        "Rechtskreiswechsel zu schließen. Die Projektgruppe legt drei Lösungsansätze vor.",
        auftrag=AuftragDaten(
            text="Ein kreisweit einheitliches Verfahren für den nahtlosen Übergang ist zu "
            "erarbeiten.",
            berichtstermin="2027-04-30",
        ),
        ausgangslage="Zwischen letzter Zahlung der Kommune und erster Bewilligung vergehen im "
        "Mittel 34 Tage.",
        vorgehen="Vier Arbeitstreffen, Auswertung der Abläufe in fünf Kommunen, Abstimmung mit "
        "dem Jobcenter.",
        projektgruppe="Rechtskreiswechsel (themenspezifisch)",
        leitung="Kreissozialamt",
        mitglieder=(
            "Jobcenter",
            "Stadt Troisdorf",
            "Ausländerbehörde des Kreises",
            "Beispielträger Nord e. V.",
        ),
        loesungsansaetze=_ansaetze(),
        zielvereinbarung="Bis zum 30.06.2028 beträgt die Lücke in neun von zehn Fällen höchstens "
        "sieben Tage.",
        offene_punkte=("Zusage der Trägerversammlung", "Übersetzung des Laufzettels"),
        oeffentlichkeitsarbeit=OeffentlichkeitsarbeitDaten(
            vorgesehen=True,
            zielgruppe="Ratsuchende und ehrenamtlich Begleitende",
            kanal="Webseite des Kreises, Aushang in den CM-Stellen",
            kernbotschaft="Der Wechsel gelingt ohne Lücke, wenn der Laufzettel von Anfang an "
            "mitgeht.",
            sprachen="Deutsch, Leichte Sprache, Arabisch, Ukrainisch",
            verantwortlich="Pressestelle des Kreises",
            termin="2027-06-15",
            sperrfrist="2027-06-01",
        ),
        anlagen=("Muster des Laufzettels", "Auswertung der Abläufe in fünf Kommunen"),
    )


@pytest.fixture
def drucke(tmp_path: Path) -> Callable[[Dokument], Path]:
    """Return a function that sets a paper and says where it lies."""

    def _drucke(dokument: Dokument) -> Path:
        ziel = tmp_path / "papier.pdf"
        setze(dokument, ziel)
        return ziel

    return _drucke


@pytest.fixture
def lies(drucke: Callable[[Dokument], Path]) -> Callable[[Dokument], list[str]]:
    """Return a function that sets a paper and reads it page by page, as another program does."""

    def _lies(dokument: Dokument) -> list[str]:
        return seitentexte(drucke(dokument))

    return _lies


def seitentexte(pdf: Path) -> list[str]:
    """Return the text of each page with single spaces."""
    befehl = shutil.which("pdftotext")
    if befehl is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    ergebnis = subprocess.run(
        [befehl, "-raw", "-enc", "UTF-8", str(pdf), "-"], check=True, capture_output=True
    )
    seiten = ergebnis.stdout.decode("utf-8").split("\f")[:-1]
    return [" ".join(seite.split()) for seite in seiten]
