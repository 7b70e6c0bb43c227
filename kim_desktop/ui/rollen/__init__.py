"""One page per role, each made for the work of that role."""
