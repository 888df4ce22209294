/// Finds weekly working times in what was reported.
///
/// The plant works in the hours of the week in which there are reports in half of the weeks at least, and a
/// fifth at least of the work of a usual hour. A station keeps to hours of its own where those hold 98 % of
/// what it does, though the others would hold ten hours of it if it worked evenly.
struct WorkHoursFit {
  /// The share of an hour's usual work below which the plant counts as closed.
  private static let leastShare = 0.2
  /// The share of a station's work that may lie outside its hours.
  private static let mostOutside = 0.02
  /// The hours that would have to lie outside if the station worked evenly.
  private static let leastMissing = 10.0

  private let from: Double
  private let to: Double
  /// How many times each hour of the week lies wholly between the moments.
  private var chances = [Double](repeating: 0, count: WorkHours.week)

  init(from: Double, to: Double) {
    self.from = from
    self.to = to
    var hour = (from / 3_600).rounded(.up) * 3_600
    while hour + 3_600 <= to {
      chances[WorkHours.hour(of: hour)] += 1
      hour += 3_600
    }
  }

  /// How often there was work in each hour of the week, and how many hours of it.
  private func profile(
    _ spans: [(start: Double, end: Double)]
  ) -> (presence: [Double], work: [Double]) {
    var present: Set<Int> = []
    var work = [Double](repeating: 0, count: WorkHours.week)
    for span in spans {
      var hour = (span.start / 3_600).rounded(.down) * 3_600
      while hour < span.end {
        let length = min(span.end, hour + 3_600) - max(span.start, hour)
        if length > 0 {
          work[WorkHours.hour(of: hour)] += length / 3_600
          // A few minutes over the hour are no work in it.
          if length >= 600 { present.insert(Int(hour / 3_600)) }
        }
        hour += 3_600
      }
    }
    var presence = [Double](repeating: 0, count: WorkHours.week)
    for hour in present { presence[WorkHours.hour(of: Double(hour) * 3_600)] += 1 }
    return (presence, work)
  }

  /// The hours of the plant.
  func plant(_ spans: [(start: Double, end: Double)]) -> WorkHours {
    let (presence, work) = profile(spans)
    let shares = work.indices.map { work[$0] / max(1, chances[$0]) }
    // A usual hour: the median of those that hold most of the work.
    let sorted = shares.filter { $0 > 0 }.sorted(by: >)
    let half = sorted.reduce(0, +) / 2
    var sum = 0.0
    let usual =
      sorted.first { share in
        sum += share
        return sum >= half
      } ?? 0
    let open = work.indices.map { hour in
      chances[hour] == 0
        ? sorted.isEmpty
        : presence[hour] >= chances[hour] / 2 && shares[hour] >= usual * WorkHoursFit.leastShare
    }
    return open.contains(true) ? WorkHours(isOpen: open) : .always
  }

  /// The hours of a station in a plant.
  func station(_ spans: [(start: Double, end: Double)], in plant: WorkHours) -> WorkHours {
    let (presence, _) = profile(spans)
    var open = plant.isOpen
    restrict(&open, presence) { $0 % 24 }
    restrict(&open, presence) { $0 / 24 }
    for hour in open.indices where chances[hour] >= 2 && presence[hour] >= chances[hour] / 2 {
      open[hour] = true
    }
    return open.contains(true) ? WorkHours(isOpen: open) : plant
  }

  /// Closes the groups of hours (times of day, or days) in which next to nothing is done.
  private func restrict(_ open: inout [Bool], _ presence: [Double], _ group: (Int) -> Int) {
    var (chance, seen) = ([Int: Double](), [Int: Double]())
    for hour in open.indices where open[hour] {
      chance[group(hour), default: 0] += chances[hour]
      seen[group(hour), default: 0] += presence[hour]
    }
    let (allChances, all) = (chance.total, seen.total)
    guard allChances > 0, all > 0 else { return }
    var closed: Set<Int> = []
    var (outside, missing) = (0.0, 0.0)
    let order = chance.keys.sorted { (seen[$0] ?? 0, $0) < (seen[$1] ?? 0, $1) }
    for key in order {
      let more = outside + (seen[key] ?? 0)
      guard more <= WorkHoursFit.mostOutside * all else { break }
      outside = more
      missing += all * (chance[key] ?? 0) / allChances
      closed.insert(key)
    }
    guard missing >= WorkHoursFit.leastMissing else { return }
    for hour in open.indices where closed.contains(group(hour)) { open[hour] = false }
  }
}
