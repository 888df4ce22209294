import EventKernel
import FactoryModel
@testable import ModelTraining
import TestSupport
import Testing

@Suite("Lives that a rule has ended")
struct CompletedLivesTests {
  /// 200 lives that a rule ends when four fifths are over, and when each would have ended.
  private static func ended() -> (seen: ObservedLives, truth: [Double]) {
    var stream = RandomStream(StreamKey(seed: 6, replication: 0, path: "lives", purpose: "test"))
    var seen = ObservedLives()
    var (now, truth): (Double, [Double]) = (0, [])
    let place = ComponentPlace(station: 0, machine: 0, component: 0)
    for _ in 0..<200 {
      let life = 60 + 80 * stream.uniform()
      let end = (0.8 * life).rounded(.down)
      for hour in 1...Int(end) {
        let used = Double(hour) / life
        let heat = 10 * used * used * used + (stream.uniform() - 0.5)
        seen.add(
          ModelLook(
            time: now + Double(hour), place: place, features: [heat, stream.uniform()], chance: 0))
      }
      now += end
      truth.append(now - end + life)
      _ = seen.end(ObservedLifeEnd(time: now, place: place, isFailure: false))
    }
    return (seen, truth)
  }

  @Test(
    "They are completed by about what they would still have lasted", .tags(.statistical))
  func completed() throws {
    let model = try WearingUnits.model().model
    let (seen, truth) = Self.ended()
    var draws = RandomStream(StreamKey(seed: 0, replication: 0, path: "lives", purpose: "draws"))
    let table = try #require(
      seen.table(model.inputs, target: model.target, completedBy: model, &draws))
    var errors = [Double](repeating: .nan, count: 200)
    for row in 0..<table.rowCount {
      let end = try #require(table.times)[row] + table.targets[row]
      errors[table.lives[row]] = end - truth[table.lives[row]]
    }
    #expect(errors.allSatisfy { $0.isFinite })
    let mean = errors.reduce(0, +) / 200
    // They had 20 h left in the mean. What is drawn differs from the truth by √2 times the error of a prediction, some 6 h, so the
    // mean by 0.6 h; the calibration has seen 40 lives, and errs by 1 h; three times both.
    #expect(abs(mean) < 3.5)
    // No life ends before the rule has ended it.
    #expect(errors.min() ?? 0 > -28)
    #expect(table.isCensored.count { $0 } < table.rowCount / 10)
  }
}
