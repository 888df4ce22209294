import Experiments

/// What a metric of the battery is in metrics of Fettle: one of them, or arithmetic of several.
///
/// ```swift
/// let meanWait: MetricFormula = .metric("cycle_time") * 60   // hours in minutes
/// ```
public indirect enum MetricFormula: Hashable, Sendable {
  case number(Double)
  case metric(String)
  case sum(MetricFormula, MetricFormula)
  case difference(MetricFormula, MetricFormula)
  case product(MetricFormula, MetricFormula)
  case quotient(MetricFormula, MetricFormula)

  /// The sum.
  public static func + (left: MetricFormula, right: MetricFormula) -> MetricFormula {
    .sum(left, right)
  }

  /// The difference.
  public static func - (left: MetricFormula, right: MetricFormula) -> MetricFormula {
    .difference(left, right)
  }

  /// The product.
  public static func * (left: MetricFormula, right: MetricFormula) -> MetricFormula {
    .product(left, right)
  }

  /// The quotient.
  public static func / (left: MetricFormula, right: MetricFormula) -> MetricFormula {
    .quotient(left, right)
  }

  /// The metrics of Fettle that occur in it, each once, in the order in which they stand.
  public var metrics: [String] {
    var names: [String] = []
    collect(&names)
    return names
  }

  private func collect(_ names: inout [String]) {
    switch self {
    case .number: break
    case .metric(let name): if !names.contains(name) { names.append(name) }
    case .sum(let left, let right), .difference(let left, let right),
      .product(let left, let right), .quotient(let left, let right):
      left.collect(&names)
      right.collect(&names)
    }
  }
}

extension MetricFormula: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }

  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
}

extension MetricFormula: CustomStringConvertible {
  /// The formula as one would write it: `1 - stations.server.starved`.
  public var description: String { text(within: 0) }

  /// The formula, in parentheses where what stands around it binds more strongly.
  ///
  /// - Parameter strength: How strongly that binds: 0 nothing, 1 a sum, 2 what is subtracted, 3 a
  ///   product or quotient, 4 what follows in one.
  /// - Returns: The text.
  private func text(within strength: Int) -> String {
    func joined(_ sign: String, _ left: String, _ right: String, binds: Int) -> String {
      let text = "\(left) \(sign) \(right)"
      return binds < strength ? "(\(text))" : text
    }
    switch self {
    case .number(let value): return NumberText.shortest(value)
    case .metric(let name): return name
    case .sum(let left, let right):
      return joined("+", left.text(within: 1), right.text(within: 1), binds: 1)
    case .difference(let left, let right):
      return joined("-", left.text(within: 1), right.text(within: 2), binds: 1)
    case .product(let left, let right):
      return joined("*", left.text(within: 3), right.text(within: 4), binds: 3)
    case .quotient(let left, let right):
      return joined("/", left.text(within: 3), right.text(within: 4), binds: 3)
    }
  }
}
