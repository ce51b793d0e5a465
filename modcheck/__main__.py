"""`python -m modcheck`."""

from modcheck.cli import main

raise SystemExit(main())
