#!/usr/bin/env python3
"""Writes what public packages make of a small set of rows, for the tests of Prognostics.

    python3 Scripts/prognostics-golden.py > Tests/Fixtures/prognostics/scores.json

Needs numpy, scipy, scikit-learn and lifelines. The rows are drawn here, with ties on purpose.
"""
import json

import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.utils import concordance_index
from sklearn.calibration import _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

rng = np.random.default_rng(20261128)
n = 240
scores = np.round(rng.uniform(0.02, 0.98, n), 2)
happened = rng.uniform(size=n) < scores**1.7
weights = np.round(rng.uniform(0.5, 2, n), 2)
lives = np.round(rng.exponential(20 * (1.2 - scores)), 0) + 1
lost = rng.uniform(size=n) < 0.35
points = [0.05, 0.2, 0.41, 0.6, 0.777, 0.95]

isotonic = IsotonicRegression(out_of_bounds="clip").fit(scores, happened.astype(float), sample_weight=weights)
platt = _SigmoidCalibration().fit(scores, happened.astype(int))
columns = np.c_[np.log(scores), -np.log(1 - scores)]
beta = LogisticRegression(C=1e6, tol=1e-12, max_iter=10000).fit(columns, happened)
p = np.array(points)
curve = KaplanMeierFitter().fit(lives, ~lost, weights=weights)
times = [1, 3, 7, 12, 20, 33]

print(json.dumps({
    "scores": scores.tolist(), "happened": happened.astype(int).tolist(), "weights": weights.tolist(),
    "lives": lives.tolist(), "lost": lost.astype(int).tolist(), "points": points, "times": times,
    "area": roc_auc_score(happened, scores), "weightedArea": roc_auc_score(happened, scores, sample_weight=weights),
    "precision": average_precision_score(happened, scores),
    "weightedPrecision": average_precision_score(happened, scores, sample_weight=weights),
    "brier": brier_score_loss(happened, scores), "logLoss": log_loss(happened, scores),
    "concordance": concordance_index(lives, -scores, ~lost),
    "isotonic": isotonic.predict(p).tolist(),
    "platt": platt.predict(p).tolist(),
    "beta": beta.predict_proba(np.c_[np.log(p), -np.log(1 - p)])[:, 1].tolist(),
    "betaCoefficients": beta.coef_[0].tolist(),
    "survival": [float(curve.predict(t)) for t in times],
}))
