"""Templates, style sheets and scripts of the HTML renderings, put together so that text stays text.

Whatever a template prints is escaped: markup by jinja's autoescape, and what would steer or hide by
:mod:`mtaudit.reports.safe_text`. The pages fetch nothing and run nothing but their own script, which a
content security policy in each page holds by its digest (W3C, *Content Security Policy Level 3*).
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mtaudit.reports.safe_text import UNSEEN, escape, safe_text

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["Assets", "assets", "code_spans", "shown", "template"]


class Assets:
    """The style sheet and script of a page, and the policy that lets only these two work.

    :param style: names of style sheets, joined in this order.
    :param script: names of scripts, joined in this order.
    """

    def __init__(self, style: tuple[str, ...], script: tuple[str, ...] = ()) -> None:
        self.style = Markup("\n".join(map(_read, style)))  # noqa: S704 - files of this package
        self.script = Markup("\n".join(map(_read, script)))  # noqa: S704
        self.policy = "; ".join(
            (
                "default-src 'none'",
                f"style-src '{_digest(self.style)}'",
                f"script-src '{_digest(self.script)}'",
                "base-uri 'none'",
                "form-action 'none'",
            )
        )


@lru_cache(maxsize=4)
def assets(page: str) -> Assets:
    """Return what a page carries besides its content.

    :param page: ``document`` or ``batch``.
    """
    return Assets(("page.css", f"{page}.css"), ("page.js", f"{page}.js"))


def template(name: str) -> Template:
    """Return a template of this package.

    :param name: file name in the folder of templates.
    """
    return _environment().get_template(name)


def shown(text: str) -> Markup:
    """Return text of an article as markup that shows it, code points that would hide or steer as labels.

    :param text: any text.
    """
    parts, end = [], 0
    text = text.replace("\r\n", "\n")
    for match in UNSEEN.finditer(text):
        character = match[0]
        name = unicodedata.name(character, "control character").lower()
        label = Markup('<span class="unseen" title="{}">{}</span>').format(name, escape(character))
        parts += [Markup.escape(text[end : match.start()]), label]
        end = match.end()
    return Markup("").join([*parts, Markup.escape(text[end:])])


def code_spans(text: str) -> Markup:
    """Return prose of our own with what stands between backticks as code.

    :param text: part of a rule's docstring.
    """
    pieces = safe_text(text).replace("*", "").split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if at % 2 else Markup.escape(piece)
        for at, piece in enumerate(pieces)
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("mtaudit.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"shown": shown, "code_spans": code_spans}
    return made


def _safe(value: object) -> object:
    if isinstance(value, Markup):
        return value
    return safe_text(str(value)) if isinstance(value, str) else value


def _read(name: str) -> str:
    return (resources.files("mtaudit.reports.html") / "assets" / name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
