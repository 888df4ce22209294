import Experiments
import JSONDocuments

/// A store of MLflow as files: an experiment for the run, a run of MLflow for each arm.
///
/// A metric has one value a replication, the replication as its step, in `throughput`; its mean over them
/// and half the width of its interval are `throughput.mean` and `throughput.half_width`. What was changed in
/// an arm are its parameters.
///
/// Source: the layout that `mlflow migrate-filestore` of MLflow 3 documents and reads.
struct MLflowStore {
  /// The files, by their paths below the folder of the export.
  let files: [RunExport.File]

  /// Gathers the store.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - replications: The values of its replications.
  ///   - folder: Where the store will lie, as a path from the root.
  init(of run: StoredRun, _ replications: StoredReplications, in folder: String) {
    let experiment = Identity.number(run.identity)
    let root = "mlruns/" + experiment
    let place = "file://" + MLflowStore.escaped(folder) + "/" + root
    var files = [
      RunExport.File(
        path: root + "/meta.yaml",
        content: .text(
          MLflowStore.yaml([
            ("artifact_location", .text(place)),
            ("creation_time", .number(Double(run.beganMilliseconds))),
            ("experiment_id", .text(experiment)),
            ("last_update_time", .number(Double(run.endedMilliseconds))),
            ("lifecycle_stage", "active"),
            ("name", .text("\(run.title) \(run.manifest.fingerprint.prefix(8))")),
          ])))
    ]
    for arm in run.summary.arms.indices {
      files += MLflowStore.run(
        of: run, replications, arm: arm, in: root, at: place, experiment: experiment)
    }
    self.files = files
  }

  private static func run(
    of run: StoredRun, _ replications: StoredReplications, arm place: Int, in root: String,
    at location: String, experiment: String
  ) -> [RunExport.File] {
    let arm = run.summary.arms[place]
    let id = Identity.digits(run.identity + [arm.arm], count: 32)
    let folder = root + "/" + id
    var files: [RunExport.File] = []
    func add(_ path: String, _ text: String) {
      files.append(RunExport.File(path: folder + "/" + path, content: .text(text)))
    }
    let name = run.summary.isSingleRun ? run.title : arm.arm
    add(
      "meta.yaml",
      yaml([
        ("artifact_uri", .text("\(location)/\(id)/artifacts")),
        ("end_time", .number(Double(run.endedMilliseconds))), ("entry_point_name", ""),
        ("experiment_id", .text(experiment)), ("lifecycle_stage", "active"),
        ("run_id", .text(id)), ("run_name", .text(name)), ("run_uuid", .text(id)),
        ("source_name", "fettle"), ("source_type", 4),
        ("source_version", .text(run.manifest.fettle)),
        ("start_time", .number(Double(run.beganMilliseconds))),
        // Finished, or ended before it was.
        ("status", run.isWhole ? 3 : 5), ("tags", .list([])), ("user_id", "fettle"),
      ]))
    let sentence = run.summary.verdicts.first { $0.arm == arm.arm }?.sentence
    for (key, value) in [
      ("mlflow.runName", name), ("mlflow.source.name", "fettle"),
      ("mlflow.source.type", "LOCAL"), ("mlflow.note.content", sentence ?? ""),
      ("fettle.command", run.command), ("fettle.fingerprint", run.manifest.fingerprint),
      ("fettle.version", run.manifest.fettle),
    ] where !value.isEmpty {
      add("tags/" + key, String(value.prefix(5000)))
    }
    var taken: Set<String> = []
    for (key, value) in [
      ("scenario", run.manifest.arms?[place].scenario ?? run.manifest.scenario),
      ("seed", "\(run.summary.seed)"), ("replications", "\(run.manifest.replications)"),
    ] + run.settings(ofArm: place).map({ ($0.path, $0.value) }) {
      let key = allowed(key)
      if taken.insert(key).inserted { add("params/" + key, String(value.prefix(6000))) }
    }
    // A step is a replication; all at the end of the run, as they are not timed one by one.
    let time = run.endedMilliseconds
    let numbers = replications.numbers[arm.arm, default: []]
    for entry in arm.metrics {
      let key = allowed(entry.metric)
      let values = replications.values(of: entry.metric, in: arm.arm)
      let lines = zip(numbers, values).compactMap { number, value in
        value.map { "\(time) \($0) \(number)\n" }
      }
      if !lines.isEmpty { add("metrics/" + key, lines.joined()) }
      if let mean = entry.mean { add("metrics/\(key).mean", "\(time) \(mean) 0\n") }
      if let width = entry.halfWidth { add("metrics/\(key).half_width", "\(time) \(width) 0\n") }
    }
    for name in run.plainFiles + [run.scenarioFiles[place]] {
      files.append(
        RunExport.File(path: "\(folder)/artifacts/\(name)", content: .copy(name)))
    }
    return files
  }

  /// Values as YAML: what JSON writes on a line, YAML reads.
  private static func yaml(_ values: [(String, JSONValue)]) -> String {
    values.map { "\($0): \($1.written(.inPage))\n" }.joined()
  }

  /// A name as MLflow takes it: letters, digits and some signs; others become `_`.
  static func allowed(_ name: String) -> String {
    String(
      name.map { character in
        character.isASCII
          && (character.isLetter || character.isNumber || "_-. ".contains(character))
          ? character : "_"
      }.prefix(240))
  }

  /// A path as it stands in a file's address.
  private static func escaped(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      let character = Character(Unicode.Scalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "/-_.~".contains(character) {
        result.append(character)
      } else {
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
