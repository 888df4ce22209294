extension FactoryFit {
  /// Times of work, of set-ups, and of waits that no machine explains.
  mutating func fitTimes(_ fitter: TimeFitter) {
    let all = stays.all
    let waits = WaitFinder(self).waits()
    let pooledWaits = fitter.fit(
      "wait before a step", name: "wait", EvenWeights.values(waits.flatMap { $0 }))
    var usesPooledWaits = false
    for (place, step) in stays.steps.enumerated() {
      let own = all.filter { $0.step == place }
      let what = "\(log.activities[step.activity]) at \(stations[step.station].name)"
      guard !own.isEmpty else {
        // Breakdowns alone, or set-ups after which nothing came.
        continue
      }
      times.append(
        fitter.fit("work: \(what)", name: stepTimes[place].work, own.map(\.work)))
      let setups = own.map(\.setup).filter { $0 > 0 }
      if !setups.isEmpty {
        stepTimes[place].setupShare = Double(setups.count) / Double(own.count)
        stepTimes[place].setup = "setup_\(stepTimes[place].name)"
        times.append(
          fitter.fit("set-up: \(what)", name: "setup_\(stepTimes[place].name)", setups))
      }
      let before = EvenWeights.values(waits[place])
      guard before.contains(where: { $0 > 0 }) else { continue }
      if before.count >= TimeFitter.leastValues {
        stepTimes[place].wait = "wait_\(stepTimes[place].name)"
        times.append(
          fitter.fit("wait: \(what)", name: "wait_\(stepTimes[place].name)", before))
      } else {
        stepTimes[place].wait = pooledWaits.name
        usesPooledWaits = true
      }
    }
    if usesPooledWaits, pooledWaits.count > 0 { times.append(pooledWaits) }
    if stays.lostSetup > 0 {
      notes.append(
        "\(Int((stays.lostSetup / 3_600).rounded())) h of set-ups, after which the order was never worked "
          + "on there, are left out")
    }
  }
}
