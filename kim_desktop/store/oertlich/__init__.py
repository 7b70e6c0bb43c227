"""What only this Arbeitsplatz keeps: sent, received, heard of, open."""
