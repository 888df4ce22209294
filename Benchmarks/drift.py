#!/usr/bin/env python3
"""Compares the drift monitors with those of river and simple ones, on the same streams.

    compare.py PROGRAM [--seed 20261122] [--streams 60] [--quick] [--json FILE]

PROGRAM is the built DriftBenchmark. Streams are those of numpy's default_rng([seed, scenario, k]): 2,000 normal values with a
change at 1,000 (scenario 0 none, 1 mean +0.5, 2 +1, 3 +2, 4 sd x2, 5 ramp to +1 over 500, 6 AR(1) 0.6 without a change).
An alarm before 1,000, or anywhere in 0 and 6, is false. The loss of a stream is the delay to the first alarm at or after 1,000, and 1,000 where there
is none. Needs numpy and river; no detector is tuned here.
"""

import argparse
import json
import os
import subprocess
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np  # noqa: E402

NAMES = ["none", "+0.5", "+1", "+2", "sd x2", "ramp", "AR(1)"]


def stream(seed, scenario, k):
    values = np.random.default_rng([seed, scenario, k]).standard_normal(2000)
    if scenario in (1, 2, 3):
        values[1000:] += {1: 0.5, 2: 1.0, 3: 2.0}[scenario]
    elif scenario == 4:
        values[1000:] *= 2
    elif scenario == 5:
        values[1000:] += np.minimum(np.arange(1000) / 500, 1)
    elif scenario == 6:
        for i in range(1, 2000):
            values[i] = 0.6 * values[i - 1] + 0.8 * values[i]
    return values


def by_river(make):
    def alarms(values):
        detector, found = make(), []
        for i, value in enumerate(values):
            detector.update(float(value))
            if detector.drift_detected:
                found.append(i)
        return found

    return alarms


def by_cusum(values):
    mean, sd = values[:200].mean(), values[:200].std(ddof=1)
    upper = lower = 0.0
    found = []
    for i in range(200, len(values)):
        z = (values[i] - mean) / sd
        upper, lower = max(0.0, upper + z - 0.5), max(0.0, lower - z - 0.5)
        if max(upper, lower) > 8:
            found.append(i)
            upper = lower = 0.0
    return found


def by_ewma(values):
    mean, sd = values[:200].mean(), values[:200].std(ddof=1)
    limit, average, found = 3.5 * (0.1 / 1.9) ** 0.5, 0.0, []
    for i in range(200, len(values)):
        average = 0.9 * average + 0.1 * (values[i] - mean) / sd
        if abs(average) > limit:
            found.append(i)
            average = 0.0
    return found


def anchors():
    from river import drift

    return {
        "river ADWIN 0.002": by_river(lambda: drift.ADWIN(delta=0.002)),
        "river PH 50": by_river(drift.PageHinkley),
        "river PH 20, 0.25": by_river(
            lambda: drift.PageHinkley(min_instances=30, delta=0.25, threshold=20)
        ),
        "CUSUM 0.5, 8": by_cusum,
        "EWMA 0.1, 3.5": by_ewma,
    }


def ours(program, name, order, length, streams):
    text = "\n".join(" ".join(repr(float(v)) for v in values) for values in streams)
    out = subprocess.run(
        [program, name, str(order), str(length)], input=text, text=True, capture_output=True, check=True
    ).stdout.splitlines()
    return [[int(i) for i in line.split()] for line in out[:-1]], float(out[-1].split()[1]) / 1000


def losses(alarms):
    return np.array([min([i - 1000 for i in found if i >= 1000], default=1000) for found in alarms])


def summary(alarms, count, micros):
    """False alarms per 10,000, losses per scenario."""
    per = [alarms[s * count : (s + 1) * count] for s in range(7)]
    result = {
        "fa_none": sum(map(len, per[0])) / (0.2 * count),
        "fa_ar": sum(map(len, per[6])) / (0.2 * count),
        "fa_before": sum(i < 1000 for s in range(1, 6) for f in per[s] for i in f) / (0.5 * count),
        "us": micros,
    }
    result["losses"] = {NAMES[s]: losses(per[s]) for s in range(1, 6)}
    return result


def paired(mine, other, draws=4000):
    """95 % interval of mean(mine) - mean(other), streams drawn with replacement."""
    picks = np.random.default_rng(7).integers(0, len(mine), (draws, len(mine)))
    return np.quantile((mine - other)[picks].mean(axis=1), [0.025, 0.975])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--streams", type=int, default=60)
    parser.add_argument("--quick", action="store_true", help="our monitors only")
    parser.add_argument("--json")
    chosen = parser.parse_args()
    count = chosen.streams
    streams = [stream(chosen.seed, s, k) for s in range(7) for k in range(count)]
    table = {}
    for label, name, order, length in [
        ("standard, ARL 10000", "standard", 3, 10000),
        ("standard, ARL 3000", "standard", 3, 3000),
        ("standard, ARL 1000", "standard", 3, 1000),
        ("standard, ARL 30000", "standard", 3, 30000),
        ("standard, ARL 100000", "standard", 3, 100000),
        ("AR(1), ARL 10000", "standard", 1, 10000),
        ("no AR, ARL 10000", "standard", 0, 10000),
        ("CUSUM 0.5 whitened", "cusum", 3, 10000),
        ("EWMA 0.1 whitened", "ewma", 3, 10000),
        ("PH 0.25 whitened", "page-hinkley", 3, 10000),
        ("KS whitened", "ks", 3, 10000),
        ("PSI whitened", "psi", 3, 10000),
        ("ADWIN whitened", "adwin", 3, 10000),
        ("ADWIN", "adwin", -1, 10000),
    ]:
        alarms, micros = ours(chosen.program, name, order, length, streams)
        table[label] = summary(alarms, count, micros)
    if not chosen.quick:
        for label, watch in anchors().items():
            start = time.process_time()
            alarms = [watch(values) for values in streams]
            micros = (time.process_time() - start) / (2000 * len(streams)) * 1e6
            table[label] = summary(alarms, count, micros)
    print(f"seed {chosen.seed}, {count} streams a scenario; FA per 10,000; median delay (mean)")
    print(f"{'monitor':22}{'none':>6}{'AR(1)':>7}{'before':>7}" + "".join(f"{n:>14}" for n in NAMES[1:6]) + f"{'us/obs':>8}")
    for label, row in table.items():
        line = f"{label:22}{row['fa_none']:6.2f}{row['fa_ar']:7.2f}{row['fa_before']:7.2f}"
        for name in NAMES[1:6]:
            delay = row["losses"][name]
            line += f"{np.median(delay):8g} ({delay.mean():3.0f})"
        print(line + f"{row['us']:8.2f}")
    if not chosen.quick:
        print("\nmean loss, ours less anchor: 95 % interval of a paired bootstrap over streams")
        for mine in ("standard, ARL 10000", "standard, ARL 3000", "standard, ARL 1000"):
            for other in anchors():
                line = f"{mine:22}{other:20}"
                for name in NAMES[1:6]:
                    low, high = paired(table[mine]["losses"][name], table[other]["losses"][name])
                    verdict = "worse" if low > 0 else "better" if high < 0 else "even"
                    line += f"  {name} {low:.0f}..{high:.0f} {verdict}"
                print(line)
    if chosen.json:
        for row in table.values():
            row["losses"] = {name: delay.tolist() for name, delay in row["losses"].items()}
        with open(chosen.json, "w") as file:
            json.dump(table, file)


if __name__ == "__main__":
    main()
