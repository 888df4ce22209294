import FactoryModel

/// Operators and tools: how many there are, and what operations need of them.
///
/// They are numbered as in ``Factory/resources``: first the groups of operators, then the tools.
struct Attendance {
  private var operators = NameIndex()
  private var tools = NameIndex()
  private var sizes: [Int] = []
  private var skills: [[String]] = []
  private var stations: [[String]] = []

  init(_ tree: TreeSection) {
    for entry in tree["operators"]?.entries ?? [] {
      operators.insert(entry.name)
      let section = entry.node.section
      sizes.append(section?["size"]?.count ?? 1)
      skills.append(section?["skills"].texts ?? [])
      stations.append(section?["runs"].texts ?? [])
    }
    for entry in tree["tools"]?.entries ?? [] {
      tools.insert(entry.name)
      sizes.append(entry.node.section?["size"]?.count ?? 1)
    }
  }

  /// All skills of operators, in the order of the file.
  var allSkills: [String] {
    var all = NameIndex()
    for skill in skills.joined() { all.insert(skill) }
    return all.names
  }

  /// The name of a group or tool.
  func name(_ resource: Int) -> String {
    resource < operators.names.count
      ? operators.names[resource] : tools.names[resource - operators.names.count]
  }

  /// Whether it is a tool.
  func isTool(_ resource: Int) -> Bool { resource >= operators.names.count }

  /// How many there are.
  func size(_ resource: Int) -> Int { sizes[resource] }

  /// What an operation needs: operators as it says, by name or skill, else those that run its station; and
  /// tools.
  func needs(of step: RouteStep) -> [ResourceNeed] {
    operatorNeeds(of: step)
      + named(step.section["tool"], among: tools).map { index, count in
        ResourceNeed([operators.names.count + index], count: count)
      }
  }

  private func operatorNeeds(of step: RouteStep) -> [ResourceNeed] {
    let skill = step.section["skill"]?.text
    if step.section["operator"] != nil {
      return named(step.section["operator"], among: operators).map { index, count in
        ResourceNeed(skill.map { has(index, $0) } ?? true ? [index] : [], count: count)
      }
    }
    let groups = operators.names.indices.filter { group in
      skill.map { has(group, $0) } ?? step.stations.first.map(stations[group].contains) ?? false
    }
    return groups.isEmpty && skill == nil ? [] : [ResourceNeed(groups)]
  }

  private func has(_ group: Int, _ skill: String) -> Bool { skills[group].contains(skill) }

  /// The names that a value has, with their numbers.
  private func named(_ node: TreeNode?, among names: NameIndex) -> [(index: Int, count: Int)] {
    guard let node else { return [] }
    if let text = node.text { return names.index(of: text).map { [($0, 1)] } ?? [] }
    return node.entries.compactMap { entry in
      names.index(of: entry.name).map { ($0, entry.node.count ?? 1) }
    }
  }
}

extension Reading {
  /// What operations need of operators and tools can be there.
  mutating func checkNeeds(of steps: [RouteStep], _ attendance: Attendance) {
    for step in steps {
      for need in attendance.needs(of: step) {
        if need.resources.isEmpty, let skill = step.section["skill"] {
          let hint =
            question(skill.text ?? "", among: attendance.allSkills)
            ?? "; give it to some, as in 'operators: {welders: {skills: [\(skill.text ?? "")]}}'"
          error(
            skill.place, skill.path,
            "no operators that may do '\(step.name)' have the skill '\(skill.text ?? "")'\(hint)")
        } else if need.resources.allSatisfy({ attendance.size($0) < need.count }),
          let first = need.resources.first
        {
          let node = step.section[attendance.isTool(first) ? "tool" : "operator"]
          let there = attendance.size(first)
          error(
            node?.place ?? step.place, node?.path ?? step.section.path,
            "'\(step.name)' needs \(need.count) of '\(attendance.name(first))', and there "
              + (there == 1 ? "is 1" : "are \(there)") + "; it would never begin")
        }
      }
    }
  }
}
