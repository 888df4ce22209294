/// The dynamic program over trees whose stages hang below one of them each, whatever the arcs' directions.
///
/// A branch is what hangs below an arc. Its least cost depends on one service time only, that of the arc's supplier,
/// which is the branch's own first stage or the stage that it hangs from.
struct ServiceTimeSearch {
  /// What is known of the branch below a stage.
  private struct Branch {
    /// The least cost, for each service time of the arc from which it hangs.
    var costs: [Double] = []
    /// The incoming time of the first stage with it.
    var incoming: [Int] = []
    /// The best outgoing time of the first stage for each incoming one, where it hangs from a supplier.
    var outgoing: [Int] = []
    /// The best time up to each, where it hangs from a customer.
    var bestUpTo: [Int] = []
  }

  private let model: GuaranteedService
  /// Each stage behind the one that it hangs from.
  private var sequence: [Int] = []
  /// The stage from which each hangs; itself for the first stage of a tree.
  private var parents: [Int]
  /// Whether a stage hangs from a supplier; `nil` for the first stage of a tree.
  private var hangsFromSupplier: [Bool?]
  private var suppliersBelow: [[Int]]
  private var customersBelow: [[Int]]
  private var branches: [Branch]
  private let roots: [Double]

  /// Hangs the stages of each tree from the first of them.
  init(_ model: GuaranteedService) {
    self.model = model
    let count = model.stages.count
    hangsFromSupplier = [Bool?](repeating: nil, count: count)
    suppliersBelow = [[Int]](repeating: [], count: count)
    customersBelow = suppliersBelow
    parents = Array(0..<count)
    branches = [Branch](repeating: Branch(), count: count)
    let longest = model.stages.indices.map {
      model.longestIncomingTime(of: $0) + model.stages[$0].processingTime
    }
    roots = (0...(longest.max() ?? 0)).map { Double($0).squareRoot() }
    var neighbours = [[(stage: Int, isSupplier: Bool)]](repeating: [], count: count)
    for arc in model.arcs {
      neighbours[arc.customer].append((arc.supplier, true))
      neighbours[arc.supplier].append((arc.customer, false))
    }
    var seen = [Bool](repeating: false, count: count)
    for first in 0..<count where !seen[first] {
      seen[first] = true
      sequence.append(first)
      var next = sequence.count - 1
      while next < sequence.count {
        let stage = sequence[next]
        for (other, isSupplier) in neighbours[stage] where !seen[other] {
          seen[other] = true
          sequence.append(other)
          parents[other] = stage
          hangsFromSupplier[other] = !isSupplier
          if isSupplier {
            suppliersBelow[stage].append(other)
          } else {
            customersBelow[stage].append(other)
          }
        }
        next += 1
      }
    }
  }

  /// The longest time that a stage may quote.
  private func longest(_ stage: Int) -> Int { model.longestServiceTimes[stage] }

  /// The service times that cost least.
  mutating func bestServiceTimes() -> [Int] {
    for stage in sequence.reversed() {
      if hangsFromSupplier[stage] == true { solveBelowSupplier(stage) } else { solve(stage) }
    }
    var times = [Int](repeating: -1, count: sequence.count)
    for stage in sequence {
      let branch = branches[stage]
      let incoming: Int
      var isFree = false
      if hangsFromSupplier[stage] == true {
        let given = times[parents[stage]]
        incoming = branch.incoming[given]
        times[stage] = branch.outgoing[incoming]
        isFree = incoming == given
      } else {
        if hangsFromSupplier[stage] == nil { times[stage] = branch.bestUpTo[longest(stage)] }
        incoming = branch.incoming[times[stage]]
      }
      let last = isFree ? nil : lastSupplier(of: stage, at: incoming)?.stage
      for supplier in suppliersBelow[stage] {
        times[supplier] =
          supplier == last
          ? incoming : branches[supplier].bestUpTo[min(incoming, longest(supplier))]
      }
    }
    return times
  }

  // MARK: - One stage

  /// What suppliers below a stage cost if none serves later than some time.
  private func suppliersCost(of stage: Int, upTo time: Int) -> Double {
    suppliersBelow[stage].reduce(0) { sum, supplier in
      let branch = branches[supplier]
      return sum + branch.costs[branch.bestUpTo[min(time, longest(supplier))]]
    }
  }

  /// The supplier that loses least if it serves at some time exactly, and what it loses; `nil` without any.
  private func lastSupplier(of stage: Int, at time: Int) -> (stage: Int, loss: Double)? {
    var best: (stage: Int, loss: Double)?
    for supplier in suppliersBelow[stage] where time <= longest(supplier) {
      let branch = branches[supplier]
      guard branch.costs[time] < .infinity else { continue }
      let loss = branch.costs[time] - branch.costs[branch.bestUpTo[time]]
      if loss < best?.loss ?? .infinity { best = (supplier, loss) }
    }
    return best
  }

  /// What suppliers below a stage cost if the last of them serves at some time.
  private func suppliersCost(of stage: Int, at time: Int) -> Double {
    guard !suppliersBelow[stage].isEmpty else { return time == 0 ? 0 : .infinity }
    guard let last = lastSupplier(of: stage, at: time) else { return .infinity }
    return suppliersCost(of: stage, upTo: time) + last.loss
  }

  /// What customers below a stage cost for each of its service times; infinite where it may not quote one.
  private func customersCosts(of stage: Int) -> [Double] {
    (0...longest(stage)).map { time in
      guard time >= model.stages[stage].leastServiceTime else { return .infinity }
      return customersBelow[stage].reduce(0) { $0 + branches[$1].costs[time] }
    }
  }

  /// A stage that hangs from a customer, or from nothing.
  private mutating func solve(_ stage: Int) {
    let feeds = (0...model.longestIncomingTime(of: stage)).map {
      suppliersCost(of: stage, at: $0)
    }
    let (time, factor) = (model.stages[stage].processingTime, model.costFactors[stage])
    var branch = Branch(costs: customersCosts(of: stage))
    var best = 0
    for outgoing in branch.costs.indices {
      var (least, choice) = (Double.infinity, 0)
      for incoming in max(0, outgoing - time)..<max(feeds.count, outgoing - time) {
        let cost = feeds[incoming] + factor * roots[incoming + time - outgoing]
        if cost < least { (least, choice) = (cost, incoming) }
      }
      branch.costs[outgoing] += least
      branch.incoming.append(choice)
      if branch.costs[outgoing] < branch.costs[best] { best = outgoing }
      branch.bestUpTo.append(best)
    }
    branches[stage] = branch
  }

  /// A stage that hangs from a supplier.
  private mutating func solveBelowSupplier(_ stage: Int) {
    let pushes = customersCosts(of: stage)
    let (time, factor) = (model.stages[stage].processingTime, model.costFactors[stage])
    var branch = Branch()
    // With the stage's own stock and customers, for each incoming time.
    var own: [Double] = []
    for incoming in 0...model.longestIncomingTime(of: stage) {
      var (least, choice) = (Double.infinity, 0)
      for outgoing in 0...min(longest(stage), incoming + time) {
        let cost = pushes[outgoing] + factor * roots[incoming + time - outgoing]
        if cost < least { (least, choice) = (cost, outgoing) }
      }
      own.append(least)
      branch.outgoing.append(choice)
    }
    // Either the supplier above is the last, or one of those below is later still.
    let given = longest(parents[stage])
    branch.costs = [Double](repeating: .infinity, count: given + 1)
    branch.incoming = [Int](repeating: 0, count: given + 1)
    var (later, laterChoice) = (Double.infinity, 0)
    for incoming in own.indices.reversed() {
      if incoming <= given {
        let cost = suppliersCost(of: stage, upTo: incoming) + own[incoming]
        branch.costs[incoming] = min(cost, later)
        branch.incoming[incoming] = cost <= later ? incoming : laterChoice
      }
      let cost = suppliersCost(of: stage, at: incoming) + own[incoming]
      if cost < later { (later, laterChoice) = (cost, incoming) }
    }
    branches[stage] = branch
  }
}
