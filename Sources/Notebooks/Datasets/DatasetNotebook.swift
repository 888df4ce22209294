#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The notebook of a dataset: its tables, one life drawn, a first model, and checks against the card.
struct DatasetNotebook {
  /// The file that tells of the tables.
  static let packageName = "datapackage.json"

  /// The notebook, with the files that it reads.
  let folder: NotebookFolder

  /// Gathers what the notebook says.
  ///
  /// - Parameters:
  ///   - path: The dataset's folder.
  ///   - version: The version of Fettle.
  /// - Throws: ``NotebookError`` where the package is damaged or has no tables.
  init(of path: String, version: String) throws(NotebookError) {
    guard let data = FileManager.default.contents(atPath: path + "/" + DatasetNotebook.packageName),
      let package = try? JSONDecoder().decode(DatasetPackage.self, from: data)
    else { throw NotebookError(path, .damaged, "datapackage.json is not what Fettle writes") }
    let tables = package.tables
    guard !tables.isEmpty else {
      throw NotebookError(path, .damaged, "datapackage.json names no table in a file of its own")
    }
    // The first table with sensors that can be drawn, and a component of which it knows the lives.
    let readings = tables.first { !$0.sensors.isEmpty && !$0.components.isEmpty }
    let names = Set(tables.map(\.name))
    var notebook = Notebook()
    notebook.say(DatasetNotebook.opening(package, tables, version: version))
    notebook.run(DatasetCells.load(tables))
    notebook.run(DatasetCells.sizes)
    let kinds = tables.flatMap { $0.parts.map(\.path) }
    if let readings, let component = readings.components.first {
      let hasTime = readings.fields.contains { $0.name == "time" }
      notebook.say("## What a column means")
      notebook.run(DatasetCells.meanings(readings))
      if hasTime {
        notebook.say(
          "## One machine\n\nThe sensors of the first machine, with the moments at which something failed."
        )
        notebook.run(DatasetCells.course(readings, hasFailures: names.contains("failures")))
      }
      notebook.say(DatasetCells.wearText(component))
      notebook.run(DatasetCells.wear(readings, component))
      if Set(readings.parts.map(\.name)).isSuperset(of: ["train", "test"]) {
        notebook.say(DatasetCells.modelText)
        notebook.run(DatasetCells.model(readings, component))
      }
      notebook.say(DatasetNotebook.questions(readings, component))
    }
    notebook.say(DatasetCells.checkText)
    notebook.run(DatasetCells.check)
    if let readings, names.contains("lives"),
      readings.fields.contains(where: { $0.name == "time" }),
      let component = readings.components.first,
      readings.fields.contains(where: { $0.name == component + "_life" })
    {
      notebook.run(DatasetCells.lifeCheck(readings, component))
    }
    let cards = ["README.md", "datapackage.json", "scenario.resolved.yaml"].filter {
      FileManager.default.fileExists(atPath: path + "/" + $0)
    }
    folder = NotebookFolder(path, notebook, files: kinds + cards)
  }

  // MARK: - Texts

  private static func opening(
    _ package: DatasetPackage, _ tables: [DatasetPackage.Table], version: String
  ) -> String {
    var text = "# \(Quoting.markdown(package.title ?? "Dataset"))\n\n"
    text += "\(Quoting.markdown(package.description ?? ""))\n\n"
    text += "| table | what a row is |\n|---|---|\n"
    for table in tables {
      text += "| \(Quoting.markdown(table.name)) | \(Quoting.markdown(table.description)) |\n"
    }
    return text + "\nWritten by Fettle, notebook by version \(version). The data stand beside this "
      + "notebook in `data/`, with the scenario and the card (`README.md`)."
  }

  private static func questions(_ table: DatasetPackage.Table, _ component: String) -> String {
    """
    ## Next questions

    - How much better does a model of all sensors do? `fettle train data/\(table.name) --target \
    \(component)_remaining_useful_life` is one answer.
    - Does it foretell units that it has not seen, or rows beside those that it has seen? Whole units are apart here; \
    keep them so.
    - What is a smaller error worth? Only in the loop is there an answer: `fettle models add`, and a rule of maintenance \
    that asks the model.
    """
  }
}
