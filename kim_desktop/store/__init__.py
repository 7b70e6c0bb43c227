"""SQLCipher database of one Arbeitsplatz: log, projections, local tables, attachments."""
