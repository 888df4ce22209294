#!/usr/bin/env python3
"""Compares models of remaining lives and of failures with those of public packages on the same rows.

    python3 Scripts/compare-models.py .build/release/ModelBenchmark ../shared/data [PARTITIONS]

Needs numpy, pandas, scikit-learn, xgboost and lightgbm. FD001: learnt from all training engines with the target capped at 125, judged at the
last cycle of the test engines; XGBoost, LightGBM and the random forest look at "window30": of 14 sensors the last value, mean, deviation
and slope of 30 cycles, the mean of 5, and the mean's distance from that of the first 10, and the cycle. AI4I: learnt from 70 %, judged on 30 % by
the hash of the row's number; "eng" has three more columns that an engineer would make. Decisions: training engines only, foretold by models that
have not seen them, in PARTITIONS (20) random partitions into five folds, the same for both; LightGBM with one seed, which its errors hardly depend on.

The bootstrap draws engines or rows, the same for both models of a pair. The test parts are read here and by `engines` and `milling` of
the benchmark, which this script calls, and nowhere else: what could be chosen was chosen on training parts (`held-out`).
"""
import io
import os
import subprocess
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")
import lightgbm
import numpy as np
import pandas as pd
import xgboost
from scipy.stats import t
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.metrics import average_precision_score, brier_score_loss

DRAWS = 4000
SENSORS = ["s%d" % s for s in (2, 3, 4, 7, 8, 9, 11, 12, 13, 14, 15, 17, 20, 21)]


def window30(table):
    rows, units, cycles = [], [], []
    for unit, engine in table.groupby("unit"):
        x = engine[SENSORS].values
        for last in range(len(x)):
            w = x[max(0, last - 29):last + 1]
            n = len(w)
            s = np.arange(n) - (n - 1) / 2
            slope = (s[:, None] * w).sum(0) / max((s * s).sum(), 1e-12)
            mean = w.mean(0)
            rows.append(np.r_[x[last], mean, w.std(0), slope, x[max(0, last - 4):last + 1].mean(0),
                              mean - x[:min(10, last + 1)].mean(0), last + 1])
            units.append(unit)
            cycles.append(last + 1)
    return np.array(rows), np.array(units), np.array(cycles)


def boosted(package, x, y, seeds=3):
    """The mean of models of several seeds."""
    models = []
    for seed in range(seeds):
        if package == "LightGBM":
            model = lightgbm.LGBMRegressor(
                n_estimators=400, num_leaves=24, learning_rate=.03, subsample=.7, subsample_freq=1, colsample_bytree=.5,
                min_child_samples=40, random_state=seed, n_jobs=1, verbose=-1)
        else:
            model = xgboost.XGBRegressor(
                n_estimators=400, max_depth=5, learning_rate=.03, subsample=.7, colsample_bytree=.5, min_child_weight=10,
                random_state=seed, n_jobs=1)
        models.append(model.fit(x, y))
    return lambda z: np.clip(np.mean([m.predict(z) for m in models], axis=0), 0, 125)


def saxena(d):
    return float(np.where(d < 0, np.exp(-d / 13) - 1, np.exp(d / 10) - 1).sum())


def rmse(d):
    return float(np.sqrt((d * d).mean()))


def paired(figure, ours, other, rng):
    """The 95 % interval of the difference of a figure of rows, rows drawn again."""
    gaps = []
    for _ in range(DRAWS):
        rows = rng.integers(0, len(ours), len(ours))
        gaps.append(figure(ours, rows) - figure(other, rows))
    return np.nanquantile(gaps, [.025, .975])


def verdict(low, high, higher_is_better=False):
    if higher_is_better:
        low, high = -high, -low
    return "better" if high < 0 else "WORSE" if low > 0 else "not wholly worse"


def run(program, *words):
    return pd.read_csv(io.StringIO(subprocess.run([program, *words], check=True, capture_output=True, text=True).stdout))


def engines(program, data, rng):
    train, test = (pd.read_csv(f"{data}/cmapss-fd001/{part}.csv") for part in ("train", "test"))
    truth = pd.read_csv(f"{data}/cmapss-fd001/test_rul.csv").rul.values.astype(float)
    x, units, cycles = window30(train)
    y = np.minimum(train.groupby("unit").cycle.transform("max").values - cycles, 125)
    z, tested, _ = window30(test)
    last = np.r_[np.where(tested[1:] != tested[:-1])[0], len(tested) - 1]
    ours = run(program, "engines", data)
    assert (ours.truth.values == truth).all(), "other engines"
    said = {"Fettle": ours.prediction.values}
    for package in ("LightGBM", "XGBoost"):
        said[package] = boosted(package, x, y)(z[last])
    forest = RandomForestRegressor(100, max_features=1 / 3, min_samples_leaf=3, n_jobs=1, random_state=0).fit(x, y)
    said["random forest"] = forest.predict(z[last])
    print("\nFD001, 100 test engines")
    print(f"  {'':14s} RMSE capped  uncapped  NASA capped  uncapped")
    capped = {name: p - np.minimum(truth, 125) for name, p in said.items()}
    free = {name: p - truth for name, p in said.items()}
    for name in said:
        print(f"  {name:14s} {rmse(capped[name]):11.2f} {rmse(free[name]):9.2f} {saxena(capped[name]):12.0f} {saxena(free[name]):9.0f}")
    for what, errors, figure in (
            ("RMSE capped", capped, lambda d, r: rmse(d[r])), ("RMSE uncapped", free, lambda d, r: rmse(d[r])),
            ("NASA capped", capped, lambda d, r: saxena(d[r])), ("NASA uncapped", free, lambda d, r: saxena(d[r]))):
        for name in list(said)[1:]:
            low, high = paired(figure, errors["Fettle"], errors[name], rng)
            print(f"  {what}, Fettle - {name}: 95 % [{low:+.2f}, {high:+.2f}]: {verdict(low, high)}")
    inside = (ours.lower <= truth) & (truth <= ours.upper)
    width = (ours.upper - ours.lower).values
    print(f"  90 % intervals hold {inside.sum()} of 100 truths; mean width {width[np.isfinite(width)].mean():.1f} cycles")


def milling(program, data, rng):
    table = pd.read_csv(f"{data}/ai4i2020/ai4i2020.csv")
    is_test = table.UDI.values.astype(np.uint64) * np.uint64(2654435761) % np.uint64(2**32) < np.uint64(int(.3 * 2**32))
    bad = table["Machine failure"].values
    air, process, speed, torque, wear = (table[c].values.astype(float) for c in table.columns[3:8])
    base = np.c_[table.Type.map({"L": 0, "M": 1, "H": 2}), air, process, speed, torque, wear]
    eng = np.c_[base, process - air, torque * speed * np.pi / 30, wear * torque]
    for columns, x in (("base", base), ("eng", eng)):
        ours = run(program, "milling", data, columns)
        assert (ours.truth.values == bad[is_test]).all() and (ours.row.values == table.UDI.values[is_test]).all(), "other rows"
        truth = bad[is_test]
        scores = {"Fettle": ours.score.values}
        chances = {"Fettle": ours.chance.values}
        models = {
            "random forest": RandomForestClassifier(500, random_state=0, n_jobs=1),
            "LightGBM": lightgbm.LGBMClassifier(n_estimators=300, learning_rate=.05, num_leaves=24, min_child_samples=20,
                                                random_state=0, n_jobs=1, verbose=-1),
            "XGBoost": xgboost.XGBClassifier(n_estimators=300, learning_rate=.05, max_depth=5, subsample=.8, colsample_bytree=.8,
                                             random_state=0, n_jobs=1)}
        for name, model in models.items():
            scores[name] = chances[name] = model.fit(x[~is_test], bad[~is_test]).predict_proba(x[is_test])[:, 1]
        print(f"\nAI4I {columns}, {len(truth)} test rows, {truth.sum()} failures")
        for name, s in scores.items():
            print(f"  {name:14s} PR-AUC {average_precision_score(truth, s):.4f}  Brier {brier_score_loss(truth, chances[name]):.4f}")
        for name in list(scores)[1:]:
            low, high = paired(lambda s, r: average_precision_score(truth[r], s[r]), scores["Fettle"], scores[name], rng)
            print(f"  PR-AUC, Fettle - {name}: 95 % [{low:+.4f}, {high:+.4f}]: {verdict(low, high, True)}")


def decisions(program, data, partitions, folder="/tmp"):
    ours = run(program, "looks", data, str(partitions))
    x, units, cycles = window30(pd.read_csv(f"{data}/cmapss-fd001/train.csv"))
    y = np.minimum(pd.Series(cycles).groupby(units).transform("max").values - cycles, 125)
    place = {key: row for row, key in enumerate(zip(units, cycles))}
    theirs = ours.copy()
    for partition in range(1, partitions + 1):
        own = ours[ours.partition == partition]
        fold = own.groupby("unit").fold.first()
        for part in sorted(set(fold)):
            learned = fold.reindex(units).values != part
            said = boosted("LightGBM", x[learned], y[learned], seeds=1)
            looks = own[own.fold == part]
            rows = [place[key] for key in zip(looks.unit, looks.look)]
            theirs.loc[looks.index, "prediction"] = said(x[rows])
    costs = {}
    for name, looks in (("Fettle", ours), ("LightGBM", theirs)):
        path = f"{folder}/looks-{name}-{os.getpid()}.csv"
        looks.to_csv(path, index=False)
        costs[name] = run(program, "costs", path)
        os.remove(path)
    print(f"\nDecisions on FD001, every 10 cycles, replacement 100: M in {partitions} partitions of 100 training engines")
    for how, column, failed in (("chosen on looks at all moments", "M", "failures"), ("on the judged looks only", "plainM", "plainFailures")):
        for failure in (1000, 500, 300):
            own = {name: c[c.failure == failure] for name, c in costs.items()}
            gap = own["Fettle"][column].values - own["LightGBM"][column].values
            half = t.ppf(.975, len(gap) - 1) * gap.std(ddof=1) / np.sqrt(len(gap)) if len(gap) > 1 else np.nan
            text = ", ".join(f"{name} {c[column].mean():.4f} ({c[failed].mean():.2f} of 100 failed)" for name, c in own.items())
            print(f"  threshold {how}, failure {failure}: {text}; difference {gap.mean():+.4f} ± {half:.4f}: "
                  f"{verdict(gap.mean() - half, gap.mean() + half)}")


def main():
    program, data = sys.argv[1:3]
    partitions = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    rng = np.random.default_rng(20261128)
    engines(program, data, rng)
    milling(program, data, rng)
    if partitions:
        decisions(program, data, partitions)


main()
