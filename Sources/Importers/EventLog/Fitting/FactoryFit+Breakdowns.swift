extension FactoryFit {
  /// Breakdowns of each station, and repairs.
  mutating func fitBreakdowns(_ fitter: TimeFitter) {
    let repairs = repairs()
    var work = [Double](repeating: 0, count: stations.count)
    for stay in stays.all { work[stay.station] += stay.work }
    breakdowns = stations.map { _ in nil }
    let pooled = repairs.flatMap { $0 }
    guard !pooled.isEmpty else { return }
    var usesPooled = false
    for place in stations.indices where !repairs[place].isEmpty && work[place] > 0 {
      let isOwn = repairs[place].count >= TimeFitter.leastValues
      let name = isOwn ? "repair_\(stationNames[place])" : "repair"
      if isOwn {
        times.append(
          fitter.fit("repair: \(stations[place].name)", name: name, repairs[place]))
      }
      usesPooled = usesPooled || !isOwn
      breakdowns[place] = BreakdownFit(
        meanBetween: work[place] / Double(repairs[place].count), count: repairs[place].count,
        repair: name)
    }
    if usesPooled { times.append(fitter.fit("repair: all stations", name: "repair", pooled)) }
  }

  /// The lengths of the breakdowns of each station, in seconds.
  ///
  /// A breakdown goes on with the one before where next to no open time lies between: a shift that ends, or
  /// another report.
  private func repairs() -> [[Double]] {
    var ofMachine = [[Double]](repeating: [], count: log.machines.count)
    var last = [Double?](repeating: nil, count: log.machines.count)
    for report in log.reports where report.kind == .breakdown && report.end > report.start {
      let machine = report.machine
      if let before = last[machine],
        stations[stationOfMachine[machine]].hours.time(from: before, to: report.start)
          <= FactoryFit.longestGap
      {
        let more = max(0, report.end - max(report.start, before))
        ofMachine[machine][ofMachine[machine].count - 1] += more
        last[machine] = max(before, report.end)
      } else {
        ofMachine[machine].append(report.end - report.start)
        last[machine] = report.end
      }
    }
    return stations.map { station in station.machines.flatMap { ofMachine[$0] } }
  }

  /// The longest open time between reports of one breakdown, in seconds.
  private static let longestGap = 600.0
}
