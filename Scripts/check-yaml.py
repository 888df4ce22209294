"""Reads every YAML block and file of the repository with PyYAML, scalars as text.

Checked are the ```yaml blocks of README.md and docs/**/*.md and every *.yaml and *.yml file
outside hidden folders and runs/. A block fails if it does not parse, repeats a key, or has a key
that YAML 1.1 takes for a truth value (on, off, yes, no, y, n). Nothing is written.

    python check-yaml.py [ROOT]
    python check-yaml.py --trees [ROOT]

With --trees it prints the texts with what PyYAML makes of them, as JSON, so that a test can see that
Yams makes the same: a scalar as its text, nothing as null, a mapping as a list of pairs under "map".
"""

import json
import os
import pathlib
import re
import sys

import yaml

TRUTH_VALUES = {"on", "off", "yes", "no", "y", "n"}
FENCE = re.compile(r"^(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,})[ ]*(?P<language>[\w+-]*)")


def yaml_blocks(text):
    """Yields (line before the first, text) of each ```yaml block of a Markdown page."""
    fence, indent, start, lines, wanted = None, 0, 0, [], False
    for number, line in enumerate(text.splitlines(), start=1):
        match = FENCE.match(line)
        if fence is None:
            if match:
                fence, indent, start, lines = match["fence"], len(match["indent"]), number, []
                wanted = match["language"].lower() in ("yaml", "yml")
        elif match and match["fence"].startswith(fence) and not match["language"]:
            if wanted:
                yield start, "\n".join(lines) + "\n"
            fence = None
        else:
            lines.append(line[min(indent, len(line) - len(line.lstrip(" "))):])
    if fence is not None and wanted:
        yield start, "\n".join(lines) + "\n"


def complaints(node):
    """Yields (line counted from 0, what is wrong) for the mappings at and below a node."""
    pending, seen = [node], set()
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            pending += node.value
        elif isinstance(node, yaml.MappingNode):
            keys = set()
            for key, value in node.value:
                pending += [key, value]
                if not isinstance(key, yaml.ScalarNode):
                    continue
                if key.value.lower() in TRUTH_VALUES:
                    yield key.start_mark.line, f"key '{key.value}' is a truth value in YAML 1.1"
                if key.value in keys:
                    yield key.start_mark.line, f"key '{key.value}' appears twice"
                keys.add(key.value)


def check(text):
    """Yields (line counted from 0, what is wrong) for a YAML text of one or more documents."""
    try:
        for document in yaml.compose_all(text, Loader=yaml.BaseLoader):
            if document is not None:
                yield from complaints(document)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        yield (mark.line if mark else 0), what


def files(root):
    """Yields the files below a folder, sorted; hidden folders and runs/ left out."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "runs")
        for name in sorted(names):
            yield pathlib.Path(folder, name)


def tree(node):
    """A node as lists, pairs and texts."""
    if isinstance(node, yaml.SequenceNode):
        return [tree(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {"map": [[tree(key), tree(value)] for key, value in node.value]}
    return None if node.value == "" and node.style is None else node.value


def texts(root):
    """Yields (place, line before the first, text) of every YAML text of the repository."""
    for path in files(root):
        place = path.relative_to(root)
        if path.suffix in (".yaml", ".yml"):
            blocks = [(0, path.read_text(encoding="utf-8"))]
        elif path.suffix == ".md" and (place.parts[0] == "docs" or str(place) == "README.md"):
            blocks = list(yaml_blocks(path.read_text(encoding="utf-8")))
        else:
            continue
        for start, text in blocks:
            yield place, start, text


def main():
    arguments = [a for a in sys.argv[1:] if a != "--trees"]
    root = pathlib.Path(arguments[0] if arguments else ".").resolve()
    if "--trees" in sys.argv:
        print(json.dumps([
            {"place": f"{place}:{start + 1}", "text": text,
             "tree": tree(yaml.compose(text, Loader=yaml.BaseLoader))}
            for place, start, text in texts(root)]))
        return 0
    count, wrong = 0, 0
    for place, start, text in texts(root):
        count += 1
        for line, what in check(text):
            wrong += 1
            print(f"{place}:{start + line + 1}: error: {what}", file=sys.stderr)
    print(f"{count} YAML texts read, {wrong} complaints")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
