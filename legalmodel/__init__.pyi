# What type checkers see of the names that are loaded when they are first used; tests/api holds it to legalmodel.api.__all__.
from legalmodel.api import BadInput as BadInput
from legalmodel.api import BadRequest as BadRequest
from legalmodel.api import Differences as Differences
from legalmodel.api import Picture as Picture
from legalmodel.api import Result as Result
from legalmodel.api import check as check
from legalmodel.api import check_book as check_book
from legalmodel.api import check_deal as check_deal
from legalmodel.api import check_scenario as check_scenario
from legalmodel.api import compare as compare
from legalmodel.api import draw as draw
from legalmodel.api import speaking as speaking
from legalmodel.api import to_csv as to_csv
from legalmodel.api import to_frame as to_frame
from legalmodel.api import to_json as to_json
from legalmodel.api import to_rows as to_rows

__version__: str
__all__: list[str]
