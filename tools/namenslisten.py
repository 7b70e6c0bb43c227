"""Gather the lists of given and family names that the search for personal data knows.

python tools/namenslisten.py

They come from Faker (MIT), which only this script needs, written as Germans would spell them;
`resources/namen/ergaenzt.txt` adds by hand what Faker has thinly. Names that are common German
words as well stand in `mehrdeutig.txt`: whoever bears one is found by what stands beside it.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable

from umgebung import WURZEL

ZIEL = WURZEL / "resources" / "namen"
_LATEINISCH = (
    "de_DE", "de_AT", "de_CH", "tr_TR", "pl_PL", "ro_RO", "hr_HR", "fr_FR", "fr_DZ", "en_GB",
    "it_IT", "es_ES", "pt_PT", "az_AZ", "uz_UZ", "en_NG", "en_PK", "en_IN", "sw", "ha_NG", "yo_NG",
    "ig_NG",
    "en_KE", "sl_SI", "cs_CZ", "sk_SK", "hu_HU", "sv_SE", "nl_NL", "lt_LT",
)  # fmt: skip
_KYRILLISCH = ("uk_UA", "ru_RU", "bg_BG", "mk_MK")
_GEORGISCH = ("ka_GE",)
_KYRILLISCHE_LAUTE = {
    **dict(zip("абвгдезиіклмнопрстуфэыѓќ", "abwgdesiiklmnoprstufeygk", strict=True)),
    **{"є": "je", "ж": "sch", "ї": "ji", "й": "j", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch"},
    **{"щ": "schtsch", "ю": "ju", "я": "ja", "ё": "jo", "ґ": "g", "ь": "", "ъ": "", "'": ""},
    **{"ј": "j", "љ": "lj", "њ": "nj", "џ": "dsch", "ѕ": "ds"},
}
_GEORGISCHE_LAUTE = {
    **dict(zip("აბგდევზთიკლმნოპრსტუფქყ", "abgdewstiklmnoprstufkk", strict=True)),
    **{"ჟ": "sch", "ღ": "gh", "შ": "sch", "ჩ": "tsch", "ც": "z", "ძ": "ds", "წ": "z"},
    **{"ჭ": "tsch", "ხ": "ch", "ჯ": "dsch", "ჰ": "h"},
}
_NAME = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]{2,})?")


def main() -> int:
    """Write both lists."""
    mehrdeutige = {*(ZIEL / "mehrdeutig.txt").read_text(encoding="utf-8").split()}
    for datei, felder in (
        ("vornamen.txt", ("first_names", "first_names_male", "first_names_female")),
        ("nachnamen.txt", ("last_names", "last_names_male", "last_names_female")),
    ):
        namen = sorted({*_alle(felder)} - mehrdeutige)
        (ZIEL / datei).write_text("\n".join(namen) + "\n", encoding="utf-8")
        print(f"{datei}: {len(namen)}")
    return 0


def _alle(felder: Iterable[str]) -> Iterable[str]:
    for sprachen, laute in (
        (_LATEINISCH, {}),
        (_KYRILLISCH, _KYRILLISCHE_LAUTE),
        (_GEORGISCH, _GEORGISCHE_LAUTE),
    ):
        for sprache in sprachen:
            quelle = importlib.import_module(f"faker.providers.person.{sprache}").Provider
            for feld in felder:
                yield from _geschrieben(getattr(quelle, feld, ()), laute)


def _geschrieben(namen: Iterable[str], laute: dict[str, str]) -> Iterable[str]:
    for name in namen:
        wie_hier = "".join(laute.get(z, z) for z in name.lower()) if laute else name
        wie_hier = "-".join(teil[:1].upper() + teil[1:] for teil in wie_hier.split("-"))
        if _NAME.fullmatch(wie_hier):
            yield wie_hier


if __name__ == "__main__":
    sys.exit(main())
