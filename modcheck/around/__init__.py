"""A module's sources in, what stands around it out: Kbuild, Kconfig, configuration, scripts. All of it is
read, nothing is run."""

from modcheck.around.diagnosis import Decision, Diagnosis, diagnose
from modcheck.around.findings import Beside, beside
from modcheck.around.kconfig import Kconfigs
from modcheck.around.look import Asked, symbols_that_decide

__all__ = [
    "Asked",
    "Beside",
    "Decision",
    "Diagnosis",
    "Kconfigs",
    "beside",
    "diagnose",
    "symbols_that_decide",
]
