"""XML from strangers: what it declares is looked at before anything is parsed into a tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from mtaudit.errors import InputError

__all__ = ["Root", "check_xml"]

#: Elements within elements. libxml2 stops at 256; no unit of a translation is below 30.
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Root:
    """The first element of a file.

    :param name: its name, without a prefix.
    :param attributes: its attributes.
    """

    name: str
    attributes: Mapping[str, str]


def check_xml(data: bytes, source: str) -> Root:
    """Read through a file without building anything, and return its first element.

    Nothing outside is ever loaded; a document type that only names its definition, as TMX files have it, is
    read over. One that declares anything itself is refused: entities, internal or external, are the way to
    bombs and to files of this machine.

    :param data: the file.
    :param source: its name, for messages.
    :raises InputError: for what is not well-formed, is nested too deeply, or declares something.
    """
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    seen = _Seen(source, parser)
    parser.StartDoctypeDeclHandler = seen.doctype
    parser.EntityDeclHandler = seen.declared
    parser.StartElementHandler = seen.start
    parser.EndElementHandler = seen.end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        told = expat.ErrorString(error.code)
        raise InputError(
            f"not well-formed XML ({told})", file=source, place=f"line {error.lineno}", mend="write it anew"
        ) from error
    except (LookupError, ValueError) as error:
        raise InputError(
            f"an encoding that cannot be read ({error})", file=source, place="line 1",
            mend="save it as UTF-8",
        ) from error  # fmt: skip
    if seen.root is None:
        raise InputError("it has no element", file=source, mend="name a file of XML")
    return seen.root


class _Seen:
    """What went by so far."""

    def __init__(self, source: str, parser: expat.XMLParserType) -> None:
        self._source, self._parser, self._depth = source, parser, 0
        self.root: Root | None = None

    def doctype(self, _name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise self._refused("its document type declares something (entities are refused)")

    def declared(self, *_: object) -> None:
        raise self._refused("it declares an entity, which is refused")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._refused(f"elements nested more than {_DEEPEST} deep")
        if self.root is None:
            self.root = Root(name.rpartition(":")[2], attributes)

    def end(self, _name: str) -> None:
        self._depth -= 1

    def _refused(self, problem: str) -> InputError:
        return InputError(
            problem, file=self._source, place=f"line {self._parser.CurrentLineNumber}",
            mend="remove it",
        )  # fmt: skip
