/// An order at a station for one activity: what its reports there have in common.
struct Stay: Hashable, Sendable {
  var order: Int
  /// What is done, and at which station.
  var step: Int
  var station: Int
  /// When it begins, and ends, in seconds since 1970.
  var start: Double
  var end: Double
  /// Time of work and of set-ups, in seconds; what overlaps counts once.
  var work: Double
  var setup: Double
}

/// What is done at which station.
struct Step: Hashable, Sendable {
  var activity: Int
  var station: Int
}

/// Stays, and what they were made of.
struct StayList: Sendable {
  var steps: [Step] = []
  /// The stays of each order, by their start.
  var byOrder: [[Stay]] = []
  /// Time of set-ups after which the order was never worked on there, in seconds.
  var lostSetup = 0.0

  var all: [Stay] { byOrder.flatMap { $0 } }
}

/// Puts reports together to stays.
///
/// A report goes on with the stay before it where it is of the same activity at the same station, no other
/// activity of the order lies between, and the station was open for no longer than two hours between:
/// shifts hand over. A stay of set-ups alone is part of the next one there.
struct StayFinder {
  /// The longest open time between reports of one stay, in seconds.
  private static let longestGap = 2 * 3_600.0

  var log: EventLog
  var stations: [LogStation]
  /// The station of each machine.
  var station: [Int]

  func find() -> StayList {
    var list = StayList()
    var steps: [Step: Int] = [:]
    var reports = [[EventLog.Report]](repeating: [], count: log.orders.count)
    for report in log.reports { reports[report.order].append(report) }
    for order in log.orders.indices {
      var stays: [Stay] = []
      var pieces: [(start: Double, end: Double)] = []
      var setups: [(start: Double, end: Double)] = []
      func close() {
        guard !stays.isEmpty else { return }
        let setup = Spans.length(setups)
        stays[stays.count - 1].setup = setup
        stays[stays.count - 1].work = max(0, Spans.length(pieces + setups) - setup)
        (pieces, setups) = ([], [])
      }
      for report in reports[order] {
        let at = station[report.machine]
        let step = Step(activity: report.activity, station: at)
        let number = steps[step] ?? list.steps.count
        if steps[step] == nil {
          steps[step] = number
          list.steps.append(step)
        }
        if let last = stays.last, last.step == number,
          stations[at].hours.time(from: last.end, to: max(last.end, report.start))
            <= StayFinder.longestGap
        {
          stays[stays.count - 1].end = max(last.end, report.end)
        } else if report.kind != .breakdown {
          close()
          stays.append(
            Stay(
              order: order, step: number, station: at, start: report.start, end: report.end,
              work: 0, setup: 0))
        } else {
          continue
        }
        switch report.kind {
        case .work: pieces.append((report.start, report.end))
        case .setup: setups.append((report.start, report.end))
        case .breakdown: break
        }
      }
      close()
      list.byOrder.append(joinSetups(of: stays, lost: &list.lostSetup))
    }
    return list
  }

  /// Gives set-ups without work to the order's next stay for the same step, and drops those that took no time.
  private func joinSetups(of stays: [Stay], lost: inout Double) -> [Stay] {
    var kept: [Stay] = []
    var waiting: [Int: Double] = [:]
    for var stay in stays where stay.work + stay.setup > 0 {
      if stay.work == 0 {
        waiting[stay.step, default: 0] += stay.setup
        continue
      }
      stay.setup += waiting.removeValue(forKey: stay.step) ?? 0
      kept.append(stay)
    }
    lost += waiting.total
    return kept
  }
}
