/// Where orders of a product go: states, each with where they go on, by chance.
struct RouteModel: Hashable, Sendable {
  /// A step of the route, at its place in it.
  struct State: Hashable, Sendable {
    var step: Int
    /// Whether orders enter here, so that nothing lies before.
    var isFirst: Bool
    /// Chances to go on to other states; what is missing to 1 leaves.
    var next: [Int: Double] = [:]
  }

  var states: [State] = []
  /// Chances to begin at states.
  var begins: [Int: Double] = [:]
  /// How many orders that were under way when the log began go on at states.
  var resumes: [Int: Int] = [:]
  /// The number of variants of which it is made; `nil` where each step knows only the one before.
  var variants: Int?
}

/// Finds the routes of a product's orders.
///
/// Where twelve variants at most are four in five of the orders that are seen whole, three of them each at
/// least, and half of the orders are seen whole, the variants are the routes, each by its share. Else an order
/// goes on from each step by chance, whatever came before.
struct RouteFit {
  private static let mostVariants = 12
  private static let leastCover = 0.8
  private static let leastOrdersOfVariant = 3.0
  /// Those seen whole are the short ones: routes of few of the orders say little of the others.
  private static let leastSeenWhole = 0.5
  /// From how many stays on a product's own chances hold for a step.
  private static let leastStays = 8.0

  /// An order: its stays, and the chances that the first is its beginning, and the last its end.
  struct Order: Sendable {
    var stays: [Stay]
    var begun: Double
    var finished: Double

    /// Whether it was rather under way when the log began.
    var wasUnderWay: Bool { begun < 0.5 }
  }

  /// The product's orders.
  var orders: [Order]
  /// Those of all products.
  var all: [Order]

  func model() -> RouteModel { variants() ?? chain() }

  private func variants() -> RouteModel? {
    var counts: [[Int]: Double] = [:]
    for order in orders where order.finished > 0.5 && !order.wasUnderWay {
      counts[order.stays.map(\.step), default: 0] += 1
    }
    let total = counts.values.reduce(0, +)
    let sorted = counts.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
    }
    let kept = sorted.prefix(RouteFit.mostVariants)
    let cover = kept.reduce(0) { $0 + $1.value }
    guard total >= 5, total >= RouteFit.leastSeenWhole * Double(orders.count),
      cover >= RouteFit.leastCover * total,
      cover >= RouteFit.leastOrdersOfVariant * Double(kept.count)
    else { return nil }
    var model = RouteModel(variants: kept.count)
    for (route, count) in kept {
      for (place, step) in route.enumerated() {
        let state = model.states.count
        model.states.append(RouteModel.State(step: step, isFirst: place == 0))
        if place == 0 {
          model.begins[state] = count / cover
        } else {
          model.states[state - 1].next[state] = 1
        }
      }
    }
    for order in orders where order.wasUnderWay {
      let step = order.stays[0].step
      let state =
        model.states.firstIndex { $0.step == step && !$0.isFirst }
        ?? model.states.firstIndex { $0.step == step }
      if let state { model.resumes[state, default: 0] += 1 }
    }
    return model
  }

  private func chain() -> RouteModel {
    let own = Transitions(orders)
    let common = Transitions(all)
    var model = RouteModel()
    var (later, first) = ([Int: Int](), [Int: Int]())
    var open: [Int] = []
    func state(_ step: Int, isFirst: Bool) -> Int {
      if let known = isFirst ? first[step] : later[step] { return known }
      let state = model.states.count
      model.states.append(RouteModel.State(step: step, isFirst: isFirst))
      if isFirst { first[step] = state } else { later[step] = state }
      open.append(state)
      return state
    }
    var begins: [Int: Double] = [:]
    let begun = orders.filter { !$0.wasUnderWay }
    // Where none began, they come as those did that were under way.
    let counted = begun.isEmpty ? orders : begun
    for order in counted {
      begins[order.stays[0].step, default: 0] += 1 / Double(counted.count)
    }
    for step in begins.keys.sorted() {
      model.begins[state(step, isFirst: true)] = begins[step]
    }
    // Before the step at which an order under way is seen first, its wait is known.
    for order in orders where order.wasUnderWay {
      model.resumes[state(order.stays[0].step, isFirst: true), default: 0] += 1
    }
    while let here = open.popLast() {
      let step = model.states[here].step
      let counts = own.visits(step) >= RouteFit.leastStays ? own : common
      let chances = counts.chances(from: step)
      for next in chances.keys.sorted() {
        model.states[here].next[state(next, isFirst: false)] = chances[next]
      }
    }
    letLeave(&model)
    return model
  }

  /// Lets orders leave, as often as on the average, where no way leads out.
  private func letLeave(_ model: inout RouteModel) {
    let visits = all.reduce(0) { $0 + Double($1.stays.count) }
    let usual = all.reduce(0) { $0 + $1.finished } / max(1, visits)
    var leads = model.states.map { $0.next.total < 1 - 1e-9 }
    var isChanging = true
    while isChanging {
      isChanging = false
      for state in model.states.indices where !leads[state] {
        if model.states[state].next.keys.contains(where: { leads[$0] }) {
          leads[state] = true
          isChanging = true
        }
      }
    }
    for state in model.states.indices where !leads[state] {
      model.states[state].next = model.states[state].next.mapValues { $0 * (1 - max(usual, 0.01)) }
    }
  }
}

/// How often orders go from step to step.
private struct Transitions {
  private var moves: [Int: [Int: Double]] = [:]
  /// How often they leave from steps, and how often they wait there for a move that was not seen.
  private var leaving: [Int: Double] = [:]
  private var pending: [Int: Double] = [:]

  init(_ orders: [RouteFit.Order]) {
    for order in orders {
      let (stays, finished) = (order.stays, order.finished)
      for (before, after) in zip(stays, stays.dropFirst()) {
        moves[before.step, default: [:]][after.step, default: 0] += 1
      }
      guard let last = stays.last else { continue }
      leaving[last.step, default: 0] += finished
      pending[last.step, default: 0] += 1 - finished
    }
  }

  func visits(_ step: Int) -> Double {
    (moves[step]?.total ?? 0) + (leaving[step] ?? 0) + (pending[step] ?? 0)
  }

  /// Chances to go on to other steps; moves that were not seen go where the others went.
  func chances(from step: Int) -> [Int: Double] {
    let known = moves[step] ?? [:]
    let moved = known.total
    guard moved > 0 else { return [:] }
    let going = 1 - (leaving[step] ?? 0) / visits(step)
    return known.mapValues { $0 / moved * going }
  }
}
