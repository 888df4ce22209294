/// The crews of a scenario, and what they can do.
struct People {
  private(set) var names = NameIndex()
  private var skills: [[String]] = []
  /// Whether what they can do could be read.
  private(set) var isWhole = true

  init(_ tree: TreeSection) {
    for entry in tree["crews"]?.entries ?? [] {
      names.insert(entry.name)
      let skills = entry.node.section?["skills"]
      self.skills.append(skills.texts)
      if entry.node.isBroken || skills?.isBroken == true { isWhole = false }
    }
  }

  /// Whether a crew has a skill.
  func has(_ crew: Int, _ skill: String) -> Bool { skills[crew].contains(skill) }

  /// All skills, in the order of the file.
  var allSkills: [String] {
    var all = NameIndex()
    for skill in skills.joined() { all.insert(skill) }
    return all.names
  }

  /// The crews that may do what a section describes; none where somebody is always there.
  ///
  /// With `by` that crew, with `skill` alone all that have it, in the order of the file.
  func crews(for section: TreeSection) -> [Int] {
    let named = section["by"]?.text.flatMap { names.index(of: $0) }
    guard let skill = section["skill"]?.text else { return named.map { [$0] } ?? [] }
    return (named.map { [$0] } ?? Array(names.names.indices)).filter { has($0, skill) }
  }
}

extension Reading {
  /// Somebody has the skill that work needs.
  mutating func checkSkill(_ section: TreeSection?, _ people: People) {
    guard people.isWhole, let section, let node = section["skill"], let skill = node.text,
      people.crews(for: section).isEmpty
    else { return }
    if let crew = section["by"]?.text {
      guard people.names.index(of: crew) != nil else { return }
      error(
        node.place, node.path,
        "the crew '\(crew)' has not the skill '\(skill)'; add it, as in 'crews: {\(crew): {skills: "
          + "[\(skill)]}}', or name another crew")
      return
    }
    let hint =
      question(skill, among: people.allSkills)
      ?? "; give it to one, as in 'crews: {fitters: {skills: [\(skill)]}}'"
    error(node.place, node.path, "no crew has the skill '\(skill)'\(hint)")
  }

  /// Crews that have something to do have somebody, now or after a step of the timeline.
  mutating func checkCrewSizes(_ tree: TreeSection, _ plant: Plant) {
    let people = People(tree)
    var work: [Int: String] = [:]
    func note(_ section: TreeSection?) {
      guard let section else { return }
      for crew in people.crews(for: section) where work[crew] == nil { work[crew] = section.path }
    }
    for station in plant.stations {
      for failure in station["failures"]?.entries ?? [] { note(failure.node.section) }
      for component in station.componentEntries {
        for key in ["replace", "repair"] { note(component.node.section?[key]?.section) }
      }
    }
    for rule in tree["maintenance"]?.entries ?? [] {
      for key in ["stop", "inspect"] { note(rule.node.section?[key]?.section) }
    }
    let later = (tree["timeline"]?.items ?? []).flatMap { $0.section?["set"]?.entries ?? [] }
    for (index, crew) in (tree["crews"]?.entries ?? []).enumerated() {
      guard let size = crew.node.section?["size"], size.count == 0, let path = work[index],
        !later.contains(where: { $0.name == size.path })
      else { continue }
      error(
        size.place, size.path,
        "'0' is nobody, and \(path) waits for this crew for ever; write at least 1, or move it in the "
          + "timeline")
    }
  }
}
