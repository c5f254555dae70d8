"""Whether a model's weights fit into memory, told before they are loaded."""

from __future__ import annotations

from pathlib import Path

from mtaudit.errors import EngineError

__all__ = ["check_memory", "free_memory", "weight_bytes"]

#: Where Linux tells a process its group's limit and use.
_GROUP = Path("/sys/fs/cgroup")


def check_memory(directory: Path) -> None:
    """Refuse a model whose weights alone are larger than the memory that is free.

    :param directory: holds the model's files.
    :raises EngineError: naming both sizes.
    """
    needed, free = weight_bytes(directory), free_memory()
    if needed > free:
        raise EngineError(
            f"there is too little memory for this model: its weights take {needed / 1e9:.1f} GB, "
            f"{free / 1e9:.1f} GB are free",
            file=str(directory),
            mend="choose a smaller model or free some memory",
        )


def weight_bytes(directory: Path) -> int:
    """Return the size of the weights in a directory."""
    found = [*directory.glob("*.safetensors")] or [*directory.glob("*.bin")]
    return sum(path.stat().st_size for path in found)


def free_memory() -> int:
    """Return how many bytes this process may still take: of the machine, and of its control group."""
    import psutil

    free = int(psutil.virtual_memory().available)
    try:
        limit = (_GROUP / "memory.max").read_text(encoding="ascii").strip()
        used = (_GROUP / "memory.current").read_text(encoding="ascii").strip()
        return min(free, int(limit) - int(used)) if limit.isdecimal() else free
    except (OSError, ValueError):
        return free  # another system, or no limit
