"""What the pages of the roles read, and what they do with several cases at once."""
