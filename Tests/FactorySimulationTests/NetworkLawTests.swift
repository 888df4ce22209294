import FactoryModel
import FactorySimulation
import SimulationStatistics
import TestSupport
import Testing

/// Laws that hold for every factory, over random networks of products, crews and differing machines.
///
/// Buffers are finite and routes cross, so that some of them lock: these end with the error that says so.
@Suite("Laws of networks")
struct NetworkLawTests {
  static let numbers = 0..<200 as Range<UInt64>

  /// The account of a replication; `nil` where the factory locks or stands still.
  private func account(
    of factory: Factory, seed: UInt64, details: [DetailRequest] = [], batches: Int = 1
  ) throws -> [RunAccount]? {
    var simulation = FactorySimulation(
      factory, seed: seed, replication: 0, details: details, batches: batches)
    do throws(SimulationFailure) {
      while try simulation.advance(maximumEvents: 100_000) {}
    } catch {
      switch error {
      case .deadlock, .standstill:
        #expect(factory.stations.contains { $0.buffer != nil })
        return nil
      case .unboundedGrowth, .endlessInstant: throw error
      }
    }
    return simulation.batchAccounts
  }

  @Test("Most of the networks run to their end, and use what they are to show", .tags(.law))
  func coverage() throws {
    var finished = 0
    var used: [String: Int] = [:]
    for number in Self.numbers {
      let factory = RandomNetwork.factory(number)
      guard let account = try account(of: factory, seed: number)?[0] else { continue }
      finished += 1
      func note(_ feature: String, _ isUsed: Bool) { if isUsed { used[feature, default: 0] += 1 } }
      note("preemption", factory.stations.contains { $0.preemption != .never })
      note("held back", factory.stations.contains { $0.blocking == .beforeService })
      note("crews", account.crews.contains { $0.repairs > 0 })
      note("waiting for crews", account.crews.contains { $0.waiting > 0 })
      note("blocked", account.stations.contains { $0.blocked > 0 })
      note("rework", account.line.sentBack > 0)
      note("scrap", account.line.scrapped > 0)
      note("escapes", account.line.escaped > 0)
      note("lost", account.line.lost > 0)
      note("planned stop", account.stations.contains { $0.plannedStop > 0 })
      note("set-ups", account.stations.contains { $0.setups > 0 && $0.settingUp > 0 })
      note("off shift", account.stations.contains { $0.offShift > 0 })
      note("failures of components", account.components.contains { $0.failures > 0 })
      note("planned replacements", account.components.contains { $0.plannedReplacements > 0 })
      note("repairs", account.components.contains { $0.plannedRepairs + $0.failedRepairs > 0 })
      note("inspections", account.components.contains { $0.inspections > 0 })
      note("warnings", account.components.contains { $0.warnings > 0 })
      note("unseen failures", account.components.contains { $0.unseen > 0 })
      note("spares", account.stores.contains { $0.used > 0 })
      note("waiting for operators", account.stations.contains { $0.waitingForOperator > 0 })
      note("vehicles", account.fleets.contains { $0.carried > 0 && $0.loaded > 0 })
      note("late parts", account.stations.contains { $0.late > 0 })
    }
    #expect(finished > 100, "\(finished)")
    for (feature, count) in used { #expect(count >= 15, "\(feature): \(count)") }
    #expect(used.count == 22)
  }

  @Test("Machine time adds up, and time on shift is what the calendars say", .tags(.law))
  func machineTime() throws {
    for number in Self.numbers {
      let factory = RandomNetwork.factory(number)
      guard let account = try account(of: factory, seed: number)?[0] else { continue }
      for (station, sums) in zip(factory.stations, account.stations) {
        let expected = factory.horizon * Double(station.machines.count)
        #expect(abs(sums.allTime - expected) < 1e-9 * expected, "\(number)")
        for state in MachineState.allCases { #expect(sums.time(in: state) >= 0) }
        if station.calendar == nil, station.machines.allSatisfy({ $0.calendar == nil }) {
          #expect(sums.offShift == 0)
        }
        #expect(sums.good <= sums.produced)
      }
    }
  }

  @Test("Of each product, what entered has left or is still there", .tags(.law))
  func conservation() throws {
    for number in Self.numbers {
      var factory = RandomNetwork.factory(number)
      factory.warmUp = 0
      guard let account = try account(of: factory, seed: number)?[0] else { continue }
      for (product, line) in zip(factory.products, account.products) {
        #expect(line.released == line.good + line.scrapped + line.inside, "\(number)")
        #expect(line.inside >= 0)
        #expect(line.goodFirstTime <= line.good)
        #expect(line.escaped <= line.good)
        #expect(line.cycleTime.count == line.good)
        if case .keep(let parts) = product.release {
          let initial = product.route.reduce(0) { $0 + $1.initialParts }
          #expect(line.inside == max(parts, initial) || initial > parts, "\(number)")
        }
      }
      let (whole, products) = (account.line, account.products)
      #expect(products.reduce(0) { $0 + $1.released } == whole.released)
      #expect(products.reduce(0) { $0 + $1.good } == whole.good)
      #expect(products.reduce(0) { $0 + $1.scrapped } == whole.scrapped)
      #expect(products.reduce(0) { $0 + $1.inside } == whole.inside)
      #expect(account.stations.reduce(0) { $0 + $1.loaded } == whole.loaded)
    }
  }

  /// Little's law over a finite time, an equality: the time that all parts together spent somewhere within
  /// the measured time, those present at its two ends included, is the area under their number.
  ///
  /// The one is booked part by part when a part leaves, the other by the level when it changes. The level's
  /// mean is had from its moments: m² = E(N²) - var(N).
  @Test("Little's law, with the parts present at both ends", .tags(.law))
  func littlesLaw() throws {
    for number in Self.numbers {
      let factory = RandomNetwork.factory(number)
      guard let (account, means) = try levels(of: factory, seed: number) else { continue }
      #expect(LittlesLaw.deviation(account, means) < 1e-6, "\(number)")
    }
  }

  private func levels(of factory: Factory, seed: UInt64) throws -> (RunAccount, [Double])? {
    guard
      let account = try account(
        of: factory, seed: seed, details: LittlesLaw.requests(for: factory))?[0]
    else { return nil }
    return (account, LittlesLaw.means(of: account))
  }

  @Test("Batches add up to the whole", .tags(.law))
  func batches() throws {
    for number in Self.numbers where number % 4 == 0 {
      let factory = RandomNetwork.factory(number)
      guard let whole = try account(of: factory, seed: number)?[0],
        let parts = try account(of: factory, seed: number, batches: 3)
      else { continue }
      #expect(parts.count == 3)
      #expect(parts.reduce(0) { $0 + $1.line.good } == whole.line.good)
      #expect(parts.reduce(0) { $0 + $1.line.released } == whole.line.released)
      #expect(parts.last?.line.inside == whole.line.inside)
      func close(_ one: Double, _ other: Double) -> Bool {
        abs(one - other) <= 1e-6 * (1 + abs(other))
      }
      #expect(close(parts.reduce(0) { $0 + $1.line.presence }, whole.line.presence), "\(number)")
      for station in whole.stations.indices {
        for state in MachineState.allCases {
          let sum = parts.reduce(0) { $0 + $1.stations[station].time(in: state) }
          #expect(close(sum, whole.stations[station].time(in: state)), "\(number)")
        }
        let queue = parts.reduce(0) { $0 + $1.stations[station].queueTime }
        #expect(close(queue, whole.stations[station].queueTime), "\(number)")
      }
      for resource in whole.resources.indices {
        let working = parts.reduce(0) { $0 + $1.resources[resource].working }
        #expect(close(working, whole.resources[resource].working), "\(number)")
      }
      for fleet in whole.fleets.indices {
        let loaded = parts.reduce(0) { $0 + $1.fleets[fleet].loaded }
        #expect(close(loaded, whole.fleets[fleet].loaded), "\(number)")
        let empty = parts.reduce(0) { $0 + $1.fleets[fleet].empty }
        #expect(close(empty, whole.fleets[fleet].empty), "\(number)")
      }
      for crew in whole.crews.indices {
        let working = parts.reduce(0) { $0 + $1.crews[crew].working }
        #expect(close(working, whole.crews[crew].working), "\(number)")
        let waiting = parts.reduce(0) { $0 + $1.crews[crew].waiting }
        #expect(close(waiting, whole.crews[crew].waiting), "\(number)")
      }
    }
  }

  /// Without calendars machines are down exactly while somebody repairs them, and wait for repair while
  /// nobody does.
  @Test("What crews work and are waited for is what machines are down", .tags(.law))
  func crews() throws {
    var compared = 0
    for number in Self.numbers {
      var factory = RandomNetwork.factory(number)
      guard !factory.crews.isEmpty else { continue }
      RandomNetwork.removeComponents(from: &factory)
      for station in factory.stations.indices {
        factory.stations[station].calendar = nil
        for machine in factory.stations[station].machines.indices {
          factory.stations[station].machines[machine].calendar = nil
        }
        for mode in factory.stations[station].failures.indices {
          // A planned stop needs no crew.
          let isPlanned = factory.stations[station].failures[mode].plan != nil
          factory.stations[station].failures[mode].crews = isPlanned ? [] : [0]
        }
      }
      factory.crews[0].calendar = nil
      guard let account = try account(of: factory, seed: number)?[0] else { continue }
      compared += 1
      let down = account.stations.reduce(0) { $0 + $1.down }
      let waiting = account.stations.reduce(0) { $0 + $1.waitingForRepair }
      #expect(abs(account.crews[0].working - down) <= 1e-6 * (1 + down), "\(number)")
      #expect(abs(account.crews[0].waiting - waiting) <= 1e-6 * (1 + waiting), "\(number)")
      #expect(down <= factory.horizon * Double(factory.crews[0].size) * (1 + 1e-9))
    }
    #expect(compared > 60)
  }

  @Test("A fork meets the future of the uninterrupted run", .tags(.law))
  func forks() throws {
    for number in Self.numbers where number % 4 == 1 {
      let factory = RandomNetwork.factory(number)
      guard let whole = try account(of: factory, seed: number)?[0] else { continue }
      var trunk = FactorySimulation(factory, seed: number, replication: 0)
      var isGoingOn = true
      for _ in 0..<3 where isGoingOn {
        isGoingOn = try trunk.advance(maximumEvents: 700)
        var branch = trunk.fork()
        if isGoingOn { while try branch.advance(maximumEvents: 9_999) {} }
        #expect(branch.account() == whole, "\(number)")
      }
    }
  }
}
