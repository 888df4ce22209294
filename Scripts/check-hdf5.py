"""Checks what Fettle writes into files of HDF5 with h5py.

    check-hdf5.py SAMPLE [FETTLE ROOT]

SAMPLE is the program `HDF5Sample`, built with the trait HDF5. Checks that

- its numbers, texts and attributes are read as what they are, and compressed;
- equal content gives equal bytes, however many rows are written at a time;
- a file that is there is not written over, and what cannot be written leaves nothing.

With FETTLE, a command that is built with the trait, it also makes datasets of ROOT's scenarios and checks that every array
holds what the tables hold.
"""

import filecmp
import os
import subprocess
import sys
import tempfile

import h5py
import numpy

sample = os.path.abspath(sys.argv[1])
problems = []


def expect(what, is_so):
    if not is_so:
        problems.append(what)


def write(path, rows):
    return subprocess.run([sample, path, str(rows)], check=True, capture_output=True, text=True).stdout


def check_sample(folder):
    one, two = (os.path.join(folder, name) for name in ("one.h5", "two.h5"))
    write(one, 100_000)
    write(two, 777)
    expect("bytes depend on how many rows are written at a time", same_content(one, two))
    write(os.path.join(folder, "again.h5"), 777)
    expect("equal calls give other bytes", filecmp.cmp(two, os.path.join(folder, "again.h5"), shallow=False))
    row = numpy.arange(100_000)
    with h5py.File(two) as file:
        press = file["press"]
        expected = {
            "press/X_s_dev": (row[:, None] / 8 + numpy.arange(3)).astype("float32"),
            "press/W_dev": row[:, None] / 3,
            "A_dev": numpy.stack([row, -row << 40], axis=1),
            "A_test": numpy.zeros((0, 2), dtype="int64"),
        }
        for name, values in expected.items():
            array = file[name]
            expect(f"{name} is {array.dtype} {array.shape}", array.dtype == values.dtype and array.shape == values.shape)
            expect(f"{name} has other numbers", numpy.array_equal(array[...], values))
            expect(f"{name} is not compressed", array.compression == "gzip" and array.shuffle)
        names = [text.decode() for text in press["X_s_var"][...]]
        expect(f"texts are {names}", names == ["force", "vibration", "°"])
        expect("the attribute is another", file.attrs["Y_unit"] in ("h", b"h"))
    said = write(two, 1)
    expect(f"a file that is there: {said}", "the file exists already" in said)
    said = write(os.path.join(folder, "absent", "x.h5"), 1)
    expect(f"a folder that is not there: {said}", "the file cannot be created: " in said)
    expect("something is left", sorted(os.listdir(folder)) == ["again.h5", "one.h5", "two.h5"])


def same_content(left, right):
    with h5py.File(left) as one, h5py.File(right) as two:
        names = []
        one.visit(names.append)
        return all(
            isinstance(one[name], h5py.Group) or numpy.array_equal(one[name][...], two[name][...]) for name in names)


# MARK: - Datasets

def make(fettle, scenario, folder, *options):
    subprocess.run(
        [fettle, "dataset", scenario, "--units", "6", "--quiet", "--hdf5", "--out", folder] + list(options),
        check=True, stdout=subprocess.DEVNULL)


def texts(array):
    return [text.decode() for text in array[...]]


def check_group(group, folder, table):
    """Compares the arrays of a table with its files."""
    import pandas
    frames = {part: pandas.read_parquet(os.path.join(folder, table, part + ".parquet")) for part in ("train", "validation", "test")}
    rows = {"dev": pandas.concat([frames["train"], frames["validation"]]), "test": frames["test"]}
    machines, states, products = (texts(group[name]) for name in ("machine_names", "state_names", "product_names"))
    seen = 0
    for part, frame in rows.items():
        belonging = {name: group[f"A_{part}"][:, column] for column, name in enumerate(texts(group["A_var"]))}
        frame = frame.copy()
        frame["machine_code"] = frame["machine"].map(machines.index).astype("int64")
        # Units are dealt out to train and validation: theirs follow each other by number.
        frame = frame.sort_values(["unit", "machine_code"], kind="stable")
        seen += len(frame)

        def equal(name, array, values):
            expect(f"{folder}: {table} {part}: {name} is not what the table has",
                   array.shape == values.shape and numpy.array_equal(array, values, equal_nan=array.dtype.kind == "f"))

        equal("unit", belonging["unit"], frame["unit"].to_numpy("int64"))
        equal("machine", belonging["machine"], frame["machine_code"].to_numpy())
        equal("time", belonging["time"], frame["time"].to_numpy("datetime64[us]").astype("int64"))
        for name in ("trajectory", "cycle"):
            if name in frame:
                equal(name, belonging[name], frame[name].to_numpy("int64"))
        for letter, columns in (("X_s", texts(group["X_s_var"])), ("X_v", texts(group["X_v_var"]) if "X_v_var" in group else [])):
            for column, name in enumerate(columns):
                values = frame["samples"].map(lambda list: list[column]) if name.startswith("sample_") else frame[name]
                array = group[f"{letter}_{part}"][:, column]
                equal(name, array, values.to_numpy(array.dtype))
        for column, name in enumerate(texts(group["T_var"])):
            equal(name, group[f"T_{part}"][:, column], frame[name].to_numpy("float32"))
        for column, name in enumerate(texts(group["W_var"])):
            values = frame[name]
            if name in ("state", "product"):
                values = values.map((states if name == "state" else products).index, na_action="ignore")
            equal(name, group[f"W_{part}"][:, column], values.to_numpy("float64"))
        for name in frame.columns:
            if name.endswith("_ends_by"):
                equal(name, belonging[name.replace("ends_by", "censored")], (frame[name] != "failure").to_numpy("int64"))
                equal(name, belonging[name.replace("ends_by", "life")], frame[name.replace("ends_by", "life")].to_numpy("int64"))
        for column, name in enumerate(texts(group["Y_var"])):
            if "trajectory" in frame:
                left = (frame.groupby("trajectory")["cycle"].transform("max") - frame["cycle"]).to_numpy("int64")
            else:
                left = frame[name].to_numpy("float64") / 3600
            equal(name, group[f"Y_{part}"][:, column], left)
    expect(f"{folder}: {table} has few rows", seen > 100)


def check_dataset(fettle, root, folder):
    press, bearings = (os.path.join(root, "scenarios", name) for name in ("stamping-line.yaml", "spindle-bearings.yaml"))
    lives = ("--component", "press.die", "--run-to-failure", "--hours", "400", "--set", "maintenance.dies.replace=on_failure")
    calls = {
        "one": (press, "--hours", "400", "--windows", "50", "--jobs", "1"), "lives": (press, *lives),
        "snapshots": (bearings, "--hours", "300", "--allow-no-failures"),
    }
    for name, (scenario, *options) in calls.items():
        made = os.path.join(folder, name)
        make(fettle, scenario, made, *options)
        files = [path for path in os.listdir(made) if path.endswith(".h5")]
        expect(f"{name} has {files}", len(files) == 1)
        with h5py.File(os.path.join(made, files[0])) as file:
            unit = {"lives": "cycles"}.get(name, "hours")
            for table in [name for name in file if isinstance(file[name], h5py.Group)]:
                text = file[table].attrs["Y_unit"]
                expect(f"{name}: the unit is {text}", text in (unit, unit.encode()))
                check_group(file[table], made, table)
    make(fettle, press, os.path.join(folder, "two"), "--hours", "400", "--windows", "50", "--jobs", "2")
    file = [path for path in os.listdir(os.path.join(folder, "two")) if path.endswith(".h5")][0]
    expect("the file depends on the number of jobs", filecmp.cmp(
        os.path.join(folder, "one", file), os.path.join(folder, "two", file), shallow=False))


with tempfile.TemporaryDirectory() as folder:
    check_sample(folder)
if len(sys.argv) > 2:
    with tempfile.TemporaryDirectory() as folder:
        check_dataset(os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3]), folder)

for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
