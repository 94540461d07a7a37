"""SVG: a picture that stays sharp at every size and can be read aloud."""

from legalmodel.output.sheet import Sheet


def write(sheet: Sheet) -> bytes:
    """Return the picture."""
    from legalmodel.output.picture import picture

    return picture(sheet).encode()
