import BenchmarkSupport
import Prognostics

/// How long one look-up takes.
enum LookUpTimes {
  /// Prints nanoseconds of processor time a look-up, for each model.
  static func report() throws {
    // Any numbers will do; these are spread evenly.
    func number(_ place: Int) -> Double { Double(place &* 2_654_435_761 % 1_000_003) / 1_000_003 }
    var lives: [ScoredLife] = []
    for unit in 0..<100 {
      let life = 150 + Int(100 * number(unit))
      for age in 0..<life {
        let rest = Double(life - age)
        lives.append(
          ScoredLife(
            score: rest * (0.8 + 0.4 * number(unit * 1000 + age)), remaining: rest, unit: unit))
      }
    }
    let begin = ProcessUse.time
    let calibration = try LifeCalibration(ScoredLife.weighingUnitsAlike(lives), meaning: .life)
    let fit = ProcessUse.time - begin
    let rows = (0..<2_000).map { row in (0..<14).map { number(row * 14 + $0) } }
    let names = (0..<14).map { "s\($0)" }
    let forest = try IsolationForest(rows, names: names, trees: 100)
    let health = try HealthDetector(rows, names: names)
    let distance = try MahalanobisDetector(rows, names: names)
    func measure(_ name: String, _ count: Int, _ work: (Int) -> Double) {
      var sum = 0.0
      let begin = ProcessUse.time
      for place in 0..<count { sum += work(place) }
      BenchmarkProgram.report(count, ProcessUse.time - begin, ",\"of\":\"\(name)\",\"sum\":\(sum)")
    }
    measure("chance", 2_000_000) {
      calibration.chance(within: 10 + Double($0 & 63), score: Double($0 % 241))
    }
    measure("quantile", 2_000_000) { calibration.quantile(0.1, score: Double($0 % 241)) }
    measure("interval", 2_000_000) {
      calibration.interval(level: 0.9, score: Double($0 % 241)).lower
    }
    measure("mean", 2_000_000) { calibration.mean(score: Double($0 % 241)) }
    measure("mahalanobis, 14 features", 200_000) { distance.score(rows[$0 % 2_000]) }
    measure("health, 14 features", 200_000) { health.score(rows[$0 % 2_000]) }
    measure("forest of 100, 14 features", 20_000) { forest.score(rows[$0 % 2_000]) }
    let library = (0..<100).map { life in (0..<200).map { Double($0) + number(life * 200 + $0) } }
    let similar = try TrajectorySimilarity(library, step: 1, window: 60)
    measure("similar among 100 lives of 200, window 60", 500) { place in
      (try? similar.remainingLife(Array(library[place % 100].prefix(60 + place % 100))).mean) ?? 0
    }
    let paths = try library.map { values in
      try DegradationPath(times: values.indices.map(Double.init), values: values, failed: true)
    }
    let wiener = try WienerDegradation(paths)
    measure("chance of a Wiener process", 500_000) { place in
      wiener.unit(at: Double(place % 190)).chance(within: 10)
    }
    measure("distribution of a Wiener process", 500) { place in
      wiener.unit(at: Double(place % 190)).remainingLife.mean
    }
    BenchmarkProgram.report(lives.count, fit, ",\"of\":\"fit of a calibration, a row\"")
  }
}
