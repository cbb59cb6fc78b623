"""`wijkmonitor verken`: JupyterLab on the exploring notebooks, in a copy that belongs to the user."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat
from nbformat.sign import NotebookNotary

import wijkmonitor
from wijkmonitor.cli.zeggen import DONE, USAGE, say, zin
from wijkmonitor.gegevens.wijken import find_wijken
from wijkmonitor.meegeleverd import find_notebooks
from wijkmonitor.verkennen.lab import BEGIN, PAGINA

JUPYTER = Path(wijkmonitor.__file__).parent / "verkennen" / "jupyter"  # settings and parts that JupyterLab gets from us
GEDULD = 10.0  # seconds in which JupyterLab must end its kernels
# nothing is looked up on the internet
STIL = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 when JupyterLab was closed, 1 when it failed, 2 for wrong usage."""
    source = (args.notebooks or find_notebooks()) / "verkennen"
    if not source.is_dir():
        return say(USAGE, zin("verken.de_map_bestaat_niet_geef", source=source))
    wijk = args.wijk or find_wijken(args.data)[0]
    folder = (args.notebooks.resolve().parent if args.notebooks else Path.cwd()) / "eigen" / wijk
    before = args.uit / "verkennen" / wijk
    if before.is_dir() and not folder.exists():  # own notebooks of when they stood among the reports come along
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(before, folder)
    prepare(source, folder, wijk=wijk, data=args.data, uit=args.uit)
    print(zin("verken.uw_notebooks_staan_in_wat", folder=folder), flush=True)
    print(zin("verken.stoppen_druk_twee_keer_op"), flush=True)
    return 1 if _open_lab(folder, args, wijk) else 0


def prepare(source: Path, folder: Path, *, wijk: str, data: Path, uit: Path) -> Path:
    """The folder with a copy of each notebook that is not there yet; its parameters name this wijk and these folders."""
    folder.mkdir(parents=True, exist_ok=True)
    values = {"wijk": wijk, "data": str(data.resolve()), "uit": str(uit.resolve())}
    notary = NotebookNotary()
    with contextlib.closing(notary.store):
        for path in sorted(source.glob("*.ipynb")):
            target = folder / path.name
            if not target.exists():
                notebook = nbformat.read(path, as_version=4)
                for cell in notebook.cells:
                    if "parameters" in cell.metadata.get("tags", []):
                        cell.source = "\n".join(_filled(line, values) for line in cell.source.split("\n"))
                nbformat.write(notebook, target)
                notary.sign(notebook)  # trusted, so that it may run when it is opened
    return folder


def _filled(line: str, values: dict[str, str]) -> str:
    """The line of a parameter with its new value; comment and type stay."""
    name, _, rest = line.partition(":")
    if name not in values:
        return line
    kind, _, after = rest.partition("=")
    _, mark, comment = after.partition("  #")
    return f"{name}:{kind}= {values[name]!r}{mark}{comment}"


def quiet(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment in which JupyterLab asks nothing about news or updates; own settings of the user still win.

    https://jupyterlab.readthedocs.io/en/stable/user/directories.html#overrides-json
    """
    paths = [str(JUPYTER), *filter(None, [environ.get("JUPYTER_CONFIG_PATH")])]
    return {**environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(paths)}


def _open_lab(folder: Path, args: argparse.Namespace, wijk: str) -> int:
    options = [
        f"--LabApp.default_url=/lab/tree/{PAGINA}",
        f"--LabApp.extra_labextensions_path={JUPYTER / 'labextensions'}",
        *STIL,
    ]
    options += [f"--ServerApp.port={args.poort}"] if args.poort else []
    options += ["--no-browser"] if args.geen_browser else []
    options += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # in a container
    command = [sys.executable, "-m", "wijkmonitor.verkennen.lab", *options, f"--ServerApp.root_dir={folder.resolve()}"]
    return run_until_told(command, quiet(os.environ) | {BEGIN: json.dumps([wijk, str(args.data.resolve())])})


def run_until_told(command: Sequence[str], env: Mapping[str, str]) -> int:
    """The exit code of a program; 0 where it was ended by Ctrl-C or by a SIGTERM to us, which then ends it too."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with subprocess.Popen(command, env=env) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            with contextlib.suppress(KeyboardInterrupt):
                process.terminate()
                process.wait(GEDULD)
            return DONE
        finally:
            if process.poll() is None:
                process.kill()
