"""Adds cells to a notebook that was made by `fettle notebook`: add-cells.py NOTEBOOK FILE

The file is Python with `# %%` before each cell of code, and `# %% [markdown]` before each text, whose lines begin with `#`.
"""

import json
import pathlib
import re
import sys

notebook_file, cells_file = (pathlib.Path(word) for word in sys.argv[1:])
notebook = json.loads(notebook_file.read_text(encoding="utf-8"))
pieces = re.split(r"^# %%( \[markdown\])?\n", cells_file.read_text(encoding="utf-8"), flags=re.MULTILINE)
for kind, text in zip(pieces[1::2], pieces[2::2]):
    if kind:
        text = re.sub(r"^# ?", "", text, flags=re.MULTILINE)
    cell = {
        "cell_type": "markdown" if kind else "code", "id": f"cell-{len(notebook['cells']) + 1:02d}", "metadata": {},
        "source": text.strip("\n").splitlines(keepends=True)}
    if not kind:
        cell |= {"execution_count": None, "outputs": []}
    notebook["cells"].append(cell)
notebook_file.write_text(json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
