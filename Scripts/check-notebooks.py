"""Executes notebooks from top to bottom: no cell may fail, so all that they assert holds.

    check-notebooks.py NOTEBOOK…             these, in the folders where they lie
    check-notebooks.py --list FETTLE ROOT    those of small runs of each kind, made here, and the committed ones
    check-notebooks.py --in-place NOTEBOOK…  keeps what the cells put out

Notebooks that are made twice of one folder must be the same bytes, follow the format 4.5, and fail where a figure of
`summary.json` is another.
"""

import argparse
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

# A name, the commands that make a folder, and the folder. ROOT/ is the project's.
RUNS = [
    ("run", "run ROOT/scenarios/stamping-line.yaml -n 5 --set 'horizon=2 wk' --set 'warm_up=1 d' --out run", "run"),
    ("one replication", "run ROOT/scenarios/transfer-line.yaml -n 1 --set 'horizon=1 wk' --out one", "one"),
    ("costs and stores", "run ROOT/scenarios/parts-supplier.yaml -n 3 --set 'horizon=8 wk' --out stores", "stores"),
    ("compare", "compare ROOT/scenarios/stamping-line.yaml -n 4 --set-all 'horizon=1 wk' --set stations.press.buffer=80"
     " --set stations.deburr.machines=1 --out compare", "compare"),
    ("sweep", "sweep ROOT/scenarios/stamping-line.yaml -n 3 --set 'horizon=1 wk' --vary stations.press.buffer=10,40"
     " --vary 'stations.deburr.time=30 s,40 s' --out sweep", "sweep"),
    ("dataset", "dataset ROOT/scenarios/stamping-line.yaml --units 4 --hours 100 --out data", "data"),
    ("lives", "dataset ROOT/scenarios/spindle-bearings.yaml --units 3 --hours 4000 --tables csv"
     " --set maintenance.bearings.replace=on_failure --out lives", "lives"),
    ("search", "optimise ROOT/scenarios/search.yaml --search-out search --out searched", "search"),
    ("recommended", "", "searched"),
    ("front", "optimise ROOT/scenarios/front.yaml --search-out front --out fronted", "front"),
]

# Experiments of a search; their scenario lies beside them, as it must.
SEARCHES = {
    "search.yaml": "minimise: cost.per_good_part\nsubject_to: [throughput >= 30 parts/h]\nreplications: {tune: 3, judge: 6}\n",
    "front.yaml": "maximise: [first_pass_yield, throughput]\nreplications: {tune: 3}\n",
}
EXPERIMENT = """fettle: 1
name: Heat treatment
question: Which temperature and which soak?
scenario: heat-treat.yaml
vary:
  stations.temper.set_points.temperature: 380 degC to 500 degC
  stations.temper.set_points.soak: 20 min to 120 min
budget: 8
"""


def execute(path, keep=False, environment=None):
    """Executes a notebook in its folder; the problem, or None, and what its last cell printed."""
    path = pathlib.Path(path)
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    os.environ.update(environment or {})
    client = NotebookClient(
        notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}},
        record_timing=False)
    try:
        client.execute()
    except CellExecutionError as error:
        return re.sub(r"\x1b\[[0-9;]*m", "", str(error))[-1500:], ""
    if keep:
        notebook.metadata = {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"}}
        path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    told = ""
    warnings = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stdout":
                told = output.text.strip().split("\n")[-1]
            elif output.output_type == "stream":
                warnings.append(output.text.strip()[-500:])
            elif output.get("data", {}).get("text/plain", "").startswith("alt.") and "image/svg+xml" not in output.data:
                warnings.append("a chart is no picture")
            elif "image/svg+xml" in output.get("data", {}):
                picture = output.data["image/svg+xml"]
                marks = picture.split("role-mark")[1:]
                if not any("<path" in part.split("role-axis")[0] for part in marks):
                    warnings.append("a chart is empty")
    return ("; ".join(warnings) or None), told


def run(fettle, command, folder, root):
    words = [word.replace("ROOT/", f"{root}/") for word in shlex.split(command)]
    done = subprocess.run([fettle, *words], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        return f"'fettle {command}' ends with {done.returncode}: {done.stderr.strip()[-800:]}"
    return None


def wrong_summary(path):
    """Changes a mean of a copied summary; its notebook must fail."""
    file = path.parent / "data/summary.json"
    summary = json.loads(file.read_text())
    metrics = summary["metrics"] if "metrics" in summary else summary["arms"][0]["metrics"]
    entry = next(one for one in metrics if one["estimate"] == "mean" and one.get("mean"))
    entry["mean"] *= 1.0001
    file.write_text(json.dumps(summary))


def check_list(fettle, root):
    problems = []

    def tell(name, problem, words=""):
        print(f"{'FAILED ' if problem else 'ok     '} {name}: {problem or words}", flush=True)
        if problem:
            problems.append(name)

    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        scenarios = folder / "ROOT" / "scenarios"
        shutil.copytree(root / "scenarios", scenarios)
        for name, rest in SEARCHES.items():
            (scenarios / name).write_text(EXPERIMENT + rest)
        for name, command, made in RUNS:
            problem = run(fettle, command, folder, folder / "ROOT") if command else None
            problem = problem or run(fettle, f"notebook {made} --out first/{made}", folder, root)
            problem = problem or run(fettle, f"notebook {made}/ --out second/{made}", folder, root)
            if problem:
                tell(name, problem)
                continue
            first, second = (folder / way / made for way in ("first", "second"))
            for file in sorted(first.rglob("*")):
                if file.is_file() and file.read_bytes() != (second / file.relative_to(first)).read_bytes():
                    problem = f"{file.name} has other bytes the second time"
            problem, words = (problem, "") if problem else execute(first / f"{made}.ipynb")
            tell(name, problem, words)
        if not problems:
            wrong_summary(folder / "second/compare/compare.ipynb")
            problem, _ = execute(folder / "second/compare/compare.ipynb")
            tell("a wrong summary is found", None if problem else "the notebook did not fail", "it is")
        # The committed ones, with what they call, in a copy.
        copies = folder / "notebooks-export"
        if (root / "notebooks-export").is_dir():
            shutil.copytree(root / "notebooks-export", copies)
        for notebook in sorted(copies.rglob("*.ipynb")):
            problem, words = execute(notebook, environment={"FETTLE": str(fettle)})
            tell(str(notebook.relative_to(folder)), problem, words)
    return not problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--in-place", action="store_true")
    parser.add_argument("words", nargs="+")
    chosen = parser.parse_args()
    if chosen.list:
        fettle, root = (pathlib.Path(word).resolve() for word in chosen.words)
        sys.exit(0 if check_list(fettle, root) else 1)
    is_good = True
    for word in chosen.words:
        problem, words = execute(word, keep=chosen.in_place)
        print(f"{'FAILED ' if problem else 'ok     '} {word}: {problem or words}")
        is_good = is_good and not problem
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
