"""KIM Desktop: the Kommunales Integrationsmanagement process, offline, from report to solution."""

__version__ = "0.1.0"
