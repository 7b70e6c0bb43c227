"""Handing over: files for others, files of others, what is to be sent."""
