"""Makes small models of trees with XGBoost or LightGBM, for the tests that read them.

    tree-models.py FOLDER

Writes into FOLDER, for the version that is installed (XGBoost where both are, unless `--lightgbm` follows):

- rows.csv: 1,000 rows, empty where a value is missing, the same whatever is installed;
- PACKAGE-VERSION-CASE.json or .txt: the models as their program saves them;
- PACKAGE-VERSION.csv: what each of them predicts, a column a case and output.

Recorded with xgboost 1.7.6, 2.1.4 and 3.2.0 and with lightgbm 4.7.0.
"""

import os
import sys

import numpy

folder = sys.argv[1]
random = numpy.random.default_rng(20260301)
count = 1_000
columns = ["load", "speed", "force", "heat", "recipe", "spray"]
rows = numpy.column_stack([
    random.normal(size=count).round(2),
    random.integers(0, 21, count),
    random.lognormal(3, 1, count).round(1),
    random.normal(20, 8, count).round(1),
    random.integers(0, 12, count),
    numpy.where(random.random(count) < 0.5, 0, random.normal(size=count).round(2)),
]).astype(float)
rows[random.random(count) < 0.2, 3] = numpy.nan
rows[random.random(count) < 0.05, 4] = numpy.nan
rows[random.random(count) < 0.02, 1] = numpy.nan
known = numpy.nan_to_num(rows, nan=5.0)
target = (10 * numpy.sin(known[:, 0]) + numpy.where(known[:, 1] > 12, 8, 0) + 0.05 * known[:, 2]
          + 0.3 * known[:, 3] + 4 * numpy.isin(known[:, 4], [1, 4, 7, 8]) + 3 * known[:, 5]
          + random.normal(size=count) + 60)
share = (target > 70).astype(float)
kinds = numpy.digitize(target, [65, 75]).astype(float)
counts = random.poisson(numpy.exp((target - 60) / 10)).astype(float)


def text(value):
    return "" if numpy.isnan(value) else f"{value:.10g}"


with open(os.path.join(folder, "rows.csv"), "w") as file:
    file.write(",".join(columns) + "\n")
    for row in rows:
        file.write(",".join(text(value) for value in row) + "\n")

predictions = {}


def keep(case, values):
    values = numpy.asarray(values, dtype=float).reshape(count, -1)
    for output in range(values.shape[1]):
        predictions[f"{case}.{output}"] = values[:, output]


def xgboost_models():
    import xgboost

    name = "xgboost-" + xgboost.__version__
    numeric = ["float"] * 6
    mixed = ["float"] * 4 + ["c", "float"]

    def train(case, labels, parameters, trees=6, types=numeric):
        settings = {"tree_method": "hist", "eta": 0.4, "seed": 1, "nthread": 1, "max_depth": 4}
        # Version 1 begins at 0.5, which leaves few trees nothing but the way to the mean.
        if xgboost.__version__.startswith("1.") and labels is target:
            settings["base_score"] = 71.0
        settings.update(parameters)
        data = xgboost.DMatrix(rows, labels, feature_names=columns, feature_types=types,
                               enable_categorical=True)
        model = xgboost.train(settings, data, trees)
        model.save_model(os.path.join(folder, f"{name}-{case}.json"))
        keep(case, model.predict(data))

    train("squared", target, {"max_depth": 9, "min_child_weight": 12}, trees=5)
    train("exact", target, {"tree_method": "exact", "max_depth": 3})
    train("logistic", share, {"objective": "binary:logistic"})
    train("margin", share, {"objective": "binary:logitraw", "max_depth": 3})
    train("poisson", counts, {"objective": "count:poisson", "max_depth": 3})
    train("base", target, {"base_score": 61.7, "max_depth": 3})
    train("classes", kinds, {"objective": "multi:softprob", "num_class": 3, "max_depth": 3}, trees=4)
    train("dart", target, {"booster": "dart", "rate_drop": 0.4, "max_depth": 3})
    train("forest", target, {"num_parallel_tree": 3, "subsample": 0.6, "max_depth": 3}, trees=2)
    train("categories", target, {"max_cat_to_onehot": 1}, types=mixed)
    train("onehot", target, {"max_cat_to_onehot": 50, "max_depth": 3}, types=mixed)
    if not xgboost.__version__.startswith("1."):
        train("quantile", target,
              {"objective": "reg:quantileerror", "quantile_alpha": 0.8, "max_depth": 3})
    train("absolute", target, {"objective": "reg:absoluteerror", "max_depth": 3})
    return name


def lightgbm_models():
    import lightgbm

    name = "lightgbm-" + lightgbm.__version__

    def train(case, labels, parameters, trees=6, categories=(), data=rows):
        settings = {"learning_rate": 0.4, "seed": 1, "num_threads": 1, "num_leaves": 12,
                    "verbose": -1, "deterministic": True, "min_data_in_leaf": 10}
        settings.update(parameters)
        table = lightgbm.Dataset(data, labels, feature_name=columns,
                                 categorical_feature=list(categories))
        model = lightgbm.train(settings, table, trees)
        model.save_model(os.path.join(folder, f"{name}-{case}.txt"))
        keep(case, model.predict(rows))

    train("squared", target, {"num_leaves": 40}, trees=5)
    train("zero", target, {"zero_as_missing": True})
    # Nothing is missing in training, so what is missing later counts as 0.
    train("whole", target, {}, data=known)
    train("logistic", share, {"objective": "binary", "sigmoid": 1.5})
    train("poisson", counts, {"objective": "poisson"})
    train("quantile", target, {"objective": "quantile", "alpha": 0.8})
    train("classes", kinds, {"objective": "multiclass", "num_class": 3}, trees=4)
    train("forest", target, {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6})
    train("dart", target, {"boosting": "dart", "drop_rate": 0.4})
    train("categories", target, {"min_data_per_group": 5, "cat_smooth": 1}, categories=[4])
    return name


def has(package):
    import importlib.util
    return importlib.util.find_spec(package) is not None


name = xgboost_models() if has("xgboost") and "--lightgbm" not in sys.argv else lightgbm_models()
with open(os.path.join(folder, f"{name}.csv"), "w") as file:
    file.write(",".join(predictions) + "\n")
    for row in zip(*predictions.values()):
        file.write(",".join(f"{value:.9g}" if "xgb" in name else repr(float(value)) for value in row) + "\n")
