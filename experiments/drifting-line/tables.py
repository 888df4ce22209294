"""Makes a line of each arm from what a run has kept.

    tables.py FOLDER        reads the runs FOLDER/drift and FOLDER/calm, writes drift.csv and calm.csv beside itself
"""
import csv
import json
import math
import pathlib
import statistics
import sys

HERE = pathlib.Path(__file__).parent
MADE = pathlib.Path(sys.argv[1])
DIE = "stations.press.components.die."
COUNTS = [DIE + k for k in ("failures", "replacements", "warnings", "false_warnings", "missed_failures", "warning_lead_time")] + [
    "maintenance.dies." + k for k in ("drift_alarms", "model_trainings", "model_promotions")]


def student(tail, freedom):
    """The quantile of Student's t, by its expansion about the normal one."""
    z = statistics.NormalDist().inv_cdf(1 - tail)
    return (z + (z ** 3 + z) / 4 / freedom + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96 / freedom ** 2
            + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384 / freedom ** 3)


def half(values):
    return student(0.025, len(values) - 1) * statistics.stdev(values) / math.sqrt(len(values))


for name, base in (("drift", "static"), ("calm", "static_10")):
    arms = {}
    with open(MADE / name / "replications.csv") as file:
        for row in csv.DictReader(file):
            arms.setdefault(row["arm"], []).append(row)
    cost = {arm: [float(row["cost.total"]) for row in rows] for arm, rows in arms.items()}
    tuned = {}
    if (MADE / name / "benchmark.json").exists():
        with open(MADE / name / "benchmark.json") as file:
            tuned = {arm["arm"]: arm["tuned"][0]["value"] for arm in json.load(file)["arms"] if arm["tuned"]}
    with open(HERE / f"{name}.csv", "w") as file:
        print(f"arm,setting,cost,half_width,over_oracle,less_{base},half_width,"
              + ",".join(metric.rsplit(".", 1)[1] for metric in COUNTS), file=file)
        for arm, rows in arms.items():
            difference = [a - b for a, b in zip(cost[arm], cost[base])]
            figures = []
            for metric in COUNTS:
                values = [float(row[metric]) for row in rows if row.get(metric)]
                figures.append(f"{statistics.mean(values):.1f}" if values else "")
            print(f"{arm},{tuned.get(arm, '')},{statistics.mean(cost[arm]):.0f},{half(cost[arm]):.0f},"
                  f"{statistics.mean(cost[arm]) / statistics.mean(cost['oracle']) - 1:.3f},{statistics.mean(difference):.0f},"
                  f"{half(difference):.0f}," + ",".join(figures), file=file)
