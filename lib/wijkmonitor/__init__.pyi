from wijkmonitor import stats as stats
from wijkmonitor.dossier import load_dossier as load_dossier
from wijkmonitor.figuren import figuur_van as figuur_van
from wijkmonitor.figuren import use_stijl as use_stijl
from wijkmonitor.verkennen import bekijk as bekijk
from wijkmonitor.verkennen import bewaar as bewaar
from wijkmonitor.verkennen import find_wijken as find_wijken
from wijkmonitor.verkennen import kijk as kijk
from wijkmonitor.vragen.eigen import geen_bevinding as geen_bevinding
from wijkmonitor.vragen.eigen import maak_bevinding as maak_bevinding
from wijkmonitor.vragen.rapport import open_rapport as open_rapport

__version__: str
