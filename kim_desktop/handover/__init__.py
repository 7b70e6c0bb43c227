"""Handing over between units: the `.kim` file, what goes into it, and taking it in."""
