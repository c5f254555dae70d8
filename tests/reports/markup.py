"""Reads pages in tests: which elements there are, whether they close, and what text they hold."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = frozenset("meta br input link img hr".split())
#: Elements of the drawings that close themselves.
DRAWN = frozenset("path rect circle".split())


class Markup(HTMLParser):
    """Reads markup.

    :param markup: a page or a part of one.
    """

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.contents: dict[str, list[str]] = {}
        self.unclosed: list[str] = []
        self._parts: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in DRAWN | VOID
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed, f"</{tag}> closes nothing"
        assert self.unclosed.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.unclosed and self.unclosed[-1] in ("script", "style"):
            self.contents.setdefault(self.unclosed[-1], []).append(data)
        else:
            self._parts.append(data)

    @property
    def text(self) -> str:
        """What a reader sees, script and style left out."""
        return "".join(self._parts)

    def values(self, attribute: str) -> list[str]:
        """Return the values of an attribute, wherever it stands."""
        return [value for _, name, value in self.attributes if name == attribute]
