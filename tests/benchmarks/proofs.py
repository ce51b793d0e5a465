"""`python -m tests.benchmarks.proofs`: what `--prove` costs for the story's drivers and the other right one,
beside the search. It takes some minutes; states and operations are the same on every machine."""

from tests.benchmarks.costs import unit_seconds
from tests.running import RIGHT, VERSIONS, analysed


def main() -> None:
    unit = unit_seconds()
    heads = ("states", "ops", "to prove", "ops", "ratio", "seconds", "units")
    print(f"{'driver':16} " + " ".join(head.rjust(9) for head in heads))
    for path in (*VERSIONS, *RIGHT.values()):
        analysis = analysed(path, full=True)
        judgement, seconds = analysis.judgement, analysis.seconds["cover"]
        counts = (judgement.states, judgement.ops, *judgement.covered)
        ratio = f"{judgement.covered[1] / judgement.ops:.1f}"
        costs = (*counts, ratio, f"{seconds:.1f}", f"{seconds / unit:.0f}")
        print(f"{path.name:16} " + " ".join(str(cost).rjust(9) for cost in costs))


if __name__ == "__main__":
    main()
