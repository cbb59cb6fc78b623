"""Web addresses in records: which of them a page may link to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_PLAIN = re.compile(r"[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~\[\]]+")


def safe_address(text: str) -> str:
    """The text where it is an address that a page may link to, else "".

    Only http and https, with a name of a site, without a user, a port or a sign that hides where it goes.

    >>> safe_address("https://www.rivm.nl/?a=1"), safe_address("javascript:alert(1)"), safe_address("https://rivm.nl@boos.nl/")
    ('https://www.rivm.nl/?a=1', '', '')
    """
    if not _PLAIN.fullmatch(text):
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc) else ""
