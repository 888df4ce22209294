"""Makes the golden values of lives: fits by lifelines to data that are drawn here.

Writes Tests/LifetimeAnalysisTests/Golden/lifetimes.json, data and answers. With a folder of public data it
writes answers without data to shared.json beside it.

    OMP_NUM_THREADS=1 python make-lifetime-goldens.py [SHARED-DATA-FOLDER]

Needs lifelines 0.30.3, statsmodels, pandas, scipy. Gompertz and exponential regressions, which lifelines has
not, are fitted by scipy to likelihoods that are written out here.
"""

import json
import pathlib
import sys
import warnings

import numpy as np
import pandas as pd
import scipy.optimize
from lifelines import (
    AalenJohansenFitter, CoxPHFitter, ExponentialFitter, KaplanMeierFitter, LogLogisticAFTFitter,
    LogLogisticFitter, LogNormalAFTFitter, LogNormalFitter, NelsonAalenFitter, WeibullAFTFitter,
    WeibullFitter)
from lifelines.statistics import multivariate_logrank_test, proportional_hazard_test
from lifelines.utils import median_survival_times, restricted_mean_survival_time
from statsmodels.duration.hazard_regression import PHReg

warnings.simplefilter("ignore")
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Tests/LifetimeAnalysisTests/Golden"
FAMILIES = {
    "exponential": (ExponentialFitter, ["lambda_"]), "weibull": (WeibullFitter, ["lambda_", "rho_"]),
    "lognormal": (LogNormalFitter, ["mu_", "sigma_"]),
    "loglogistic": (LogLogisticFitter, ["alpha_", "beta_"])}
REGRESSIONS = {
    "weibull": (WeibullAFTFitter, "lambda_", "rho_"),
    "lognormal": (LogNormalAFTFitter, "mu_", "sigma_"),
    "loglogistic": (LogLogisticAFTFitter, "alpha_", "beta_")}


def numbers(values):
    """Plain numbers, and null for what JSON has not."""
    return [float(v) if np.isfinite(v) else None for v in np.asarray(values, float)]


def beginning(lower):
    """Ages at which intervals begin; an age that has a logarithm for 0."""
    return np.where(lower == 0, 1e-100, lower)


# --- one sample ---------------------------------------------------------------------------------


def univariate(lower, upper, entry, weight):
    """All families by lifelines, intervals wherever a life is one."""
    exact = lower == upper
    right = np.isinf(upper)
    fits = {}
    for name, (fitter, parameters) in FAMILIES.items():
        fit = fitter()
        options = {}
        if name == "exponential":
            # From its own start of 1 it does not move where times are long.
            options["initial_point"] = [(weight * lower).sum() / weight[~right].sum()]
        if (exact | right).all():
            fit.fit(lower, exact, entry=entry, weights=weight, **options)
        else:
            fit.fit_interval_censoring(
                beginning(lower), upper, entry=entry, weights=weight, **options)
        fits[name] = {
            "parameters": [float(getattr(fit, p)) for p in parameters],
            "errors": [float(v) for v in np.sqrt(np.diag(fit.variance_matrix_.values))],
            "log_likelihood": float(fit.log_likelihood_)}
    fits["gompertz"] = gompertz(lower, upper, entry, weight)
    return fits


def gompertz(lower, upper, entry, weight):
    """Rate b and shape a of H(t) = b (e^(a t) - 1)/a, by scipy and numerical second derivatives."""
    exact, right = lower == upper, np.isinf(upper)
    scale = lower[lower > 0].mean()

    def hazard(t, b, a):
        return b * np.expm1(a * t) / a if abs(a) > 1e-9 else b * t

    def loss(theta):
        b, a = np.exp(theta[0]), theta[1]
        u, v, e = lower / scale, np.where(right, 0, upper) / scale, entry / scale
        terms = np.where(exact, np.log(b) + a * u - hazard(u, b, a), 0)
        terms = np.where(right, -hazard(u, b, a), terms)
        inside = ~exact & ~right
        terms[inside] = np.log(
            np.exp(-hazard(u, b, a)) - np.exp(-hazard(v, b, a)))[inside]
        return -(weight * (terms + hazard(e, b, a))).sum()

    best = scipy.optimize.minimize(
        loss, [0.0, 0.1], method="Nelder-Mead",
        options={"xatol": 1e-11, "fatol": 1e-13, "maxiter": 20000, "maxfev": 20000})
    x, h = best.x, 1e-4
    hessian = np.zeros((2, 2))
    for i in range(2):
        for j in range(2):
            di, dj = np.eye(2)[i] * h, np.eye(2)[j] * h
            hessian[i, j] = (
                loss(x + di + dj) - loss(x + di - dj) - loss(x - di + dj) + loss(x - di - dj)
            ) / (4 * h * h)
    covariance = np.linalg.inv(hessian)
    rate, shape = np.exp(x[0]) / scale, x[1] / scale
    return {
        "parameters": [float(rate), float(shape)],
        "errors": [float(rate * covariance[0, 0] ** 0.5), float(covariance[1, 1] ** 0.5 / scale)],
        "log_likelihood": float(-best.fun - (weight[exact]).sum() * np.log(scale))}


def sample(name, lower, upper, entry=None, weight=None):
    lower, upper = np.asarray(lower, float), np.asarray(upper, float)
    entry = np.zeros(len(lower)) if entry is None else np.asarray(entry, float)
    weight = np.ones(len(lower)) if weight is None else np.asarray(weight, float)
    return {
        "name": name, "lower": numbers(lower), "upper": numbers(upper), "entry": numbers(entry),
        "weight": numbers(weight), "fits": univariate(lower, upper, entry, weight)}


def looked_at(lives, width, last):
    """Lives seen at looks every `width` until `last`: their intervals."""
    lower = np.floor(lives / width) * width
    upper = lower + width
    return np.where(lives > last, last, lower), np.where(lives > last, np.inf, upper)


def samples():
    draw = np.random.default_rng(20261128)
    result = []
    lives = np.ceil(100 * draw.weibull(1.7, 60))
    ends = np.ceil(draw.uniform(40, 200, 60))
    time, failed = np.minimum(lives, ends), lives <= ends
    result.append(sample(
        "ties, right-censored, weights", time, np.where(failed, time, np.inf),
        weight=draw.integers(1, 4, 60)))
    lives = 5e-4 * draw.lognormal(0, 0.6, 150)
    entry = np.round(5e-4 * draw.uniform(0, 0.8, 150), 6) * (draw.uniform(size=150) < 0.7)
    kept = np.flatnonzero(lives > entry)[:80]
    ends = 5e-4 * draw.uniform(0.9, 3, 150)
    ends = np.maximum(ends, entry * 1.01)
    time, failed = np.minimum(lives, ends)[kept], (lives <= ends)[kept]
    result.append(sample(
        "delayed entry, times far below 1", time, np.where(failed, time, np.inf), entry[kept]))
    lives = 3e6 * draw.weibull(2.5, 70)
    lower, upper = looked_at(lives, 4e5, 4e6)
    exact = draw.uniform(size=70) < 0.3
    lower = np.where(exact, lives, lower)
    upper = np.where(exact, lives, upper)
    result.append(sample(
        "intervals, some from 0, some exact, weights, times far above 1", lower, upper,
        weight=draw.uniform(0.5, 2, 70)))
    lives = 40 * draw.weibull(1.4, 120)
    entry = np.where(draw.uniform(size=120) < 0.5, draw.integers(1, 4, 120) * 5.0, 0)
    kept = np.flatnonzero(lives > entry)[:75]
    lower, upper = looked_at(lives, 5, 60)
    upper = np.where((upper < np.inf) & (lower > entry) & (draw.uniform(size=120) < 0.2), lower, upper)
    result.append(sample(
        "intervals with delayed entry", lower[kept], upper[kept], np.minimum(entry, lower)[kept]))
    lives = 1000 * draw.weibull(1.2, 120)
    time = np.minimum(lives, 60)
    result.append(sample(
        "six of a hundred failed", time, np.where(lives <= 60, time, np.inf)))
    lives = np.exp(draw.normal(3, 0.4, 50))
    detection = draw.uniform(10, 25, 50)
    result.append(sample(
        "left-censored below a limit of detection", np.where(lives < detection, 0, lives),
        np.maximum(lives, detection)))
    result.append(sample(
        "complete", [17.88, 28.92, 33, 41.52, 42.12, 45.6, 48.48, 51.84, 51.96, 54.12, 55.56, 67.8,
                     68.64, 68.64, 68.88, 84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.4],
        [17.88, 28.92, 33, 41.52, 42.12, 45.6, 48.48, 51.84, 51.96, 54.12, 55.56, 67.8,
         68.64, 68.64, 68.88, 84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.4]))
    return result


# --- regressions --------------------------------------------------------------------------------


def accelerated(frame, names, ancillary, entry, weight):
    """Each family's regression; coefficients in the order intercept, names, intercept, ancillary."""
    fits = {}
    for family, (fitter, location, shape) in REGRESSIONS.items():
        fit = fitter(fit_intercept=True)
        options = {"entry_col": "entry"} if entry else {}
        if weight:
            options["weights_col"] = "weight"
        # By itself the loglogistic fit stops up to 1 % away from the maximum.
        options["fit_options"] = {"gtol": 5e-7} if family == "lognormal" else {"ftol": 1e-15}
        data = frame.copy()
        right = np.isinf(data.upper)
        exact = data.lower == data.upper
        formula = " + ".join(names)
        options["ancillary"] = " + ".join(ancillary) if ancillary else False
        if (right | exact).all():
            data["failed"] = exact
            fit.fit(data, "lower", "failed", formula=formula, **options)
        else:
            data["lower"] = beginning(data.lower)
            fit.fit_interval_censoring(data, "lower", "upper", formula=formula, **options)
        order = [(location, "Intercept")] + [(location, n) for n in names]
        order += [(shape, "Intercept")] + [(shape, n) for n in ancillary]
        fits[family] = {
            "parameters": [float(fit.params_[o]) for o in order],
            "errors": [float(fit.standard_errors_[o]) for o in order],
            "log_likelihood": float(fit.log_likelihood_)}
        if (right | exact).all():
            fits[family]["concordance"] = float(fit.concordance_index_)
    if not ancillary:
        fits["exponential"] = exponential(frame, names, entry, weight)
    return fits


def exponential(frame, names, entry, weight):
    """ln λ = xᵀβ by scipy, on standardized covariates."""
    right, exact = np.isinf(frame.upper).values, (frame.lower == frame.upper).values
    raw = frame[names].values
    means, scales = raw.mean(0), raw.std(0)
    x = np.column_stack([np.ones(len(frame)), (raw - means) / scales])
    w = frame.weight.values if weight else np.ones(len(frame))
    e = frame.entry.values if entry else np.zeros(len(frame))
    lower, upper = frame.lower.values, np.where(right, 0, frame.upper.values)
    scale = lower[lower > 0].mean()

    def parts(beta):
        """The loss, and its first derivatives."""
        rate = np.exp(-x @ beta) / scale
        start, end, begin = lower * rate, upper * rate, e * rate
        inside = ~exact & ~right
        terms = np.where(exact, np.log(rate) - start, -start)
        slopes = np.where(exact, start - 1, start)
        gap = np.where(inside, end - start, 1)
        terms[inside] = (-start + np.log(-np.expm1(-gap)))[inside]
        slopes[inside] = (start - gap / np.expm1(gap))[inside]
        return -(w * (terms + begin)).sum(), -x.T @ (w * (slopes - begin))

    best = scipy.optimize.minimize(
        parts, np.zeros(x.shape[1]), jac=True, method="BFGS", options={"gtol": 1e-10})
    h = 1e-5
    hessian = np.array([
        (parts(best.x + h * unit)[1] - parts(best.x - h * unit)[1]) / (2 * h)
        for unit in np.eye(x.shape[1])])
    covariance = np.linalg.inv((hessian + hessian.T) / 2)
    back = np.eye(x.shape[1])
    back[0, 1:] = -means / scales
    back[1:, 1:] = np.diag(1 / scales)
    beta = back @ best.x
    beta[0] += np.log(scale)
    return {
        "parameters": [float(b) for b in beta],
        "errors": [float(v) for v in np.sqrt(np.diag(back @ covariance @ back.T))],
        "log_likelihood": float(-best.fun)}


def cox(frame, names, entry=False, weight=False, strata=False, robust=False, clusters=False):
    options = {}
    if entry:
        options["entry_col"] = "entry"
    if weight:
        options["weights_col"] = "weight"
    if strata:
        options["strata"] = "stratum"
    if robust:
        options["robust"] = True
    if clusters:
        options["cluster_col"] = "cluster"
    columns = names + ["lower", "failed"] + [
        c for c, used in [("entry", entry), ("weight", weight), ("stratum", strata),
                          ("cluster", clusters)] if used]
    data = frame.assign(failed=(frame.lower == frame.upper))[columns]
    fit = CoxPHFitter().fit(data, "lower", "failed", **options)
    result = {
        "parameters": [float(fit.params_[n]) for n in names],
        "errors": [float(fit.standard_errors_[n]) for n in names],
        "log_likelihood": float(fit.log_likelihood_)}
    if not entry:
        result["concordance"] = float(fit.concordance_index_)
        if not strata:
            baseline = fit.baseline_cumulative_hazard_
            result["baseline"] = float(baseline.iloc[-1, 0])
            first = data.iloc[0]
            middle = float(np.sort(data.lower)[len(data) // 2])
            result["survival_time"] = middle
            result["survival"] = float(
                fit.predict_survival_function(data.iloc[:1], times=[middle]).iloc[0, 0])
            if not weight and not robust and not clusters:
                for kind in ["rank", "identity", "log"]:
                    test = proportional_hazard_test(fit, data, time_transform=kind)
                    by_name = dict(zip(test.name, np.atleast_1d(test.test_statistic)))
                    result[kind] = [float(by_name[n]) for n in names]
    return result


def breslow(frame, names, entry=False, strata=False, ties="breslow"):
    exact = (frame.lower == frame.upper).astype(int)
    scales = frame[names].std()
    options = {}
    if entry:
        options["entry"] = frame.entry
    if strata:
        options["strata"] = frame.stratum
    fit = PHReg(frame.lower, frame[names] / scales, status=exact, ties=ties, **options).fit(
        disp=0, method="newton", maxiter=100)
    return {
        "parameters": [float(v) for v in fit.params / scales.values],
        "errors": [float(v) for v in fit.bse / scales.values],
        "log_likelihood": float(fit.llf)}


def frame_of(draw, count, ties, interval=False, entry=False, many=False):
    """Lives of machines with covariates of very different scales."""
    frame = pd.DataFrame({
        "load": draw.normal(2.5e5, 4e4, count), "clearance": draw.uniform(1e-6, 9e-6, count),
        "coated": (draw.uniform(size=count) < 0.3).astype(float),
        "age": draw.integers(0, 20, count).astype(float)})
    if many:
        for extra in range(8):
            frame[f"extra{extra}"] = draw.normal(10 ** (extra - 4), 10 ** (extra - 4.5), count)
    location = (
        5 - 0.4 * (frame.load - 2.5e5) / 4e4 + 1.5e5 * (frame.clearance - 5e-6) * 2
        + 0.5 * frame.coated - 0.03 * frame.age)
    lives = np.exp(location) * draw.weibull(1.8, count)
    ends = draw.uniform(30, 400, count)
    begin = np.where(draw.uniform(size=count) < 0.6, draw.uniform(0, 40, count), 0) * entry
    if ties:
        lives, ends, begin = np.ceil(lives / 10) * 10, np.ceil(ends / 10) * 10, np.floor(begin / 10) * 10 + 5 * (begin > 0)
    frame["lower"] = np.minimum(lives, ends)
    frame["upper"] = np.where(lives <= ends, frame.lower, np.inf)
    if interval:
        lower, upper = looked_at(lives, 25.0, 300.0)
        exact = draw.uniform(size=count) < 0.25
        begin = np.where(exact, begin, np.minimum(begin, lower))
        frame["lower"] = np.where(exact, lives, lower)
        frame["upper"] = np.where(exact, lives, upper)
    frame["entry"] = begin
    frame["weight"] = draw.integers(1, 4, count).astype(float)
    frame["stratum"] = draw.integers(0, 3, count)
    frame["cluster"] = draw.integers(0, 25, count)
    return frame[frame.entry < np.where(np.isinf(frame.upper), frame.lower, frame.upper)].reset_index(
        drop=True)


def written(frame, names):
    return {
        "names": names, "covariates": [numbers(frame[n]) for n in names],
        "lower": numbers(frame.lower), "upper": numbers(frame.upper),
        "entry": numbers(frame.entry), "weight": numbers(frame.weight),
        "stratum": [int(v) for v in frame.stratum], "cluster": [int(v) for v in frame.cluster]}


def regressions():
    draw = np.random.default_rng(28112026)
    names = ["load", "clearance", "coated", "age"]
    result = []
    frame = frame_of(draw, 130, ties=False)
    result.append({
        "name": "right-censored", **written(frame, names),
        "aft": [
            {"ancillary": [], "entry": False, "weight": False,
             "fits": accelerated(frame, names, [], False, False)},
            {"ancillary": ["coated", "age"], "entry": False, "weight": False,
             "fits": accelerated(frame, names, ["coated", "age"], False, False)},
            {"ancillary": [], "entry": False, "weight": True,
             "fits": accelerated(frame, names, [], False, True)}],
        "cox": [
            {"entry": False, "weight": False, "strata": False, "robust": False, "clusters": False,
             **cox(frame, names)},
            {"entry": False, "weight": False, "strata": False, "robust": True, "clusters": False,
             **cox(frame, names, robust=True)},
            {"entry": False, "weight": True, "strata": False, "robust": True, "clusters": False,
             **cox(frame, names, weight=True, robust=True)},
            {"entry": False, "weight": False, "strata": False, "robust": True, "clusters": True,
             **cox(frame, names, clusters=True)}]})
    frame = frame_of(draw, 140, ties=True, entry=True)
    result.append({
        "name": "ties and delayed entry", **written(frame, names),
        "aft": [
            {"ancillary": [], "entry": True, "weight": False,
             "fits": accelerated(frame, names, [], True, False)}],
        "cox": [
            {"entry": False, "weight": False, "strata": False, "robust": False, "clusters": False,
             **cox(frame, names)},
            {"entry": False, "weight": True, "strata": False, "robust": False, "clusters": False,
             **cox(frame, names, weight=True)},
            {"entry": True, "weight": False, "strata": False, "robust": False, "clusters": False,
             **cox(frame, names, entry=True)},
            {"entry": False, "weight": False, "strata": True, "robust": False, "clusters": False,
             **cox(frame, names, strata=True)},
            {"entry": True, "weight": False, "strata": True, "robust": False, "clusters": False,
             **breslow(frame, names, entry=True, strata=True, ties="efron")},
            {"ties": "breslow", "entry": False, "weight": False, "strata": False, "robust": False,
             "clusters": False, **breslow(frame, names)},
            {"ties": "breslow", "entry": True, "weight": False, "strata": True, "robust": False,
             "clusters": False, **breslow(frame, names, entry=True, strata=True)}]})
    frame = frame_of(draw, 150, ties=False, interval=True, entry=True)
    result.append({
        "name": "intervals", **written(frame, names), "cox": [],
        "aft": [
            {"ancillary": [], "entry": False, "weight": False,
             "fits": accelerated(frame, names, [], False, False)},
            {"ancillary": ["coated"], "entry": True, "weight": True,
             "fits": accelerated(frame, names, ["coated"], True, True)}]})
    frame = frame_of(draw, 160, ties=False, many=True)
    names = names + [f"extra{extra}" for extra in range(8)]
    result.append({
        "name": "twelve covariates", **written(frame, names),
        "aft": [
            {"ancillary": [], "entry": False, "weight": False,
             "fits": accelerated(frame, names, [], False, False)}],
        "cox": [
            {"entry": False, "weight": False, "strata": False, "robust": False, "clusters": False,
             **cox(frame, names)}]})
    return result


# --- curves -------------------------------------------------------------------------------------


def curves():
    draw = np.random.default_rng(1128)
    count = 45
    lives = np.ceil(20 * draw.weibull(1.3, count)) * 1.0
    ends = np.ceil(draw.uniform(5, 50, count))
    time, failed = np.minimum(lives, ends), lives <= ends
    group = draw.integers(0, 3, count)
    weight = draw.integers(1, 3, count)
    kaplan = KaplanMeierFitter().fit(time, failed)
    at = np.unique(time[failed])
    interval = kaplan.confidence_interval_survival_function_
    nelson = NelsonAalenFitter(nelson_aalen_smoothing=False).fit(time, failed)
    medians = median_survival_times(interval)
    result = {
        "time": numbers(time), "failed": [bool(f) for f in failed],
        "group": [int(g) for g in group], "weight": numbers(weight), "at": numbers(at),
        "survival": numbers(kaplan.survival_function_.loc[at].iloc[:, 0]),
        "lower": numbers(interval.loc[at].iloc[:, 0]), "upper": numbers(interval.loc[at].iloc[:, 1]),
        "median": float(kaplan.median_survival_time_),
        "median_interval": numbers(medians.iloc[0]),
        "restricted_mean": float(restricted_mean_survival_time(kaplan, t=30.0)),
        "cumulative_hazard": numbers(nelson.cumulative_hazard_.loc[at].iloc[:, 0])}
    weighted = KaplanMeierFitter().fit(time, failed, weights=weight)
    result["weighted_survival"] = numbers(weighted.survival_function_.loc[at].iloc[:, 0])
    test = multivariate_logrank_test(time, group, failed)
    result["logrank"] = [float(test.test_statistic), float(test.p_value)]
    both = group < 2
    test = multivariate_logrank_test(time[both], group[both], failed[both])
    result["logrank_of_two"] = [float(test.test_statistic), float(test.p_value)]
    # Entries at other ages than failures, where conventions do not differ.
    entry = np.maximum(0, np.floor(time - draw.integers(1, 25, count)) + 0.5)
    entry = np.where(entry < time, entry, 0)
    delayed = KaplanMeierFitter().fit(time, failed, entry=entry)
    result["entry"] = numbers(entry)
    result["delayed_survival"] = numbers(delayed.survival_function_.loc[at].iloc[:, 0])
    # Competing causes, at ages that are all different.
    time = np.round(draw.uniform(1, 100, 60), 6)
    cause = draw.integers(0, 3, 60)
    incidence = {"time": numbers(time), "cause": [int(c) for c in cause]}
    for interest in [1, 2]:
        fit = AalenJohansenFitter(calculate_variance=True).fit(time, cause, interest)
        at = np.unique(time[cause > 0])
        incidence[f"incidence{interest}"] = numbers(fit.cumulative_density_.loc[at].iloc[:, 0])
        incidence[f"variance{interest}"] = numbers(fit.variance_.loc[at])
    result["incidence"] = incidence
    return result


# --- public data --------------------------------------------------------------------------------


def shared(folder):
    """Answers for public data, without the data."""
    folder = pathlib.Path(folder)

    def right(time, failed):
        time = np.asarray(time, float)
        return (time, np.where(np.asarray(failed, bool), time, np.inf))

    def fits(lower, upper, weight=None):
        ones = np.ones(len(lower))
        return univariate(
            np.asarray(lower, float), np.asarray(upper, float), 0 * ones,
            ones if weight is None else np.asarray(weight, float))

    result = {}
    train = pd.read_csv(folder / "cmapss-fd001/train.csv").groupby("unit").cycle.max().values
    test = pd.read_csv(folder / "cmapss-fd001/test.csv").groupby("unit").cycle.max().values
    result["fd001"] = fits(train, train)
    time = np.concatenate([train, test])
    result["fd001 with test"] = fits(*right(time, np.arange(len(time)) < len(train)))
    capacitor = pd.read_csv(folder / "reliability-censored/capacitor.csv")
    result["capacitor"] = fits(*right(capacitor.time, capacitor.status))
    capacitor["lower"], capacitor["upper"] = right(capacitor.time, capacitor.status)
    names = ["temperature", "voltage"]
    result["capacitor aft"] = accelerated(capacitor, names, [], False, False)
    result["capacitor cox"] = cox(capacitor, names)
    motor = pd.read_csv(folder / "reliability-censored/imotor.csv")
    result["imotor"] = fits(*right(motor.time, motor.status))
    motor["lower"], motor["upper"] = right(motor.time, motor.status)
    motor["x"] = 11605 / (motor.temp + 273.15)
    result["imotor arrhenius"] = accelerated(motor, ["x"], [], False, False)
    cracks = pd.read_csv(folder / "reliability-censored/cracks.csv")
    days = cracks.days.values.astype(float)
    # 167 parts, 9 looks' worth of counts; what the counts leave out survived the last look.
    lower = np.concatenate([[0], days[:-1], [days[-1]]])
    upper = np.concatenate([days, [np.inf]])
    weight = np.concatenate([cracks.fail.values, [167 - cracks.fail.sum()]]).astype(float)
    result["cracks"] = fits(lower, upper, weight)
    fluid = pd.read_csv(folder / "reliability-censored/ifluid.csv")
    result["ifluid"] = fits(fluid.time, fluid.time)
    fluid["lower"] = fluid["upper"] = fluid.time
    fluid["power"] = np.log(fluid.voltage)
    result["ifluid aft"] = accelerated(fluid, ["power"], [], False, False)
    result["ifluid cox"] = cox(fluid, ["voltage"])
    azure = pd.read_csv(folder / "azure-pdm-events/component_lives.csv")
    azure["lower"], azure["upper"] = right(azure.hours, azure.event)
    for component, part in azure.groupby("comp"):
        result[f"azure {component}"] = fits(part.lower, part.upper)
    for model in ["model2", "model3", "model4"]:
        azure[model] = (azure.model == model).astype(float)
    for component in ["comp2", "comp3", "comp4"]:
        azure[component] = (azure.comp == component).astype(float)
    names = ["age", "model2", "model3", "model4", "comp2", "comp3", "comp4"]
    result["azure cox"] = cox(azure, names)
    result["azure aft"] = accelerated(azure, names, [], False, False)
    return result


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    golden = {"samples": samples(), "regressions": regressions(), "curves": curves()}
    (FOLDER / "lifetimes.json").write_text(json.dumps(golden, allow_nan=False) + "\n")
    if len(sys.argv) > 1:
        (FOLDER / "shared.json").write_text(json.dumps(shared(sys.argv[1]), indent=1, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
