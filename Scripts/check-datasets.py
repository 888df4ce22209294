"""Checks what `fettle dataset` writes with the programs that people read it with.

    check-datasets.py FETTLE ROOT

Makes small datasets of a shipped scenario in every format and checks that

- pandas, polars and DuckDB open every table and see the same values;
- mlcroissant and frictionless find nothing wrong with the metadata;
- Parquet takes less room than the same tables as CSV with Zstandard;
- one job and two give the same bytes;
- no unit is in two parts of the split.
"""

import filecmp
import json
import os
import subprocess
import sys
import tempfile

import duckdb
import mlcroissant
import pandas
import polars
from frictionless import Package

fettle, root = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
scenario = os.path.join(root, "scenarios", "stamping-line.yaml")
problems = []


def make(folder, *options):
    """Makes a small dataset."""
    subprocess.run(
        [fettle, "dataset", scenario, "--units", "6", "--hours", "400", "--out", folder, "--quiet"]
        + list(options),
        check=True, stdout=subprocess.DEVNULL)


def tables(folder):
    """The tables' files, with their paths within the dataset."""
    package = json.load(open(os.path.join(folder, "datapackage.json")))
    return [resource["path"] for resource in package["resources"]]


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


def check_metadata(folder):
    dataset = mlcroissant.Dataset(jsonld=os.path.join(folder, "croissant.json"))
    if dataset.metadata.ctx.issues.errors:
        problems.append(f"croissant.json: {dataset.metadata.ctx.issues.report()}")
    for record_set in ("failures/train", "press/test"):
        first = next(iter(dataset.records(record_set=record_set)))
        if not any(name.endswith("/unit") for name in first):
            problems.append(f"croissant.json: records of {record_set} have no unit")
    before = os.getcwd()
    os.chdir(folder)
    report = Package("datapackage.json").validate(limit_rows=2_000)
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
    for path in tables(left):
        if not filecmp.cmp(os.path.join(left, path), os.path.join(right, path), shallow=False):
            problems.append(f"{path} depends on the number of jobs")


with tempfile.TemporaryDirectory() as folder:
    paths = {name: os.path.join(folder, name) for name in ("one", "two", "csv", "plain")}
    make(paths["one"], "--jobs", "1")
    make(paths["two"], "--jobs", "2")
    make(paths["csv"], "--tables", "csv.zst")
    make(paths["plain"], "--tables", "csv")
    check_values(paths["one"], paths["csv"])
    check_sizes(paths["one"], paths["csv"])
    check_metadata(paths["one"])
    check_metadata(paths["plain"])
    check_units(paths["one"])
    check_equal(paths["one"], paths["two"])

for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
