"""`python -m tests.mutants`: the tables of mutants, to be compared with the committed ones."""

from tests.mutants.plans import PLANS
from tests.mutants.run import table_of
from tests.running import RIGHT


def main() -> None:
    for driver, plan in PLANS.items():
        print(f"# {driver}")
        for name, verdict in table_of(RIGHT[driver], plan):
            print(f"{name} => {verdict}")


if __name__ == "__main__":
    main()
