/// Whether arcs make trees of stages.
struct NetworkShape {
  let stages: [GuaranteedService.Stage]
  let arcs: [GuaranteedService.Arc]

  /// The stages, each behind its suppliers.
  ///
  /// - Throws: ``NetworkError`` at an arc of a circle, or at the first arc that joins what is joined already.
  /// - Returns: Their places.
  func order() throws(NetworkError) -> [Int] {
    guard stages.contains(where: { $0.demand != nil }) else {
      throw NetworkError(
        place: .network,
        reason: .notCovered(
          what: "a network without demand",
          reason: "nobody wants anything; give the last stages a mean and deviation of demand"))
    }
    var missing = [Int](repeating: 0, count: stages.count)
    var deliveries = [[Int]](repeating: [], count: stages.count)
    for arc in arcs {
      missing[arc.customer] += 1
      deliveries[arc.supplier].append(arc.customer)
    }
    var order = stages.indices.filter { missing[$0] == 0 }
    var next = 0
    while next < order.count {
      for customer in deliveries[order[next]] {
        missing[customer] -= 1
        if missing[customer] == 0 { order.append(customer) }
      }
      next += 1
    }
    if order.count < stages.count { throw circle(among: missing) }
    try expectTrees()
    return order
  }

  /// A circle of arcs, blamed on that which is given last.
  ///
  /// Each stage that still misses a supplier has one that misses one, too, so the way upstream never ends.
  private func circle(among missing: [Int]) -> NetworkError {
    var stage = missing.firstIndex { $0 > 0 } ?? 0
    var (seen, way) = ([Int](), [Int]())
    while !seen.contains(stage) {
      let arc = arcs.firstIndex { $0.customer == stage && missing[$0.supplier] > 0 } ?? 0
      seen.append(stage)
      way.append(arc)
      stage = arcs[arc].supplier
    }
    let circle = Array(way[(seen.firstIndex(of: stage) ?? 0)...].reversed())
    let blamed = circle.max() ?? 0
    let first = circle.firstIndex(of: blamed) ?? 0
    let round = circle[first...] + circle[..<first] + [blamed]
    let names = round.prefix(6).map { "'\(stages[arcs[$0].supplier].name)'" }
      .joined(separator: " → ")
    return NetworkError(
      place: .arc(blamed),
      reason: .notCovered(
        what: "a network that goes round in a circle",
        reason: names + (round.count > 6 ? " → …" : "")
          + " need each other; leave one of the arcs out"))
  }

  private func expectTrees() throws(NetworkError) {
    var joined = Array(stages.indices)
    func root(_ stage: Int) -> Int {
      var stage = stage
      while joined[stage] != stage {
        joined[stage] = joined[joined[stage]]
        stage = joined[stage]
      }
      return stage
    }
    for (place, arc) in arcs.enumerated() {
      let (one, other) = (root(arc.supplier), root(arc.customer))
      guard one != other else {
        throw NetworkError(
          place: .arc(place),
          reason: .notCovered(
            what: "a network that is not a tree",
            reason: "'\(stages[arc.supplier].name)' and '\(stages[arc.customer].name)' are joined "
              + "in another way, too; leave one of the arcs out, or put stages together"))
      }
      joined[one] = other
    }
  }
}
