import Experiments
import FlowLineTheory
import JSONDocuments

extension ModelFamily {
  /// The best division of work in a line, by its exact throughput.
  ///
  /// The division itself is judged by the throughput that it gives.
  static let bowlOptimum = ModelFamily(
    names: ["line.bowl_optimum"], kind: .library,
    parameters: ["stations", "buffer", "total_work"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let count = try parameters.whole("stations")
    let buffer = try parameters.whole("buffer")
    let work = try parameters.positive("total_work")
    let optimum: WorkloadOptimum
    do throws(LineError) {
      let line = try ExponentialLine(
        stations: [ExponentialLine.Station](
          repeating: ExponentialLine.Station(processingRate: 1), count: count),
        buffers: [Int](repeating: buffer, count: max(count - 1, 0)))
      optimum = try WorkloadOptimum(of: line, totalWork: work)
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
    let answer = battery.expected.first { $0.name == "optimal_throughput" }?.value.number
    return CaseModel(
      exact: [
        ExactValue(
          "optimal_workload", .list(optimum.workloads.map { .number($0) }),
          error: answer.map {
            VerdictRule.relativeError(of: .number(optimum.throughput), from: .number($0))
          }),
        ExactValue("optimal_throughput", optimum.throughput),
        ExactValue("balanced_throughput", optimum.balancedThroughput),
      ])
  }

  /// The best places for buffers: all allocations exactly, and the best of them as a factory.
  static let bufferAllocation = ModelFamily(
    names: ["line.buffer_allocation"], kind: .factory,
    parameters: [
      "service_rates", "total_buffer", "failure_rates", "repair_rates", "failure_mode",
    ]
  ) { (battery, tier) throws(CaseProblem) in
    let parameters = battery.parameters
    guard let plan = battery.plan else {
      throw CaseProblem("tolerance_hint", "it does not say how long to simulate")
    }
    let allocations: BufferAllocations
    let line = try theoreticalLine(parameters)
    let total = try parameters.whole("total_buffer")
    do throws(LineError) {
      allocations = try BufferAllocations(of: line, total: total)
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
    let text = try exponentialLine(parameters, buffers: allocations.best.buffers)
      .text(battery, RunLength(plan, tier: tier))
    let scenario = try ScenarioModel(text, for: battery.expected) { SerialLine.formula($0) }
    return CaseModel(
      scenario: scenario, exact: AllocationAnswers(allocations).values(for: battery.expected))
  }

  private static func theoreticalLine(
    _ parameters: CaseParameters
  ) throws(CaseProblem) -> ExponentialLine {
    let rates = try parameters.numbers("service_rates")
    var stations = rates.map { ExponentialLine.Station(processingRate: $0) }
    var clock = ExponentialLine.FailureClock.operating
    if parameters.has("failure_rates") {
      let failures = try parameters.numbers("failure_rates", count: rates.count)
      let repairs = try parameters.numbers("repair_rates", count: rates.count)
      for station in stations.indices {
        stations[station].failureRate = failures[station]
        stations[station].repairRate = repairs[station]
      }
      clock = try parameters.failureClock("failure_mode") == "calendar" ? .always : .operating
    }
    do throws(LineError) {
      return try ExponentialLine(
        stations: stations, buffers: [Int](repeating: 0, count: max(rates.count - 1, 0)),
        failureClock: clock)
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
  }
}

/// What is asked of all allocations of buffers.
private struct AllocationAnswers {
  var allocations: BufferAllocations
  private var throughputs: [[Int]: Double] = [:]

  init(_ allocations: BufferAllocations) {
    self.allocations = allocations
    for evaluation in allocations.evaluations {
      throughputs[evaluation.buffers] = evaluation.throughput
    }
  }

  func values(for expected: [ExpectedValue]) -> [ExactValue] {
    expected.compactMap { wanted in
      switch wanted.name {
      case "optimal_throughput": ExactValue(wanted.name, allocations.best.throughput)
      case "worst_throughput": ExactValue(wanted.name, allocations.worst.throughput)
      case "median_throughput": ExactValue(wanted.name, allocations.medianThroughput)
      case "n_allocations": ExactValue(wanted.name, Double(allocations.count))
      case "random_search_fraction_within_0p5pct":
        ExactValue(wanted.name, allocations.fraction(within: 0.005))
      case "best_near_even_throughput":
        ExactValue(wanted.name, allocations.bestNearEven.throughput)
      case "worst_allocation":
        ExactValue(
          wanted.name, list(allocations.worst.buffers),
          error: error(wanted.value, allocations.worst.throughput))
      case "optimal_allocations":
        ExactValue(
          wanted.name, .list(allocations.optima.map { list($0.buffers) }),
          error: optimaError(wanted.value))
      case "top5":
        ExactValue(wanted.name, .list(top.map(\.value)), error: topError(wanted.value))
      default: nil
      }
    }
  }

  private func list(_ buffers: [Int]) -> JSONValue { .list(buffers.map { .number(Double($0)) }) }

  private var top: [(value: JSONValue, throughput: Double)] {
    allocations.top(5).map { evaluation in
      (
        .object([
          JSONValue.Member("allocation", list(evaluation.buffers)),
          JSONValue.Member("throughput", .number(evaluation.throughput)),
        ]), evaluation.throughput
      )
    }
  }

  /// How far the exact value of an allocation in the answer is from a throughput: several may share it.
  private func error(_ allocation: JSONValue?, _ throughput: Double) -> Double {
    let buffers = (allocation?.items ?? []).compactMap { $0.number.flatMap { Int(exactly: $0) } }
    guard let exact = throughputs[buffers] else { return .infinity }
    return abs(exact - throughput) / throughput
  }

  /// The optima may stand in any order.
  private func optimaError(_ answer: JSONValue) -> Double {
    guard let items = answer.items, items.count == allocations.optima.count else {
      return .infinity
    }
    return items.map { error($0, allocations.best.throughput) }.max() ?? 0
  }

  /// Allocations of equal throughput may stand in any order.
  private func topError(_ answer: JSONValue) -> Double {
    guard let items = answer.items, items.count == top.count else { return .infinity }
    return zip(items, top).map { item, own in
      max(
        error(item["allocation"], own.throughput),
        VerdictRule.relativeError(
          of: .number(own.throughput), from: item["throughput"] ?? .null))
    }.max() ?? 0
  }
}
