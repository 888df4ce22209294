"""Whether the programs that runs are exported for read them: MLflow, DVC and OpenLineage's own client.

    check-exports.py FETTLE ROOT

MLflow takes the store over by `mlflow migrate-filestore` into a data base and gives back each parameter, each value
with its step, the means and the files. DVC shows the metrics, parameters and plots of a folder without a network. The
events pass the classes of openlineage-python, which know every facet by its names and types.
"""

import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["DO_NOT_TRACK"] = "true"
os.environ["DVC_NO_ANALYTICS"] = "true"
os.environ["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"

BIN = pathlib.Path(sys.executable).parent


def call(words, folder, **more):
    done = subprocess.run(
        [str(word) for word in words], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, **more)
    if done.returncode != 0:
        raise AssertionError(f"{words[:4]} ends with {done.returncode}: {(done.stderr + done.stdout)[-1500:]}")
    return done.stdout


def arms_of(run):
    summary = json.loads((run / "summary.json").read_text())
    return summary.get("arms") or [{"arm": "base", "metrics": summary["metrics"]}], summary


def values_of(run):
    """The values by arm, metric and replication."""
    values = {}
    with open(run / "replications.csv", newline="") as file:
        for row in csv.DictReader(file):
            for name, cell in row.items():
                if name not in ("arm", "replication") and cell:
                    values.setdefault((row["arm"], name), {})[int(row["replication"])] = float(cell)
    return values


def check_mlflow(fettle, run, folder, settings):
    import mlflow
    from mlflow.tracking import MlflowClient

    store = folder / "a store"
    call([fettle, "export", "mlflow", run.name, "--out", store], run.parent)
    address = f"sqlite:///{folder}/mlflow.db"
    call([BIN / "mlflow", "migrate-filestore", "--source", store, "--target", address, "--no-progress"], folder)
    mlflow.set_tracking_uri(address)
    client = MlflowClient()
    experiments = [one for one in client.search_experiments() if one.name != "Default"]
    assert len(experiments) == 1, experiments
    arms, summary = arms_of(run)
    found = {one.data.tags["mlflow.runName"]: one for one in client.search_runs([experiments[0].experiment_id])}
    names = {arm["arm"]: arm["arm"] if "arms" in summary else summary["scenario"] for arm in arms}
    assert set(found) == set(names.values()), (set(found), names)
    values = values_of(run)
    count = 0
    for arm in arms:
        one = found[names[arm["arm"]]]
        assert one.info.status == "FINISHED" and one.info.end_time >= one.info.start_time
        assert one.data.params["seed"] == str(summary["seed"])
        for path, value in settings.get(arm["arm"], {}).items():
            assert one.data.params[path] == value, (path, one.data.params)
        for entry in arm["metrics"]:
            name = entry["metric"]
            if "mean" in entry:
                assert one.data.metrics[f"{name}.mean"] == entry["mean"], name
            if "lower" in entry:
                width = one.data.metrics[f"{name}.half_width"]
                assert abs(width - (entry["upper"] - entry["lower"]) / 2) <= 1e-12 * abs(width)
            expected = values.get((arm["arm"], name), {})
            if not expected:
                assert name not in one.data.metrics
                continue
            count += len(expected)
            history = {step.step: step.value for step in client.get_metric_history(one.info.run_id, name)}
            assert history == expected, name
        listed = {file.path for file in client.list_artifacts(one.info.run_id)}
        assert {"summary.json", "replications.csv", "columns.json"} <= listed, listed
        copy = client.download_artifacts(one.info.run_id, "summary.json", str(folder))
        assert pathlib.Path(copy).read_bytes() == (run / "summary.json").read_bytes()
    return f"MLflow {mlflow.__version__}: {len(found)} runs, {count} values with their steps"


def check_dvc(fettle, run, folder, settings):
    import dvc

    project = folder / "project"
    project.mkdir()
    git = ["git", "-c", "user.name=check", "-c", "user.email=check@example.org"]
    call([*git, "init", "--quiet"], project)
    call([BIN / "dvc", "init", "--quiet"], project)
    call([*git, "commit", "--quiet", "--message", "Begin"], project)
    call([fettle, "export", "dvc", run, "--out", project / "line"], project)
    shown = json.loads(call([BIN / "dvc", "metrics", "show", "--json"], project))
    data = shown[""]["data"]["line/metrics.json"]["data"]
    arms, summary = arms_of(run)
    assert set(data) == {arm["arm"] for arm in arms}
    for arm in arms:
        for entry in arm["metrics"]:
            if "mean" in entry:
                assert data[arm["arm"]][entry["metric"]]["mean"] == entry["mean"]
    table = call([BIN / "dvc", "metrics", "show"], project)
    assert "throughput.mean" in table.replace("\n", ""), table[:500]
    parameters = json.loads(call([BIN / "dvc", "params", "diff", "--json"], project))["line/params.yaml"]
    for arm, changed in settings.items():
        for path, value in changed.items():
            assert parameters[f"arms.{arm}.{path}"]["new"] == value, sorted(parameters)
    call([BIN / "dvc", "plots", "show", "--out", "plots-page"], project)
    page = (project / "plots-page/index.html").read_text()
    assert "throughput" in page
    first = next(iter(sorted((project / "line/plots").glob("throughput.csv"))))
    with open(first, newline="") as file:
        rows = list(csv.DictReader(file))
    values = values_of(run)
    column = list(rows[0])[1]
    assert {int(row["replication"]): float(row[column]) for row in rows} == values[(arms[0]["arm"], "throughput")]
    return f"DVC {dvc.__version__}: metrics of {len(arms)} arms, plots, {len(parameters)} parameters"


def check_openlineage(fettle, run, folder):
    from importlib.metadata import version

    from openlineage.client import event_v2, facet_v2
    from openlineage.client.generated import (
        documentation_dataset, documentation_job, job_type_job, output_statistics_output_dataset, processing_engine_run,
        schema_dataset)

    kinds = {
        "processing_engine": processing_engine_run.ProcessingEngineRunFacet,
        "jobType": job_type_job.JobTypeJobFacet,
        "documentation": documentation_dataset.DocumentationDatasetFacet,
        "schema": schema_dataset.SchemaDatasetFacet,
        "outputStatistics": output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet,
    }

    def facets(given, job=False):
        made = {}
        for name, members in given.items():
            kind = documentation_job.DocumentationJobFacet if job and name == "documentation" else kinds[name]
            members = dict(members)
            producer, address = members.pop("_producer"), members.pop("_schemaURL")
            if name == "schema":
                members["fields"] = [schema_dataset.SchemaDatasetFacetFields(**field) for field in members["fields"]]
            made[name] = kind(**members, producer=producer)
            assert made[name]._schemaURL == address, (made[name]._schemaURL, address)
        return made

    call([fettle, "export", "openlineage", run.name, "--out", folder / "events"], run.parent)
    lines = (folder / "events/events.jsonl").read_text().splitlines()
    events = [json.loads(line) for line in lines]
    assert [event["eventType"] for event in events] == ["START", "COMPLETE"]
    assert len({event["run"]["runId"] for event in events}) == 1
    for event in events:
        made = event_v2.RunEvent(
            eventType=event_v2.RunState(event["eventType"]), eventTime=event["eventTime"], producer=event["producer"],
            run=event_v2.Run(runId=event["run"]["runId"], facets=facets(event["run"]["facets"])),
            job=event_v2.Job(
                namespace=event["job"]["namespace"], name=event["job"]["name"],
                facets=facets(event["job"]["facets"], job=True)),
            inputs=[
                event_v2.InputDataset(namespace=one["namespace"], name=one["name"], facets=facets(one["facets"]))
                for one in event["inputs"]],
            outputs=[
                event_v2.OutputDataset(
                    namespace=one["namespace"], name=one["name"], facets=facets(one["facets"]),
                    outputFacets=facets(one["outputFacets"]))
                for one in event["outputs"]])
        assert made.schemaURL == event["schemaURL"], (made.schemaURL, event["schemaURL"])
        assert event["inputs"] and all(one["name"] for one in event["inputs"])
    table = next(one for one in events[1]["outputs"] if one["name"].endswith("replications.csv"))
    with open(run / "replications.csv", newline="") as file:
        rows = list(csv.reader(file))
    assert [field["name"] for field in table["facets"]["schema"]["fields"]] == rows[0]
    statistics = table["outputFacets"]["outputStatistics"]
    assert statistics["rowCount"] == len(rows) - 1
    assert statistics["size"] == (run / "replications.csv").stat().st_size
    return f"OpenLineage {version('openlineage-python')}: {len(events)} events, {len(events[1]['outputs'])} outputs"


# Runs: a name, the commands, and what the arms' parameters must be.
RUNS = [
    ("run", "run", ["-n", "3", "--set", "horizon=1 wk"], {"base": {"horizon": "1 wk"}}),
    ("compare", "compare", ["-n", "3", "--set-all", "horizon=1 wk", "--set", "stations.press.buffer=80"],
     {"stations.press.buffer=80": {"stations.press.buffer": "80", "horizon": "1 wk"}}),
    ("sweep", "sweep", ["-n", "2", "--set", "horizon=1 wk", "--vary", "stations.press.buffer=10,20"],
     {"1": {"stations.press.buffer": "10"}, "2": {"stations.press.buffer": "20"}}),
]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    fettle, root = (pathlib.Path(word).resolve() for word in sys.argv[1:])
    is_good = True
    for name, command, words, settings in RUNS:
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary)
            run = folder / "kept"
            call([fettle, command, root / "scenarios/stamping-line.yaml", *words, "--out", run], folder)
            for check in (
                lambda: check_mlflow(fettle, run, folder, settings), lambda: check_dvc(fettle, run, folder, settings),
                lambda: check_openlineage(fettle, run, folder)):
                try:
                    print(f"ok      {name}: {check()}", flush=True)
                except Exception as problem:  # Everything that goes wrong is said, and the others still run.
                    is_good = False
                    print(f"FAILED  {name}: {type(problem).__name__}: {problem}", flush=True)
            for target in ("mlflow", "dvc", "openlineage"):
                copies = folder / "twice" / target
                first, second = {}, {}
                for files in (first, second):
                    call([fettle, "export", target, "kept", "--out", copies, "--force"], folder)
                    files.update({str(f): f.read_bytes() for f in copies.rglob("*") if f.is_file()})
                if first != second:
                    is_good = False
                    print(f"FAILED  {name}: {target} has other bytes the second time")
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
