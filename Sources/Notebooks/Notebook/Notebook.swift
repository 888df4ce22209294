import JSONDocuments

/// A notebook of Jupyter: texts and code, not executed yet.
///
/// The same cells give the same bytes: a cell's id is its place.
///
/// Source: the notebook format 4.5, https://nbformat.readthedocs.io/en/latest/format_description.html
struct Notebook: Sendable {
  /// A cell.
  enum Cell: Hashable, Sendable {
    /// A text in Markdown.
    case text(String)
    /// Code in Python.
    case code(String)
  }

  /// The code by which charts show everywhere without a network.
  static let pictures = """
    # Pictures show everywhere, without a network. alt.renderers.enable("default") fetches scripts and gives tooltips.
    alt.renderers.enable("svg" if importlib.util.find_spec("vl_convert") else "mimetype")
    alt.data_transformers.disable_max_rows()
    """

  /// The cells, from top to bottom.
  var cells: [Cell] = []

  /// Adds a text.
  mutating func say(_ text: String) { cells.append(.text(text)) }

  /// Adds code.
  mutating func run(_ code: String) { cells.append(.code(code)) }

  /// The file's content, in UTF-8, with a line's end behind it.
  var file: String {
    JSONValue.object([
      .init("cells", .list(cells.enumerated().map { Notebook.json($1, at: $0) })),
      .init(
        "metadata",
        [
          "kernelspec": ["display_name": "Python 3", "language": "python", "name": "python3"],
          "language_info": ["name": "python"],
        ]),
      .init("nbformat", 4), .init("nbformat_minor", 5),
    ]).written() + "\n"
  }

  private static func json(_ cell: Cell, at place: Int) -> JSONValue {
    let digits = String(place + 1)
    let id = "cell-" + String(repeating: "0", count: max(0, 2 - digits.count)) + digits
    switch cell {
    case .text(let text):
      return [
        "cell_type": "markdown", "id": .text(id), "metadata": .object([]), "source": lines(text),
      ]
    case .code(let code):
      return [
        "cell_type": "code", "execution_count": nil, "id": .text(id), "metadata": .object([]),
        "outputs": .list([]), "source": lines(code),
      ]
    }
  }

  /// A text as the format keeps it: a list of lines, each but the last with its end.
  private static func lines(_ text: String) -> JSONValue {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return .list(
      lines.enumerated().map { place, line in
        .text(place + 1 < lines.count ? line + "\n" : String(line))
      })
  }
}
