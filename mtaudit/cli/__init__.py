"""The command line. Exit 0: done; 1: findings at or above ``--fail-on``; 2: a mistake, told in one line."""

from __future__ import annotations

import os
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
        sys.stdout.flush()
    except MtauditError as error:
        code = _complain(str(error))
    except TyperException as error:
        # Called without arguments the program has printed its help, and there is no message.
        message = error.format_message().rstrip(".")
        code = _complain(f"{message}; see `mtaudit --help`") if message else 2
    except BrokenPipeError:
        # The reader of a pipe (`mtaudit … | head`) has left.
        sys.stderr.close()
        code = 0
    except OSError as error:
        # Files are told of where they are opened; what is left is a disk that filled up, or standard output.
        code = _complain(
            f"{error.filename or 'output'}: {error.strerror}; free some space or write elsewhere"
        )
        _forget_output()
    except KeyboardInterrupt:
        code = _complain("interrupted", code=130)
    sys.exit(code or 0)


def _forget_output() -> None:
    """Send what is still to be written nowhere, so that closing the stream does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str, code: int = 2) -> int:
    from mtaudit.reports.safe_text import safe_line

    sys.stderr.write(f"mtaudit: {safe_line(message)}\n")
    return code
