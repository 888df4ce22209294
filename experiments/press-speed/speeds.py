"""At which stroke rate most is earned, by what a die costs, a part brings in and an hour of standing is charged.

    python3 speeds.py keep RUN CSV       CSV: what is needed of each replication of a sweep's folder
    python3 speeds.py tables FOLDER      prints the tables, from the .csv files in the folder

Nothing is simulated anew: the price of a die, the margin of a part and the rate of an hour of standing change no event of the
line, only what is charged, so each profit is a sum of what was counted. Only the standard library is needed.
"""

import csv
import math
import pathlib
import sys

RATE = "stations.press.set_points.stroke_rate"
DIE = "stations.press.components.die.replacements"
SOLD = "customers.plant.delivered"
COLUMNS = [
    "throughput", "good_parts", DIE, "cost.downtime", "cost.planned_stops", "cost.total", SOLD]
DIE_PRICE, DOWNTIME = 900, 420  # as in scenarios/stamping-line.yaml
STUDENT = 2.0930  # 97.5 % of Student's t with 19 degrees of freedom
MARGINS = [0.2, 0.3, 0.5, 1, 2, 4]
PRICES = [900, 3000, 9000]
WORK, BAD = 80, 0.066  # EUR of planned work a die; EUR of scrap and escapes a part, at 30 /min


def keep(run, out):
    run = pathlib.Path(run)
    with open(run / "design.csv", newline="") as file:
        rates = [row[RATE] for row in csv.DictReader(file)]
    with open(run / "replications.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    arms = list(dict.fromkeys(row["arm"] for row in rows))
    assert len(arms) == len(rates)
    with open(out, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["stroke_rate", "replication"] + COLUMNS)
        for row in rows:
            rate = rates[arms.index(row["arm"])].split()[0]
            # Without a customer all good parts are sold.
            values = [f"{float(row.get(name, row['good_parts'])):.9g}" for name in COLUMNS]
            writer.writerow([rate, row["replication"]] + values)


def read(path):
    """Stroke rate → column → values by replication."""
    table = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            columns = table.setdefault(float(row["stroke_rate"]), {name: [] for name in COLUMNS})
            for name in COLUMNS:
                columns[name].append(float(row[name]))
    return table


def mean(values):
    return sum(values) / len(values)


def interval(values):
    centre = mean(values)
    error = math.sqrt(sum((v - centre) ** 2 for v in values) / (len(values) - 1) / len(values))
    return centre - STUDENT * error, centre + STUDENT * error


def profits(columns, margin, price, downtime):
    """What is earned in each replication, in EUR a week."""
    weeks = 26
    return [
        (
            margin * sold
            - total
            - (price - DIE_PRICE) * dies
            - (downtime / DOWNTIME - 1) * (down + stops)
        )
        / weeks
        for sold, total, dies, down, stops in zip(
            columns[SOLD], columns["cost.total"], columns[DIE], columns["cost.downtime"],
            columns["cost.planned_stops"],
        )
    ]


def rule(table, margin, price):
    """The rate at which 1.8 times the wear of a part costs what the part brings in, no faster than blanks come."""
    at_30 = table[30]
    wear = mean(at_30[DIE]) * (price + WORK) / mean(at_30["good_parts"])
    rate = 30 * (max(0, margin - BAD) / (1.8 * wear)) ** (1 / 0.8)
    return min(max(rate, 20), 60 * 11 / 17)


def tables(folder):
    for name, what in [("three", "three inserts in the crib"), ("ten", "ten inserts in the crib")]:
        table = read(pathlib.Path(folder) / f"{name}.csv")
        fastest = max(table, key=lambda rate: mean(table[rate]["throughput"]))
        cheapest = min(
            table, key=lambda r: sum(table[r]["cost.total"]) / sum(table[r]["good_parts"]))
        print(f"{what}: most output at {fastest:g} /min, least cost per good part at {cheapest:g} /min")
        for downtime in [0, DOWNTIME]:
            print(f"\nstanding charged at {downtime} EUR/h")
            print("die EUR  margin EUR  best /min  by the rule  earned EUR/wk  more than at most output, 95 % interval")
            for price in PRICES:
                for margin in MARGINS:
                    gains = {r: profits(c, margin, price, downtime) for r, c in table.items()}
                    best = max(gains, key=lambda rate: mean(gains[rate]))
                    line = f"{price:7d}  {margin:10.2f}  {best:9g}  "
                    line += f"{rule(table, margin, price):11.1f}  {mean(gains[best]):13.0f}  "
                    if best == fastest:
                        print(line + "the same")
                    else:
                        low, high = interval(
                            [a - b for a, b in zip(gains[best], gains[fastest])])
                        print(line + f"{low:.0f} … {high:.0f}")
        print()
    limited(read(pathlib.Path(folder) / "limited.csv"))


def limited(table):
    print("11000 brackets a week are wanted, 1 EUR each; standing charged at 0 EUR/h")
    print("die EUR  best /min  earned EUR/wk  more than at 45 /min, 95 % interval")
    for price in PRICES:
        gains = {r: profits(c, 1, price, 0) for r, c in table.items()}
        best = max(gains, key=lambda rate: mean(gains[rate]))
        low, high = interval([a - b for a, b in zip(gains[best], gains[45])])
        print(f"{price:7d}  {best:9g}  {mean(gains[best]):13.0f}  {low:.0f} … {high:.0f}")


if __name__ == "__main__":
    if sys.argv[1] == "keep":
        keep(*sys.argv[2:4])
    else:
        tables(sys.argv[2])
