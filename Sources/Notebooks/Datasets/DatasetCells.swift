/// The code of the notebook of a dataset.
enum DatasetCells {
  static func load(_ tables: [DatasetPackage.Table]) -> String {
    var code = """
      import hashlib
      import importlib.util
      import json
      from pathlib import Path

      import altair as alt
      import pandas as pd


      """
    code += "tables = {\n"
    for table in tables {
      let parts = table.parts.map { part in
        let reader = DatasetPackage.reader(of: part.path) ?? "read_csv"
        return "\(Quoting.python(part.name)): pd.\(reader)(\(Quoting.python("data/" + part.path)))"
      }
      code += "    \(Quoting.python(table.name)): {\(parts.joined(separator: ", "))},\n"
    }
    return code + """
      }
      package = json.loads(Path("data/datapackage.json").read_text(encoding="utf-8"))
      \(Notebook.pictures)


      def whole(name):
          # All parts of a table below each other, with the part in a column.
          table = pd.concat(tables[name], names=["part"]).reset_index("part").reset_index(drop=True)
          for column in ("time", "began", "ended"):
              if column in table and not pd.api.types.is_numeric_dtype(table[column]):
                  table[column] = pd.to_datetime(table[column])
          return table
      """
  }

  static let sizes = """
    pd.DataFrame({name: {part: len(rows) for part, rows in parts.items()} for name, parts in tables.items()}).T
    """

  static func meanings(_ table: DatasetPackage.Table) -> String {
    """
    readings = whole(\(Quoting.python(table.name)))
    sensors = \(Quoting.python(table.sensors.map(\.name)))
    fields = next(part for part in package["resources"] if part["path"].startswith(\(Quoting.python(table.name + "/"))))
    pd.DataFrame(fields["schema"]["fields"]).set_index("name").reindex(columns=["unit", "description"]).fillna("")
    """
  }

  static func course(_ table: DatasetPackage.Table, hasFailures: Bool) -> String {
    begun + (hasFailures ? failed : unknown) + drawn
  }

  private static let begun = """
    keys = [name for name in ("unit", "machine") if name in readings]
    mine = (readings[keys] == readings.iloc[0][keys]).all(axis=1)
    # At most some 1,000 rows are drawn, evenly.
    course = readings[mine].iloc[:: max(1, mine.sum() // 1000)].melt(["time"], sensors, "sensor", "reading").dropna()

    """

  private static let failed = """
    failures = whole("failures")
    marks = failures[(failures[keys] == readings.iloc[0][keys]).all(axis=1)][["time", "subject"]]

    """

  private static let unknown = """
    marks = pd.DataFrame({"time": pd.to_datetime([])})

    """

  private static let drawn = """
    charts = []
    for sensor in sensors[:6]:
        drawn = alt.Chart(course[course.sensor == sensor]).mark_line(strokeWidth=1).encode(
            x=alt.X("time:T", title=None), y=alt.Y("reading:Q", title=sensor, scale=alt.Scale(zero=False)))
        rules = alt.Chart(marks).mark_rule(color="#D55E00", strokeDash=[4, 3]).encode(x="time:T")
        charts.append((drawn + rules).properties(width=620, height=110))
    alt.vconcat(*charts)
    """

  static func wearText(_ component: String) -> String {
    """
    ## What the sensors know

    The remaining life of \(Quoting.markdown(component)) in hours beside what each sensor read. Lives that something else \
    than failure ended are left out: how long they would have gone on is not known.
    """
  }

  static func wear(_ table: DatasetPackage.Table, _ component: String) -> String {
    """
    component = \(Quoting.python(component))
    label = f"{component}_remaining_useful_life"
    ended = readings[readings[f"{component}_ends_by"] == "failure"] if f"{component}_ends_by" in readings else readings
    ended = ended.assign(hours=ended[label] / 3600).dropna(subset="hours")
    if ended.empty:
        print("No life ended by failure: record more with --hours, or let components run to failure.")
    some = ended.iloc[:: max(1, len(ended) // 400)]
    alt.hconcat(*[
        alt.Chart(some[[sensor, "hours"]].rename(columns={sensor: "reading"})).mark_circle(size=12, opacity=0.35).encode(
            x=alt.X("reading:Q", title=sensor, scale=alt.Scale(zero=False)),
            y=alt.Y("hours:Q", title=f"remaining life of {component}, h")).properties(width=240, height=180)
        for sensor in sensors[:3]])
    """
  }

  static let modelText = """
    ## A first model

    The mean remaining life of training rows whose sensor read about the same, sensor by sensor, beside the mean of all \
    rows. The error is that of test units, which no figure here has seen. Anything better has to beat it.
    """

  static func model(_ table: DatasetPackage.Table, _ component: String) -> String {
    """
    train, test = (ended[ended.part == part] for part in ("train", "test"))
    errors = {"the mean of all rows": (test.hours - train.hours.mean()).abs().mean()}
    for sensor in sensors:
        known = train.dropna(subset=sensor)
        if known.empty or test.empty:
            continue
        bins = known[sensor].quantile([place / 20 for place in range(1, 20)]).drop_duplicates().tolist()
        place = lambda rows: pd.cut(rows[sensor], [-float("inf"), *bins, float("inf")], labels=False)
        means = known.hours.groupby(place(known)).mean()
        foretold = place(test).map(means).fillna(train.hours.mean())
        errors[sensor] = (test.hours - foretold).abs().mean()
    pd.Series(errors, name="mean absolute error, h").round(2).to_frame()
    """
  }

  static let checkText = """
    ## Check

    Every column is there of which `datapackage.json` tells, and where it tells of a file's bytes, they are those. What the labels say \
    of a life is worked out again from when it ended.
    """

  static let check = """
    for part in package["resources"]:
        file = Path("data") / part["path"]
        if not file.exists():
            continue
        content = file.read_bytes()
        if "hash" in part:
            assert len(content) == part["bytes"], part["path"]
            assert "sha256:" + hashlib.sha256(content).hexdigest() == part["hash"], part["path"]
        name, _, rest = part["path"].partition("/")
        if name in tables and rest.split(".")[0] in tables[name]:
            columns = [field["name"] for field in part["schema"]["fields"]]
            assert list(tables[name][rest.split(".")[0]].columns) == columns, part["path"]
    units = [set(rows["unit"]) for rows in next(iter(tables.values())).values() if "unit" in rows]
    print(f"{sum(map(len, tables.values()))} files are those of the card; {sum(map(len, units))} units in {len(units)} parts")
    """

  static func lifeCheck(_ table: DatasetPackage.Table, _ component: String) -> String {
    """
    lives = whole("lives")
    ends = lives[lives.component == component][["part", "unit", "machine", "life", "ended"]]
    # While what has failed waits for its replacement, 0 is left; its life may have ended before the record.
    alive = readings[readings[label] > 0]
    told = alive.merge(
        ends, left_on=["part", "unit", "machine", f"{component}_life"], right_on=["part", "unit", "machine", "life"])
    assert len(told) == len(alive) > 0
    # Labels are whole seconds.
    assert (((told.ended - told.time).dt.total_seconds() - told[label]).abs() <= 1).all()
    print(f"{len(told)} labels of remaining lives follow from {len(ends)} lives")
    """
  }
}
