/// Builds an experiment from its document.
struct ExperimentBuilder {
  var reading: Reading
  let folder: String
  private var warnings: [Diagnostic] = []
  private var notSimulated: [Diagnostic] = []

  init(reading: Reading, folder: String) {
    self.reading = reading
    self.folder = folder
  }

  mutating func build(_ document: DocumentNode, standardName: String) -> Experiment? {
    var root = document
    reading.expandTables(in: &root, of: .experiment)
    guard let entries = reading.mapping(root), reading.hasVersion(root, entries)
    else { return nil }
    reading.declarations.collect(from: entries, of: .experiment)
    guard
      let section = reading.section(
        Value(node: root, path: ""), .experiment, owner: root.place)
    else { return nil }
    let kind = kind(of: section)
    checkDesign(section, kind)
    guard let node = section["scenario"], let path = node.text else { return nil }
    let common = section["set"]?.entries ?? []
    guard let base = scenario(path, node, [common]) else { return nil }
    // What an arm leaves unused is no doubt; what the scenario does is.
    warnings = base.scenario.warnings
    let arms = readArms(section, path, node, common)
    var baseline = 0
    if let name = section["baseline"]?.text {
      baseline = reading.declarations.index(of: name, .arm) ?? 0
    }
    let perfect = section["perfect"]?.text.flatMap { reading.declarations.index(of: $0, .arm) }
    checkPerfect(section, baseline: baseline, perfect: perfect)
    warnOfLostMargin(section, arms)
    let vary = varied(section["vary"], path, node, [common])
    checkMetrics(section, base.scenario, arms: arms.map(\.scenario))
    guard reading.isSound else { return nil }
    for entry in section.entries {
      if let missing = entry.key.missing {
        notSimulated.append(
          Diagnostic(
            file: reading.sources[0].name, line: entry.place.line, column: entry.place.column,
            path: entry.node.path,
            message: "\(entry.node.path): \(missing) are not carried out yet"))
      }
    }
    let replications = section["replications"]
    let counts = replications?.section
    return Experiment(
      name: section["name"]?.text ?? standardName, question: section["question"]?.text, kind: kind,
      path: base.path, overrides: base.overrides, scenario: base.scenario, arms: arms,
      baseline: baseline, perfect: perfect, vary: vary, design: section["design"]?.text ?? "grid",
      points: section["points"]?.count, budget: section["budget"]?.count,
      observed: observations(section["observed"]), limits: texts(section["limits"]),
      batch: section["batch"]?.count,
      replications: replications?.count ?? counts?["judge"]?.count
        ?? (counts == nil ? 20 : 50),
      tuningReplications: counts.map { $0["tune"]?.count ?? 20 },
      mostReplications: counts?["at_most"]?.count, seed: UInt64(section["seed"]?.count ?? 1),
      precision: (section["precision"]?.entries ?? []).map { "\($0.name)=\($0.node.text ?? "")" },
      minimise: texts(section["minimise"]), maximise: texts(section["maximise"]),
      subjectTo: texts(section["subject_to"]), metrics: texts(section["metrics"]),
      failIf: texts(section["fail_if"]), warnings: reading.diagnostics() + warnings,
      notSimulated: notSimulated, models: reading.files.shelf)
  }

  private func observations(_ node: TreeNode?) -> [Experiment.Observation] {
    (node?.entries ?? []).map { entry in
      let parts = entry.node.section
      return Experiment.Observation(
        metric: entry.name, value: entry.node.text ?? parts?["value"]?.text ?? "",
        deviation: parts?["sd"]?.text)
    }
  }

  private func texts(_ node: TreeNode?) -> [String] {
    guard let node else { return [] }
    return node.text.map { [$0] } ?? node.items.compactMap(\.text)
  }

  // MARK: - What is asked

  private func kind(of section: TreeSection) -> Experiment.Kind {
    if section["arms"] != nil {
      let isTuned = (section["arms"]?.entries ?? []).contains { $0.node.section?["tune"] != nil }
      return isTuned || section["replications"]?.section?["tune"] != nil ? .benchmark : .compare
    }
    if section["observed"] != nil { return .calibrate }
    return section["budget"] != nil ? .optimise : .sweep
  }

  private mutating func checkDesign(_ section: TreeSection, _ kind: Experiment.Kind) {
    if section["arms"] == nil, section["vary"] == nil {
      reading.error(
        section.place, "",
        "the experiment asks nothing; add 'arms' to compare alternatives, or 'vary' to vary "
          + "factors")
    }
    if section["arms"] != nil {
      reading.exclude("arms", "vary", section)
      reading.exclude("arms", "observed", section)
    }
    for key in ["arms", "vary", "observed"] {
      guard let node = section[key], case .names(let entries) = node.content, entries.isEmpty else {
        continue
      }
      reading.error(node.place, node.path, "is empty; an experiment has at least one")
    }
    if let design = section["design"], let word = design.text,
      ["latin_hypercube", "sobol"].contains(word), section["points"] == nil
    {
      reading.error(
        design.place, design.path, "\(quoted(word)) needs 'points', such as 'points: 64'")
    }
    let large = texts(section["maximise"])
    if let node = section["minimise"] {
      for metric in texts(node) where large.contains(metric) {
        reading.error(
          node.place, node.path,
          "\(quoted(metric)) cannot be both small and large; keep one of them")
      }
    }
    let goals = large + texts(section["minimise"])
    if kind == .benchmark, isTuned(section), goals.count > 1,
      let node = section["minimise"] ?? section["maximise"]
    {
      reading.error(
        node.place, node.path,
        "arms are tuned and judged by one metric, and \(goals.count) are named; keep one, and show "
          + "the others by 'metrics'")
    }
    let hasGoal = section["minimise"] != nil || section["maximise"] != nil
    if kind == .optimise || kind == .benchmark && isTuned(section), !hasGoal {
      reading.error(
        section.place, "",
        "values are looked for, but what makes them good is not said; add 'minimise' or "
          + "'maximise', such as 'minimise: cost.total'")
    }
  }

  private func isTuned(_ section: TreeSection) -> Bool {
    (section["arms"]?.entries ?? []).contains { $0.node.section?["tune"] != nil }
  }

  // MARK: - Arms

  private mutating func readArms(
    _ section: TreeSection, _ path: String, _ node: TreeNode, _ common: [TreeEntry]
  ) -> [Experiment.Arm] {
    var arms: [Experiment.Arm] = []
    for entry in section["arms"]?.entries ?? [] {
      guard let arm = entry.node.section else { continue }
      let own = arm["scenario"]
      let armPath = own?.text ?? path
      let changes = [common, arm["set"]?.entries ?? []]
      guard let read = scenario(armPath, own ?? node, changes) else { continue }
      let paying = businessCase(
        arm["business_case"] ?? section["business_case"], read.scenario, armPath, own ?? node,
        changes)
      arms.append(
        Experiment.Arm(
          name: entry.name, path: read.path, overrides: read.overrides, scenario: read.scenario,
          tune: varied(arm["tune"], armPath, own ?? node, changes), businessCase: paying))
    }
    return arms
  }

  /// Reads a scenario with changes; its errors, and those of the changes, become ours.
  private mutating func scenario(
    _ name: String, _ node: TreeNode, _ changes: [[TreeEntry]]
  ) -> (path: String, overrides: [Override], scenario: CheckedScenario)? {
    let file: FileAccess.File
    do {
      file = try reading.files.read(name, from: folder, limit: SourceFile.largestSize)
    } catch {
      reading.error(node.place, node.path, error.message)
      return nil
    }
    var inner = Reading(files: reading.files)
    inner.sources = reading.sources
    // The same file read for several arms has its errors reported once.
    let known = reading.sources.firstIndex { $0.name == file.path }
    if known == nil { inner.sources.append(Source(name: file.path, text: nil)) }
    let source = known ?? inner.sources.count - 1
    var overrides: [Override] = []
    var checked: CheckedScenario?
    if var root = inner.document(file.bytes, source: source) {
      if root.entries?.contains(where: { $0.key == "scenario" }) == true {
        reading.error(node.place, node.path, "\(quoted(name)) is an experiment, not a scenario")
        return nil
      }
      checked = try? inner.check(&root, name: file.path, overrides: []) { reading, document in
        for change in changes.joined() {
          guard case .raw(let value) = change.node.content else { continue }
          reading.set(value, at: change.name, in: &document, change.place)
        }
      }
      for change in changes.joined() {
        guard case .raw(let value) = change.node.content else { continue }
        overrides.append(Override(path: change.name, text: YamlText(value).line))
      }
    }
    reading.take(inner)
    guard let checked else { return nil }
    notSimulated += checked.notSimulated.filter { !notSimulated.contains($0) }
    return (file.path, overrides, checked)
  }

  // MARK: - Factors

  mutating func varied(
    _ node: TreeNode?, _ path: String, _ scenarioNode: TreeNode, _ changes: [[TreeEntry]]
  ) -> [Experiment.VariedFactor] {
    var factors: [Experiment.VariedFactor] = []
    for entry in node?.entries ?? [] {
      var trials: [DocumentNode] = []
      switch entry.node.content {
      case .value(let value):
        guard case .range(let lower, let upper, let step) = value.meaning else { continue }
        let ends = rangeEnds(value.text)
        trials = ends.map { DocumentNode(content: .scalar($0), place: entry.node.place) }
        if let step, let values = steps(lower, upper, step, value.text, entry) {
          factors.append(Experiment.VariedFactor(path: entry.name, values: .list(values)))
        } else {
          factors.append(Experiment.VariedFactor(path: entry.name, values: .range(value.text)))
        }
      case .list(let items):
        for item in items { if case .raw(let value) = item.content { trials.append(value) } }
        if trials.isEmpty {
          reading.error(
            entry.node.place, entry.node.path, "has no values; expected some such as [20, 40, 80]")
        }
        factors.append(
          Experiment.VariedFactor(
            path: entry.name, values: .list(trials.map { YamlText($0).line })))
      default: continue
      }
      if let root = document(of: path),
        !reading.leadsSomewhere(entry.name, in: root, entry.place, entry.node.path)
      {
        continue
      }
      // Every value must give a scenario that can be read.
      for trial in trials {
        let change = TreeEntry(
          name: entry.name, place: entry.place,
          node: TreeNode(place: trial.place, path: entry.node.path, content: .raw(trial)))
        _ = scenario(path, scenarioNode, changes + [[change]])
        if !reading.isSound { return factors }
      }
    }
    return factors
  }

  /// The scenario's document, tables and what it extends included.
  private func document(of name: String) -> DocumentNode? {
    guard let file = try? reading.files.read(name, from: folder, limit: SourceFile.largestSize)
    else { return nil }
    var inner = Reading(files: reading.files)
    inner.sources = [Source(name: file.path, text: nil)]
    guard var root = inner.document(file.bytes, source: 0) else { return nil }
    inner.extend(&root, folder: file.folder, chain: [FileAccess.real(file.path) ?? file.path])
    inner.expandTables(in: &root)
    return root
  }

  private func rangeEnds(_ text: String) -> [String] {
    let whole = text.split(separator: " by ").first.map(String.init) ?? text
    return whole.split(separator: " to ").map { trimmed(String($0)) }
  }

  /// The values from one end of a range to the other, a step apart, in the unit of its first end.
  private mutating func steps(
    _ lower: Quantity, _ upper: Quantity, _ step: Quantity, _ text: String, _ entry: TreeEntry
  ) -> [String]? {
    let count = ((upper.value - lower.value) / step.value + 1e-9).rounded(.down)
    guard count < 10_000 else {
      reading.error(
        entry.node.place, entry.node.path, "\(quoted(text)) has more than 10000 values")
      return nil
    }
    let first = rangeEnds(text)[0]
    let number = first.prefix { $0.isNumber || "+-.eE".contains($0) }
    let unit = first.dropFirst(number.count)
    // None and one of the written unit, in SI units: 0 degC is not 0 K.
    guard let none = try? Quantity.parse("0" + unit).value,
      let one = try? Quantity.parse("1" + unit).value, one > none
    else { return nil }
    return (0...Int(count)).map { index in
      let value = (lower.value - none + Double(index) * step.value) / (one - none)
      // A rounding of the twelfth digit hides the steps' own.
      return ResolvedValues.rounded(value) + unit
    }
  }
}
