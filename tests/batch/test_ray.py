"""On a Ray cluster the rows are those of one machine, also when a machine of it is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("ray", reason="needs Ray, pip install 'mtaudit[scale]'")
pytestmark = pytest.mark.slow

#: Run in a process of its own: Ray leaves threads and settings behind. Two machines of three processors each
#: are processes here; at the third entry the second one is lost. Nothing is given out until the cluster knows
#: of it: its workers would otherwise have time to finish the rest.
ON_A_CLUSTER = """
import sys
import time
from pathlib import Path
import ray
from ray.cluster_utils import Cluster
from mtaudit.batch import Workers, run_batch
from mtaudit.config import Settings
from mtaudit.errors import MtauditError
from mtaudit.readers.corpus import CorpusOptions

texts, out, lost = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0 if lost == "all" else 3})
second = cluster.add_node(num_cpus=3)
cluster.wait_for_nodes()

def lose(done, share):
    if done == 3:
        cluster.remove_node(second, allow_graceful=False)
        while any(node["Alive"] and node["NodeID"] == second.node_id for node in ray.nodes()):
            time.sleep(0.1)

workers = Workers(2, ray=cluster.address)
settings = Settings(back_translate=False)
try:
    run_batch([str(texts)], out, CorpusOptions(), settings, workers=workers, progress=lose)
except MtauditError as error:
    sys.exit(str(error))
"""


@pytest.fixture(scope="module")
def corpus(texts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ray")
    (folder / "texts").mkdir()
    for number in range(8):
        text = texts["harbour"] if number % 3 else texts["native"]
        (folder / "texts" / f"{number:02}.txt").write_text(text * (1 + number % 4), encoding="utf-8")
    mtaudit(folder, "out", "--jobs", "1")
    return folder


def mtaudit(folder: Path, out: str, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = ["-m", "mtaudit", "batch", "texts", "--out", out, "--no-back-translate", "--quiet", *options]
    return python(folder, *command)


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    # A cluster of several machines that are processes here; Ray asks to be told that this is meant.
    env = os.environ | {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=env, capture_output=True, check=False, timeout=480
    )


def written(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_ray_here_gives_the_same_bytes(corpus: Path) -> None:
    done = mtaudit(corpus, "local", "--ray", "local", "--jobs", "2")
    assert done.returncode == 0, done.stderr.decode()
    assert written(corpus / "local") == written(corpus / "out")


def test_a_lost_machine_costs_nothing(corpus: Path) -> None:
    done = python(corpus, "-c", ON_A_CLUSTER, "texts", "cluster", "one")
    assert done.returncode == 0, done.stderr.decode()
    assert written(corpus / "cluster") == written(corpus / "out")


def test_too_few_processors_is_an_error_and_no_wait(corpus: Path) -> None:
    done = python(corpus, "-c", ON_A_CLUSTER, "texts", "none", "all")
    assert done.returncode == 1, done.stderr.decode()
    told = done.stderr.decode().splitlines()[-1]
    assert "no worker can be placed on the Ray cluster" in told
    assert (
        "of its 0 processors 0 are free, and a worker needs one; add a node or stop what runs there" in told
    )
    assert [path.name for path in (corpus / "none").iterdir()] == ["unfinished.jsonl"]


def test_no_cluster_at_the_address(corpus: Path) -> None:
    done = mtaudit(corpus, "nowhere", "--ray", "127.0.0.1:1")
    assert done.returncode == 2
    assert b"mtaudit: there is no Ray cluster at 127.0.0.1:1: " in done.stderr.splitlines()[-1]
