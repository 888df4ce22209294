# %% [markdown]
# ## A model, trained here
#
# The logarithm of the remaining life (with 8 h added, so that the last hours do not count for everything) as a
# polynomial of the mean vibration of the last twelve hours, by least squares. It learns from training units; the factors are kept
# to six digits, so that they are the same on every machine.
# %%
import numpy as np

reads = ["vibration_mean_12"]
added = 8 * 3600.0
train, held = (ended[ended.part == part].dropna(subset=reads) for part in ("train", "test"))
train = train[train[label] > 0]
held = held[held[label] > 0]
low, high = train[reads[0]].quantile([0.005, 0.995]).round(4)
shown = train[reads[0]].clip(low, high)
powers = np.vander(shown, 4, increasing=True)
factors, *_ = np.linalg.lstsq(powers, np.log(train[label] + added), rcond=None)
learned = {
    "reads": reads, "added": added, "mean": float(round(train[label].mean())), "least": float(low), "most": float(high),
    "factors": [float(f"{factor:.6g}") for factor in factors]}
Path("learned.json").write_text(json.dumps(learned, indent=2) + "\n", encoding="utf-8")


def foretell(rows):
    power = np.vander(rows[reads[0]].clip(low, high), 4, increasing=True) @ learned["factors"]
    return np.maximum(0, np.exp(power) - added)


pd.Series({
    "this model": (foretell(held) - held[label]).abs().mean() / 3600,
    "the mean of all rows": (train[label].mean() - held[label]).abs().mean() / 3600,
}, name="mean absolute error on test units, h").round(1).to_frame()
# %% [markdown]
# ## The model as a program
#
# `model.py` reads `learned.json` and answers rows with remaining lives. Fettle keeps both as a version of a model and learns
# from the validation units, which the model has not seen, how long dies really went on that had such an answer.
# %%
import os
import shutil
import subprocess
import tempfile

fettle = os.environ.get("FETTLE", str(Path("../../fettle").resolve()))


def call(*words):
    done = subprocess.run([fettle, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


shutil.rmtree("models", ignore_errors=True)
added_as = call(
    "models", "add", "die-life", "--command", "python3 model.py", "--file", "learned.json",
    "--calibrate", "data/press/validation.csv.gz", "--target", label, "--allow-commands")
print(added_as.splitlines()[0].rpartition(" · ")[0])
# %% [markdown]
# ## In the loop
#
# The same eight weeks, the same chance, three kinds of rules: wait for the failure; replace at an age, of which four are tried, so
# that the plain rule has its best one on this very chance; replace when the model holds a failure within twelve hours for likelier than
# 20 %. Every hour of standing costs the same; a failed die takes nine hours and a planned replacement one.
# %%
rules = {
    "on_failure": "on_failure",
    **{f"at_age_{age}": f"{{at_age: {age} h}}" for age in (25, 40, 55, 70)},
    "model": "{model: die-life@1, fails_within: 12 h, chance_over: 20 %, look: 2 h}",
}
experiment = "fettle: 1\nname: Dies\nquestion: What is the model worth?\nscenario: press.yaml\narms:\n"
experiment += "".join(f"  {name}: {{set: {{maintenance.dies.replace: {rule}}}}}\n" for name, rule in rules.items())
Path("dies.yaml").write_text(experiment + "baseline: on_failure\nreplications: 10\n", encoding="utf-8")
with tempfile.TemporaryDirectory() as folder:
    call("compare", "dies.yaml", "--out", f"{folder}/run", "--allow-commands", "--quiet")
    loop = pd.read_csv(f"{folder}/run/replications.csv")
    told = json.loads(Path(f"{folder}/run/summary.json").read_text(encoding="utf-8"))
failures = "stations.press.components.die.failures"
work = "stations.press.components.die.replacements"
loop.groupby("arm", sort=False)[["cost.total", failures, work]].mean().round(1)
# %%
base = loop[loop.arm == "on_failure"].set_index("replication")["cost.total"]
saved = loop.assign(saved=loop["replication"].map(base) - loop["cost.total"])
alt.Chart(saved[saved.arm != "on_failure"][["arm", "replication", "saved"]]).mark_point(filled=True, size=60).encode(
    x=alt.X("saved:Q", title="saved against waiting for the failure, EUR in 8 weeks"), y=alt.Y("arm:N", title=None),
    tooltip=["arm", "replication", "saved"]).properties(width=520, height=150)
# %% [markdown]
# ## Check of the loop
#
# Costs and differences that are worked out here equal those of the comparison's `summary.json`.
# %%
costs = loop.groupby("arm")["cost.total"].mean()
for arm in told["arms"]:
    entry = next(one for one in arm["metrics"] if one["metric"] == "cost.total")
    assert abs(costs[arm["arm"]] - entry["mean"]) <= 1e-9 * abs(entry["mean"])
means = saved.groupby("arm").saved.mean()
for difference in told["differences"]:
    if difference["metric"] == "cost.total":
        assert abs(means[difference["arm"]] + difference["mean"]) <= 1e-9 * costs.max()
        significant = "beyond chance" if difference["significant"] else "within chance"
        print(f"{difference['arm']} saves {means[difference['arm']]:.0f} EUR in 8 weeks ({significant})")
plain = costs.drop("model")
print(f"The best plain rule, {plain.idxmin()}, costs {plain.min():.0f} EUR, the model {costs['model']:.0f} EUR")
assert costs["model"] < plain.min()
print("costs in the loop agree with summary.json")
