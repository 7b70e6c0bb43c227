"""Small things said in the same words everywhere."""


def als_tag(iso: str) -> str:
    """Return an ISO day in German spelling."""
    return ".".join(reversed(iso.split("-")))
