"""Sets what models score on unseen lives beside what their decisions cost in the plant.

    tables.py FOLDER        reads FOLDER/MODEL.csv, FOLDER/MODEL.scored, FOLDER/data/unseen and the runs FOLDER/twice and FOLDER/tenfold,
                            writes scores.csv, decisions.csv, pairs.csv and answer.txt beside itself
"""
import bisect
import csv
import json
import math
import pathlib
import random
import re
import statistics
import sys

HERE = pathlib.Path(__file__).parent
MADE = pathlib.Path(sys.argv[1])
MODELS = "boosting forest linear readings force hours cap_20h cap_200h few soft_dies strong_gain by_age".split()
RATIOS = {"twice": 2, "tenfold": 10}
PLANNED, LOOK, DOWN = 1000, 4, 1  # EUR; h; h
DRAWS = 1000


def truth():
    """The rows of whole lives: machine, life, its hour, what remains in hours."""
    rows = []
    with open(MADE / "data/unseen/press/train.csv") as file:
        for row in csv.DictReader(file):
            rows.append((row["unit"] + row["machine"], row["trajectory"], int(row["cycle"]),
                         float(row["die_remaining_useful_life"]) / 3600, row["die_ends_by"] == "failure"))
    return rows


ROWS = truth()
MACHINES = sorted({row[0] for row in ROWS})
PLACE = {name: place for place, name in enumerate(MACHINES)}


def said(model):
    with open(MADE / f"{model}.csv") as file:
        return [(float(r["mean"]) / 3600, float(r["median"]) / 3600, float(r["lower_5"] or 0) / 3600,
                 float(r["upper_95"] or "inf") / 3600) for r in csv.DictReader(file)]


def sums(values):
    """Sums and counts by machine of the values that are there."""
    total, count = [0.0] * len(MACHINES), [0] * len(MACHINES)
    for row, value in zip(ROWS, values):
        if value is not None:
            total[PLACE[row[0]]] += value
            count[PLACE[row[0]]] += 1
    return total, count


def policy(model, predictions):
    """By threshold of the predicted median: hours of use and failures by machine, of a policy that looks every 4 h at the unseen lives."""
    lives = {}
    for row, prediction in zip(ROWS, predictions):
        if row[4]:
            lives.setdefault(row[1], []).append((row[2], row[3], prediction[1], row[0]))
    thresholds = sorted({round(1.08 ** k, 2) for k in range(-20, 75)})
    used = [[0.0] * len(MACHINES) for _ in thresholds]
    failed = [[0] * len(MACHINES) for _ in thresholds]
    count = [0] * len(MACHINES)
    whole = [0.0] * len(MACHINES)
    for rows in lives.values():
        place = PLACE[rows[0][3]]
        length = rows[0][0] + rows[0][1]
        count[place] += 1
        whole[place] += length + DOWN
        lowest, ends = math.inf, []  # the medians that a look has fallen to, and when
        for cycle, _, median, _ in rows:
            if cycle % LOOK == 0 and median < lowest:
                lowest = median
                ends.append((-median, cycle))
        keys = [end[0] for end in ends]
        for number, threshold in enumerate(thresholds):
            # The first look whose median is below the threshold.
            at = bisect.bisect_right(keys, -threshold)
            if at < len(ends):
                used[number][place] += ends[at][1] + DOWN
            else:
                used[number][place] += length + DOWN
                failed[number][place] += 1
    return thresholds, used, failed, count, whole


def excess(outcome, ratio, weights):
    """Cost rate over that of perfect prediction, less 1, each half of the machines with the threshold that is best for the other."""
    thresholds, used, failed, count, whole = outcome

    def rate(number, half):
        cost = sum(w * PLANNED * (count[m] + (ratio - 1) * failed[number][m]) for m, w in half)
        return cost, sum(w * used[number][m] for m, w in half)

    halves = [[(m, w) for m, w in enumerate(weights) if w and m % 2 == side] for side in (0, 1)]
    cost = hours = 0.0
    for own, other in (halves, halves[::-1]):
        best = min(range(len(thresholds)), key=lambda n: rate(n, other)[0] / rate(n, other)[1])
        own_cost, own_hours = rate(best, own)
        cost += own_cost
        hours += own_hours
    perfect = PLANNED * sum(w * c for w, c in zip(weights, count)) / sum(w * h for w, h in zip(weights, whole))
    return cost / hours / perfect - 1


def ranks(values):
    order = sorted(range(len(values)), key=lambda k: values[k])
    rank = [0.0] * len(values)
    for place, index in enumerate(order):
        rank[index] = place
    return rank


def spearman(a, b):
    return statistics.correlation(ranks(a), ranks(b))


def ends(values):
    values = sorted(values)
    return values[int(0.025 * len(values))], values[int(0.975 * len(values))]


def student(tail, freedom):
    """The quantile of Student's t, by its expansion about the normal one."""
    z = statistics.NormalDist().inv_cdf(1 - tail)
    g1 = (z ** 3 + z) / 4
    g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
    g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384
    return z + g1 / freedom + g2 / freedom ** 2 + g3 / freedom ** 3


def runs(name):
    """Of each arm the metrics, replication by replication."""
    arms = {}
    with open(MADE / name / "replications.csv") as file:
        for row in csv.DictReader(file):
            arms.setdefault(row["arm"], []).append(row)
    return arms


def column(rows, metric):
    return [float(row[metric]) if row[metric] else math.nan for row in rows]


DIE = "stations.press.components.die."

# Offline.
scores, draws_of = {}, {}
generator = random.Random(1)
samples = []
for _ in range(DRAWS):
    weights = [0] * len(MACHINES)
    for _ in MACHINES:
        weights[generator.randrange(len(MACHINES))] += 1
    samples.append(weights)
outcomes = {}
for model in MODELS:
    predictions = said(model)
    errors = [(p[0] - row[3]) ** 2 if row[4] else None for p, row in zip(predictions, ROWS)]
    late = [error if error is not None and row[3] <= 24 else None for error, row in zip(errors, ROWS)]
    short = [(min(p[0], 54) - min(row[3], 54)) ** 2 if row[4] else None for p, row in zip(predictions, ROWS)]
    held = [(1.0 if p[2] <= row[3] <= p[3] else 0.0) if row[4] else None for p, row in zip(predictions, ROWS)]
    score = {}
    for key, values, root in (("rmse", errors, True), ("rmse_54h", short, True), ("rmse_24h", late, True), ("coverage", held, False)):
        total, count = sums(values)
        figure = lambda w: (lambda v: math.sqrt(v) if root else v)(
            sum(a * b for a, b in zip(w, total)) / sum(a * b for a, b in zip(w, count)))
        score[key] = figure([1] * len(MACHINES)), [figure(w) for w in samples]
    outcomes[model] = policy(model, predictions)
    for ratio in RATIOS.values():
        score[f"offline_{ratio}"] = (excess(outcomes[model], ratio, [1] * len(MACHINES)),
                                     [excess(outcomes[model], ratio, w) for w in samples[:100]])
    printed = (MADE / f"{model}.scored").read_text()
    score["printed"] = float(re.search(r"root mean square error\s+h\s+(\S+)", printed)[1])
    scores[model] = score

for model in MODELS:
    with open(MADE / f"chances-{model}" / "summary.json") as file:
        entry = next(m for m in json.load(file)["metrics"] if m["metric"] == "maintenance.dies.shadow_brier")
    scores[model]["brier"] = (entry["mean"], entry["upper"] - entry["mean"])

with open(HERE / "scores.csv", "w") as file:
    keys = ["rmse", "rmse_54h", "rmse_24h", "coverage", "offline_2", "offline_10"]
    print("model,printed," + ",".join(f"{k},{k}_lower,{k}_upper" for k in keys)
          + ",brier,brier_half_width", file=file)
    for model in MODELS:
        s = scores[model]
        line = [model, f"{s['printed']:g}"]
        for key in keys:
            low, high = ends(s[key][1])
            line += [f"{s[key][0]:.3f}", f"{low:.3f}", f"{high:.3f}"]
        line += [f"{s['brier'][0]:.5f}", f"{s['brier'][1]:.5f}"]
        print(",".join(line), file=file)

# In the loop.
answer = open(HERE / "answer.txt", "w")
decisions = open(HERE / "decisions.csv", "w")
pairs = open(HERE / "pairs.csv", "w")
print("failure_costs,arm,setting,cost,cost_half_width,excess,excess_lower,excess_upper,failures,replacements,warnings,false_warnings,"
      "missed_failures,lead_time_h", file=decisions)
print("failure_costs,threshold,better_score,worse_score,rmse_difference,rmse_lower,rmse_upper,excess_difference,excess_lower,"
      "excess_upper", file=pairs)
for name, ratio in RATIOS.items():
    arms = runs(name)
    cost = {arm: column(rows, "cost.total") for arm, rows in arms.items()}
    n = len(cost["oracle"])
    with open(MADE / name / "benchmark.json") as file:
        found = {arm["arm"]: arm["tuned"][0]["value"] for arm in json.load(file)["arms"] if arm["tuned"]}

    def over_perfect(arm):
        mean = statistics.mean(cost[arm]) / statistics.mean(cost["oracle"]) - 1
        total, perfect = sum(cost[arm]), sum(cost["oracle"])
        parts = [n * mean - (n - 1) * ((total - a) / (perfect - b) - 1) for a, b in zip(cost[arm], cost["oracle"])]
        return mean, parts

    extra = {arm: over_perfect(arm) for arm in arms}
    for arm, rows in arms.items():
        mean, parts = extra[arm]
        half = student(0.025, n - 1) * statistics.stdev(parts) / math.sqrt(n)
        width = student(0.025, n - 1) * statistics.stdev(cost[arm]) / math.sqrt(n)
        figures = [statistics.mean(column(rows, DIE + key)) for key in
                   ("failures", "replacements", "warnings", "false_warnings", "missed_failures")]
        leads = [v for v in column(rows, DIE + "warning_lead_time") if not math.isnan(v)]
        print(f"{ratio},{arm},{found.get(arm, '')},{statistics.mean(cost[arm]):.0f},{width:.0f},{mean:.4f},{mean - half:.4f},"
              f"{mean + half:.4f}," + ",".join(f"{f:.1f}" for f in figures)
              + (f",{statistics.mean(leads):.2f}" if leads else ","), file=decisions)

    print(f"a failure costs {ratio} times a planned replacement", file=answer)
    for suffix, words in (("", "each model's best threshold"), ("_untuned", "one threshold for all")):
        costs = [extra[m + suffix][0] for m in MODELS]
        resampled = []
        for k in range(DRAWS):
            chosen = [generator.randrange(n) for _ in range(n)]
            perfect = sum(cost["oracle"][c] for c in chosen)
            resampled.append([sum(cost[m + suffix][c] for c in chosen) / perfect - 1 for m in MODELS])
        print(f"  rank correlation with the cost in the loop, {words}", file=answer)
        for key, what in (("printed", "RMSE that score prints"), ("rmse", "RMSE, all rows"), ("rmse_54h", "RMSE, lives above 54 h as 54 h"),
                          ("rmse_24h", "RMSE, last 24 h"),
                          ("coverage", "coverage, distance from 0.9"), (f"offline_{ratio}", "cost of the policy offline"),
                          ("brier", "Brier score, 12 h")):
            if key not in scores[MODELS[0]]:
                continue
            if key == "printed":
                point = [scores[m][key] for m in MODELS]
                low, high = ends([spearman(point, r) for r in resampled])
            elif key == "brier":
                point = [scores[m][key][0] for m in MODELS]
                low, high = ends([spearman(point, r) for r in resampled])
            else:
                turn = (lambda v: abs(v - 0.9)) if key == "coverage" else (lambda v: v)
                point = [turn(scores[m][key][0]) for m in MODELS]
                count = len(scores[MODELS[0]][key][1])
                low, high = ends([spearman([turn(scores[m][key][1][k]) for m in MODELS], resampled[k]) for k in range(count)])
            print(f"    {what:34} {spearman(point, costs):5.2f}  {low:5.2f} … {high:5.2f}", file=answer)
        many = len(MODELS) * (len(MODELS) - 1) // 2
        quantile = student(0.025 / many, n - 1)
        clear_scores = worse = better = 0
        for a in MODELS:
            for b in MODELS:
                difference = scores[a]["rmse"][0] - scores[b]["rmse"][0]
                low, high = ends([x - y for x, y in zip(scores[a]["rmse"][1], scores[b]["rmse"][1])])
                if difference >= 0 or high >= 0:
                    continue
                clear_scores += 1
                parts = [x - y for x, y in zip(extra[a + suffix][1], extra[b + suffix][1])]
                mean = extra[a + suffix][0] - extra[b + suffix][0]
                half = quantile * statistics.stdev(parts) / math.sqrt(n)
                if mean - half > 0:
                    worse += 1
                    print(f"{ratio},{'best' if not suffix else 'one'},{a},{b},{difference:.2f},{low:.2f},{high:.2f},{mean:.4f},"
                          f"{mean - half:.4f},{mean + half:.4f}", file=pairs)
                elif mean + half < 0:
                    better += 1
        print(f"    pairs of models {many}; RMSE clearly better {clear_scores}, of these in the loop clearly cheaper {better}, clearly "
              f"dearer {worse}, not to be told {clear_scores - better - worse}", file=answer)
    print(file=answer)
