/// The code of the notebook of a search.
enum SearchCells {
  static let load = """
    import importlib.util
    import json
    import math
    from pathlib import Path

    import altair as alt
    import pandas as pd

    trials = pd.read_csv("data/trials.csv")
    journal = [json.loads(line) for line in Path("data/journal.jsonl").read_text(encoding="utf-8").splitlines()]
    \(Notebook.pictures)
    trials.head()
    """

  static func points(_ objectives: [(name: String, text: String)], factors: [String]) -> String {
    let directions = objectives.map {
      "\(Quoting.python($0.name)): \(Quoting.python($0.text))"
    }.joined(separator: ", ")
    return """
      directions = {\(directions)}
      factors = [name for name in trials.columns if name in \(Quoting.python(factors))]
      objectives = [name for name in trials.columns if name in directions]
      sign = {name: 1 if directions[name] == "minimise" else -1 for name in objectives}

      points = trials[trials.feasible.notna()].copy()
      titles = {}
      for factor in factors:
          # Values are as written, such as 430 degC: a number with its unit.
          parts = trials[factor].astype(str).str.extract(r"^(-?[\\d.]+(?:e-?\\d+)?)\\s*(.*)$")
          if parts[0].notna().all():
              points[factor] = pd.to_numeric(parts[0])
          unit = parts[1].dropna().unique()
          titles[factor] = f"{factor}, {unit[0]}" if len(unit) == 1 and unit[0] else factor
      best = points[points.feasible == "yes"].sort_values(
          objectives[0], ascending=directions[objectives[0]] == "minimise")
      best[["trial", *factors, *objectives]].head(8)
      """
  }

  static let progressText = """
    ## How it came nearer

    A dot is a point as it was measured, the line the best that was allowed until then. The axis shows the \
    range of the points that are allowed; others may lie beyond it.
    """

  static let progress = """
    def title(objective):
        return f"{objective} ({directions[objective]})"


    def plain(table, columns):
        # Names with points mean something else in a chart.
        return table[columns].rename(columns={name: name.replace(".", " ") for name in columns})


    def progress(objective):
        table = plain(points, ["trial", "feasible", objective]).sort_values("trial")
        name = objective.replace(".", " ")
        allowed = (sign[objective] * table[name]).where(table.feasible == "yes")
        table["best"] = sign[objective] * allowed.cummin().ffill()
        shown = table[name][table.feasible == "yes"]
        domain = [shown.min(), shown.max()] if len(shown) > 1 and shown.min() < shown.max() else alt.Undefined
        scale = alt.Scale(zero=False, domain=domain, nice=True)
        base = alt.Chart(table).encode(x=alt.X("trial:Q", title="point"))
        dots = base.mark_circle(size=60, clip=True).encode(
            y=alt.Y(f"{name}:Q", title=title(objective), scale=scale),
            color=alt.Color("feasible:N", title="allowed"), tooltip=list(table.columns))
        line = base.mark_line(interpolate="step-after", color="black").encode(y=alt.Y("best:Q", scale=scale))
        return (line + dots).properties(width=520, height=200)


    alt.vconcat(*[progress(objective) for objective in objectives])
    """

  static let map = """
    def along(factor, objective):
        table = plain(points, ["trial", "feasible", factor, objective])
        x, y = factor.replace(".", " "), objective.replace(".", " ")
        shown = table[y][table.feasible == "yes"]
        domain = [shown.min(), shown.max()] if len(shown) > 1 and shown.min() < shown.max() else alt.Undefined
        kind = "Q" if pd.api.types.is_numeric_dtype(points[factor]) else "N"
        return alt.Chart(table).mark_circle(size=60, clip=True).encode(
            x=alt.X(f"{x}:{kind}", title=titles[factor], scale=alt.Scale(zero=False) if kind == "Q" else alt.Undefined),
            y=alt.Y(f"{y}:Q", title=title(objective), scale=alt.Scale(zero=False, domain=domain, nice=True)),
            color=alt.Color("feasible:N", title="allowed"), tooltip=list(table.columns),
        ).properties(width=240, height=180)


    alt.vconcat(*[
        alt.hconcat(*[along(factor, objective) for factor in factors[:4]]) for objective in objectives])
    """

  static let frontText = """
    ## The front

    No point is better than one of these in everything.
    """

  static let front = """
    allowed = points[points.feasible == "yes"]
    costs = pd.DataFrame({name: sign[name] * allowed[name] for name in objectives})


    def is_dominated(row):
        return ((costs <= row).all(axis=1) & (costs < row).any(axis=1)).any()


    front = allowed[[not is_dominated(row) for _, row in costs.iterrows()]].sort_values(objectives[0])
    table = plain(allowed.assign(front=allowed.trial.isin(front.trial)), ["trial", "front", *objectives])
    display(front[["trial", *factors, *objectives]])
    first, second = (name.replace(".", " ") for name in objectives[:2])
    alt.Chart(table).mark_circle(size=70).encode(
        x=alt.X(f"{first}:Q", title=title(objectives[0]), scale=alt.Scale(zero=False)),
        y=alt.Y(f"{second}:Q", title=title(objectives[1]), scale=alt.Scale(zero=False)),
        color=alt.Color("front:N", title="on the front"), tooltip=list(table.columns),
    ).properties(width=420)
    """

  static let recommendationText = """
    ## What is recommended

    The points that looked best met again on fresh chance, so that nothing is recommended because it was \
    lucky once. What is recommended takes effect only once somebody approves it.
    """

  static let recommendation = """
    lines = Path("data/recommendation.yaml").read_text(encoding="utf-8").splitlines()
    recommended = {
        name: json.loads(value) for name, value in (line.strip().split(": ", 1) for line in lines if line.startswith("  "))}
    print("\\n".join(line for line in lines if line.startswith("# Point") or line.startswith("# Before")))
    pd.Series(recommended, name="recommended").to_frame()
    """

  static let checkText = """
    ## Check

    The table of trials is what the journal noted as the search went on (to 12 digits); which points are \
    allowed follows from it; what is recommended was tried.
    """

  static func check(hasRecommendation: Bool) -> String {
    """
    measured = [record for record in journal if "measured" in record]
    chosen = {record["chosen"]: record["values"] for record in journal if "chosen" in record}
    assert len(measured) == len(points) > 0
    for record in measured:
        row = trials.loc[record["measured"]]
        assert row.trial == record["measured"]
        assert len(objectives) == len(record["objectives"])
        for name, value in zip(objectives, record["objectives"]):
            assert math.isclose(sign[name] * row[name], value, rel_tol=1e-12, abs_tol=1e-300)
        assert (row.feasible == "yes") == all(excess <= 0 for excess in record["constraints"])
        assert [str(row[name]) for name in factors] == [
            value for name, value in zip(trials.columns[1:], chosen[record["measured"]]) if name in factors]

    """ + (hasRecommendation ? recommended : told)
  }

  private static let recommended = """
    tried = trials[trials.feasible == "yes"]
    for name, value in recommended.items():
        tried = tried[tried[name].astype(str) == value]
    assert len(tried) > 0, "what is recommended is no point that was tried and allowed"
    print(f"{len(measured)} points agree with the journal; the recommendation is point {tried.trial.iloc[0]}")
    """

  private static let told = """
    print(f"{len(measured)} points agree with the journal")
    """
}
