"""Sets what Fettle gives for SMT2020 beside the reference results of AutoSched AP.

    compare.py capacity FOLDER loads.json          predicted loads, nothing simulated
    compare.py run FOLDER replications.csv         lots, cycle times, utilization

FOLDER has SMT2020's tables and reference/autosched_lots.txt, autosched_machines.txt.
"""

import csv
import json
import statistics
import sys


def table(path):
    with open(path) as file:
        return list(csv.DictReader(file, delimiter="\t"))


def reference(folder, name, key):
    with open(f"{folder}/reference/{name}") as file:
        rows = [line.split() for line in file if line.strip()]
    header = rows[0]
    return {row[0]: dict(zip(header[1:], map(float, row[1:]))) for row in rows[1:] if len(row) == len(header)}


def kinds(folder):
    """The families that take batches, and those that are set up."""
    batches, setups = set(), set()
    for part in table(f"{folder}/part.txt"):
        for step in table(f"{folder}/{part['ROUTEFILE']}"):
            if step["BATCHMX"]:
                batches.add(step["STNFAM"])
            if step["SETUP"]:
                setups.add(step["STNFAM"])
    return batches, setups


def summary(name, differences):
    values = list(differences.values())
    if not values:
        return
    far = sorted(differences, key=lambda family: -abs(differences[family]))[:6]
    print(
        f"{name:28} {len(values):4} {statistics.mean(values):+7.2f} "
        f"{statistics.median(map(abs, values)):7.2f}   "
        + ", ".join(f"{family} {differences[family]:+.1f}" for family in far)
    )


def families(folder, found):
    """Differences from AutoSched's utilization, by kind of family, in points."""
    wanted = reference(folder, "autosched_machines.txt", "name")
    batches, setups = kinds(folder)
    print("points of utilization          n    mean  median of amounts, and the farthest")
    differences = {family: found[family] - wanted[family]["util"] for family in wanted if family in found}
    plain = {f: d for f, d in differences.items() if f not in batches and f not in setups}
    summary("plain", plain)
    summary("batches", {f: d for f, d in differences.items() if f in batches})
    summary("set-ups", {f: d for f, d in differences.items() if f in setups})
    summary("all", differences)


def capacity(folder, path):
    with open(path) as file:
        loads = json.load(file)["stations"]
    print("Predicted load, nothing simulated, less AutoSched's utilization")
    families(folder, {row["station"]: 100 * row["load"] for row in loads})


def run(folder, path):
    with open(path) as file:
        rows = list(csv.DictReader(file))

    def mean(name):
        return statistics.mean(float(row[name] or 0) for row in rows)

    def error(name):
        values = [float(row[name] or 0) for row in rows]
        return statistics.stdev(values) / len(values) ** 0.5 if len(values) > 1 else float("nan")

    print(f"Two years, {len(rows)} replications, lots that enter during the run")
    print(f"{'':12} {'lots':>9} {'AutoSched':>9} {'':>7}   {'cycle d':>7} {'± s.e.':>7} {'AutoSched':>9} {'':>7}   {'on time':>7} {'AutoSched':>9}")
    for name, wanted in reference(folder, "autosched_lots.txt", "name").items():
        lots = mean(f"products.{name}.good_parts")
        cycle = mean(f"products.{name}.cycle_time") / 24
        deviation = error(f"products.{name}.cycle_time") / 24
        on_time = 100 * mean(f"products.{name}.on_time")
        print(
            f"{name:12} {lots:9.1f} {wanted['th']:9.1f} {100 * (lots / wanted['th'] - 1):+6.1f} %  "
            f"{cycle:8.2f} {deviation:7.2f} {wanted['act']:9.2f} {100 * (cycle / wanted['act'] - 1):+6.1f} %  "
            f"{on_time:8.1f} {wanted['on_time']:9.2f}"
        )
    print()
    found = {}
    for family in reference(folder, "autosched_machines.txt", "name"):
        busy = mean(f"stations.{family}.producing")
        if f"stations.{family}.setup" in rows[0]:
            busy += mean(f"stations.{family}.setup")
        lost = mean(f"stations.{family}.planned_stop") if f"stations.{family}.planned_stop" in rows[0] else 0
        if f"stations.{family}.down" in rows[0]:
            lost += mean(f"stations.{family}.down")
        found[family] = 100 * busy / (1 - lost)
    families(folder, found)


{"capacity": capacity, "run": run}[sys.argv[1]](*sys.argv[2:])
