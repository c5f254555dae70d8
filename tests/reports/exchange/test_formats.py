"""All formats under their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mtaudit.errors import UsageError
from mtaudit.reports.exchange import FORMATS, render

if TYPE_CHECKING:
    from types import SimpleNamespace


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_run_gives_the_same_text_on_one_line_or_more(exchange: SimpleNamespace, name: str) -> None:
    written = render(name, exchange.run(exchange.audited()))
    assert written == render(name, exchange.run(exchange.audited()))
    assert written == written.strip()
    assert re.search("flood|harbour", written)


def test_another_name_is_refused(exchange: SimpleNamespace) -> None:
    with pytest.raises(UsageError, match="there is no format 'pdf'; choose among lines, github, sarif"):
        render("pdf", exchange.run())
