/// A product that passes one station with one queue: the model of most queueing families.
struct OneStation {
  /// Time between arrivals, in words.
  var interarrival: String
  /// Time of work, in words.
  var service: String
  var machines = 1
  /// Places in front of the machines; `nil` for no limit.
  ///
  /// A part that finds none is lost.
  var places: Int?

  /// The factory: parts come to `server`, and leave.
  func text(_ battery: BatteryCase, _ run: RunLength) -> ScenarioText {
    var text = ScenarioText(battery.id, run)
    var release: [ScenarioText.Field] = [("every", interarrival)]
    if places != nil { release.append(("if_full", "lost")) }
    text.addProduct(release: ScenarioText.braces(release), route: ["server"])
    var fields: [ScenarioText.Field] = [("time", service)]
    if machines != 1 { fields.append(("machines", "\(machines)")) }
    if let places { fields.append(("buffer", "\(places)")) }
    text.addStation("server", fields)
    return text
  }

  /// The usual measures of a queue.
  ///
  /// `L`, `Lq`: parts in the system and in the queue; `W`, `Wq`: time in the system and before work;
  /// `P_wait`: share of parts that wait at all; `p3`: share of time with 3 parts in the system.
  ///
  /// - Parameters:
  ///   - metric: The battery's name.
  ///   - threshold: The time t of `P_wait_gt_t` and `P_sojourn_gt_t`, in minutes.
  /// - Returns: `nil` for any other measure.
  static func formula(_ metric: String, threshold: Double? = nil) -> MetricFormula? {
    let waiting = "stations.server.waiting_time"
    switch metric {
    case "utilisation": return .metric("stations.server.utilization")
    case "L": return .metric("stations.server.number")
    case "Lq": return .metric("stations.server.queue")
    case "W": return .minutes("cycle_time")
    case "Wq": return .metric(waiting)
    case "Wq_second_moment": return .metric(waiting + ".second_moment")
    case "P_wait": return .metric(waiting + ".share_over(0 min)")
    case "P_wait_gt_t":
      return threshold.map { .metric("\(waiting).share_over(\(ScenarioText.minutes($0)))") }
    case "P_sojourn_gt_t":
      return threshold.map { .metric("cycle_time.share_over(\(ScenarioText.minutes($0)))") }
    case "P_empty": return .metric("stations.server.number.share_at(0)")
    case "throughput": return .perMinute("throughput")
    default: break
    }
    if let percent = metric.number(after: "Wq_p") { return .metric("\(waiting).p\(percent)") }
    if let percent = metric.number(after: "sojourn_p") { return .minutes("cycle_time.p\(percent)") }
    if let parts = metric.number(after: "p") {
      return .metric("stations.server.number.share_at(\(parts))")
    }
    return nil
  }
}

extension MetricFormula {
  /// A metric in hours, in minutes.
  static func minutes(_ hours: String) -> MetricFormula { .metric(hours) * 60 }

  /// A metric per hour, per minute.
  static func perMinute(_ perHour: String) -> MetricFormula { .metric(perHour) / 60 }
}

extension String {
  /// The whole number after a beginning, where nothing else follows: 12 in `p12` after `p`.
  func number(after beginning: String) -> Int? {
    guard hasPrefix(beginning) else { return nil }
    let rest = dropFirst(beginning.count)
    guard !rest.isEmpty, rest.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(rest)
  }
}
