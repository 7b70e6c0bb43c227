"""Errors a person can do something about; each carries one German sentence and its kind."""


class KimFehler(Exception):
    """A known circumstance. `art` names it for machines, `status` is the exit status."""

    art = "fehler"
    status = 5

    def __init__(self, text: str) -> None:
        """Keep the German sentence shown to the person."""
        super().__init__(text)
        self.text = text


class EingabeFehler(KimFehler):
    """Missing or wrong fields, unknown step or Kennung, unreadable data."""

    art = "eingabe"
    status = 2


class ProzessFehler(KimFehler):
    """The process does not allow this step: wrong role or wrong state."""

    art = "prozess"
    status = 3


class UebergabeFehler(KimFehler):
    """A handover, Anmeldung or Zulassung file was refused; nothing was taken in."""

    art = "uebergabe"
    status = 4


class UmgebungsFehler(KimFehler):
    """The surroundings fail: passphrase, second instance, full or read-only target, no key."""

    art = "umgebung"
    status = 5


class PassphraseFehlt(UmgebungsFehler):
    """The Arbeitsplatz is locked: nobody has said what opens it yet, or it was wrong.

    `grund` says which, `frage` names in the accusative what a person may be asked for.
    """

    def __init__(self, grund: str, frage: str = "die Passphrase") -> None:
        """Keep both, and the sentence for where nobody can be asked."""
        super().__init__(
            f"{grund} Bitte {frage} angeben: --passphrase-datei oder KIM_PASSPHRASE_DATEI nennt "
            "die Datei, in der das steht."
        )
        self.grund, self.frage = grund, frage


class NeuePassphraseFehlt(PassphraseFehlt):
    """Nothing keeps the key that is being made: a passphrase is to be chosen for it."""

    def __init__(self, grund: str) -> None:
        """Keep the reason."""
        super().__init__(grund, "eine neue Passphrase")


class KeinArbeitsplatz(UmgebungsFehler):
    """The folder holds no Arbeitsplatz: one is to be set up."""


class Beschaedigt(UmgebungsFehler):
    """A file of the Arbeitsplatz itself is damaged or gone."""


class Abgebrochen(Exception):
    """The person cancelled; nothing was changed."""
