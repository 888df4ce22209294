"""Repeats the searches with other luck: with another seed, or another method.

    python3 repeat.py NAME FETTLE FOLDER [OPTION]…

NAME is settings, joint or chain: the searches `settings` and `joint`, or `first`, `second` and `third` one after the other, each from
what the one before has found. Options go to `fettle optimise`. Searches are kept in FOLDER; what was found is printed as lines of
`set:`. Each point has four replications. Only the standard library is needed.
"""

import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def search(name, held, fettle, folder, options):
    """What the search recommends, where some factors are held at other values than the file says."""
    text = re.sub(r"^set:\n(  .*\n)+", "", (HERE / f"{name}.yaml").read_text(), flags=re.MULTILINE)
    if held:
        lines = "".join(f"  {path}: {value}\n" for path, value in held.items())
        text = text.replace("vary:\n", f"set:\n{lines}vary:\n", 1)
    # The scenario is looked for beside the experiment.
    file = HERE / f"{pathlib.Path(folder).name}-{name}.yaml"
    file.write_text(text)
    out = pathlib.Path(folder) / name
    try:
        subprocess.run(
            [fettle, "optimise", file, "--include", HERE / "../../scenarios", "--quiet", "-n", "2"]
            + ["--tuning-replications", "4", "--search-out", out, "--out", f"{out}-run"] + options,
            check=True, stdout=subprocess.DEVNULL)
    finally:
        file.unlink()
    found = (out / "recommendation.yaml").read_text().split("\nset:\n")[1]
    return dict(re.findall(r'^  (\S+): "(.+)"$', found, flags=re.MULTILINE))


def main(name, fettle, folder, *options):
    held = {}
    for stage in ["first", "second", "third"] if name == "chain" else [name]:
        held.update(search(stage, held, fettle, folder, list(options)))
    for path, value in held.items():
        print(f"  {path}: {value}")


main(*sys.argv[1:])
