"""`python -m tests.mutants`: the tables of mutants, to be compared with the committed ones."""

from tests.mutants.plans import PLANS
from tests.mutants.run import table_of


def main() -> None:
    for folder, plan in PLANS.items():
        print(f"# {folder.name}")
        for name, verdict in table_of(folder, plan):
            print(f"{name} => {verdict}")


if __name__ == "__main__":
    main()
