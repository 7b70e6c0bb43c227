"""Attachments: adding files to a step, and looking at those a case has."""
