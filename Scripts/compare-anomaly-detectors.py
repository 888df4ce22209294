#!/usr/bin/env python3
"""Compares the anomaly detectors with those of PyOD on the same rows.

    PrognosticsBenchmark anomalies ../shared/data > scores.csv
    python3 Scripts/compare-anomaly-detectors.py ../shared/data scores.csv

Needs numpy, pandas, scikit-learn and pyod. FD001: learnt from every second healthy cycle (more than 125 left) of
engines 1 to 50, judged on engines 51 to 100, at most 50 left against more than 125; the bootstrap draws engines. AI4I:
learnt from rows without a failure of the training part, judged on the test part; the bootstrap draws rows.
"""
import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
import pandas as pd
from pyod.models.copod import COPOD
from pyod.models.ecod import ECOD
from pyod.models.hbos import HBOS
from pyod.models.iforest import IForest
from pyod.models.knn import KNN
from pyod.models.lof import LOF
from pyod.models.mcd import MCD
from pyod.models.pca import PCA
from scipy.stats import rankdata
from sklearn.covariance import EmpiricalCovariance
from sklearn.metrics import average_precision_score, roc_auc_score

DRAWS = 1000


def fd001(folder):
    table = pd.read_csv(folder + "/cmapss-fd001/train.csv")
    left = table.groupby("unit").cycle.transform("max") - table.cycle
    columns = ["s%d" % s for s in (2, 3, 4, 7, 8, 9, 11, 12, 13, 14, 15, 17, 20, 21)]
    healthy = table[(table.unit <= 50) & (left > 125)][columns].values[::2]
    judged = (table.unit > 50) & ((left > 125) | (left <= 50))
    return healthy, table[judged][columns].values, table.unit[judged].values, (left[judged] <= 50).values


def ai4i(folder):
    table = pd.read_csv(folder + "/ai4i2020/ai4i2020.csv")
    hashed = table.UDI.values.astype(np.uint64) * np.uint64(2654435761) % np.uint64(2**32)
    test = hashed < np.uint64(int(0.3 * 2**32))
    columns = table.columns[3:8]
    bad = table["Machine failure"].values == 1
    return (table[~test & ~bad][columns].values.astype(float), table[test][columns].values.astype(float),
            table.UDI[test].values, bad[test])


def area(scores, bad, weights):
    """ROC-AUC with whole weights."""
    order = np.argsort(scores, kind="stable")
    s, b, w = scores[order], bad[order], weights[order]
    start = np.r_[True, s[1:] != s[:-1]]
    group = np.cumsum(start) - 1
    yes = np.bincount(group, w * b)
    no = np.bincount(group, w * ~b)
    below = np.cumsum(no) - no
    return float((yes * (below + no / 2)).sum() / (yes.sum() * no.sum()))


def main():
    folder, path = sys.argv[1:3]
    ours = pd.read_csv(path)
    for name, (healthy, rows, units, bad) in (("FD001", fd001(folder)), ("AI4I", ai4i(folder))):
        own = ours[ours.problem == name]
        assert (own.unit.values == units).all() and (own.bad.values == bad).all(), "other rows"
        scores = {"ours: " + c: own[c].values for c in own.columns[3:]}
        mean, deviation = healthy.mean(0), healthy.std(0)
        h, x = (healthy - mean) / deviation, (rows - mean) / deviation
        for label, model in (("PCA", PCA()), ("HBOS", HBOS()), ("IForest", IForest(random_state=0)),
                             ("COPOD", COPOD()), ("KNN", KNN(n_neighbors=10, method="mean")), ("LOF", LOF(n_neighbors=30)),
                             ("MCD", MCD(random_state=0)), ("ECOD", ECOD())):
            scores["pyod: " + label] = model.fit(h).decision_function(x)
        scores["sklearn: Mahalanobis"] = EmpiricalCovariance().fit(h).mahalanobis(x)
        print(f"\n{name}: {len(healthy)} healthy rows, {len(rows)} judged, {bad.sum()} bad")
        ones = np.ones(len(rows))
        areas = {label: area(s, bad, ones) for label, s in scores.items()}
        for label, s in scores.items():
            assert abs(areas[label] - roc_auc_score(bad, s)) < 1e-9
            print(f"  {label:28s} AUC {areas[label]:.4f}  AP {average_precision_score(bad, s):.4f}")
        best = max((l for l in areas if not l.startswith("ours")), key=areas.get)
        mine = max((l for l in areas if l.startswith("ours")), key=areas.get)
        rng = np.random.default_rng(20261128)
        names, place = np.unique(units, return_inverse=True)
        for label in dict.fromkeys((mine, "ours: health")):
            gaps = []
            for _ in range(DRAWS):
                weights = np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))[place].astype(float)
                if weights[bad].sum() > 0 and weights[~bad].sum() > 0:
                    gaps.append(area(scores[label], bad, weights) - area(scores[best], bad, weights))
            low, high = np.quantile(gaps, [0.025, 0.975])
            verdict = "not wholly worse" if high >= 0 else "worse"
            print(f"  {label} - {best}: {areas[label] - areas[best]:+.4f}, 95 % [{low:+.4f}, {high:+.4f}]: {verdict}")


main()
