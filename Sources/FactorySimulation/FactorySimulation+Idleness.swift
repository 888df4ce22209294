import FactoryModel

/// Why the machines of a station are idle.
///
/// A starved machine waits for the stations from which parts come, a blocked one for the station ahead.
/// Where those wait themselves, the question goes on to what they wait for, until it comes to a station
/// that is failed, off shift or at work, or to the release of parts. Of several that a machine waits
/// for, a failed one is to blame first, then one off shift, then one that waits, then one at work.
///
/// The idea of following blocking and starving to their source is that of the turning point:
/// L. Li, Q. Chang, J. Ni, "Data driven bottleneck detection of manufacturing systems", International
/// Journal of Production Research 47 (2009) 5019–5036.
struct IdleWatch: Sendable {
  let station: Int
  /// The stations from which parts come to each station, and the products that begin there.
  let sources: [[Int]]
  let beginners: [[Int]]
  var account = IdleAccount()
  var bookedUntil = 0.0

  init(_ station: Int, in factory: Factory) {
    self.station = station
    var sources = factory.stations.map { _ in Set<Int>() }
    var beginners = factory.stations.map { _ in [Int]() }
    for (index, product) in factory.products.enumerated() {
      beginners[product.route[0].station].append(index)
      for (place, operation) in product.route.enumerated() {
        var targets = operation.next.compactMap(\.operation)
        if operation.next.isEmpty, place + 1 < product.route.count { targets.append(place + 1) }
        if let inspection = operation.inspection {
          for way in Array(inspection.dispositions.values) + [inspection.otherwise] {
            if case .back(let target, _) = way { targets.append(target) }
          }
        }
        for target in targets where product.route[target].station != operation.station {
          sources[product.route[target].station].insert(operation.station)
        }
      }
    }
    self.sources = sources.map { $0.sorted() }
    self.beginners = beginners
  }
}

extension FactorySimulation {
  /// Keeps account of why the machines of a station are idle; to be called before the first event.
  public mutating func watchIdleness(of station: Int) {
    idleWatch = IdleWatch(station, in: factory)
  }

  /// What ``watchIdleness(of:)`` has found since measuring began; `nil` where nothing is watched.
  public var idleAccount: IdleAccount? { idleWatch?.account }

  /// Books the time since the last event, in which nothing changed.
  @inline(never)
  mutating func bookIdleness(until time: Double) {
    guard var watch = idleWatch else { return }
    let start = max(watch.bookedUntil, factory.warmUp)
    watch.bookedUntil = time
    if time > start {
      for machine in machines(of: watch.station) {
        watch.account.machineTime += time - start
        var seen: Set<Int> = [watch.station]
        switch machines[machine].state {
        case .starved:
          watch.account.add(
            time - start,
            to: IdleCause(
              effect: .starved, reason: causeOfStarving(watch.station, watch, &seen)))
        case .blocked:
          watch.account.add(
            time - start,
            to: IdleCause(effect: .blocked, reason: causeOfBlocking(machine, watch, &seen)))
        case .producing, .settingUp, .waitingForOperator, .down, .waitingForRepair, .plannedStop,
          .offShift:
          break
        }
      }
    }
    idleWatch = watch
  }

  /// How much a reason is to blame beside others; the smallest first.
  private func rank(_ reason: IdleCause.Reason) -> Int {
    switch reason {
    case .failure: 0
    case .waitingForCrew: 1
    case .offShift: 2
    case .keptParts: 3
    case .working: 4
    case .release: 5
    case .circle: 6
    }
  }

  private func worst(_ reasons: [IdleCause.Reason]) -> IdleCause.Reason {
    reasons.enumerated().min { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }?
      .element ?? .circle
  }

  private mutating func causeOfStarving(
    _ station: Int, _ watch: IdleWatch, _ seen: inout Set<Int>
  ) -> IdleCause.Reason {
    var reasons: [IdleCause.Reason] = []
    for source in watch.sources[station] where seen.insert(source).inserted {
      for machine in machines(of: source) { reasons.append(cause(at: machine, watch, &seen)) }
    }
    for product in watch.beginners[station] {
      switch products[product].way {
      case .keep, .cards: reasons.append(.keptParts(product: product))
      case .every, .orders, .store: reasons.append(.release(product: product))
      case .saturated: break
      }
    }
    return worst(reasons)
  }

  private mutating func causeOfBlocking(
    _ machine: Int, _ watch: IdleWatch, _ seen: inout Set<Int>
  ) -> IdleCause.Reason {
    let target = Int(machines[machine].waitsFor)
    guard target >= 0, seen.insert(target).inserted else { return .circle }
    var reasons: [IdleCause.Reason] = []
    for machine in machines(of: target) { reasons.append(cause(at: machine, watch, &seen)) }
    return worst(reasons)
  }

  /// What is the matter with a machine that others wait for.
  private mutating func cause(
    at machine: Int, _ watch: IdleWatch, _ seen: inout Set<Int>
  ) -> IdleCause.Reason {
    let station = Int(machines[machine].station)
    switch machines[machine].state {
    case .producing, .settingUp, .waitingForOperator: return .working(station: station)
    case .offShift: return .offShift(station: station)
    case .down, .plannedStop: return .failure(station: station, mode: modeUnderRepair(machine))
    case .waitingForRepair:
      return .waitingForCrew(station: station, mode: modeUnderRepair(machine))
    case .starved: return causeOfStarving(station, watch, &seen)
    case .blocked: return causeOfBlocking(machine, watch, &seen)
    }
  }

  private mutating func modeUnderRepair(_ machine: Int) -> Int {
    Int(failures[Int(machines[machine].repairing)].place)
  }
}
