"""`python -m tests.benchmarks`: what the story's four drivers cost, as a table."""

from tests.benchmarks.costs import ADDITIONS, cold_run, unit_seconds
from tests.running import VERSIONS, D, analysed


def main() -> None:
    unit = unit_seconds()
    print(f"unit: {ADDITIONS} additions of integers take {unit:.3f} s here, now")
    heads = ("states", "ops", "to prove", "ops", "seconds", "units", "peak MB")
    print(f"{'driver':16} " + " ".join(head.rjust(9) for head in heads))
    for path in (*VERSIONS, D):
        judgement = analysed(path).judgement
        run = cold_run(path)
        counts = (judgement.states, judgement.ops, *judgement.covered)
        costs = (f"{run.seconds:.2f}", f"{run.seconds / unit:.1f}", f"{run.megabytes:.1f}")
        print(f"{path.name:16} " + " ".join(str(value).rjust(9) for value in (*counts, *costs)))


if __name__ == "__main__":
    main()
