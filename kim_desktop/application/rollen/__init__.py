"""What the page of each role shows, looked up in one read."""
