"""Writes Tests/ForecastingTests/Goldens.swift: what statsforecast and statsmodels make of two small series.

    Scripts/forecast-goldens.py > Tests/ForecastingTests/Goldens.swift

Needs numpy, statsforecast (measured with 2.1.1) and statsmodels.
"""
import warnings

warnings.filterwarnings("ignore")
import numpy as np
from statsforecast.ets import ets_f
from statsforecast.models import (
    ADIDA, IMAPA, TSB, CrostonClassic, CrostonOptimized, CrostonSBA)
from statsforecast.theta import auto_theta, forecast_theta
from statsmodels.tsa.seasonal import STL

steps = np.arange(36)
noise = np.array([((i * 7919 + 13) % 101) / 101 - 0.5 for i in steps])
smooth = np.round((100 + 1.5 * steps + 12 * noise) * np.array([1.1, 0.9, 0.8, 1.2])[steps % 4], 3)
sparse = np.array([0, 0, 4, 0, 2, 0, 0, 6, 1, 0, 0, 0, 3, 0, 5, 0, 0, 0, 0, 2, 0, 1, 0, 0.0])


def text(values):
    return "[" + ", ".join(repr(float(v)) for v in values) + "]"


lines = [
    "// Written by Scripts/forecast-goldens.py; do not edit.", "",
    "/// What public packages make of two small series.", "enum Goldens {",
    f"  static let smooth = {text(smooth)}", f"  static let sparse = {text(sparse)}",
    "  /// -2 log L of each form, constants left out.",
    "  static let deviances: [(form: String, deviance: Double)] = ["]
for error in "AM":
    for trend, damped, name in (("N", False, "N"), ("A", False, "A"), ("A", True, "Ad")):
        for season in "NAM":
            if error == "A" and season == "M":
                continue
            fit = ets_f(smooth, 4, model=error + trend + season, damped=damped)
            lines.append(f'    ("ETS({error},{name},{season})", {-2 * float(fit["loglik"])!r}),')
lines += ["  ]", "  /// ℓ_0 = 60, α = 0.4, θ = 3; the next four steps of the series without a season.",
          "  static let thetas: [(kind: String, forecast: [Double])] = ["]
for kind in ("STM", "OTM", "DSTM", "DOTM"):
    fit = auto_theta(
        smooth, 1, model=kind, initial_smoothed=60.0, alpha=0.4,
        theta=2.0 if "OTM" not in kind else 3.0)
    lines.append(f'    ("{kind}", {text(forecast_theta(fit, 4)["mean"])}),')
lines += ["  ]", "  static let intermittent: [(method: String, forecast: Double)] = ["]
for name, model in (
        ("croston", CrostonClassic()), ("sba", CrostonSBA()), ("tsb", TSB(0.1, 0.1)),
        ("croston-optimized", CrostonOptimized()), ("adida", ADIDA()), ("imapa", IMAPA())):
    lines.append(f'    ("{name}", {float(model.forecast(y=sparse, h=1)["mean"][0])!r}),')
parts = STL(smooth, period=4, seasonal=11, seasonal_deg=0).fit()
lines += ["  ]", "  /// STL with a seasonal window of 11 and local means.",
          f"  static let seasonal = {text(parts.seasonal)}", f"  static let trend = {text(parts.trend)}", "}"]
print("\n".join(lines))
