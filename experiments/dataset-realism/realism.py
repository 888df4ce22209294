"""Is a run-to-failure set that Fettle generates as learnable as a well-known one, for the right reasons?

    python experiments/dataset-realism/realism.py --fettle .build/release/fettle --fd001 FOLDER --femto FOLDER

Makes the sets with `fettle dataset`, learns from them, and writes beside itself:

    measured.csv       what lives and readings are like, beside FD001 and FEMTO where their folders are given
    models.csv         error of each model on both sets
    trends.csv         error of the booster with noise, censoring and faults of sensors
    steps.csv          what each step of a trend adds, unit by unit
    causes.csv         error of the booster where something that makes it hard is taken away
    summary.txt        the same to read, and the gate
    trends.svg         the same to look at

Exits with 1 where the gate is not passed. `--quick` makes small sets, to see whether it runs; its figures say nothing.
"""

import argparse
import io
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import lightgbm
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler

HERE = Path(__file__).resolve().parent
CAP = 125  # as most papers on FD001 cap the remaining useful life, in cycles
CYCLE = 1200.0  # mean time of a cycle of the scenario, in seconds
SENSORS = [
    "force_left", "force_right", "work", "ejector_force", "ram_tilt", "acoustic", "vibration",
    "die_temperature", "flash_thickness", "lubricant_flow", "motor_current", "oil_temperature",
    "billet_temperature", "bolster_pressure",
]
BLIND = ["billet_temperature", "bolster_pressure"]  # see neither die nor guides
WEAR = ["die_wear", "guides_wear"]
FD001_SENSORS = [f"s{i}" for i in (2, 3, 4, 7, 8, 9, 11, 12, 13, 14, 15, 17, 20, 21)]
WINDOW, HEALTHY, FIRST = 30, 30, 10
BOOTSTRAPS = 2000
CUTS = 5  # cuts of each test unit of a generated set; FD001 has one
MODEL_SEEDS = 3
NOISE = [0.5, 1, 2, 4, 8]
CENSORED = [0, 20, 40, 60, 80]
# Faults of each kind and sensor: the mean time between them, in hours. A record lasts some 70 h.
FAULTS = {"none": None, "few": 400, "some": 100, "many": 25, "very many": 6}
# What makes it hard, taken away one by one.
CAUSES = {
    "nothing": [],
    "where the crack begins": ["ambient.origin.sd=0"],
    "load": ["ambient.billet.sd=0"],
    "offsets between units": [f"ambient.{name}.sd=0" for name in ("alignment", "insulation", "gauging")],
    "wear of guides": ["stations.press.components.guides.wear=linear mean_life 100000 parts"],
    "half of the spread of lives": [
        "stations.press.components.die.wear=crack exponent 2.5 from 0.5 mm to 12 mm mean_life 210 parts cv_of_life 11 %"],
}


# MARK: Sets


class Maker:
    """Makes sets with `fettle dataset`, each once."""

    def __init__(self, options, folder):
        self.fettle, self.folder, self.units = options.fettle, folder, options.units
        self.seed, self.jobs, self.train = options.seed, options.jobs, options.train
        self.number = 0

    def make(self, *changes, hours=None, whole=False):
        """A set: a frame of its rows with `unit`, `cycle`, `rul` (cycles) and `part` of the split.

        Of the training units only so many as are wanted, unless it is to be whole.
        """
        self.number += 1
        out = self.folder / f"set-{self.number}"
        command = [self.fettle, "dataset", str(HERE / "press.yml"), "--out", str(out)]
        command += ["--units", str(self.units), "--seed", str(self.seed), "--quiet"]
        command += ["--split", "train=50,test=50", "--jobs", str(self.jobs)]
        for change in changes:
            command += ["--set", change]
        if hours is not None:
            command += ["--hours", str(hours)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        frames, self.lives = [], []
        for part in ("train", "test"):
            frames.append(pd.read_parquet(out / "press_parts" / f"{part}.parquet").assign(part=part))
            self.lives.append(pd.read_parquet(out / "lives" / f"{part}.parquet"))
        self.lives = pd.concat(self.lives)
        rows = pd.concat(frames, ignore_index=True)
        rows = rows.sort_values(["unit", "time"], kind="stable", ignore_index=True)
        rows["cycle"] = rows.groupby("unit").cumcount() + 1
        remaining = rows[["die_remaining_useful_life", "guides_remaining_useful_life"]].min(axis=1)
        rows["rul"] = remaining / CYCLE
        if whole:
            return rows
        units = np.sort(rows[rows.part == "train"].unit.unique())[: self.train]
        return rows[(rows.part == "test") | rows.unit.isin(units)].reset_index(drop=True)


def fd001(folder):
    """FD001 in the same shape: 100 engines that ran to failure, and 100 that are cut before."""
    train = pd.read_csv(folder / "train.csv").assign(part="train")
    test = pd.read_csv(folder / "test.csv").assign(part="test")
    test["unit"] += 1000
    truth = pd.read_csv(folder / "test_rul.csv")
    after = dict(zip(truth.iloc[:, 0] + 1000, truth.iloc[:, -1])) if truth.shape[1] > 1 else dict(
        zip(sorted(test.unit.unique()), truth.iloc[:, 0]))
    last = train.groupby("unit").cycle.transform("max")
    train["rul"] = last - train.cycle
    last = test.groupby("unit").cycle.transform("max")
    test["rul"] = last - test.cycle + test.unit.map(after)
    return pd.concat([train, test], ignore_index=True)


# MARK: Features


def windows(values, sensors=None):
    """Features `window30` of each row of one unit: values is rows x sensors, and may have gaps.

    Last value, mean, standard deviation and slope of the last 30 rows, mean of the last 5, and the mean of the last 30 less that
    of the unit's first 10.
    """
    rows = len(values)
    base = np.nanmedian(values, axis=0)
    base = np.where(np.isnan(base), 0, base)
    there = ~np.isnan(values)
    x = np.where(there, values - base, 0.0)
    t = np.arange(rows, dtype=float)[:, None]

    def over(length, terms):
        total = np.vstack([np.zeros((1, terms.shape[1])), np.cumsum(terms, axis=0)])
        start = np.maximum(0, np.arange(rows) + 1 - length)
        return total[1:] - total[start]

    with np.errstate(invalid="ignore", divide="ignore"):
        n, s, ss = (over(WINDOW, term) for term in (there.astype(float), x, x * x))
        st, stt, sxt = (over(WINDOW, term) for term in (there * t, there * t * t, x * t))
        mean = s / n
        sd = np.sqrt(np.maximum(0, ss / n - mean**2))
        slope = (sxt - st * mean) / (stt - st * st / n)
        slope[n < 2] = np.nan
        mean5 = over(5, x) / over(5, there.astype(float))
        first = x[:FIRST].sum(axis=0) / there[:FIRST].sum(axis=0)
    return np.hstack([values, mean + base, sd, slope, mean5 + base, mean - first])


def table(rows, sensors):
    """Features of all rows, with the cycle, in the order of the rows (which are unit by unit)."""
    found = [windows(unit[sensors].to_numpy(float)) for _, unit in rows.groupby("unit", sort=False)]
    return np.hstack([np.vstack(found), rows[["cycle"]].to_numpy(float)])


def cut(rows, cuts, seed=1):
    """Rows of test units at which their records are cut: 7 to 145 cycles before failure, as in FD001, 31 cycles there at least."""
    random = np.random.default_rng(seed)
    chosen = []
    for _, unit in rows[rows.part == "test"].groupby("unit", sort=True):
        rul = unit.rul.to_numpy()
        latest = rul[min(30, len(rul) - 1)]
        for aim in random.uniform(7, 145, cuts):
            chosen.append(unit.index[np.abs(rul - min(aim, latest)).argmin()])
    return np.array(chosen)


def nearest_rows(rows, chosen):
    """The rows that lie nearest in time to some rows of another set of the same units."""
    by_unit = {unit: (part.index.to_numpy(), part.time.to_numpy()) for unit, part in rows.groupby("unit")}
    places = []
    for unit, moment in zip(chosen.unit, chosen.time.to_numpy()):
        index, times = by_unit[unit]
        places.append(index[np.abs(times - moment).argmin()])
    return np.array(places)


# MARK: Models


def booster(seed):
    """As in the published baselines on FD001: set once, not tuned."""
    return lightgbm.LGBMRegressor(
        n_estimators=400, num_leaves=24, learning_rate=0.03, subsample=0.7, subsample_freq=1,
        colsample_bytree=0.5, min_child_samples=40, random_state=seed, n_jobs=1, deterministic=True,
        force_row_wise=True, verbose=-1)


def squared_errors(model, x, y, x_test, y_test, seeds):
    """Squared errors of test rows, against the capped truth; mean over seeds of the model."""
    y, y_test = np.minimum(y, CAP), np.minimum(y_test, CAP)
    if model == "constant":
        return (y.mean() - y_test) ** 2
    if model == "ridge":
        fill = np.nanmean(x, axis=0)
        x, x_test = (np.where(np.isnan(part), fill, part) for part in (x, x_test))
        scale = StandardScaler().fit(x)
        fitted = Ridge(alpha=1.0).fit(scale.transform(x), y)
        return (np.clip(fitted.predict(scale.transform(x_test)), 0, CAP) - y_test) ** 2
    errors = []
    for seed in range(seeds):
        fitted = booster(seed).fit(x, y)
        errors.append((np.clip(fitted.predict(x_test), 0, CAP) - y_test) ** 2)
    return np.mean(errors, axis=0)


class Errors:
    """Root mean squared errors, with intervals by drawing whole units again; the same units for all, so that quotients pair."""

    def __init__(self, units):
        self.names, places = np.unique(units, return_inverse=True)
        self.places = places
        random = np.random.default_rng(7)
        self.weights = random.multinomial(
            len(self.names), np.full(len(self.names), 1 / len(self.names)), BOOTSTRAPS)

    def draws(self, errors):
        sums = np.bincount(self.places, errors)
        counts = np.bincount(self.places)
        return np.sqrt(self.weights @ sums / (self.weights @ counts))

    def rmse(self, errors):
        return float(np.sqrt(np.mean(errors)))

    def interval(self, errors):
        return np.quantile(self.draws(errors), [0.025, 0.975])

    def ratio(self, errors, other):
        return (self.rmse(errors) / self.rmse(other),
                *np.quantile(self.draws(errors) / self.draws(other), [0.025, 0.975]))

    def difference(self, errors, other):
        return (self.rmse(errors) - self.rmse(other),
                *np.quantile(self.draws(errors) - self.draws(other), [0.025, 0.975]))


class Task:
    """A set with its features, its training rows and its test rows."""

    def __init__(self, rows, sensors, cuts):
        self.rows, self.sensors = rows, sensors
        self.x = table(rows, sensors)
        self.y = rows.rul.to_numpy(float)
        self.train = np.flatnonzero(rows.part == "train")
        self.test = cuts
        self.errors = Errors(rows.unit.to_numpy()[cuts])

    def squared(self, model, train=None, columns=None, x=None, seeds=None):
        x = self.x if x is None else x
        x = x if columns is None else x[:, columns]
        train = self.train if train is None else train
        return squared_errors(
            model, x[train], self.y[train], x[self.test], self.y[self.test], seeds or MODEL_SEEDS)

    def columns(self, sensors):
        places = [self.sensors.index(name) for name in sensors]
        return [k * len(self.sensors) + p for k in range(6) for p in places] + [self.x.shape[1] - 1]


def last_rows(rows):
    """Of a set that is cut already: the last row of each test unit."""
    return rows[rows.part == "test"].groupby("unit").tail(1).index.to_numpy()


# MARK: What readings are like


def describe(rows, sensors, leads=(50, 20), shares=(0.24, 0.10)):
    """Variation of lives, signal to noise, and memory of healthy readings; `rul` in cycles, of units run to failure."""
    lives = rows.groupby("unit").rul.max() + 1
    random = np.random.default_rng(3)
    draws = random.choice(lives.to_numpy(), (BOOTSTRAPS, len(lives)))
    spread = np.quantile(draws.std(axis=1, ddof=1) / draws.mean(axis=1), [0.025, 0.975])
    found = {"units": len(lives), "mean life": lives.mean(), "shortest": lives.min(), "longest": lives.max(),
             "cv of lives": lives.std(ddof=1) / lives.mean(), "cv from": spread[0], "cv to": spread[1]}
    healthy = rows[rows.cycle <= HEALTHY]
    by_unit = healthy.groupby("unit")[sensors]
    level, within = by_unit.mean(), np.sqrt(by_unit.var(ddof=1).mean())
    # A unit's readings are held against its own healthy ones: offsets between units are not the signal.
    share = rows.rul / rows.unit.map(lives)

    def ratio(near):
        chosen = rows[near]
        moved = (chosen[sensors] - level.loc[chosen.unit].to_numpy()).groupby(chosen.unit).mean().mean()
        return (moved / within).abs()

    for lead in leads:
        values = ratio((rows.rul >= lead - 2.5) & (rows.rul <= lead + 2.5))
        found[f"{lead} cycles, best"], found[f"{lead} cycles, median"] = values.max(), values.median()
    for part in shares:
        values = ratio((share >= part - 0.012) & (share <= part + 0.012))
        name = f"{100 * part:.0f} % of life"
        found[f"{name}, best"], found[f"{name}, median"] = values.max(), values.median()
    values = ratio(rows.rul < 2.5)
    found["at failure, best"], found["at failure, median"] = values.max(), values.median()
    # How far a unit has gone at a lead: the mean of the sensors that move, by how far they move in the end.
    moved = (rows[sensors] - level.loc[rows.unit].to_numpy()) / within.to_numpy()
    end = moved[rows.rul < 2.5].mean()
    gone = (moved * np.sign(end) * end.abs().where(end.abs() > 2, 0)).sum(axis=1)
    for lead in leads:
        near = (rows.rul >= lead - 2.5) & (rows.rul <= lead + 2.5)
        by_unit = gone[near].groupby(rows.unit[near]).mean()
        found[f"{lead} cycles, correlation with the life"] = np.corrcoef(by_unit, lives.loc[by_unit.index])[0, 1]
    between = 1 - within**2 / healthy[sensors].var(ddof=1)
    found["share of variance between units, median"] = between.median()
    found["the same, least"], found["the same, most"] = between.min(), between.max()

    def memory(values):
        values = values[:60]
        if len(values) < 40 or np.ptp(values) == 0 or np.isnan(values).any():
            return np.nan
        t = np.arange(len(values))
        rest = values - np.polyval(np.polyfit(t, values, 1), t)
        return (rest[1:] * rest[:-1]).sum() / (rest * rest).sum()

    lags = pd.Series({name: np.nanmean([memory(unit[name].to_numpy(float)) for _, unit in rows.groupby("unit")])
                      for name in sensors})
    found["lag-1 autocorrelation, median"] = lags.median()
    found["the same, lowest"], found["the same, highest"] = lags.min(), lags.max()
    return found


def femto(folder):
    rows = pd.read_csv(next(folder.glob("*.csv*")))
    rows = rows.rename(columns={"bearing": "unit", "idx": "cycle"})
    rows["rul"] = rows.rul_s / 10
    return rows, [name for name in rows.columns if name[:2] in ("h_", "v_")]


# MARK: Trends


def trends(maker):
    """Errors of the booster with noise, faults and censoring, and the tasks of which they are."""
    found, squares = [], {}

    def note(kind, level, errors, squared):
        low, high = errors.interval(squared)
        found.append({"trend": kind, "level": level, "rmse": errors.rmse(squared), "from": low, "to": high})
        squares.setdefault(kind, []).append((level, errors, squared))

    plain = None
    for factor in NOISE:
        rows = maker.make(f"params.noise={factor}")
        task = Task(rows, SENSORS, cut(rows, CUTS))
        if factor == 1:
            plain = task
        note("noise", factor, task.errors, task.squared("boosting", seeds=1))
    for name, gap in FAULTS.items():
        if gap is None:
            task = plain
        else:
            rows = maker.make(f"params.fault_gap={gap} h")
            # Cut at the moments at which the records without faults are cut: rows may be missing.
            task = Task(rows, SENSORS, nearest_rows(rows, plain.rows.loc[plain.test]))
            task.errors = plain.errors
        note("faults", name, plain.errors, task.squared("boosting", seeds=1))
    lives = plain.rows[plain.rows.part == "train"].groupby("unit").rul.max()
    train_units = plain.rows.unit.to_numpy()[plain.train]
    for share in CENSORED:
        # By chance: whose record ends before its failure says nothing; its rows have no label, and are of no use here.
        draws = 1 if share == 0 else 2
        sums = 0
        for draw in range(draws):
            kept = np.random.default_rng(draw).permutation(lives.index)[: round(len(lives) * (100 - share) / 100)]
            sums = sums + plain.squared(
                "boosting", train=plain.train[np.isin(train_units, kept)], seeds=1)
        note("censored by chance", share, plain.errors, sums / draws)
    for share in CENSORED:
        # By the end of the record: the units that last longest have no label.
        kept = lives.sort_values().index[: round(len(lives) * (100 - share) / 100)]
        squared = plain.squared(
                "boosting", train=plain.train[np.isin(train_units, kept)], seeds=1)
        note("censored at one time", share, plain.errors, squared)
    steps = []
    for kind, levels in squares.items():
        for (before, errors, first), (after, _, second) in zip(levels, levels[1:]):
            change, low, high = errors.difference(second, first)
            steps.append({"trend": kind, "step": f"{before} to {after}", "change": change, "from": low, "to": high})
    return plain, pd.DataFrame(found), pd.DataFrame(steps)


def check_hours(maker, whole):
    """Whether `--hours` gives the records that cutting gives: returns how many rows differ, and the share censored."""
    ends = whole.groupby("unit").time.max()
    start = whole.time.min().normalize()
    hours = round((ends - start).dt.total_seconds().quantile(0.6) / 3600)
    rows = maker.make(hours=hours, whole=True)
    kept = whole[whole.time <= start + pd.Timedelta(hours=hours)]
    same = kept[SENSORS].to_numpy().shape == rows[SENSORS].to_numpy().shape
    differ = int((kept[SENSORS].to_numpy() != rows[SENSORS].to_numpy()).any(axis=1).sum()) if same else -1
    failed = maker.lives[maker.lives.ends_by == "failure"].unit.nunique()
    return hours, len(rows), differ, 1 - failed / maker.units


def causes(maker):
    """Errors where one thing that makes it hard is taken away, of each model."""
    found = []
    for name, changes in CAUSES.items():
        rows = maker.make(*changes)
        task = Task(rows, SENSORS, cut(rows, CUTS))
        line = {"without": name}
        for model, columns in (("constant", None), ("age only", [task.x.shape[1] - 1]), ("boosting", None)):
            squared = task.squared("constant" if model == "constant" else "boosting", columns=columns, seeds=1)
            line[model] = task.errors.rmse(squared)
        line["from"], line["to"] = task.errors.interval(squared)
        found.append(line)
    return pd.DataFrame(found)


# MARK: Report


def figure(models, found, path):
    import matplotlib
    matplotlib.use("svg")
    import matplotlib.pyplot as plot
    plot.rcParams.update({"svg.hashsalt": "fettle", "font.size": 8, "axes.spines.top": False, "axes.spines.right": False})
    drawing, axes = plot.subplots(1, 4, figsize=(11, 2.9), sharey=True, constrained_layout=True)
    shown = [name for name in ("constant", "age only", "boosting") if name in set(models.model)]
    for place, name in enumerate(models["set"].unique()):
        part = models[models["set"] == name].set_index("model").loc[shown]
        x = np.arange(len(shown)) + 0.35 * place - 0.17
        axes[0].bar(x, part.rmse, 0.33, label=name, color=["#3b6ea5", "#c9a227"][place])
        axes[0].errorbar(x, part.rmse, [part.rmse - part["from"], part["to"] - part.rmse], fmt="none", ecolor="black", lw=0.8)
    axes[0].set_xticks(range(len(shown)), shown)
    axes[0].legend(frameon=False)
    axes[0].set_ylabel("RMSE of remaining cycles (capped at 125)")
    axes[0].set_title("Models")
    constant = models[(models["set"] == "Fettle") & (models.model == "constant")].rmse.iloc[0]

    def line(axis, kind, title, label=None, color="#3b6ea5"):
        part = found[found.trend == kind]
        axis.errorbar(range(len(part)), part.rmse, [part.rmse - part["from"], part["to"] - part.rmse],
                      marker="o", ms=3, lw=1.2, capsize=2, color=color, label=label)
        axis.set_xticks(range(len(part)), [str(level) for level in part.level])
        axis.set_title(title)
        axis.axhline(constant, color="gray", lw=0.8, ls=":")

    line(axes[1], "noise", "Noise of all sensors, times")
    line(axes[2], "censored by chance", "Censored training units, %", "by chance")
    line(axes[2], "censored at one time", "Censored training units, %", "at one time", "#c9a227")
    axes[2].legend(frameon=False)
    line(axes[3], "faults", "Faults of sensors")
    axes[0].set_ylim(0)
    drawing.savefig(path, metadata={"Date": None})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fettle", default="./fettle")
    parser.add_argument("--fd001", type=Path, help="folder with train.csv, test.csv and test_rul.csv of C-MAPSS FD001")
    parser.add_argument("--femto", type=Path, help="folder with features of the FEMTO bearings")
    parser.add_argument("--units", type=int, default=400, help="half of them for training")
    parser.add_argument("--train", type=int, default=100, help="how many of the training units are used")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    if options.quick:
        global MODEL_SEEDS, NOISE, CENSORED, FAULTS, BOOTSTRAPS
        options.units, MODEL_SEEDS, BOOTSTRAPS = 40, 1, 200
        for name in list(CAUSES)[1:]:
            del CAUSES[name]
        NOISE, CENSORED, FAULTS = [1, 4], [0, 50], {"none": None, "many": 25}
    options.out.mkdir(parents=True, exist_ok=True)
    began = time.time()
    text = io.StringIO()

    with tempfile.TemporaryDirectory() as folder:
        maker = Maker(options, Path(folder))
        plain, found, steps = trends(maker)
        taken_away = causes(maker)
        whole = maker.make(whole=True)
        hours, count, differ, share = check_hours(maker, whole)

    def models_of(name, task, extra):
        rows = []
        squares = {
            "constant": task.squared("constant"),
            "age only": task.squared("boosting", columns=[task.x.shape[1] - 1]),
            "ridge": task.squared("ridge"),
            "boosting": task.squared("boosting"),
        } | extra
        for model, squared in squares.items():
            low, high = task.errors.interval(squared)
            ratio = task.errors.ratio(squared, squares["constant"])
            to_age = task.errors.ratio(squared, squares["age only"])
            rows.append({"set": name, "model": model, "rmse": task.errors.rmse(squared), "from": low, "to": high,
                         "of constant": ratio[0], "of constant from": ratio[1], "of constant to": ratio[2],
                         "of age only": to_age[0], "of age only from": to_age[1], "of age only to": to_age[2]})
        return rows

    truth = plain.rows[WEAR].to_numpy(float)
    cycle = plain.x[:, -1:]
    wear_lives = np.hstack([truth, cycle])
    models = models_of("Fettle", plain, {
        "blind sensors": plain.squared("boosting", columns=plain.columns(BLIND)),
        "seeing sensors": plain.squared("boosting", columns=plain.columns([s for s in SENSORS if s not in BLIND])),
        "hidden wear": plain.squared("boosting", x=wear_lives),
    })
    measured = {"Fettle": describe(whole, SENSORS)}
    if options.fd001:
        rows = fd001(options.fd001)
        models += models_of("FD001", Task(rows, FD001_SENSORS, last_rows(rows)), {})
        measured["FD001"] = describe(rows[rows.part == "train"], FD001_SENSORS)
    if options.femto:
        rows, sensors = femto(options.femto)
        measured["FEMTO"] = describe(rows, sensors)
    models, measured = pd.DataFrame(models), pd.DataFrame(measured)

    boosting = models[models.model == "boosting"].set_index("set")
    limits = (0.5, 2.0)
    passed = boosting.loc["Fettle", "of age only to"] < 0.6
    said = [f"boosting's error is at most 0.6 of that of age alone (upper end {boosting.loc['Fettle', 'of age only to']:.2f})"]
    if options.fd001:
        relation = boosting.loc["Fettle", "of constant"] / boosting.loc["FD001", "of constant"]
        passed = passed and limits[0] <= relation <= limits[1]
        said.append(f"boosting's share of the constant's error is {limits[0]} to {limits[1]} times that of FD001 ({relation:.2f})")
    falls = steps[(steps.to < 0)]
    said.append(f"no step of a trend makes the error clearly smaller ({len(falls)} of {len(steps)} do)")
    passed = passed and falls.empty

    show = lambda frame, digits: frame.to_string(index=False, float_format=lambda v: f"{v:.{digits}f}")
    failures = whole.groupby("unit").tail(1)
    by_die = (failures.die_ends_by == "failure").mean()
    text.write(f"{options.units} units, seed {options.seed}: {options.train} for training, "
               f"{whole[whole.part == 'test'].unit.nunique()} for the test, {CUTS} cuts each; {len(whole)} rows\n")
    text.write(f"units that fail by the die: {100 * by_die:.1f} %, by the guides: "
               f"{100 * (failures.guides_ends_by == 'failure').mean():.1f} %\n")
    text.write(f"--hours {hours}: {count} rows, {differ} of them other than the whole records cut there; {100 * share:.1f} % of units censored\n\n")
    text.write("Models\n" + show(models, 2) + "\n\nTrends\n" + show(found, 2) + "\n\nSteps, unit by unit\n" + show(steps, 2))
    text.write("\n\nBoosting, without what makes it hard\n" + show(taken_away, 2))
    text.write("\n\nWhat lives and readings are like\n" + measured.to_string(float_format=lambda v: f"{v:.3f}"))
    text.write("\n\nGate " + ("passed" if passed else "NOT passed") + "\n" + "".join(f"  {line}\n" for line in said))
    models.round(4).to_csv(options.out / "models.csv", index=False)
    found.round(4).to_csv(options.out / "trends.csv", index=False)
    steps.round(4).to_csv(options.out / "steps.csv", index=False)
    taken_away.round(4).to_csv(options.out / "causes.csv", index=False)
    measured.round(4).to_csv(options.out / "measured.csv", index_label="figure")
    (options.out / "summary.txt").write_text(text.getvalue())
    figure(models, found, options.out / "trends.svg")
    print(text.getvalue() + f"{time.time() - began:.0f} s", file=sys.stdout)
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
