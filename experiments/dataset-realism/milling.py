"""Is the table `ai4i` that Fettle makes like AI4I 2020?

    python experiments/dataset-realism/milling.py --fettle .build/release/fettle --ai4i FILE

Makes the table with `fettle dataset scenarios/milling-ai4i.yaml --shape ai4i`, for two mixes of the three qualities, and holds it
against the published file: columns, rules on all rows, failures by mode, means and standard deviations, and what a booster
that has learned from one knows of the other. Writes milling.txt beside itself, and exits with 1 where a rule does not hold.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import lightgbm
import numpy as np
import pandas as pd
from scipy.stats import beta
from sklearn.metrics import average_precision_score

HERE = Path(__file__).resolve().parent
MODES = ["TWF", "HDF", "PWF", "OSF", "RNF"]
NUMBERS = ["Air temperature [K]", "Process temperature [K]", "Rotational speed [rpm]", "Torque [Nm]", "Tool wear [min]"]
# The second mix is that of the published file.
MIXES = {"50/30/20, as described": [], "60/30/10, as in the file": ["params.every_l=350 s", "params.every_h=2100 s"]}


def make(fettle, units, seed, changes, folder):
    out = Path(folder) / f"set-{len(list(Path(folder).iterdir()))}"
    command = [fettle, "dataset", str(HERE.parent.parent / "scenarios" / "milling-ai4i.yaml"), "--shape", "ai4i"]
    command += ["--units", str(units), "--seed", str(seed), "--split", "all=100", "--out", str(out), "--quiet"]
    for change in changes:
        command += ["--set", change]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return pd.read_parquet(out / "ai4i" / "all.parquet")


def wrong_rows(table):
    """How many rows break a rule, by mode; the rules written anew here."""
    air, process, speed, torque, wear = (table[name] for name in NUMBERS)
    power = torque * speed * 2 * np.pi / 60
    limit = table.Type.astype(str).map({"L": 11000, "M": 12000, "H": 13000})
    rules = {
        "HDF": (process - air < 8.6) & (speed < 1380),
        "PWF": (power < 3500) | (power > 9000),
        "OSF": wear * torque > limit,
        "Machine failure": table[MODES].any(axis=1),
    }
    return {name: int((rule.astype(int) != table[name]).sum()) for name, rule in rules.items()}


def interval(count, rows):
    """95 % by Clopper and Pearson, per 10000 rows."""
    low = beta.ppf(0.025, count, rows - count + 1) if count else 0.0
    return 1e4 * low, 1e4 * beta.ppf(0.975, count + 1, rows - count)


def features(table):
    frame = table[NUMBERS].copy()
    frame["Type"] = table.Type.astype(str).map({"L": 0, "M": 1, "H": 2})
    frame.columns = [f"x{place}" for place in range(frame.shape[1])]
    return frame


def learned(train, test):
    model = lightgbm.LGBMClassifier(
        n_estimators=300, num_leaves=24, learning_rate=0.03, min_child_samples=20, random_state=0, n_jobs=1, verbose=-1)
    model.fit(features(train), train["Machine failure"])
    return average_precision_score(test["Machine failure"], model.predict_proba(features(test))[:, 1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fettle", default="./fettle")
    parser.add_argument("--ai4i", type=Path, help="the published file, ai4i2020.csv")
    parser.add_argument("--units", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=HERE)
    options = parser.parse_args()
    lines, broken = [], 0
    public = pd.read_csv(options.ai4i) if options.ai4i else None
    with tempfile.TemporaryDirectory() as folder:
        sets = {name: make(options.fettle, options.units, options.seed, changes, folder) for name, changes in MIXES.items()}
    if public is not None:
        lines.append(f"published file: {len(public)} rows; wrong by the rules {wrong_rows(public)}")
    for name, table in sets.items():
        wrong = wrong_rows(table)
        broken += sum(wrong.values())
        lines.append(f"{name}: {len(table)} rows in {options.units} units; wrong by the rules {wrong}")
        if public is not None:
            same = list(table.columns) == list(public.columns)
            broken += not same
            lines.append(f"  columns {'are' if same else 'are NOT'} those of the published file")
    lines.append("\nFailures per 10000 rows: the published count with its binomial interval; Fettle's rate in all units, and the 2.5 and")
    lines.append("97.5 % quantiles of single units")
    header = f"{'':16}" + (f"{'published':>24}" if public is not None else "")
    lines.append(header + "".join(f"{name:>34}" for name in sets))
    for mode in ["Machine failure"] + MODES:
        line = f"{mode:16}"
        if public is not None:
            low, high = interval(public[mode].sum(), len(public))
            line += f"{public[mode].sum():8d} ({low:5.0f} …{high:5.0f})"
        for table in sets.values():
            units = (table.UDI - 1) // 1_000_000
            by_unit = 1e4 * table.groupby(units)[mode].mean()
            mark = ""
            if public is not None:
                mark = "  " if low <= 1e4 * table[mode].mean() <= high else " *"
            line += f"{1e4 * table[mode].mean():14.1f} ({by_unit.quantile(0.025):5.0f} …{by_unit.quantile(0.975):5.0f}){mark}"
        lines.append(line)
    lines.append("* outside the interval of the published count")
    lines.append("\nMean and standard deviation")
    for number in NUMBERS:
        line = f"{number:26}"
        for table in ([public] if public is not None else []) + list(sets.values()):
            line += f"{table[number].mean():12.2f} {table[number].std():8.2f}"
        lines.append(line)
    line = f"{'correlation speed, torque':26}"
    for table in ([public] if public is not None else []) + list(sets.values()):
        line += f"{table[NUMBERS[2]].corr(table[NUMBERS[3]]):12.3f} {'':8}"
    lines.append(line)
    if public is not None:
        own = list(sets.values())[1]
        units = (own.UDI - 1) // 1_000_000
        one, other = own[units == 0], own[units == 1]
        test = (public.UDI * 2654435761) % 2**32 < int(0.3 * 2**32)
        lines.append("\nAverage precision of a booster, machine failure (the second mix)")
        lines.append(f"  learned from 70 % of the published file, asked of its other 30 %: {learned(public[~test], public[test]):.3f}")
        lines.append(f"  learned from one unit of Fettle, asked of the same 30 %:            {learned(one, public[test]):.3f}")
        lines.append(f"  learned from 70 % of the published file, asked of another unit:     {learned(public[~test], other):.3f}")
        lines.append(f"  learned from one unit of Fettle, asked of another unit:             {learned(one, other):.3f}")
    text = "\n".join(lines) + "\n"
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "milling.txt").write_text(text)
    print(text, end="")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
