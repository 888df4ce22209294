public import Optimization
public import Scenarios

/// A factor whose best value is looked for: a path into a scenario, and how values are written.
public struct TuningFactor: Hashable, Sendable, CustomStringConvertible {
  /// What is written at the coordinates of the dimension.
  private enum Writing: Hashable {
    case list([String])
    case range(SweepRange, decimals: Int?)
  }

  /// The dotted path, such as `params.die_age`.
  public let path: String
  /// The dimension of the search.
  public let dimension: SearchDimension
  private let writing: Writing

  /// Takes a factor of an experiment.
  ///
  /// Numbers side by side, in rising order, are taken as steps of a scale; other lists as choices
  /// without an order. A range from above 0 to 100 times as much or more is searched by its logarithm.
  ///
  /// - Parameter factor: The factor.
  /// - Throws: ``RequestError`` where the range cannot be understood.
  public init(_ factor: Experiment.VariedFactor) throws(RequestError) {
    path = factor.path
    switch factor.values {
    case .list(let values):
      writing = .list(values)
      let numbers = values.map { try? Quantity.parse($0).value }
      let isScale = zip(numbers, numbers.dropFirst()).allSatisfy { first, second in
        guard let first, let second else { return false }
        return first < second
      }
      dimension = SearchDimension(
        path,
        isScale && values.count > 1
          ? .whole(low: 0, high: values.count - 1) : .choice(count: values.count))
    case .range(let text):
      guard let range = try SweepRange(text, in: "\(factor.path)=\(text)") else {
        throw RequestError(
          "\(factor.path)=\(text)", "is no range; write one such as '20 /min to 45 /min'")
      }
      if range.isWhole {
        writing = .range(range, decimals: 0)
        dimension = SearchDimension(path, .whole(low: Int(range.low), high: Int(range.high)))
      } else if range.low > 0, range.high >= 100 * range.low {
        writing = .range(range, decimals: nil)
        dimension = SearchDimension(path, .logarithmic(low: range.low, high: range.high))
      } else {
        // A thousandth of the range, rounded down to a power of ten.
        writing = .range(
          range,
          decimals: NumberText.decimals(mean: 0, halfWidth: (range.high - range.low) / 1_000))
        dimension = SearchDimension(path, .real(low: range.low, high: range.high))
      }
    }
  }

  /// The factors that an experiment varies.
  ///
  /// - Throws: ``RequestError`` where a range cannot be understood, or there are too many.
  static func all(of experiment: Experiment) throws(RequestError) -> [TuningFactor] {
    var factors: [TuningFactor] = []
    for factor in experiment.vary { factors.append(try TuningFactor(factor)) }
    guard factors.count <= SearchSpace.mostDimensions else {
      throw RequestError(
        experiment.name,
        "looks for \(factors.count) factors; at most \(SearchSpace.mostDimensions) can be looked for"
      )
    }
    return factors
  }

  /// The unit of the range as written; `nil` for a list.
  public var unit: String? {
    if case .range(let range, _) = writing { range.unit } else { nil }
  }

  /// The path with the values, as in `params.die_age=30 h to 150 h`.
  public var description: String { "\(path)=\(rangeText)" }

  /// The values, as in `30 h to 150 h`.
  public var rangeText: String {
    switch writing {
    case .list(let values): values.joined(separator: ",")
    case .range(let range, _):
      "\(NumberText.shortest(range.low)) to \(NumberText.shortest(range.high)) " + range.unit
    }
  }

  /// The value at a coordinate, as it is written in a scenario.
  public func text(at coordinate: Double) -> String {
    switch writing {
    case .list(let values):
      return values[Int(dimension.value(at: coordinate))]
    case .range(let range, let decimals):
      let value = dimension.value(at: coordinate)
      let number: Double
      if let decimals {
        number = Double(NumberText.fixed(value, decimals: decimals)) ?? value
      } else {
        number = TuningFactor.rounded(value)
      }
      return NumberText.shortest(min(range.high, max(range.low, number)))
        + (range.unit.isEmpty ? "" : " " + range.unit)
    }
  }

  /// The coordinate of a value as it is written; `nil` where it is none of the factor's.
  public func coordinate(of text: String) -> Double? {
    switch writing {
    case .list(let values):
      return values.firstIndex(of: text).map { dimension.coordinate(of: Double($0)) }
    case .range(let range, _):
      // None and one of the unit, for 0 degC is not 0 K.
      guard let value = try? Quantity.parse(text),
        let none = try? Quantity.parse("0 \(range.unit)"),
        let one = try? Quantity.parse("1 \(range.unit)"), value.dimension == one.dimension,
        value.currency == one.currency, one.value > none.value
      else { return nil }
      let number = (value.value - none.value) / (one.value - none.value)
      guard number >= range.low, number <= range.high else { return nil }
      return dimension.coordinate(of: number)
    }
  }

  /// A number with four digits that count.
  private static func rounded(_ value: Double) -> Double {
    var unit = 1.0
    while unit > abs(value) / 1_000 { unit /= 10 }
    while unit * 10 <= abs(value) / 1_000 { unit *= 10 }
    // Division by a power of ten that is whole is exact, multiplication by 0.001 is not.
    let inverse = (1 / unit).rounded()
    return unit < 1 ? (value * inverse).rounded() / inverse : (value / unit).rounded() * unit
  }
}
