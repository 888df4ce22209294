import Experiments
import FactoryModel
import FactorySimulation
import JSONDocuments
import Scenarios
import TestSupport
import Testing

@testable import Reports

@Suite("Timelines of drift")
struct DriftTimelineTests {
  private static func timeline() throws -> DriftTimeline {
    let factory = try Runs.arm().scenario.factory
    let look = try #require(try SecondLook(of: factory, seed: 3, atMost: 1, events: 1_000_000))
    let unit = look.slices.unit.seconds
    var history = ModelHistory()
    history.note(.evidence(0.25), at: unit)
    history.note(.evidence(1e-9), at: 2 * unit)
    history.note(.evidence(1.5), at: 3 * unit)
    history.note(.training, at: 4 * unit)
    history.note(.promotion, at: 4 * unit)
    #expect(history.alarms == 1 && history.trainings == 1 && history.promotions == 1)
    return DriftTimeline(rule: "dies", history: history, of: look)
  }

  @Test("Chart and table have every step at its time", .tags(.exact))
  func steps() throws {
    let timeline = try Self.timeline()
    #expect(timeline.title == "dies: 1 alarm, 1 training, 1 new model")
    #expect(timeline.rows.count == 5 && timeline.head.count == 4)
    let table = timeline.rows.map(\.html).joined()
    for word in ["life", "alarm", "training", "new model"] { #expect(table.contains(word)) }
    let layers = try #require(timeline.specification["layer"]?.items)
    func steps(_ name: String) -> [Double?] {
      let rows = layers.flatMap { $0["data"]?["values"]?.items ?? [] }
      return rows.filter { $0["step"] == .text(name) }.map { $0["time"]?.number }
    }
    // Those with evidence are points of a line, too.
    #expect(steps("life") == [1, 2])
    #expect(steps("alarm") == [3, 3])
    #expect(steps("training") == [4] && steps("new model") == [4])
  }

  @Test("Evidence that is nearly nothing stands at the foot of the axis", .tags(.exact))
  func least() throws {
    let layers = try #require(try Self.timeline().specification["layer"]?.items)
    let rows = layers.flatMap { $0["data"]?["values"]?.items ?? [] }
    let nearlyNothing = try #require(rows.first { $0["row"] == .text("2") })
    #expect(nearlyNothing["evidence"] == 1e-9)
    #expect(nearlyNothing["drawn"] == 0.001)
  }
}
