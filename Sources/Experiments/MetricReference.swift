public import FactorySimulation
import Scenarios

/// A metric as a user names it: `throughput`, or `throughput.diff` for its difference from the
/// baseline.
public struct MetricReference: Hashable, Sendable, CustomStringConvertible {
  /// What is meant.
  public var definition: MetricDefinition
  /// Whether the difference from the baseline is meant.
  public var isDifference: Bool

  /// What marks a difference.
  static let mark = ".diff"

  /// The metric with which a text such as `throughput.diff < 3 %` begins, without `.diff`.
  public static func name(in text: String) -> String {
    let name = withoutBlanks(text.prefix { !"<>=".contains($0) })
    return name.hasSuffix(mark) ? String(name.dropLast(mark.count)) : name
  }

  /// Looks a metric up.
  ///
  /// - Parameters:
  ///   - name: The metric's name, `.diff` behind it where the difference is meant.
  ///   - request: The whole text in which the name stands, for the error.
  ///   - definitions: The metrics there are.
  ///   - hasBaseline: Whether there is a baseline to differ from.
  /// - Throws: ``RequestError``, with the nearest name where one is near.
  public init(
    _ name: String, in request: String, among definitions: [MetricDefinition], hasBaseline: Bool
  ) throws(RequestError) {
    let isDifference = name.hasSuffix(MetricReference.mark)
    let path = isDifference ? String(name.dropLast(MetricReference.mark.count)) : name
    guard let definition = definitions.first(where: { $0.name == path }) else {
      guard !path.isEmpty else {
        throw RequestError(request, "begin with the name of a metric, such as throughput")
      }
      let names = definitions.map(\.name)
      let whole = names.first { $0.hasSuffix("." + path) }
      let hint = (whole ?? NearestName.of(path, among: names))
        .map { "; did you mean '\($0)\(isDifference ? MetricReference.mark : "")'?" }
      throw RequestError(request, "unknown metric '\(path)'" + (hint ?? ""))
    }
    guard hasBaseline || !isDifference else {
      throw RequestError(
        request,
        "there is no baseline to differ from; give run --compare-to-base, or leave out '.diff'")
    }
    self.definition = definition
    self.isDifference = isDifference
  }

  /// The name, with `.diff` where the difference is meant.
  public var description: String {
    definition.name + (isDifference ? MetricReference.mark : "")
  }
}
