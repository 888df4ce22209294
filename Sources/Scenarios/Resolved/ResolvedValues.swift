import FactoryModel
import RandomVariates

/// Values as the canonical text writes them, so that they are read back bit for bit.
enum ResolvedValues {
  /// A number without unit, in the fewest digits that are read back to it.
  static func number(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A time in the largest unit of which it is at least one, where that takes no more digits than
  /// seconds do.
  static func time(_ seconds: Double) -> String {
    let plain = number(seconds)
    let units = [
      UnitTable.year, UnitTable.week, UnitTable.day, UnitTable.hour, UnitTable.minute,
    ]
    for unit in units where seconds.magnitude >= unit.numerator {
      let digits = number(seconds / unit.numerator)
      let text = "\(digits) \(unit.symbol)"
      if digits.utf8.count <= plain.utf8.count, isRead(text, as: seconds) { return text }
    }
    return "\(plain) s"
  }

  /// A probability in percent, or as a plain number where percent would not be read back to it.
  static func probability(_ value: Double) -> String {
    // Shifting the point in the text adds no rounding of its own.
    let shifted = Double("\(value)e2") ?? value * 100
    let text = "\(number(shifted)) %"
    return isRead(text, as: value) ? text : number(value)
  }

  /// Money per time, by the hour where that is read back to it.
  static func costPerTime(_ value: Double, _ currency: String) -> String {
    for hourly in [value * 3_600, (value * 3_600_000).rounded() / 1_000] {
      let text = "\(number(hourly)) \(currency)/h"
      if isRead(text, as: value) { return text }
    }
    return "\(number(value)) \(currency)/s"
  }

  private static func isRead(_ text: String, as value: Double) -> Bool {
    (try? Quantity.parse(text))?.value == value
  }

  /// A distribution of times.
  static func distribution(_ distribution: Distribution) -> String {
    var text = family(distribution.family)
    if distribution.shift != 0 { text += " shift \(time(distribution.shift))" }
    if distribution.atLeast > -.infinity { text += " at_least \(time(distribution.atLeast))" }
    if distribution.atMost < .infinity { text += " at_most \(time(distribution.atMost))" }
    return text
  }

  private static func family(_ family: Distribution.Family) -> String {
    switch family {
    case .constant(let value): time(value)
    case .uniform(let lower, let upper): "uniform \(time(lower)) to \(time(upper))"
    case .exponential(let mean): "exponential \(time(mean))"
    case .normal(let mean, let deviation): "normal mean \(time(mean)) sd \(time(deviation))"
    case .logNormal(let mean, let deviation): "lognormal mean \(time(mean)) sd \(time(deviation))"
    case .gamma(let shape, let scale): "gamma shape \(number(shape)) scale \(time(scale))"
    case .weibull(let shape, let scale): "weibull shape \(number(shape)) scale \(time(scale))"
    case .triangular(let lower, let mode, let upper):
      "triangular \(time(lower)) \(time(mode)) \(time(upper))"
    case .erlang(let stages, let mean): "erlang phases \(stages) mean \(time(mean))"
    // No scenario can ask for these yet.
    case .beta, .inverseGaussian, .poisson, .binomial, .geometric, .negativeBinomial, .discrete,
      .empirical, .mixture:
      "\(family)"
    }
  }

  // MARK: - Calendars

  /// Days and shifts that together are the spans of a calendar, in their order.
  static func patterns(of spans: [WorkCalendar.Span]) -> [(days: String, shifts: String)] {
    var patterns: [(days: [Int], shifts: [String])] = []
    var index = 0
    while index < spans.count {
      let day = dayNumber(spans[index])
      var shifts: [String] = []
      while index < spans.count, dayNumber(spans[index]) == day {
        shifts.append(shift(spans[index]))
        index += 1
      }
      if let last = patterns.last, last.shifts == shifts, let lastDay = last.days.last,
        lastDay < day
      {
        patterns[patterns.count - 1].days.append(day)
      } else {
        patterns.append(([day], shifts))
      }
    }
    return patterns.map { (days($0.days), "[" + $0.shifts.joined(separator: ", ") + "]") }
  }

  private static func dayNumber(_ span: WorkCalendar.Span) -> Int {
    Int(span.start / 86_400)
  }

  private static func days(_ numbers: [Int]) -> String {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    var runs: [(first: Int, last: Int)] = []
    for number in numbers {
      if let run = runs.last, run.last + 1 == number {
        runs[runs.count - 1].last = number
      } else {
        runs.append((number, number))
      }
    }
    let words = runs.map { run in
      run.first == run.last ? names[run.first] : "\(names[run.first])-\(names[run.last])"
    }
    return words.count == 1 ? words[0] : "[" + words.joined(separator: ", ") + "]"
  }

  private static func shift(_ span: WorkCalendar.Span) -> String {
    let start = Int(span.start / 60) % 1_440
    let end = start + Int((span.end - span.start) / 60)
    return timeOfDay(start) + "-" + timeOfDay(end > 1_440 ? end - 1_440 : end)
  }

  private static func timeOfDay(_ minutes: Int) -> String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return padded(minutes / 60) + ":" + padded(minutes % 60)
  }
}
