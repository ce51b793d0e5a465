"""`Program` + `RuleBook` in, who acquires what out (the static universe of sites)."""

from modcheck.graph.build import AcquisitionGraph, Edge, build
from modcheck.graph.sites import Site, acquisition_sites, effects_of

__all__ = ["AcquisitionGraph", "Edge", "Site", "acquisition_sites", "build", "effects_of"]
