import JSONDocuments

/// What the specifications of charts have in common.
enum VegaParts {
  /// A chart as wide as its place.
  ///
  /// - Parameters:
  ///   - height: In pixels.
  ///   - members: What is drawn.
  /// - Returns: The specification.
  static func chart(height: Double, _ members: [JSONValue.Member]) -> JSONValue {
    .object(
      [
        .init("$schema", "https://vega.github.io/schema/vega-lite/v6.json"),
        .init("width", "container"),
        .init("autosize", ["type": "fit-x", "contains": "padding"]),
        .init("height", .number(height.rounded())),
      ] + members)
  }

  /// A number with as many digits as a chart can show: six, so that pages stay small.
  static func short(_ value: Double) -> JSONValue {
    guard value.isFinite else { return .null }
    guard value != 0 else { return 0 }
    var unit = 1.0
    while abs(value) * unit < 1e5, unit < 1e12 { unit *= 10 }
    return .number((value * unit).rounded() / unit)
  }

  /// Which of the colors are good on light and on dark.
  static let accent: JSONValue = "#2E8FCC"
  /// Of what is pointed at.
  static let mark: JSONValue = "#E69F00"
  /// Of what cannot be had.
  static let bad: JSONValue = "#D55E00"
  /// Of what is in the background.
  static let quiet: JSONValue = "#87919B"
}
