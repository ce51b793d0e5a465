"""A driver and a scenario in, what would happen out: lines of the log with times, frames on the wire."""

from modcheck.simulation.capture import to_pcap
from modcheck.simulation.kernel import Simulated
from modcheck.simulation.run import Line, Simulation, fitting, simulate
from modcheck.simulation.scenario import Scenario, Step, built_in, from_finding, read_scenario

__all__ = [
    "Line",
    "Scenario",
    "Simulated",
    "Simulation",
    "Step",
    "built_in",
    "fitting",
    "from_finding",
    "read_scenario",
    "simulate",
    "to_pcap",
]
