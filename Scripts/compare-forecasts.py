"""Compares forecasts of this project with public packages on the test parts of public series.

    Scripts/compare-forecasts.py BENCHMARK DATA [SET …]

BENCHMARK is the built ForecastBenchmark, DATA the folder that holds forecast-m3-quarterly and the others. For each set the
best anchor is run anew with statsforecast on the same rows, losses are put side by side a series each, and the mean difference
(ours less theirs) stands with a 95 % interval by resampling series 4,000 times, the pairs kept. Below stand, in the same way, `boosted`
and its mean with the usual method less that method alone, and the share of values in intervals of `boosted`. This is the only program that
reads test parts; methods are chosen with ForecastBenchmark --inner, which does not.

Needs numpy and statsforecast (measured with 2.1.1).
"""
import csv
import os
import subprocess
import sys
import warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"
warnings.filterwarnings("ignore")

import numpy as np
from statsforecast.models import (
    IMAPA, MSTL, AutoCES, AutoETS, AutoTheta, DynamicOptimizedTheta)

# name: (file, rows or 0 for all, seasons of ours, lag of MASE, anchors, score)
SETS = {
    "m3-quarterly": ("m3-quarterly", 0, None, None, ["AutoTheta", "DynOptTheta"], "OWA"),
    "m3-monthly": ("m3-monthly", 0, None, None, ["DynOptTheta", "AutoCES"], "OWA"),
    "m3-monthly-stride100": ("m3-monthly", 100, None, None, ["DynOptTheta", "AutoCES"], "OWA"),
    "m4-weekly": ("m4-weekly", 0, None, None, ["AutoETS-m1"], "MASE"),
    "m4-hourly-stride20": ("m4-hourly", 20, "24,168", None, ["MSTL+AutoETS"], "MASE"),
    "m4-hourly": ("m4-hourly", 0, "24,168", None, ["MSTL+AutoETS"], "MASE"),
    "carparts": ("carparts", 0, None, 1, ["IMAPA"], "RMSSE"),
    "hospital": ("hospital", 0, None, None, ["AutoTheta", "DynOptTheta"], "OWA"),
}


def anchor(name, period):
    return {
        "AutoTheta": lambda: AutoTheta(season_length=period),
        "DynOptTheta": lambda: DynamicOptimizedTheta(season_length=period),
        "AutoCES": lambda: AutoCES(season_length=period),
        "AutoETS-m1": lambda: AutoETS(season_length=1),
        "MSTL+AutoETS": lambda: MSTL(season_length=[24, 168], trend_forecaster=AutoETS(model="ZZN")),
        "IMAPA": lambda: IMAPA(),
    }[name]()


def rows(path, count):
    with open(path) as file:
        read = list(csv.DictReader(file))
    if count:
        read = read[:: len(read) // count][:count]
    for row in read:
        values = np.array([float(x) for x in row["values"].split()])
        n, h = int(row["n_train"]), int(row["horizon"])
        yield row["id"], int(row["period"]), h, values[:n], values[n:n + h]


def losses(actual, forecast, history, lag):
    """MASE, sMAPE, RMSSE and bias, with the definitions of the project's anchors."""
    error = actual - forecast
    scale = np.abs(history[lag:] - history[:-lag]).mean() if len(history) > lag else 0
    square = (np.diff(history) ** 2).mean()
    size = np.abs(actual) + np.abs(forecast)
    percentage = np.where(size > 0, 200 * np.abs(error) / np.where(size > 0, size, 1), 0).mean()
    return (
        np.abs(error).mean() / scale if scale > 0 else np.nan, percentage,
        np.sqrt((error ** 2).mean() / square) if square > 0 else np.nan,
        error.mean() / history.mean() if history.mean() else np.nan)


def ours(benchmark, path, methods, count, seasons, lag):
    call = [benchmark, path, ";".join(methods), "--losses", "--count", str(count)]
    call += ["--periods", seasons] if seasons else []
    call += ["--lag", str(lag)] if lag else []
    found = {}
    for line in subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines():
        id, rest = line.split(",", 1)
        method, *values = rest.rsplit(",", 4)
        found.setdefault(method, {})[id] = tuple(float(v) if v else np.nan for v in values)
    return found


def coverage(benchmark, path, count, seasons):
    call = [benchmark, path, "boosted", "--count", str(count), "--levels", "0.8,0.95"]
    call += ["--periods", seasons] if seasons else []
    lines = subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()
    return [line for line in lines if line.startswith("boosted: inside")]


def score(table, reference, kind):
    """The mean score of resampled series: rows of losses, and of Naive2's."""
    if kind == "MASE":
        return table[..., 0].mean(-1)
    if kind == "RMSSE":
        return table[..., 2].mean(-1)
    return (
        table[..., 0].mean(-1) / reference[..., 0].mean(-1)
        + table[..., 1].mean(-1) / reference[..., 1].mean(-1)) / 2


def main():
    benchmark, data, *chosen = sys.argv[1:]
    for name in chosen or SETS:
        file, count, seasons, lag, anchors, kind = SETS[name]
        path = os.path.join(data, f"forecast-{file}", "series.csv")
        method = "discounted" if name == "carparts" else "automatic"
        learned = ["boosted", f"mean(boosted, {method})"]
        found = ours(benchmark, path, [method, *learned, "naive2"], count, seasons, lag)
        theirs = {a: {} for a in anchors}
        for id, period, h, history, actual in rows(path, count):
            for a in anchors:
                forecast = anchor(a, period).forecast(y=history, h=h)["mean"]
                theirs[a][id] = losses(actual, np.asarray(forecast, float), history, lag or period)
        ids = [i for i, l in found[method].items() if np.isfinite(l[0])]
        table = {m: np.array([l[i] for i in ids]) for m, l in {**found, **theirs}.items()}
        reference = table["naive2"]
        for m, t in table.items():
            print(
                f"{name} {m}: n {len(t)} MASE {t[:, 0].mean():.4f} sMAPE {t[:, 1].mean():.3f} "
                f"RMSSE {np.nanmean(t[:, 2]):.4f} bias {np.nanmean(t[:, 3]):.4f} "
                f"OWA {score(t, reference, 'OWA'):.4f}")
        best = min(anchors, key=lambda a: score(table[a], reference, kind))
        picks = np.random.default_rng(1).integers(0, len(ids), (4000, len(ids)))
        for one, other in [(method, best), *((l, method) for l in learned), ("boosted", best)]:
            difference = (
                score(table[one][picks], reference[picks], kind)
                - score(table[other][picks], reference[picks], kind))
            low, high = np.quantile(difference, [0.025, 0.975])
            middle = score(table[one], reference, kind) - score(table[other], reference, kind)
            verdict = "wholly worse" if low > 0 else "better" if high < 0 else "not worse"
            print(f"{name} {kind}: {one} less {other}: {middle:.4f} [{low:.4f}, {high:.4f}] {verdict}")
        for line in coverage(benchmark, path, count, seasons):
            print(f"{name} {line}", flush=True)


main()
