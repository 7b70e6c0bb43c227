"""The window: PySide6 views on the application; no rule of the process lives here."""
