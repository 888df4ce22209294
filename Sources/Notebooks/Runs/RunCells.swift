/// The code of the notebook of a run.
enum RunCells {
  static let load = """
    import importlib.util
    import json
    from pathlib import Path

    import altair as alt
    import pandas as pd

    replications = pd.read_csv("data/replications.csv", dtype={"arm": str})
    columns = pd.read_json("data/columns.json").set_index("column")
    summary = json.loads(Path("data/summary.json").read_text(encoding="utf-8"))

    \(Notebook.pictures)
    replications.iloc[:5, :6]
    """

  static func reported(_ usual: [String]) -> String {
    """
    usual = \(Quoting.python(usual))
    arms = summary.get("arms") or [{"arm": "base", "metrics": summary["metrics"]}]
    reported = pd.json_normalize(arms, "metrics", "arm").reindex(
        columns=["arm", "metric", "unit", "estimate", "mean", "lower", "upper", "count"])
    order = {arm["arm"]: place for place, arm in enumerate(arms)}
    reported[reported.metric.isin(usual)].drop(columns=["estimate"]).reset_index(drop=True)
    """
  }

  static func intervalText(_ samples: String) -> String {
    """
    ## The same from the \(samples)

    A mean over n \(samples) has the interval *mean ± t · s / √n*, with t of Student's distribution. \
    Metrics whose `estimate` is `ratio` are one sum by another over all \(samples); the sums are not in \
    the table, so that only their place between the smallest and the largest value can be checked.
    """
  }

  static func computed(_ student: [(Int, Double)]) -> String {
    """
    # The 97.5 % points of Student's distribution, by degrees of freedom.
    student = {\(table(student))}

    long = replications.melt(["arm", "replication"], var_name="metric").dropna(subset="value")
    groups = long.groupby(["arm", "metric"], sort=False).value
    computed = groups.agg(["mean", "std", "count", "min", "max"])
    computed["half_width"] = (
        computed["count"].sub(1).map(student) * computed["std"] / computed["count"] ** 0.5)
    computed = computed.reset_index()
    computed[computed.metric.isin(usual)].reset_index(drop=True)
    """
  }

  static let spread = """
    def spread(metric):
        unit = columns.unit[metric]
        title = f"{metric}, {unit}" if unit != "1" else metric
        values = alt.X("value:Q", title=title, scale=alt.Scale(zero=False))
        arm = alt.Y("arm:N", title=None, sort=list(order), axis=alt.Axis(labelLimit=300))
        dots = alt.Chart(long[long.metric == metric]).mark_circle(opacity=0.5).encode(
            x=values, y=arm, tooltip=["arm", "replication", "value"])
        mean = alt.Chart(reported[(reported.metric == metric) & reported["mean"].notna()])
        line = mean.mark_rule(size=2).encode(x="lower:Q", x2="upper:Q", y=arm)
        point = mean.mark_point(shape="diamond", filled=True, size=80, color="black").encode(
            x="mean:Q", y=arm, tooltip=["arm", "mean", "lower", "upper"])
        return (dots + line + point).properties(width=520)


    # What is the same in every replication has no spread.
    ends = long.groupby("metric").value.agg(["min", "max"])
    spreading = [metric for metric in usual if ends["max"][metric] - ends["min"][metric] > 1e-9 * abs(ends["max"][metric])]
    alt.vconcat(*[spread(metric) for metric in spreading[:4]])
    """

  static let states = """
    states = [
        "producing", "setup", "starved", "blocked", "down", "waiting_for_repair", "planned_stop", "off_shift"]
    shares = reported[reported.metric.str.fullmatch(r"stations\\.[^.]+\\.(" + "|".join(states) + ")")]
    shares = shares.assign(
        station=shares.metric.str.split(".").str[1], state=shares.metric.str.split(".").str[2])
    alt.Chart(shares[["arm", "station", "state", "mean"]]).mark_bar().encode(
        x=alt.X("sum(mean):Q", title="share of all machine time", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("station:N", title=None, sort=list(dict.fromkeys(shares.station))),
        color=alt.Color("state:N", sort=states, scale=alt.Scale(domain=states, range=[
            "#009E73", "#F0E442", "#56B4E9", "#E69F00", "#D55E00", "#CC79A7", "#0072B2", "#C4C8CC"])),
        order=alt.Order("state_place:Q"),
        row=alt.Row("arm:N", title=None, sort=list(order), header=alt.Header(labelOrient="top", labelAnchor="start")),
        tooltip=["arm", "station", "state", alt.Tooltip("mean", format=".1%")],
    ).transform_calculate(
        state_place="indexof(" + json.dumps(states) + ", datum.state)").properties(width=520)
    """

  static func design(_ factors: [String]) -> String {
    """
    factors = \(Quoting.python(factors))
    design = pd.read_csv("data/design.csv", dtype={"arm": str} | {factor: str for factor in factors})
    for factor in factors:
        # Values are as written, such as 20 s: a number with its unit.
        number = pd.to_numeric(design[factor].str.extract(r"^(-?[\\d.]+(?:e-?\\d+)?)(?:\\s|$)")[0])
        design[factor] = number if number.notna().all() else design[factor]
    design[["arm", *factors, *[metric for metric in usual if metric in design]]]
    """
  }

  static let effects = """
    def effect(metric):
        columns_of_chart = {factor: f"factor {place}" for place, factor in enumerate(factors)}
        points = design[[*factors, metric]].rename(columns=columns_of_chart | {metric: "mean"})
        points["half_width"] = design[f"{metric}.half_width"]
        points = points.dropna(subset="mean")
        points["lower"] = points["mean"] - points.half_width.fillna(0)
        points["upper"] = points["mean"] + points.half_width.fillna(0)
        kind = "Q" if pd.api.types.is_numeric_dtype(points["factor 0"]) else "N"
        x = alt.X(f"factor 0:{kind}", title=factors[0], scale=alt.Scale(zero=False) if kind == "Q" else alt.Undefined)
        color = alt.Color("factor 1:N", title=factors[1]) if len(factors) > 1 else alt.Undefined
        base = alt.Chart(points)
        y = alt.Y("mean:Q", title=metric, scale=alt.Scale(zero=False))
        bars = base.mark_rule().encode(x=x, y=alt.Y("lower:Q", title=metric, scale=alt.Scale(zero=False)), y2="upper:Q", color=color)
        dots = base.mark_circle(size=70).encode(x=x, y=y, color=color, tooltip=list(points.columns))
        return (bars + dots).properties(width=420, height=180)


    alt.vconcat(*[effect(metric) for metric in usual[:4] if metric in design])
    """

  static let differenceText = """
    ## Differences from the baseline

    Replication n of every arm met the same chance, so that arms are compared pair by pair. The intervals \
    of all arms hold at once: each one's chance of error is its part of 5 %.
    """

  static func differences(_ student: [(Int, Double)]) -> String {
    """
    # Student's points for the intervals of all arms at once, by degrees of freedom.
    simultaneous = {\(table(student))}

    differences = pd.DataFrame(summary["differences"])
    baseline = long[long.arm == summary["baseline"]].drop(columns="arm")
    pairs = long[long.arm != summary["baseline"]].merge(
        baseline, on=["replication", "metric"], suffixes=("", "_baseline"))
    pairs["difference"] = pairs.value - pairs.value_baseline
    paired = pairs.groupby(["arm", "metric"], sort=False).difference.agg(["mean", "std", "count"])
    paired["half_width"] = (
        paired["count"].sub(1).map(simultaneous) * paired["std"] / paired["count"] ** 0.5)
    paired = paired.reset_index()
    differences[differences.metric.isin(usual)].reindex(
        columns=["arm", "metric", "unit", "mean", "lower", "upper", "relative_mean", "significant"]
    ).reset_index(drop=True)
    """
  }

  static let forest = """
    relative = differences[differences.metric.isin(usual)].reindex(
        columns=["arm", "metric", "relative_mean", "relative_lower", "relative_upper", "significant"])
    relative = relative.dropna(subset="relative_mean")
    base = alt.Chart(relative).encode(
        y=alt.Y("arm:N", title=None, sort=list(order), axis=alt.Axis(labelLimit=300)))
    title = "difference in parts of the baseline"
    zero = alt.Chart(relative).mark_rule(strokeDash=[3, 3]).encode(x=alt.datum(0))
    bars = base.mark_rule(size=2).encode(
        x=alt.X("relative_lower:Q", title=title, axis=alt.Axis(format="%")), x2="relative_upper:Q")
    dots = base.mark_point(filled=True, size=70).encode(
        x=alt.X("relative_mean:Q", title=title), color=alt.Color("significant:N", title="beyond chance"),
        tooltip=["arm", "metric", alt.Tooltip("relative_mean", format=".2%")])
    alt.layer(zero, bars, dots).properties(width=520).facet(
        row=alt.Row("metric:N", title=None, sort=usual, header=alt.Header(labelOrient="top", labelAnchor="start")))
    """

  private static func table(_ student: [(Int, Double)]) -> String {
    student.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
  }
}
