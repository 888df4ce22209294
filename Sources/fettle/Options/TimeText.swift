import ArgumentParser
import Scenarios

/// A time on the command line: `12h`, or a plain number in the unit of a table, such as cycles.
struct TimeText: ExpressibleByArgument {
  let text: String

  init(argument: String) { text = argument }

  /// The time.
  ///
  /// - Parameters:
  ///   - unit: That of the table: `s` for seconds.
  ///   - option: The option that gave it, such as `--cap`.
  /// - Returns: The time in that unit.
  /// - Throws: A message of wrong usage, where it is no time above 0 in that unit.
  func value(in unit: String?, option: String) throws -> Double {
    if let number = Double(text), number > 0 { return number }
    let example = unit == "s" ? "'12h'" : "a number of '\(unit ?? "1")', such as 30"
    guard unit == "s", let quantity = try? Quantity.parse(text), quantity.dimension == .time,
      quantity.value > 0
    else {
      Terminal.printMessage(
        "error: \(option) is '\(text)'; expected a time above 0, such as \(example)")
      throw ExitStatus.usage
    }
    return quantity.value
  }
}
