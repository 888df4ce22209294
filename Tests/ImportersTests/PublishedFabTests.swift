import FactoryModel
import FactorySimulation
import Foundation
import Scenarios
import TestSupport
import Testing

@testable import Importers

/// The wafer fab SMT2020 HVLM, beside the results that AutoSched AP gives for it.
@Suite("SMT2020 HVLM", .enabled(if: PublicFactories.areHere, PublicFactories.areMissing))
struct PublishedFabTests {
  private static let folder = "smt2020-hvlm"

  private func imported(_ horizon: String = "730 d") throws -> ImportedScenario {
    let names = [
      "WIP.txt", "attach.txt", "downcal.txt", "fromto.txt", "order.txt", "part.txt", "pmcal.txt",
      "route_3.txt", "route_4.txt", "setup.txt", "setupgrp.txt", "tool.txt.1l",
    ]
    let files = try names.map { ($0, try PublicFactories.text("\(Self.folder)/\($0)")) }
    return try AutoSchedImporter.scenario(
      of: files, name: "HVLM", options: ImportOptions(horizon: horizon))
  }

  /// Per cent of the time that breakdowns and planned stops leave, by tool group.
  private func utilization() throws -> [String: Double] {
    var found: [String: Double] = [:]
    let text = try PublicFactories.text("\(Self.folder)/reference/autosched_machines.txt")
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: " ").map(String.init)
      if cells.count == 6 { found[cells[0]] = Double(cells[2]) }
    }
    return found
  }

  /// The reference is a mean of replications, whose standard error is not given.
  ///
  /// Tool groups without cascading machines are met to 0.7 points; those that cascade are more often busy in
  /// AutoSched than their intervals add up to.
  @Test(
    "The predicted load of plain tool groups is AutoSched's utilization to 1 point, median",
    .tags(.exact))
  func capacity() throws {
    let factory = try imported().read().factory
    let route = factory.products.flatMap(\.route)
    let reference = try utilization()
    var differences: [Double] = []
    for load in try #require(StationLoad.predicted(for: factory)) {
      let index = try #require(factory.stations.firstIndex { $0.name == load.station })
      let own = route.filter { $0.station == index }
      guard let wanted = reference[load.station],
        own.allSatisfy({ ($0.batch?.atMost ?? 1) == 1 && $0.setup == nil })
      else { continue }
      differences.append(100 * (try #require(load.load)) - wanted)
    }
    #expect(differences.count == 86)
    let sorted = differences.map { abs($0) }.sorted()
    #expect(sorted[sorted.count / 2] < 1)
  }

  @Test("The model is what its description says", .tags(.exact))
  func size() throws {
    let scenario = try imported()
    let read = try scenario.read()
    let factory = read.factory
    #expect(read.warnings == [])
    #expect(factory.stations.count == 106)
    #expect(factory.stations.reduce(0) { $0 + $1.machines.count } == 1_443)
    #expect(
      factory.products.map(\.name) == [
        "Lot_3", "Lot_4", "HotLot_3", "HotLot_4", "SuperHotLot_3", "wip_part_3", "wip_part_4",
      ])
    #expect(factory.products.map(\.route.count) == [583, 343, 583, 343, 583, 583, 343])
    let waiting = factory.products.suffix(2).map { product in
      if case .orders(let orders) = product.release { orders.count } else { 0 }
    }
    #expect(waiting == [1_432, 823])
    let three = factory.products[0].route
    #expect(three.count { ($0.batch?.atMost ?? 1) > 1 } == 17)
    #expect(three.count { $0.setup != nil } == 58)
    #expect(three.count { $0.setupTime != nil } == 27)
    #expect(three.count { $0.machineOf != nil } == 11)
    #expect(three.count { $0.inspection != nil } == 7)
    #expect(three.count { $0.queueLimit != nil } == 41)
  }

  /// 279 lots of each regular product enter and 8 hot ones; the least work of a route is 14 d.
  @Test("Ten days conserve lots, and only lots in process are finished", .tags(.law))
  func tenDays() throws {
    let factory = try imported("10 d").read().factory
    var simulation = FactorySimulation(factory, seed: 1, replication: 0)
    while try simulation.advance(maximumEvents: 1_000_000) {}
    let lines = simulation.account().products
    #expect(lines.prefix(5).map(\.released) == [279, 279, 8, 8, 1])
    #expect(lines.prefix(5).map(\.good) == [0, 0, 0, 0, 0])
    #expect(lines.suffix(2).map(\.released) == [1_432, 823])
    // About 27.86 d⁻¹ of each leave a fab in its steady state; four standard errors of a Poisson count are an upper
    // bound, as releases are regular.
    for line in lines.suffix(2) {
      #expect(abs(Double(line.good) - 278.6) < 4 * 278.6.squareRoot() + 10)
    }
  }
}
