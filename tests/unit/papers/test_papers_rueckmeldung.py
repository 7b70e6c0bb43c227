"""The RM: what the Projektgruppe proposes, and one decision for each proposal."""

from collections.abc import Callable
from dataclasses import replace

from kim_desktop.papers.daten import OeffentlichkeitsarbeitDaten, RueckmeldungDaten
from kim_desktop.papers.elemente import Dokument, Entscheidungsblock
from kim_desktop.papers.rueckmeldung import rueckmeldung

Lies = Callable[[Dokument], list[str]]


def _eng(text: str) -> str:
    return "".join(text.split())


def _rumpf(seiten: list[str]) -> str:
    kopf = "RM 68/27 · Lenkungsgruppe · 19.04.2027 "
    ohne = (seite.split("KI1-2026-007 · Fassung 3")[0].replace(kopf, "") for seite in seiten)
    return _eng("".join(seite.removeprefix("nicht öffentlich") for seite in ohne))


def test_alle_felder_stehen_in_der_vereinbarten_folge(
    rueckmeldung_daten: RueckmeldungDaten, lies: Lies
) -> None:
    d = rueckmeldung_daten
    text = _rumpf(lies(rueckmeldung(d)))
    o = d.oeffentlichkeitsarbeit
    erwartet = [
        "Rückmeldung (RM) an die Lenkungsgruppe",
        d.titel,
        d.projektgruppe,
        d.leitung,
        *d.mitglieder,
        "1 Beratungsfolge",
        "4 Auftrag an die Projektgruppe Lenkungsgruppe 22.11.2026",
        "2 Anlass",
        d.anlass,
        d.auftrag.text if d.auftrag else "",
        "Berichtstermin: 30.04.2027",
        d.ausgangslage,
        d.vorgehen,
        "Lösungsansätze im Überblick",
        "Summe der bezifferten Kosten: 1.250,50 €",
    ]
    for ansatz in d.loesungsansaetze:
        erwartet += [
            f"Lösungsansatz {ansatz.nr}: {ansatz.titel}",
            ansatz.beschreibung,
            *ansatz.massnahmen,
            ansatz.zusage or "liegt noch nicht vor",
            ansatz.zustaendig,
            ansatz.rechtsrahmen,
            ansatz.aufwand,
            {125_050: "1.250,50 €", 0: "keine", None: "nicht beziffert"}[ansatz.kosten_cent],
            {"2027-06-30": "30.06.2027", "2027-09-30": "30.09.2027"}.get(
                ansatz.frist, ansatz.frist
            ),
            ansatz.geltungsraum,
            ansatz.indikator,
            ansatz.risiko,
            ansatz.empfehlung,
        ]
    erwartet += [d.zielvereinbarung, *d.offene_punkte]
    erwartet += ["vorgesehen ja", o.zielgruppe, o.kanal, o.kernbotschaft, o.sprachen]
    erwartet += [o.verantwortlich, "15.06.2027", "01.06.2027"]
    for ansatz in d.loesungsansaetze:
        erwartet += [ansatz.titel, ansatz.beschlussvorschlag, "im Konsens", "Geschäftsführung"]
    erwartet += ["beschließt die vorgeschlagene Öffentlichkeitsarbeit", "Vorsitz", *d.anlagen]
    ab = 0
    for eintrag in erwartet:
        fund = text.find(_eng(eintrag), ab)
        assert fund >= 0, f"not found in order: {eintrag}"
        ab = fund + len(_eng(eintrag))


def test_jeder_loesungsansatz_und_die_oeffentlichkeitsarbeit_haben_einen_entscheidungsblock(
    rueckmeldung_daten: RueckmeldungDaten,
) -> None:
    inhalt = rueckmeldung(rueckmeldung_daten).inhalt
    bloecke = [element for element in inhalt if isinstance(element, Entscheidungsblock)]
    assert [block.titel.split(":")[0] for block in bloecke] == [
        "Lösungsansatz 1",
        "Lösungsansatz 2",
        "Lösungsansatz 3",
        "Öffentlichkeitsarbeit und Transparenz",
    ]


def test_ohne_vorgesehene_oeffentlichkeitsarbeit_wird_auch_darueber_entschieden(
    rueckmeldung_daten: RueckmeldungDaten, lies: Lies
) -> None:
    keine = OeffentlichkeitsarbeitDaten(vorgesehen=False)
    text = " ".join(lies(rueckmeldung(replace(rueckmeldung_daten, oeffentlichkeitsarbeit=keine))))
    assert "vorgesehen nein" in text
    assert "zu diesem Thema keine Öffentlichkeitsarbeit stattfindet" in text
    assert "Kernbotschaft" not in text


def test_eine_rm_ohne_loesungsansatz_sagt_das(
    rueckmeldung_daten: RueckmeldungDaten, lies: Lies
) -> None:
    daten = replace(
        rueckmeldung_daten,
        loesungsansaetze=(),
        auftrag=None,
        offene_punkte=(),
        anlagen=(),
        zielvereinbarung="",
        mitglieder=(),
    )
    text = " ".join(lies(rueckmeldung(daten)))
    assert "Die Projektgruppe schlägt keinen Lösungsansatz vor." in text
    assert "Offene Punkte keine" in text
    assert "Anlagen keine" in text
    assert "Zielvereinbarung" not in text
    assert "Mitglieder" not in text
    assert "Summe" not in text
