import Optimization
import TestDraws

/// Search spaces drawn at random, with constraints that a point within keeps.
struct RandomSpace {
  var space: SearchSpace
  /// A point that is allowed.
  var witness: [Double]

  /// Draws a space.
  ///
  /// - Parameters:
  ///   - draws: What decides.
  ///   - hasConditions: Whether dimensions may depend on others.
  ///   - hasLogarithms: Whether some real numbers go by their logarithms.
  init(_ draws: inout Draws, hasConditions: Bool = true, hasLogarithms: Bool = true) {
    let count = draws.whole(2...6)
    var dimensions: [SearchDimension] = []
    for index in 0..<count {
      var condition: SearchDimension.Condition?
      let parents = dimensions.filter { ($0.levelCount ?? 1) > 1 && ($0.levelCount ?? 1) < 6 }
      if hasConditions, !parents.isEmpty, draws.chance(0.4) {
        let parent = parents[draws.index(below: parents.count)]
        let levels = (0..<(parent.levelCount ?? 1)).filter { _ in draws.chance(0.5) }
        condition = SearchDimension.Condition(parent: parent.name, levels: Set(levels))
      }
      dimensions.append(
        SearchDimension(
          "d\(index)", RandomSpace.domain(&draws, hasLogarithms: hasLogarithms),
          onlyWhen: condition))
    }
    let free = SearchSpace(dimensions)
    witness = free.snapped(dimensions.map { _ in draws.uniform() })
    let values = free.values(at: witness)
    let isActive = free.activity(at: witness)
    let numbers = dimensions.indices.filter { !dimensions[$0].isChoice }
    var constraints: [LinearConstraint] = []
    for index in 0..<(numbers.isEmpty ? 0 : draws.whole(1...3)) {
      let chosen = numbers.filter { _ in draws.chance(0.6) }
      guard !chosen.isEmpty else { continue }
      let terms = chosen.map { place in
        let sign = draws.chance(0.3) ? -1.0 : 1.0
        return LinearConstraint.Term(
          sign * Double(draws.whole(1...3)), dimensions[place].name)
      }
      let sum = zip(chosen, terms).reduce(0) {
        $0 + (isActive[$1.0] ? $1.1.factor * values[$1.0] : 0)
      }
      let size = zip(chosen, terms).reduce(0) {
        $0 + abs($1.1.factor) * (dimensions[$1.0].highest - dimensions[$1.0].lowest)
      }
      let slack = draws.chance(0.3) ? 0 : 0.2 * draws.uniform() * size
      switch draws.index(below: 5) {
      case 0, 1: constraints.append(LinearConstraint("c\(index)", terms, .atMost, sum + slack))
      case 2, 3: constraints.append(LinearConstraint("c\(index)", terms, .atLeast, sum - slack))
      default: constraints.append(LinearConstraint("c\(index)", terms, .equal, sum))
      }
    }
    space = SearchSpace(dimensions, constraints: constraints)
  }

  static func domain(_ draws: inout Draws, hasLogarithms: Bool) -> SearchDimension.Domain {
    let low = Double(draws.whole(-4...4))
    switch draws.index(below: 8) {
    case 0, 1: return .real(low: low, high: low + Double(draws.whole(1...10)))
    case 2 where hasLogarithms:
      return .logarithmic(
        low: 0.01 * Double(draws.whole(1...50)), high: Double(draws.whole(1...20)))
    case 2, 3: return .whole(low: Int(low), high: Int(low) + draws.whole(0...8))
    case 4: return .stepped(low: low, high: low + 2, step: [0.1, 0.25, 0.3][draws.index(below: 3)])
    case 5:
      return .ordinal(
        values: [[1, 2, 5], [0.5, 8, 20, 90], [-3, 0, 0.25]][draws.index(below: 3)])
    case 6: return .choice(count: draws.whole(1...4))
    default: return draws.chance(0.3) ? .fixed(low) : .real(low: low, high: low + 1)
    }
  }
}
