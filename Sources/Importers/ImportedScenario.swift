/// A scenario made of another tool's file: the files to write, and what a reader of them should know.
public struct ImportedScenario: Hashable, Sendable {
  /// A file of the scenario's folder.
  public struct File: Hashable, Sendable {
    /// The path within the folder, such as `routes/job_1.csv`.
    public var path: String
    /// The whole text.
    public var text: String

    /// Creates a file.
    public init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// What it is called: the name of the instance, or that of the file.
  public var name: String
  /// The files, `scenario.yaml` first.
  public var files: [File]
  /// What the source does not say and was chosen, a sentence each.
  public var assumed: [String]
  /// What stands in the source and not in the scenario, a phrase each.
  public var ignored: [String]

  /// Creates a scenario.
  public init(name: String, files: [File], assumed: [String] = [], ignored: [String] = []) {
    self.name = name
    self.files = files
    self.assumed = assumed
    self.ignored = ignored
  }

  /// The name of the scenario's own file.
  public static let fileName = "scenario.yaml"
}
