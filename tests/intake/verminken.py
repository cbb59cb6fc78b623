"""Damage to files: bytes changed, cut, doubled; inside a zip also the members."""

from __future__ import annotations

import io
import random
import zipfile


def damage(data: bytes, chance: random.Random) -> bytes:
    """The data with a few faults; half of the time inside the members of a zip, so that the archive itself is whole."""
    if data[:2] == b"PK" and chance.random() < 0.6:
        return _inside(data, chance)
    return _bytes(data, chance)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    result = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        where = chance.randrange(max(len(result), 1))
        kind = chance.randrange(5)
        if kind == 0 and result:
            result[where] = chance.randrange(256)
        elif kind == 1:
            del result[where : where + chance.randint(1, 30)]
        elif kind == 2:
            result[where:where] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 10)))
        elif kind == 3:
            result[where:where] = result[where : where + chance.randint(1, 60)]
        else:
            result[where:where] = chance.choice(
                [b"<!DOCTYPE x>", b"&x;", b'"', b"\x00", b"99999999999", b"-1", b"]]>", b"\xff\xfe"]
            )
    return bytes(result)


def _inside(data: bytes, chance: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if chance.random() < 0.3:
                content = _bytes(content, chance)
            if chance.random() < 0.95:
                new.writestr(member.filename, content)
    return target.getvalue()
