"""The notebooks as pages, with the outputs that are committed."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

NOTEBOOKS = sorted(Path(__file__).parents[2].joinpath("notebooks").glob("*.ipynb"))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the notebooks into the navigation."""
    (entry,) = (entry for entry in config.nav or () if "Notebooks" in entry)
    entry["Notebooks"] = [f"notebooks/{path.stem}.md" for path in NOTEBOOKS]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each notebook and a file for each of its pictures."""
    for path in NOTEBOOKS:
        pictures: dict[str, bytes] = {}
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        content = "\n\n".join(part for cell in cells for part in cell_parts(cell, path.stem, pictures))
        files.append(File.generated(config, f"notebooks/{path.stem}.md", content=f"{content}\n"))
        for name, picture in pictures.items():
            files.append(File.generated(config, f"notebooks/{name}", content=picture))
    return files


def cell_parts(cell: dict[str, Any], stem: str, pictures: dict[str, bytes]) -> Iterator[str]:
    """Yield what a cell says and what it shows; ``pictures`` takes its images by name."""
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        yield source
        return
    yield f"```python\n{source}\n```"
    for output in cell["outputs"]:
        if output.get("name") == "stderr":
            continue
        data = output.get("data", {"text/plain": output.get("text", "")})
        if "image/png" in data:
            name = f"{stem}-{len(pictures) + 1}.png"
            pictures[name] = base64.b64decode("".join(data["image/png"]))
            yield f"![A plot; the text says what it shows]({name})"
        elif "text/html" in data:
            yield f'<div class="output">{one_block("".join(data["text/html"]))}</div>'
        else:
            yield f"```text\n{''.join(data['text/plain']).rstrip()}\n```"


def one_block(html: str) -> str:
    """Return HTML that Markdown leaves alone: no style or borders of the notebook's, no empty line."""
    bare = re.sub(r"<style\b.*?</style>| border=\"1\"", "", html, flags=re.DOTALL)
    return re.sub(r"\n\s*(?=\n)", "", bare).strip()
