import FactorySimulation
import Scenarios

/// An amount of a metric as a user writes it.
public enum MetricAmount: Hashable, Sendable {
  /// In the metric's unit.
  case absolute(Double)
  /// As a part of the (baseline's) mean, such as 0.01 for `1 %`.
  case relative(Double)

  /// Reads an amount in any unit that measures what the metric measures.
  ///
  /// `%` is a part of the mean where `percentOfMean` allows it and the metric is no fraction itself;
  /// of a fraction it is percentage points. Only 0, fractions and counts may stand without a unit.
  ///
  /// - Parameters:
  ///   - text: Such as `60 parts/h`, `1 %` or `0.6`.
  ///   - request: The whole text in which it stands, for the error.
  ///   - definition: The metric.
  ///   - percentOfMean: Whether `%` may mean a part of the mean.
  /// - Throws: ``RequestError`` where it is no quantity, or one of another kind.
  init(
    _ text: String, in request: String, of definition: MetricDefinition, percentOfMean: Bool
  ) throws(RequestError) {
    let isCounted = MetricAmount.isCounted(definition)
    let isCount = isCounted || ["", "parts"].contains(definition.unit)
    let written = isCounted ? MetricAmount.withoutUnit(text, definition) : text
    let quantity: Quantity
    let unit: Quantity
    do throws(QuantityProblem) {
      quantity = try Quantity.parse(written)
      unit = try MetricAmount.unitQuantity(definition)
    } catch {
      throw RequestError(request, MetricAmount.explanation(error, text, definition))
    }
    if written.hasSuffix("%"), quantity.dimension == .ratio, definition.unit != "1", percentOfMean {
      self = .relative(quantity.value)
      return
    }
    if !quantity.hasUnit {
      guard definition.unit == "1" || isCount || quantity.value == 0 else {
        throw RequestError(
          request, "'\(text)' has no unit; write '\(text) \(definition.unit)'")
      }
      self = .absolute(quantity.value)
      return
    }
    guard quantity.dimension == unit.dimension else {
      let kind = written.hasSuffix("%") ? "a part of something" : quantity.dimension.name
      throw RequestError(
        request,
        "'\(text)' is \(kind); \(definition.name) is "
          + (definition.unit.isEmpty
            ? "a plain number"
            : definition.unit == "1" ? "a fraction, such as 60 %" : "in \(definition.unit)"))
    }
    guard quantity.currency == unit.currency else {
      throw RequestError(
        request, "\(definition.name) is in \(unit.currency ?? "no currency"), '\(text)' is not")
    }
    self = .absolute(quantity.value / unit.value)
  }

  /// The metric's unit in SI units.
  private static func unitQuantity(
    _ definition: MetricDefinition
  ) throws(QuantityProblem) -> Quantity {
    if isCounted(definition) { return try Quantity.parse("1 parts") }
    return switch definition.unit {
    case "1", "": try Quantity.parse("1")
    default: try Quantity.parse("1 \(definition.unit)")
    }
  }

  /// Whether the unit is a word for what is counted, such as `failures`, which the language of quantities does
  /// not know.
  private static func isCounted(_ definition: MetricDefinition) -> Bool {
    let unit = definition.unit
    return !unit.isEmpty && unit.allSatisfy { $0.isLetter }
      && (try? Quantity.parse("1 \(unit)")) == nil
  }

  /// A text without a unit that the language of quantities does not know.
  private static func withoutUnit(_ text: String, _ definition: MetricDefinition) -> String {
    let unit = definition.unit
    for ending in [" " + unit, " " + unit.dropLast()] where text.hasSuffix(ending) {
      return String(text.dropLast(ending.count))
    }
    return text
  }

  private static func explanation(
    _ problem: QuantityProblem, _ text: String, _ definition: MetricDefinition
  ) -> String {
    let example =
      definition.unit == "1" ? "60 %" : definition.unit.isEmpty ? "1.33" : "60 \(definition.unit)"
    switch problem {
    case .noNumber:
      return "'\(text)' is not a quantity; write a number and a unit, such as \(example)"
    case .decimalComma(let meant):
      return "'\(text)' has a decimal comma; write '\(meant)'"
    case .tooLarge:
      return "'\(text)' is too large"
    case .scaleInCompound(let unit):
      return "'\(text)' joins '\(unit)' with other units; write 'K' instead"
    case .unknownUnit(let unit, let suggestion):
      return "'\(text)' has the unknown unit '\(unit)'; "
        + (suggestion.map { "did you mean '\($0)'?" } ?? "write it such as \(example)")
    }
  }
}
