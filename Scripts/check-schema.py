"""Checks the JSON Schema of the language against the reader.

The schema must accept every file below scenarios/, experiments/, Tests/Fixtures/paper and
Tests/Fixtures/simulated, and the templates of `fettle init`. It must reject every file of Tests/Fixtures/mistakes whose second line is
`# schema: yes`, at a path at which the reader finds a mistake too; and a file that it rejects must be
one that the reader rejects. Indices of lists are left out of paths, as the reader leaves them out.

    python check-schema.py FETTLE [ROOT]
"""

import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema: no dates, no sexagesimal numbers, no yes and no."""


CoreLoader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers
            if tag in ("tag:yaml.org,2002:float", "tag:yaml.org,2002:null")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))


def reader_paths(fettle, path):
    """The paths at which the reader finds errors."""
    outcome = subprocess.run(
        [fettle, "validate", str(path), "--format", "json"], capture_output=True, text=True,
        check=False)
    findings = json.loads(outcome.stdout)
    return {f["path"] for f in findings if f["severity"] == "error"}


def schema_paths(validator, path):
    """The paths at which the schema finds errors, lists' indices left out."""
    with open(path, encoding="utf-8") as file:
        document = yaml.load(file, CoreLoader)
    paths = set()
    for error in validator.iter_errors(document):
        parts = [part for part in error.absolute_path if not isinstance(part, int)]
        paths.add(".".join(str(part) for part in parts))
    return paths


def main():
    fettle = sys.argv[1]
    root = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ".").resolve()
    schema = json.loads(subprocess.run(
        [fettle, "schema"], capture_output=True, text=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    wrong, accepted, rejected = 0, 0, 0
    good = sorted(
        list(root.glob("scenarios/**/*.yaml")) + list(root.glob("experiments/**/*.yaml"))
        + list(root.glob("Tests/Fixtures/paper/*.yaml"))
        + list(root.glob("Tests/Fixtures/simulated/*.yaml")))
    for path in good:
        paths = schema_paths(validator, path)
        accepted += 1
        if paths:
            wrong += 1
            print(f"{path.relative_to(root)}: the schema rejects it at {sorted(paths)}",
                  file=sys.stderr)
    for path in sorted(root.glob("Tests/Fixtures/mistakes/*.yaml")):
        marks = path.read_text(encoding="utf-8").splitlines()[:2]
        expected = marks[1].strip() == "# schema: yes"
        found = schema_paths(validator, path)
        read = reader_paths(fettle, path)
        place = path.relative_to(root)
        if not read:
            wrong += 1
            print(f"{place}: the reader accepts it", file=sys.stderr)
        elif expected and not found:
            wrong += 1
            print(f"{place}: the schema accepts it; the reader: {sorted(read)}", file=sys.stderr)
        elif found and not found <= read:
            wrong += 1
            print(f"{place}: the schema finds {sorted(found)}, the reader {sorted(read)}",
                  file=sys.stderr)
        elif found and not expected:
            wrong += 1
            print(f"{place}: is marked '{marks[1]}', but the schema rejects it", file=sys.stderr)
        rejected += bool(found)
    print(f"{accepted} good files accepted, {rejected} wrong ones rejected, {wrong} complaints")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
