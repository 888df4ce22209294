public import FactoryModel
public import FactorySimulation

/// Why the name of a metric cannot be read.
public struct DetailMetricProblem: Error, Hashable, CustomStringConvertible {
  /// What is wrong, and what to write.
  public var description: String
}

/// Metrics that are kept where they are asked for by name.
///
/// A metric of times (`cycle_time`, `products.P.cycle_time`, `stations.S.waiting_time`) may be followed
/// by `.second_moment`, `.standard_deviation`, `.p95` (or any other share) and `.share_over(5 min)`, a
/// level (`work_in_process`, `stations.S.number`, `stations.S.queue`, `machines_down`) by
/// `.second_moment`, `.standard_deviation`, `.share_at(2)`, `.share_over(2)`, `.rises_above(2)` and
/// `.at_end`.
extension DetailMetric {
  /// Reads a name; `nil` where it does not begin with a metric that can be extended.
  ///
  /// - Parameters:
  ///   - name: The name, such as `cycle_time.p95`.
  ///   - factory: The factory whose metrics it extends.
  /// - Throws: ``DetailMetricProblem`` where what follows is not understood.
  public init?(_ name: String, of factory: Factory) throws(DetailMetricProblem) {
    guard
      let (base, subject) = DetailMetric.subjects(of: factory)
        .filter({ name.hasPrefix($0.name + ".") }).max(by: { $0.name.count < $1.name.count })
    else { return nil }
    let asked = String(name.dropFirst(base.count + 1))
    guard let statistic = DetailMetric.statistic(asked, of: subject) else {
      let examples =
        subject.isLevel
        ? "'share_at(2)', 'share_over(2)', 'standard_deviation' or 'at_end'"
        : "'p95', 'share_over(5 min)', 'standard_deviation' or 'second_moment'"
      throw DetailMetricProblem(
        description: "\(quoted(asked)) cannot be asked of '\(base)'; expected \(examples)")
    }
    self.init(name: name, request: DetailRequest(subject, statistic))
  }

  /// Those of some names that are details of a factory; others are left out.
  public static func named(_ names: [String], in factory: Factory) -> [DetailMetric] {
    var seen: Set<String> = []
    return names.compactMap { name in
      guard seen.insert(name).inserted else { return nil }
      return try? DetailMetric(name, of: factory)
    }
  }

  private static func subjects(
    of factory: Factory
  ) -> [(name: String, subject: DetailRequest.Subject)] {
    var subjects: [(name: String, subject: DetailRequest.Subject)] = [
      ("cycle_time", .cycleTime(product: nil)), ("work_in_process", .workInProcess),
      ("machines_down", .machinesDown),
    ]
    for (index, product) in factory.products.enumerated() {
      subjects.append(("products.\(product.name).cycle_time", .cycleTime(product: index)))
    }
    for (index, station) in factory.stations.enumerated() {
      let path = "stations.\(station.name)"
      subjects.append(("\(path).waiting_time", .waitingTime(station: index)))
      subjects.append(("\(path).number", .number(station: index)))
      subjects.append(("\(path).queue", .queue(station: index)))
    }
    return subjects
  }

  private static func statistic(
    _ text: String, of subject: DetailRequest.Subject
  ) -> DetailRequest.Statistic? {
    switch text {
    case "second_moment": return .secondMoment
    case "standard_deviation": return .standardDeviation
    case "at_end": return subject.isLevel ? .atEnd : nil
    default: break
    }
    if !subject.isLevel, text.first == "p", let percent = Double(text.dropFirst()), percent > 0,
      percent < 100
    {
      return .quantile(percent / 100)
    }
    if let argument = argument(of: "share_over", in: text) {
      return bound(argument, of: subject).map { .shareOver($0) }
    }
    if subject.isLevel, let argument = argument(of: "share_at", in: text) {
      return Int(argument).flatMap { $0 >= 0 ? .shareAt($0) : nil }
    }
    if subject.isLevel, let argument = argument(of: "rises_above", in: text) {
      return Int(argument).flatMap { $0 >= 0 ? .risesAbove($0) : nil }
    }
    return nil
  }

  private static func argument(of function: String, in text: String) -> String? {
    guard text.hasPrefix(function + "("), text.hasSuffix(")") else { return nil }
    return trimmed(String(text.dropFirst(function.count + 1).dropLast()))
  }

  private static func bound(_ text: String, of subject: DetailRequest.Subject) -> Double? {
    guard let quantity = try? Quantity.parse(text), quantity.value >= 0 else { return nil }
    if subject.isLevel {
      return quantity.dimension == .ratio || quantity.dimension == .count ? quantity.value : nil
    }
    return quantity.dimension == .time ? quantity.value : nil
  }
}
