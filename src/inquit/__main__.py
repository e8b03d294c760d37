"""`python -m inquit` is `inquit`."""

from inquit.cli import main

main()
