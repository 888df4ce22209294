import Experiments
import FactoryModel
import RandomVariates
import SimulationStatistics
import TestSupport
import Testing

@Suite("What holds a factory up")
struct BottleneckStudyTests {
  private func line(_ times: [Double], release: Release = .saturated) -> Factory {
    Factory(
      name: "line", warmUp: 1_000, horizon: 10_000,
      product: Product(
        name: "part", release: release,
        route: times.indices.map {
          Operation(
            name: "o\($0)", station: $0, time: Distribution(.exponential(mean: times[$0])),
            idealTime: times[$0])
        }), stations: times.indices.map { Station(name: "s\($0)", buffer: $0 == 0 ? nil : 4) })
  }

  private func study(_ factory: Factory, jobs: Int = 2) -> BottleneckStudy {
    BottleneckStudy(factory: factory, seed: 7, replications: 8, jobs: jobs)
  }

  @Test("The slowest station comes first, by active periods and by arrows", arguments: 0..<4)
  func slowest(station: Int) async throws {
    var times = [10.0, 10, 10, 10]
    times[station] = 15
    let study = study(line(times))
    let findings = try await study.run()
    #expect(findings.map(\.station).sorted() == [0, 1, 2, 3])
    let first = try #require(findings.first)
    #expect(first.station == station)
    #expect(study.heldUp(by: findings) == [station])
    for finding in findings {
      #expect(abs(finding.share.mean - finding.alone - finding.shifting) < 1e-9)
    }
    // Some machine is always active, so alone and half of the shifts are all of the time.
    let total = findings.reduce(0) { $0 + $1.alone + $1.shifting / 2 }
    #expect(abs(total - 1) < 1e-3)
    #expect(try #require(first.activePeriod) > 60)
    #expect(first.coverage == 1)
  }

  @Test("Where not all changes are kept it says how much of the time was looked at")
  func coverage() async throws {
    var study = study(line([10, 12, 11]))
    let whole = try await study.run()
    study.mostChanges = 100
    let part = try await study.run()
    // Some hundred changes are a small part of ten thousand seconds, and all findings say so.
    for finding in part { #expect(finding.coverage > 0 && finding.coverage < 0.2) }
    // What does not come from the log is the same.
    #expect(
      Dictionary(uniqueKeysWithValues: part.map { ($0.station, $0.starved) })
        == Dictionary(uniqueKeysWithValues: whole.map { ($0.station, $0.starved) }))
  }

  @Test("The number of jobs changes nothing")
  func jobs() async throws {
    let factory = line([10, 12, 11])
    let one = try await study(factory, jobs: 1).run()
    let many = try await study(factory, jobs: 4).run()
    #expect(one.map(\.station) == many.map(\.station))
    #expect(one.map(\.share) == many.map(\.share))
  }

  @Test("Arrows are drawn for open lines of one product only")
  func noLine() async throws {
    let closed = study(line([10, 12], release: .keep(parts: 5)))
    #expect(closed.heldUp(by: try await closed.run()) == nil)
    var factory = line([10, 12])
    factory.products[0].route[1].station = 0
    let again = study(factory)
    #expect(again.heldUp(by: try await again.run()) == nil)
  }
}
