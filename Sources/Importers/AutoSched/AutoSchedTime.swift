/// A time of the format: a distribution by name, and its numbers in minutes.
struct AutoSchedTime: Hashable {
  /// How it varies.
  enum Family: String {
    case constant, uniform, exponential, normal
  }

  var family: Family
  /// Minutes.
  var mean: Double
  /// What the second column holds, in minutes: of a uniform one the whole range, of a normal one the standard
  /// deviation.
  var second: Double

  init(_ family: Family = .constant, mean: Double, second: Double = 0) {
    self.family = second == 0 && family != .exponential ? .constant : family
    (self.mean, self.second) = (mean, second)
  }

  /// Every value so many times as long.
  func multiplied(by factor: Double) -> AutoSchedTime {
    AutoSchedTime(family, mean: mean * factor, second: second * factor)
  }

  /// Every value longer by the same.
  func adding(_ minutes: Double) -> AutoSchedTime {
    AutoSchedTime(family, mean: mean + minutes, second: second)
  }

  /// As the language writes it.
  var text: String {
    func minutes(_ value: Double) -> String { AutoSchedNumber.text(value) + " min" }
    return switch family {
    case .constant: minutes(mean)
    case .uniform: "uniform \(minutes(mean - second / 2)) to \(minutes(mean + second / 2))"
    case .exponential: "exponential \(minutes(mean))"
    case .normal: "normal mean \(minutes(mean)) sd \(minutes(second)) at_least 0 min"
    }
  }
}

/// Numbers as they are written.
enum AutoSchedNumber {
  /// A number without the noise of its last digits: at most nine decimals.
  static func text(_ value: Double) -> String {
    let rounded = (value * 1e9).rounded() / 1e9
    if rounded == rounded.rounded(), abs(rounded) < 1e15 { return "\(Int(rounded))" }
    return "\(rounded)"
  }
}

/// Units of the format.
enum AutoSchedUnit {
  /// A unit's minutes; `nil` for an unknown one.
  static func minutes(_ name: String) -> Double? {
    switch name.lowercased() {
    case "s", "sec", "secs", "second", "seconds": 1.0 / 60
    case "min", "mins", "minute", "minutes": 1
    case "h", "hr", "hrs", "hour", "hours": 60
    case "d", "day", "days": 1_440
    case "wk", "week", "weeks": 10_080
    default: nil
    }
  }
}
