"""SVG: a picture that stays sharp at every size and can be read aloud, with links into the deal file; its Chinese type is within it."""

from legalmodel.output.sheet import Sheet


def write(sheet: Sheet) -> bytes:
    """Return the picture, with its links if it has any: no other format bears them."""
    from legalmodel.output.picture import picture

    return picture(sheet, sheet.links).encode()
