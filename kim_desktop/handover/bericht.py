"""The report of an import."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Bericht:
    """What an import brought: counts of entries and bodies, what is missing or disputed.

    `gabelungen` are logs that two Arbeitsplätze write, with the first number given twice,
    `neuere` counts entries only a newer program understands, `uhren` names logs whose clock is
    far off, with a day one of their entries bears, `zweite_von` is the log that gave the number of
    this file to another one before.
    """

    datei: str
    von: str = ""
    nr: int = 0
    neu: int = 0
    bekannt: int = 0
    spaete: int = 0
    eigene: int = 0
    anlagen: int = 0
    neuere: int = 0
    uhren: dict[str, str] = field(default_factory=dict)
    fehlt: list[tuple[str, int, int]] = field(default_factory=list)
    strittig: list[str] = field(default_factory=list)
    gabelungen: list[tuple[str, int]] = field(default_factory=list)
    schon_am: str = ""
    zweite_von: str = ""
