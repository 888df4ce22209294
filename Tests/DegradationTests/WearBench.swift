import Degradation
import EventKernel
import RandomVariates

/// A process of wear with all that its lives need.
struct WearBench: ~Copyable {
  let tables: WearTables
  let wear: WearSampler
  let lives: StreamKey
  let paths: StreamKey

  init(
    _ process: WearProcess, unitToUnit: Double = 0, mode: SamplingMode = .fast,
    purpose: String = "wear"
  ) throws {
    try process.validate()
    var tables = WearTables()
    wear = tables.sampler(for: process, unitToUnit: unitToUnit, mode: mode)
    self.tables = tables
    lives = StreamKey(seed: 20_260_301, replication: 0, path: "lives", purpose: purpose)
    paths = StreamKey(seed: 20_260_301, replication: 0, path: "paths", purpose: purpose)
  }

  /// The life with an ordinal.
  func life(_ ordinal: Int, start: WearStart = .new) -> WearLife {
    WearLife(wear, start: start, key: lives, ordinal: UInt64(ordinal), from: tables)
  }

  func level(_ life: inout WearLife, at clock: Double) -> Double {
    life.level(at: clock, of: wear, pathKey: paths, from: tables)
  }

  func interpolated(_ life: WearLife, at clock: Double) -> Double {
    life.interpolatedLevel(at: clock, of: wear, pathKey: paths, from: tables)
  }

  func moment(_ life: inout WearLife, reaching threshold: Double) -> Double {
    life.moment(reaching: threshold, of: wear, pathKey: paths, from: tables)
  }

  /// The lives of so many units, as long as they last.
  func passages(_ count: Int, start: WearStart = .new) -> [Double] {
    (0..<count).map { life($0, start: start).passage }
  }

  func repaired(
    _ life: WearLife, at clock: Double, takingAway share: Double, of gain: RepairedWear,
    ordinal: Int
  ) -> WearLife {
    life.repaired(
      at: clock, takingAway: share, of: gain, wear: wear, key: lives, pathKey: paths,
      ordinal: UInt64(ordinal), from: tables)
  }

  /// Another future, in another branch.
  func redraw(_ life: inout WearLife, at clock: Double, ordinal: Int) {
    life.redraw(
      at: clock, of: wear, key: lives.rekeyed(branch: 1), pathKey: paths,
      ordinal: UInt64(ordinal), from: tables)
  }
}
