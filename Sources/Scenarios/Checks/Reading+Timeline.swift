import FactoryModel

/// Live factors that move in mid-run.
extension Reading {
  /// Checks the steps of the timeline: each by reading the scenario as it is from then on.
  ///
  /// - Parameters:
  ///   - tree: The scenario as it begins.
  ///   - root: Its document.
  ///   - factory: Its factory, which gets the steps.
  ///   - stages: The scenario from the start on, to which that from each step on is added.
  ///   - refusals: What is not simulated, to which that of the steps is added.
  mutating func checkTimeline(
    _ tree: TreeSection, _ root: DocumentNode, factory: inout Factory?,
    stages: inout [ScenarioStage], refusals: inout [FactoryBuilder.Refusal]
  ) {
    guard isSound, let steps = tree["timeline"]?.items.compactMap(\.section), !steps.isEmpty else {
      return
    }
    let ordered = steps.enumerated().compactMap { index, step in
      moment(step["at"]).map { (time: $0, index: index, step: step) }
    }.sorted { ($0.time, $0.index) < ($1.time, $1.index) }
    let end = (tree["warm_up"]?.quantity?.value ?? 0) + (tree["horizon"]?.quantity?.value ?? 0)
    var document = root
    for (time, _, step) in ordered {
      if time >= end, let at = step["at"] {
        warn(at.place, at.path, "comes after the end of the run, and changes nothing")
      }
      if time < 0, let at = step["at"] {
        error(at.place, at.path, "\(quoted(at.text ?? "")) is before the start")
      }
      for entry in step["set"]?.entries ?? [] {
        guard case .raw(let value) = entry.node.content,
          leadsSomewhere(entry.name, in: document, entry.place, entry.node.path),
          isLive(entry, document)
        else { continue }
        set(value, at: entry.name, in: &document, entry.place)
      }
      guard isSound else { return }
      let later = read(document, previous: factory, &stages, &refusals)
      guard isSound else { return }
      if let later, let first = factory {
        guard later.structure == first.structure else {
          error(
            step.place, step.path,
            "changes more than what may move in a run: defects, failures and inspections stay those "
              + "that are there at the start, with other numbers")
          return
        }
        factory?.timeline.append(TimelineStep(time: time, factory: later))
      }
    }
  }

  /// Seconds since the start of a moment.
  func moment(_ node: TreeNode?) -> Double? {
    switch node?.value?.meaning {
    case .quantity(let quantity): quantity.value
    case .date(let date): date.seconds - start.seconds
    default: nil
    }
  }

  /// Whether a path leads to a factor that may move in a run; notes an error where it does not.
  private mutating func isLive(_ entry: TreeEntry, _ document: DocumentNode) -> Bool {
    var shape = Shape.section(.scenario)
    var change = Key.Change.structural
    var node: DocumentNode? = document
    for part in entry.name.split(separator: ".").map(String.init) {
      if let kind = shape.sectionKind, let key = kind.key(part) {
        change = key.change
      }
      guard let child = shape.child(part) else { break }
      shape = child
      if case .list(let items)? = node?.content {
        node = items.first { ($0.scalar ?? $0.entries?.first?.key) == part }
        if case .mapping(let entries)? = node?.content, entries.count == 1 {
          node = entries[0].value
        }
      } else {
        node = node?.entries?.first { $0.key == part }?.value
      }
    }
    if let kind = shape.sectionKind, let principal = kind.principalKey,
      let key = kind.key(principal)
    {
      change = key.change
    }
    if node?.entries?.first(where: { $0.key == "live" })?.value.scalar == "false" {
      change = .structural
    }
    guard change == .structural else { return true }
    error(
      entry.place, entry.node.path,
      "'\(entry.name)' may not move while the simulation runs; `fettle factors` lists those that may"
    )
    return false
  }

  /// Reads the scenario as it is after a step; its errors become ours.
  private mutating func read(
    _ document: DocumentNode, previous: Factory?, _ stages: inout [ScenarioStage],
    _ refusals: inout [FactoryBuilder.Refusal]
  ) -> Factory? {
    var reading = Reading(files: files)
    reading.sources = sources
    reading.folder = folder
    guard let tree = reading.readScenario(document) else { return nil }
    reading.check(tree)
    stages.append(ScenarioStage(reading: reading, tree: tree))
    var builder = FactoryBuilder(reading: reading, standardName: "", tree: tree)
    let factory = builder.build(tree)
    take(builder.reading)
    refusals += builder.notSimulated.filter { !refusals.contains($0) }
    return factory.map { later in
      var later = later
      later.name = previous?.name ?? later.name
      return later
    }
  }
}
