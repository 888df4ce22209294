import Experiments
import JSONDocuments
import Optimization

/// The axis of a factor: coordinates from 0 to 1, with the factor's own values as its labels.
///
/// So ranges, their logarithms, whole numbers and lists are drawn in the same way.
struct FactorAxis: Sendable {
  /// The factor.
  let factor: TuningFactor
  /// What people call it.
  let label: String

  init(_ factor: TuningFactor) {
    self.factor = factor
    label = PathLabel.factor(factor.path)
  }

  /// `temper temperature, degC`.
  var title: String {
    guard let unit = factor.unit, !unit.isEmpty else { return label }
    return "\(label), \(unit)"
  }

  /// How wide one of the values is; 0 for real numbers.
  var levelWidth: Double { factor.dimension.levelCount.map { 1 / Double($0) } ?? 0 }

  /// Coordinates from one end to the other: so many of a range, one a value of a list.
  ///
  /// - Parameter count: How many at most; more values than that are thinned.
  /// - Returns: In rising order.
  func coordinates(_ count: Int) -> [Double] {
    guard let levels = factor.dimension.levelCount else {
      return (0..<count).map { Double($0) / Double(count - 1) }
    }
    let shown = min(levels, count)
    return (0..<shown).map { place in
      let level = shown == 1 ? 0 : place * (levels - 1) / (shown - 1)
      return (Double(level) + 0.5) / Double(levels)
    }
  }

  /// The value at a coordinate without its unit.
  func number(at coordinate: Double) -> String {
    let text = factor.text(at: coordinate)
    guard let unit = factor.unit, !unit.isEmpty, text.hasSuffix(" " + unit) else { return text }
    return String(text.dropLast(unit.count + 1))
  }

  /// The places of the labels.
  private var ticks: [(coordinate: Double, text: String)] {
    let dimension = factor.dimension
    if dimension.levelCount != nil {
      return coordinates(7).map { ($0, number(at: $0)) }
    }
    var values: [Double] = []
    if case .logarithmic(let low, let high) = dimension.domain {
      var power = 1e-12
      while power <= high {
        for step in [1.0, 2, 5] where step * power >= low && step * power <= high {
          values.append(step * power)
        }
        power *= 10
      }
      if values.count > 7 { values = values.filter { isPowerOfTen($0) } }
    } else {
      let (low, high) = (dimension.lowest, dimension.highest)
      let step = FactorAxis.niceStep((high - low) / 5)
      var multiple = (low / step).rounded(.up)
      while multiple * step <= high + 1e-9 * step {
        values.append(multiple * step)
        multiple += 1
      }
    }
    return values.map { value in
      (dimension.coordinate(of: value), NumberText.shortest((value * 1e9).rounded() / 1e9))
    }
  }

  private func isPowerOfTen(_ value: Double) -> Bool {
    var rest = value
    while rest < 0.999_999 { rest *= 10 }
    while rest > 9.999_99 { rest /= 10 }
    return abs(rest - 1) < 1e-6
  }

  /// The least of 1, 2 and 5 times a power of ten that is no smaller.
  static func niceStep(_ step: Double) -> Double {
    var power = 1.0
    while power > step { power /= 10 }
    while power * 10 <= step { power *= 10 }
    return [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= step * (1 - 1e-9) } ?? 10 * power
  }

  /// How a field of coordinates is drawn along it.
  ///
  /// - Parameters:
  ///   - field: The field.
  ///   - title: Whether the axis is named.
  /// - Returns: The encoding.
  func encoding(_ field: String, title: Bool = true) -> JSONValue {
    let ticks = ticks
    // By the millionth: a coordinate is found again, however it is rounded.
    let names = JSONValue.object(
      ticks.map { tick in
        .init("\(Int((tick.coordinate * 1e6).rounded()))", .text(tick.text))
      })
    return [
      "field": .text(field), "type": "quantitative",
      "title": title ? .text(self.title) : nil,
      "scale": ["domain": [0, 1], "nice": false, "zero": false],
      "axis": [
        "values": .list(ticks.map { VegaParts.short($0.coordinate) }),
        "labelExpr": .text("(\(names.written(.inPage)))[round(datum.value * 1000000)]"),
        "labelOverlap": "greedy", "labelSeparation": 6, "grid": .truth(levelWidth == 0),
      ],
    ]
  }
}
