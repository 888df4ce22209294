import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Parts that become several or one, and batches that look ahead, worked by hand.
@Suite("Lots that divide, and batches that look ahead")
struct LotTests {
  private func operation(_ name: String, _ station: Int, _ time: Double) -> Operation {
    Operation(name: name, station: station, time: .constant(time), idealTime: time)
  }

  private func factory(
    _ route: [Operation], _ release: Release, horizon: Double = 100
  ) -> Factory {
    let product = Product(name: "part", release: release, route: route)
    let count = (route.map(\.station).max() ?? 0) + 1
    return Factory(
      name: "shop", horizon: horizon, products: [product],
      stations: (0..<count).map { Station(name: "s\($0)") })
  }

  @Test("A part becomes several when its work is finished", .tags(.exact))
  func splits() throws {
    var cut = operation("cut", 0, 4)
    cut.splitsInto = 3
    let release = Release.orders([ReleaseOrder(time: 0, due: 9)])
    let account = try account(of: factory([cut, operation("drill", 1, 2)], release), seed: 1)
    // Three pieces at 4; drilled at 6, 8 and 10, the last of them late by 1.
    #expect(account.orders[0].released == 3)
    #expect(account.orders[0].finished == 3)
    #expect(account.orders[0].finishedAt == 10)
    #expect(account.line.released == 1)
    #expect(account.line.split == 2)
    #expect(account.line.good == 3)
    #expect(account.line.late == 1)
    #expect(account.line.tardiness == 1)
    // One part for 4 s, then three, two and one of 2 s each.
    #expect(account.line.presence == 4 + 6 + 4 + 2)
    // The time since the release: 6, 8 and 10.
    #expect(account.line.cycleTime.count == 3)
    #expect(account.line.cycleTime.sum == 24)
  }

  @Test("Pieces that find no place hold their machine, and are not divided again", .tags(.exact))
  func blocked() throws {
    var cut = operation("cut", 0, 4)
    cut.splitsInto = 3
    var factory = factory(
      [cut, operation("drill", 1, 2)], .orders([ReleaseOrder(time: 0, parts: 2)]))
    factory.stations[1].buffer = 0
    let account = try account(of: factory, seed: 1)
    // Pieces are drilled from 4 to 10; the last leaves the saw at 8, and the second part is cut until 12.
    #expect(account.line.good == 6)
    #expect(account.line.split == 4)
    #expect(account.orders[0].finishedAt == 18)
    #expect(account.stations[0].blocked == 8)
    #expect(account.stations[0].produced == 6)
  }

  @Test("Several parts become one", .tags(.exact))
  func joins() throws {
    var kit = operation("kit", 1, 3)
    kit.joins = true
    kit.batch = BatchRule(.operation, atLeast: 2, atMost: 2)
    let release = Release.orders([ReleaseOrder(time: 0, parts: 6)])
    let account = try account(
      of: factory([operation("make", 0, 2), kit, operation("ship", 2, 1)], release), seed: 1)
    // Made at 2, 4, 6, 8, 10, 12; kits from 4 to 7, from 8 to 11 and from 12 to 15; shipped at 8, 12 and 16.
    #expect(account.line.released == 6)
    #expect(account.line.merged == 3)
    #expect(account.line.good == 3)
    #expect(account.line.inside == 0)
    #expect(account.orders[0].finishedAt == 16)
    #expect(account.stations[1].produced == 3)
  }

  @Test("Parts divide and come together without a loss, in batches and on forks", .tags(.law))
  func conservation() throws {
    var cut = operation("cut", 0, 4)
    cut.time = Distribution(.exponential(mean: 4))
    cut.splitsInto = 3
    var drill = operation("drill", 1, 1)
    drill.time = Distribution(.exponential(mean: 1))
    var kit = operation("kit", 2, 3)
    kit.joins = true
    kit.batch = BatchRule(.operation, atLeast: 2, atMost: 2)
    var factory = factory(
      [cut, drill, kit], .every(interval: Distribution(.exponential(mean: 6))), horizon: 20_000)
    factory.warmUp = 500
    factory.stations[1].buffer = 4
    let whole = try account(of: factory, seed: 3)
    let parts = try accounts(of: factory, seed: 3, batches: 4)
    func sum(_ value: (RunAccount) -> Double) -> Double { parts.reduce(0) { $0 + value($1) } }
    #expect(sum { Double($0.line.split) } == Double(whole.line.split))
    #expect(sum { Double($0.line.merged) } == Double(whole.line.merged))
    #expect(abs(sum { $0.line.presence } - whole.line.presence) < 1e-6 * whole.line.presence)
    // From the start on: what enters and divides is what leaves, goes into others, or is inside.
    factory.warmUp = 0
    let all = try account(of: factory, seed: 3).line
    #expect(all.split > 0 && all.split.isMultiple(of: 2))
    #expect(all.merged > 0)
    #expect(all.released + all.split == all.good + all.scrapped + all.merged + all.inside)
  }

  @Test("A batch that could begin waits for a part that is about to come", .tags(.exact))
  func lookAhead() throws {
    var bake = operation("bake", 1, 10)
    bake.batch = BatchRule(.operation, atLeast: 1, atMost: 2, lookAhead: 3)
    let release = Release.orders([ReleaseOrder(time: 0), ReleaseOrder(time: 0)])
    // Ready at 2 and 4: the first waits, for the second comes within 3 s.
    let near = factory([operation("cut", 0, 2), bake], release)
    #expect(try account(of: near, seed: 1).orders.map(\.finishedAt) == [14, 14])
    // Ready at 5 and 10: the second is too far away.
    let far = factory([operation("cut", 0, 5), bake], release)
    #expect(try account(of: far, seed: 1).orders.map(\.finishedAt) == [15, 25])
    // What is held up is not waited for without end: the machine of the second fails at 5 for 50 s.
    var held = near
    held.stations[0].failures = [
      FailureMode(name: "jam", timeToFailure: .constant(3), timeToRepair: .constant(50))
    ]
    #expect(try account(of: held, seed: 1).orders.map(\.finishedAt) == [15, 64])
  }
}
