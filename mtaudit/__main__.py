"""``python -m mtaudit`` is the same program as ``mtaudit``."""

from mtaudit.cli import main

if __name__ == "__main__":
    main()
