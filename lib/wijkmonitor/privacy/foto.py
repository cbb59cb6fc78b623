"""A photo without what the camera wrote in it: place, time, device."""

from __future__ import annotations

import io

GROOTST = 1800  # signs on the paper stay readable, in pixels along the longest side
MEESTE = 60_000_000  # pixels
GEEN_FOTO = "Dit bestand is geen foto die we kunnen lezen. Kies een foto als JPEG of PNG."


def strip_photo(content: bytes) -> bytes:
    """The picture alone, upright, as JPEG: drawn anew, so that no metadata can come along. ValueError in Dutch for no photo."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")) as photo:
            if photo.width * photo.height > MEESTE:
                raise ValueError("Deze foto is te groot. Maak haar eerst kleiner.")
            upright = ImageOps.exif_transpose(photo).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise ValueError(GEEN_FOTO) from None
    upright.thumbnail((GROOTST, GROOTST))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    target = io.BytesIO()
    bare.save(target, "JPEG", quality=82)
    return target.getvalue()
