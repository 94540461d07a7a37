"""RDF as Turtle: records as nodes with FIBO classes, facts as properties; shapes that find what a deal file refuses come from ``shacl``."""

from legalmodel.base.language import Phrase
from legalmodel.exporters.exported import Exported, Outgoing
from legalmodel.exporters.rdf_text import told, turtle
from legalmodel.exporters.triples import labels, triples

ABOUT = Phrase("RDF as Turtle, with classes of FIBO where they fit")
ENDING = "ttl"


def write(given: Outgoing) -> Exported:
    """Write the statements of a deal."""
    return Exported(turtle([*triples(given.data.value), *labels()]).encode(), told(given))
