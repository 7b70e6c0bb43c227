"""Titel und Kurzfassung werden aus dem vorgeschlagen, was jemand erzählt."""

import pytest

from kim_desktop.insight.kurztext import (
    KURZFASSUNG_HOECHSTENS,
    TITEL_HOECHSTENS,
    kurzfassungsvorschlag,
    saetze,
    titelvorschlag,
)


def test_der_erste_satz_wird_titel_die_ersten_zwei_die_kurzfassung() -> None:
    text = "Familien stehen ohne Geld da. Das Sozialamt stellt zu früh ein. Es dauert Wochen."
    assert titelvorschlag(text) == "Familien stehen ohne Geld da"
    assert kurzfassungsvorschlag(text) == (
        "Familien stehen ohne Geld da. Das Sozialamt stellt zu früh ein."
    )


@pytest.mark.parametrize(
    ("text", "erster"),
    [
        ("Es betrifft z. B. Familien mit Kindern. Oft.", "Es betrifft z. B. Familien mit Kindern."),
        ("Es betrifft z.B. Familien. Oft.", "Es betrifft z.B. Familien."),
        ("Der Wechsel ins SGB II dauert. Wochen.", "Der Wechsel ins SGB II dauert."),
        ("Das regelt das SGB II. Danach hakt es.", "Das regelt das SGB II."),
        ("Nach Nr. 3 Satz 2 geht es nicht. Warum?", "Nach Nr. 3 Satz 2 geht es nicht."),
        ("Es folgt aus Nr. 3. Danach hakt es.", "Es folgt aus Nr. 3."),
        ("Am 3. März war Schluss. Seitdem nichts.", "Am 3. März war Schluss."),
        ("Das geht so seit 2024. Niemand hilft.", "Das geht so seit 2024."),
        ("Es gilt § 24 Abs. 1 AufenthG nicht. Oft.", "Es gilt § 24 Abs. 1 AufenthG nicht."),
        ("Jobcenter bzw. Sozialamt zahlen nicht. Oft.", "Jobcenter bzw. Sozialamt zahlen nicht."),
        ("I. d. R. Familien warten. Lange.", "I. d. R. Familien warten."),
        ("Kita, Schule usw. sind betroffen. Oft.", "Kita, Schule usw. sind betroffen."),
        ("Hürden aller Art. Danach nichts.", "Hürden aller Art."),
        ("Nach Art. 3 GG gleich. Oft nicht.", "Nach Art. 3 GG gleich."),
        ("Es sind 12 Familien. 3 davon warten.", "Es sind 12 Familien."),
        ("Wer zahlt? Niemand weiß es.", "Wer zahlt?"),
        ("„Wir sind nicht zuständig.“ So heißt es.", "„Wir sind nicht zuständig.“"),
        ("Kein Termin! Seit Wochen.", "Kein Termin!"),
        ("Dr. Beispiel sagt ab. Immer.", "Dr. Beispiel sagt ab."),
    ],
)
def test_abkuerzungen_und_zahlen_beenden_keinen_satz(text: str, erster: str) -> None:
    assert saetze(text)[0] == erster


def test_ein_neuer_absatz_beendet_den_satz_ein_umbruch_mitten_im_satz_nicht() -> None:
    assert saetze("Kein Geld\nFamilien\n\nJobcenter und Sozialamt") == [
        "Kein Geld",
        "Familien",
        "Jobcenter und Sozialamt",
    ]
    assert saetze("Die Familien warten\nauf ihr Geld.") == ["Die Familien warten auf ihr Geld."]


def test_ein_langer_satz_wird_am_wort_gekuerzt() -> None:
    text = "Familien " + "warten und " * 20 + "warten."
    titel = titelvorschlag(text)
    assert len(titel) <= TITEL_HOECHSTENS
    assert titel.endswith("und…") or titel.endswith("warten…")
    assert text.startswith(titel[:-1])
    assert len(kurzfassungsvorschlag("Wort " * 500)) <= KURZFASSUNG_HOECHSTENS
    assert len(titelvorschlag("Leistungslücke" * 20)) == TITEL_HOECHSTENS


@pytest.mark.parametrize("text", ["", "  \n ", "...", "?"])
def test_aus_nichts_wird_nichts_schlimmes(text: str) -> None:
    assert len(titelvorschlag(text)) <= 3
    assert len(kurzfassungsvorschlag(text)) <= 3
