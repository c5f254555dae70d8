"""The command line. Exit 0: done; 1: findings at or above ``--fail-on``; 2: a mistake, told in one line."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the program and exit."""
    from typer.exceptions import TyperException

    from mtaudit.cli.app import app
    from mtaudit.errors import MtauditError

    for stream in (sys.stdout, sys.stderr):
        # A terminal that is not UTF-8 gets escapes instead of a traceback.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        code = app(standalone_mode=False, prog_name="mtaudit")
    except MtauditError as error:
        code = _complain(str(error))
    except TyperException as error:
        code = _complain(f"{error.format_message().rstrip('.')}; see `mtaudit --help`")
    except BrokenPipeError:
        # The reader of a pipe (`mtaudit … | head`) has left.
        sys.stderr.close()
        code = 0
    except KeyboardInterrupt:
        code = _complain("interrupted", code=130)
    sys.exit(code or 0)


def _complain(message: str, code: int = 2) -> int:
    from mtaudit.reports.safe_text import safe_line

    sys.stderr.write(f"mtaudit: {safe_line(message)}\n")
    return code
