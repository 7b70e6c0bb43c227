"""Attachments: files beside the database, and who names them."""
