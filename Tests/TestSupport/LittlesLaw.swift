public import FactoryModel
public import FactorySimulation
import SimulationStatistics

/// Little's law over a finite time as an equality between two ways of booking.
///
/// What is booked part by part (presence, time in queues) is compared with time averages of the levels,
/// which are booked at each change.
public enum LittlesLaw {
  /// The levels to ask for: work in process, then number and queue of each station.
  public static func requests(for factory: Factory) -> [DetailRequest] {
    var subjects: [DetailRequest.Subject] = [.workInProcess]
    for station in factory.stations.indices {
      subjects += [.number(station: station), .queue(station: station)]
    }
    return subjects.flatMap {
      [DetailRequest($0, .secondMoment), DetailRequest($0, .standardDeviation)]
    }
  }

  /// The time averages of the levels, by their moments: m² = E(N²) - var(N).
  public static func means(of account: RunAccount) -> [Double] {
    stride(from: 0, to: account.details.count, by: 2).map { place in
      let second = account.details[place].value ?? .nan
      let deviation = account.details[place + 1].value ?? .nan
      return max(0, second - deviation * deviation).squareRoot()
    }
  }

  /// By how much the law fails, of the levels or of 1 where they are smaller.
  public static func deviation(_ account: RunAccount, _ means: [Double]) -> Double {
    var pairs = [(account.meanWorkInProcess, means[0])]
    for station in account.stations.indices {
      pairs.append((account.meanNumber[station], means[1 + 2 * station]))
      pairs.append((account.meanQueue[station], means[2 + 2 * station]))
    }
    return pairs.map { abs($0.0 - $0.1) / max(1, $0.1) }.max() ?? 0
  }
}
