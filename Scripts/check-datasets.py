"""Checks what `fettle dataset` writes with the programs that people read it with.

    check-datasets.py FETTLE ROOT

Makes small datasets of a shipped scenario in every format and checks that

- pandas, polars and DuckDB open every table and see the same values;
- mlcroissant and frictionless find nothing wrong with the metadata;
- Parquet takes less room than the same tables as CSV with Zstandard;
- one job and two give the same bytes;
- no unit is in two parts of the split;
- NumPy reads windows that are slices of the tables beside them, and snapshots that are the tables' own;
- whole lives, parts in time, thinned and gappy readings, pseudonyms and arms open as well, and are what they should be.
"""

import filecmp
import json
import os
import re
import subprocess
import sys
import tempfile

import duckdb
import mlcroissant
import numpy
import pandas
import polars
from frictionless import Package

fettle, root = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
scenario = os.path.join(root, "scenarios", "stamping-line.yaml")
problems = []


def make(folder, *options, source=scenario):
    """Makes a small dataset."""
    hours = ["--hours", "400"] if source == scenario else []
    subprocess.run(
        [fettle, "dataset", source, "--units", "6", "--out", folder, "--quiet"]
        + hours + list(options),
        check=True, stdout=subprocess.DEVNULL)


def tables(folder):
    """The tables' files, with their paths within the dataset."""
    package = json.load(open(os.path.join(folder, "datapackage.json")))
    return [resource["path"] for resource in package["resources"] if resource["type"] == "table"]


def tensors(folder):
    """The files of windows, with their paths within the dataset."""
    package = json.load(open(os.path.join(folder, "datapackage.json")))
    return [resource["path"] for resource in package["resources"] if resource.get("format") == "npz"]


def read_csv(path):
    return pandas.read_csv(path, keep_default_na=False, na_values=[""])


def same(left, right):
    """Whether two columns hold the same, missing values included."""
    if pandas.api.types.is_datetime64_any_dtype(left):
        right = pandas.to_datetime(right)
    missing = left.isna()
    if not missing.equals(right.isna().set_axis(missing.index)):
        return False
    left, right = left[~missing], right[~missing]
    if left.dtype == "float32":
        return bool((left.to_numpy() == right.astype("float32").to_numpy()).all())
    return bool((left.astype(object).to_numpy() == right.astype(object).to_numpy()).all())


def check_values(parquet, csv):
    for path in tables(parquet):
        file = os.path.join(parquet, path)
        by_pandas = pandas.read_parquet(file)
        others = {
            "polars": polars.read_parquet(file).to_pandas(),
            "DuckDB": duckdb.sql(f"select * from '{file}'").df(),
            "CSV": read_csv(os.path.join(csv, path.replace(".parquet", ".csv.zst"))),
        }
        for name, other in others.items():
            if list(other.columns) != list(by_pandas.columns) or len(other) != len(by_pandas):
                problems.append(f"{path}: {name} sees other columns or rows than pandas")
                continue
            for column in by_pandas.columns:
                if len(by_pandas) and not same(by_pandas[column], other[column]):
                    problems.append(f"{path}: {column} is another for {name} than for pandas")


def check_sizes(parquet, csv):
    for path in tables(parquet):
        small = os.path.getsize(os.path.join(parquet, path))
        large = os.path.getsize(os.path.join(csv, path.replace(".parquet", ".csv.zst")))
        # Files of a few rows are all head.
        if large > 20_000 and small >= large:
            problems.append(f"{path}: {small} bytes, and {large} as CSV with Zstandard")


def check_metadata(folder, has_failures=True, limit=200):
    dataset = mlcroissant.Dataset(jsonld=os.path.join(folder, "croissant.json"))
    if dataset.metadata.ctx.issues.errors:
        problems.append(f"croissant.json: {dataset.metadata.ctx.issues.report()}")
    readings = tables(folder)[0].split("/")[0]
    for record_set in [f"{readings}/test"] + ["failures/train"] * has_failures:
        first = next(iter(dataset.records(record_set=record_set)))
        if not any(name.endswith("/unit") for name in first):
            problems.append(f"croissant.json: records of {record_set} have no unit")
    before = os.getcwd()
    os.chdir(folder)
    report = Package("datapackage.json").validate(limit_rows=limit)
    os.chdir(before)
    if not report.valid:
        problems.append(f"datapackage.json: {report.flatten(['title', 'fieldName', 'message'])[:3]}")


def check_units(folder):
    seen = {}
    for path in tables(folder):
        name, part = path.split("/")
        for unit in set(pandas.read_parquet(os.path.join(folder, path))["unit"]):
            if seen.setdefault(unit, part) != part:
                problems.append(f"unit {unit} is in {seen[unit]} and in {part}")


def check_equal(left, right):
    def compare(result):
        for name in result.diff_files + result.left_only + result.right_only:
            problems.append(f"{os.path.join(result.left, name)} depends on the number of jobs")
        for sub in result.subdirs.values():
            compare(sub)

    filecmp.clear_cache()
    compare(filecmp.dircmp(left, right, ignore=[]))
    for path in tables(left) + tensors(left):
        if not filecmp.cmp(os.path.join(left, path), os.path.join(right, path), shallow=False):
            problems.append(f"{path} depends on the number of jobs")


def whole(folder, table):
    """A table's parts, in one frame."""
    return pandas.concat(
        pandas.read_parquet(os.path.join(folder, path)).assign(part=path.split("/")[1])
        for path in tables(folder) if path.split("/")[0] == table)


def check_trajectories(folder):
    rows = whole(folder, "press")
    numbers = sorted(rows["trajectory"].unique())
    if numbers != list(range(1, len(numbers) + 1)):
        problems.append(f"trajectories are {numbers}")
    for number, life in rows.groupby("trajectory"):
        if list(life["cycle"]) != list(range(1, len(life) + 1)) or not life["time"].is_monotonic_increasing:
            problems.append(f"trajectory {number}: cycles or times do not rise")
        if set(life["die_ends_by"]) != {"failure"} or life["die_remaining_useful_life"].iloc[-1] > 60:
            problems.append(f"trajectory {number} does not end by failure")


def check_time(folder, gap):
    rows = whole(folder, "press")
    limits = rows.groupby("part")["time"].agg(["min", "max"]).sort_values("min")
    for before, after in zip(limits["max"], limits["min"].iloc[1:]):
        if after - before < pandas.Timedelta(hours=gap):
            problems.append(f"parts in time are {after - before} apart")
    # No label looks over the end of its part, which comes a minute after its last row at the most.
    ends = rows["part"].map(limits["max"]) + pandas.Timedelta(minutes=1)
    for label in ("die_remaining_useful_life", "bearings_remaining_useful_life", "time_to_failure"):
        if (rows["time"] + pandas.to_timedelta(rows[label], unit="s") > ends).any():
            problems.append(f"{label} knows what comes after the end of its part")


def check_balance(folder):
    rows = whole(folder, "press")
    share = (rows["time_to_failure"] <= 3600).mean()
    if abs(share - 0.5) > 0.005:
        problems.append(f"{share:.4f} of the rows lie within an hour of a failure instead of 0.5")
    missing = rows["bearing_temperature"][rows["time"].dt.minute % 5 == 0].isna().mean()
    if not 0.08 < missing < 0.12:
        problems.append(f"{missing:.4f} of the temperatures are missing instead of 0.1")


def check_pseudonyms(folder):
    # As words: 'pack' stands in 'package', too.
    names = re.compile(r"(?<![a-z])(press|bracket|die|bearings|jam|pack|deburr|stamping)(?![a-z])", re.IGNORECASE)
    for at, _, files in os.walk(folder):
        for path in files:
            text = os.path.relpath(os.path.join(at, path), folder)
            if not path.endswith(".parquet"):
                text += open(os.path.join(at, path), encoding="utf-8").read()
            if found := names.search(text):
                problems.append(f"{path} of the pseudonymised set has the name {found[0]}")
    for path in tables(folder):
        rows = pandas.read_parquet(os.path.join(folder, path))
        texts = set(rows.columns)
        for column in rows.select_dtypes(["object", "string", "category"]):
            texts.update(str(text) for text in rows[column].unique())
        found = sorted(filter(names.search, texts))
        if found:
            problems.append(f"{path} of the pseudonymised set has {found}")
        if not rows["unit"].str.fullmatch("u_[0-9a-f]{10}").all():
            problems.append(f"{path}: units are not pseudonyms")


def windows(rows, length, hop, together):
    """The first rows of windows that have the same in some columns from their first row to their last."""
    changes = numpy.zeros(max(0, len(rows) - 1), dtype=bool)
    for name in together:
        values = rows[name].to_numpy()
        changes |= values[1:] != values[:-1]
    begins = [0] + [int(row) + 1 for row in numpy.flatnonzero(changes)]
    for begin, end in zip(begins, begins[1:] + [len(rows)]):
        yield from range(begin, end - length + 1, hop)


def columns_for(card, table, role):
    """The columns of a table that are there for something, as the card says."""
    section = card.split(f"\n### `{table}`: ")[1].split("\n### ")[0]
    return [line.split("`")[1] for line in section.split("\n") if line.startswith("| `") and f"` | {role} |" in line]


def check_windows(folder, length, hop, together=("unit", "machine")):
    """Compares each file of windows with the table beside it."""
    card = open(os.path.join(folder, "README.md")).read()
    machines = card.split("\nMachines: ")[1].split(".\n")[0]
    machines = dict(machine.split(" ")[::-1] for machine in machines.split(", "))
    total = 0
    for path in tensors(folder):
        table = path.split("/")[0]
        rows = pandas.read_parquet(os.path.join(folder, path.replace(".npz", ".parquet")))
        arrays = numpy.load(os.path.join(folder, path))
        shown, features = (columns_for(card, table, role) for role in ("sensor", "feature"))
        if shown == ["samples"]:
            firsts, last = list(range(len(rows))), rows
            x = numpy.array(list(rows["samples"]), dtype="float32")
            feature = rows[features].to_numpy("float32")
        else:
            firsts = list(windows(rows, length, hop, together))
            last = rows.iloc[[first + length - 1 for first in firsts]]
            places = numpy.array(firsts, dtype=int)[:, None] + numpy.arange(length)
            x = rows[shown].to_numpy("float32")[places]
            feature = rows[features].to_numpy("float32")[places]
        expected = {
            "x": x, "unit": last["unit"].to_numpy("int32"), "time": last["time"].to_numpy("datetime64[us]").astype("int64"),
            "machine": last["machine"].map(machines).astype(int).to_numpy("int32"),
        }
        if features:
            expected["features"] = feature
        for name in together[2:]:
            expected |= {name: last[name].to_numpy("int32"), "cycle": last["cycle"].to_numpy("int32")}
        for name in rows.columns:
            if name.endswith("_remaining_useful_life"):
                component = name.removesuffix("_remaining_useful_life")
                expected |= {
                    name: last[name].to_numpy("int64"),
                    component + "_wear": last[component + "_wear"].to_numpy("float32"),
                    component + "_censored": (last[component + "_ends_by"] != "failure").to_numpy("int32"),
                }
        if set(arrays.files) != set(expected):
            problems.append(f"{path} has the arrays {arrays.files}")
        for name, values in expected.items():
            array = arrays[name]
            if array.dtype != values.dtype or not numpy.array_equal(array, values, equal_nan=array.dtype.kind == "f"):
                problems.append(f"{path}: {name} is not what the table has")
        total += len(firsts)
    if total < 100:
        problems.append(f"{folder} has {total} windows")


def check_tensors(folder):
    paths = {name: os.path.join(folder, "tensors-" + name) for name in ("one", "two", "lives", "snapshots")}
    make(paths["one"], "--windows", "60", "--hop", "25", "--missing", "2", "--jobs", "1")
    make(paths["two"], "--windows", "60", "--hop", "25", "--missing", "2", "--jobs", "2")
    make(paths["lives"], "--windows", "60", "--component", "press.die", "--run-to-failure",
         "--set", "maintenance.dies.replace=on_failure")
    bearings = os.path.join(root, "scenarios", "spindle-bearings.yaml")
    make(paths["snapshots"], "--windows", "144", "--hours", "500", "--allow-no-failures", source=bearings)
    check_equal(paths["one"], paths["two"])
    check_windows(paths["one"], 60, 25)
    check_windows(paths["lives"], 60, 60, ("unit", "machine", "trajectory"))
    check_windows(paths["snapshots"], 144, 144)
    for name, path in paths.items():
        check_metadata(path, has_failures=name != "snapshots")


def check_arms(folder):
    rows = whole(folder, "lives")
    parts = rows.groupby("unit")[["arm", "part"]].first()
    if list(parts["arm"]) != ["by_the_book", "worn_out"] * 6:
        problems.append(f"the arms of units are {list(parts['arm'])}")
    if list(parts["part"][::2]) != list(parts["part"][1::2]):
        problems.append("units that met the same chance are in two parts")


def check_choices(folder):
    paths = {name: os.path.join(folder, name) for name in ("lives", "time", "balance", "names", "arms")}
    key, study = os.path.join(folder, "key"), os.path.join(folder, "study.yaml")
    open(key, "wb").write(bytes(range(32)))
    open(study, "w").write(
        f"fettle: 1\nscenario: {json.dumps(scenario)}\nset: {{horizon: 400 h}}\narms:\n  by_the_book: {{}}\n"
        "  worn_out: {set: {maintenance.dies.replace: on_failure}}\n")
    failing = ("--set", "maintenance.dies.replace=on_failure")
    options = {
        "lives": ("--component", "press.die", "--run-to-failure") + failing,
        "time": ("--split-by", "time", "--gap", "12"),
        "balance": ("--failure-share", "50", "--failure-within", "1", "--missing", "10"),
        "names": ("--pseudonyms", key),
    }
    for name, chosen in options.items():
        make(paths[name], *chosen)
    make(paths["arms"], "--include", os.path.dirname(scenario), source=study)
    for name, path in paths.items():
        make(path + "-csv", *options.get(name, ("--include", os.path.dirname(scenario))), "--tables", "csv.zst",
             source=study if name == "arms" else scenario)
        check_values(path, path + "-csv")
        check_metadata(path)
    check_trajectories(paths["lives"])
    check_time(paths["time"], 12)
    check_balance(paths["balance"])
    check_pseudonyms(paths["names"])
    check_arms(paths["arms"])


with tempfile.TemporaryDirectory() as folder:
    paths = {name: os.path.join(folder, name) for name in ("one", "two", "csv", "plain")}
    make(paths["one"], "--jobs", "1")
    make(paths["two"], "--jobs", "2")
    make(paths["csv"], "--tables", "csv.zst")
    make(paths["plain"], "--tables", "csv")
    check_values(paths["one"], paths["csv"])
    check_sizes(paths["one"], paths["csv"])
    check_metadata(paths["one"], limit=2_000)
    check_metadata(paths["plain"], limit=2_000)
    check_units(paths["one"])
    check_equal(paths["one"], paths["two"])
    check_choices(folder)
    check_tensors(folder)

for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
