import TestSupport
import Testing

@testable import Notebooks

@Suite("Notebook's format")
struct NotebookFormatTests {
  @Test("Cells have ids by their place, and lines with their ends", .tags(.exact))
  func format() throws {
    var notebook = Notebook()
    notebook.say("# Title\n\nText")
    notebook.run("a = 1\na")
    let expected = """
      {
        "cells": [
          {
            "cell_type": "markdown",
            "id": "cell-01",
            "metadata": {},
            "source": ["# Title\\n", "\\n", "Text"]
          },
          {
            "cell_type": "code",
            "execution_count": null,
            "id": "cell-02",
            "metadata": {},
            "outputs": [],
            "source": ["a = 1\\n", "a"]
          }
        ],
        "metadata": {
          "kernelspec": {
            "display_name": "Python 3",
            "language": "python",
            "name": "python3"
          },
          "language_info": {
            "name": "python"
          }
        },
        "nbformat": 4,
        "nbformat_minor": 5
      }

      """
    #expect(notebook.file == expected)
  }

  @Test("A name ends no literal and means nothing in a text", .tags(.exact))
  func quoting() {
    #expect(Quoting.python("a\"; import os\n\\") == "\"a\\\"; import os\\n\\\\\"")
    #expect(Quoting.python(["a", "b"]) == "[\"a\", \"b\"]")
    #expect(Quoting.markdown("a_b <i>*|\n$x$") == "a\\_b &lt;i&gt;\\*\\| \\$x\\$")
    #expect(Quoting.code("a`b\nc") == "`a'b c`")
  }
}
