"""`python -m tests.benchmarks`: what the story's three drivers cost, as a table."""

from tests.benchmarks.costs import ADDITIONS, cold_run, counted, unit_seconds
from tests.running import VERSIONS, analysed


def main() -> None:
    unit = unit_seconds()
    print(f"unit: {ADDITIONS} additions of integers take {unit:.3f} s here, now")
    print(f"{'driver':16} {'states':>7} {'ops':>9} {'seconds':>8} {'units':>7} {'peak MB':>8}")
    for path in VERSIONS:
        states, ops = counted(analysed(path).judgement)
        run = cold_run(path)
        units = run.seconds / unit
        print(f"{path.name:16} {states:7} {ops:9} {run.seconds:8.2f} {units:7.1f} {run.megabytes:8.1f}")


if __name__ == "__main__":
    main()
