import Foundation
import LinearAlgebra
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@testable import Prognostics

@Suite("Anomalies")
struct AnomalyTests {
  static let names = ["pressure", "flow", "serial number", "speed"]

  /// Pressure and flow go together, the third never changes, the fourth is alone.
  static func healthy(_ count: Int, _ draws: inout Draws) -> [[Double]] {
    (0..<count).map { _ in
      let common = draws.normal()
      return [
        5 + 2 * common + 0.4 * draws.normal(), 30 - 3 * common + 0.6 * draws.normal(), 17,
        draws.normal(),
      ]
    }
  }

  @Test("Eigenvalues and vectors of a matrix worked by hand", .tags(.exact))
  func eigen() {
    // (2 1; 1 2) has 3 along (1, 1) and 1 along (1, -1), beside a 5 alone.
    let matrix = SymmetricMatrix(order: 3) { [[2], [1, 2], [0, 0, 5]][$0][$1] }
    let eigen = SymmetricEigen(matrix)
    for (found, expected) in zip(eigen.values, [5.0, 3, 1]) {
      #expect(abs(found - expected) < 1e-14)
    }
    let half = 0.5.squareRoot()
    for (found, expected) in zip(eigen.vectors[1], [half, half, 0]) {
      #expect(abs(found - expected) < 1e-14)
    }
    for (found, expected) in zip(eigen.vectors[2], [half, -half, 0]) {
      #expect(abs(found - expected) < 1e-14)
    }
  }

  @Test("Eigenvectors make the matrix again", .tags(.law))
  func eigenLaw() {
    var draws = Draws("eigenvectors")
    for order in 1...9 {
      let matrix = SymmetricMatrix(order: order) { _, _ in draws.normal() }
      let eigen = SymmetricEigen(matrix)
      for i in 0..<order {
        for j in 0...i {
          var sum = 0.0
          for k in 0..<order { sum += eigen.values[k] * eigen.vectors[k][i] * eigen.vectors[k][j] }
          #expect(abs(sum - matrix[i, j]) < 1e-12)
        }
      }
    }
  }

  @Test("A feature that never changes is left out by name", .tags(.exact))
  func dropped() throws {
    var draws = Draws("dropped features")
    let scaling = try FeatureScaling(
      names: AnomalyTests.names, rows: AnomalyTests.healthy(20, &draws))
    #expect(scaling.dropped == ["serial number"] && scaling.count == 3)
    // 0.1 a hundred times is no sum of hundredths, and still constant.
    #expect(throws: PrognosticsError.self) {
      try FeatureScaling(names: ["x"], rows: Array(repeating: [0.1], count: 100))
    }
    let error = #expect(throws: PrognosticsError.self) {
      try FeatureScaling(names: ["x"], rows: [[1], [.nan]])
    }
    #expect(error?.description == "feature 'x' is nan; it must be finite")
  }

  @Test("Distance and error of two features worked by hand", .tags(.exact))
  func components() throws {
    // Standardised (±a, ±a) twice and (±b, ∓b): variances 1, correlation r = (a² - b²)/(a² + b²).
    let rows = [[2.0, 2], [-2, -2], [1, -1], [-1, 1]]
    let monitor = try PrincipalComponentMonitor(rows, names: ["x", "y"], explained: 0.6)
    // Sums of squares 10, so deviations √(10/3) and r = 0.6; eigenvalues 1.6 and 0.4.
    #expect(monitor.components == 1)
    #expect(abs(monitor.eigenvalues[0] - 1.6) < 1e-12 && abs(monitor.eigenvalues[1] - 0.4) < 1e-12)
    let (distance, error) = monitor.statistics([3, 1])
    // z = (3, 1)/√(10/3): along (1, 1)/√2 it is 4/√2, across 2/√2: squares 8 and 2 times 0.3.
    #expect(abs(distance - 8 * 0.3 / 1.6) < 1e-12 && abs(error - 2 * 0.3) < 1e-12)
  }

  @Test("Healthy rows exceed the limits as often as said", .tags(.statistical))
  func limits() throws {
    var draws = Draws("limits of components")
    func rows(_ count: Int) -> [[Double]] {
      (0..<count).map { _ in
        let (first, second) = (2 * draws.normal(), draws.normal())
        return [first, first + second, second, first - second].map { $0 + 0.5 * draws.normal() }
      }
    }
    let monitor = try PrincipalComponentMonitor(
      rows(4_000), names: ["a", "b", "c", "d"], explained: 0.9, level: 0.95)
    #expect(monitor.components == 2)
    let found = rows(20_000).map(monitor.statistics)
    let beyond = [
      found.count { $0.distance > monitor.distanceLimit },
      found.count { $0.error > monitor.errorLimit },
    ]
    for count in beyond {
      // A binomial part of 20,000 has the error 0.0015; the limits from 4,000 rows have relative errors of
      // about √(2/4000) = 0.022 in the variances, at the density of χ² with 2 degrees there (0.025 · 6 a
      // unit of logarithm) 0.0034; Jackson and Mudholkar's approximation is good to 0.002.
      #expect(abs(Double(count) / 20_000 - 0.05) < 3 * 0.0037 + 0.002)
    }
  }

  @Test("Mahalanobis' distance of two features worked by hand", .tags(.exact))
  func mahalanobis() throws {
    let rows = [[2.0, 2], [-2, -2], [1, -1], [-1, 1]]
    let detector = try MahalanobisDetector(rows, names: ["x", "y"], ridge: 0)
    // Along (1, 1) the variance is 1.6, across 0.4: 8 · 0.3/1.6 + 2 · 0.3/0.4.
    #expect(abs(detector.score([3, 1]) - 3) < 1e-12)
    let ridged = try MahalanobisDetector(rows, names: ["x", "y"], ridge: 0.4)
    #expect(abs(ridged.score([3, 1]) - (8 * 0.3 / 2 + 2 * 0.3 / 0.8)) < 1e-12)
    let error = #expect(throws: PrognosticsError.self) {
      try MahalanobisDetector([[1, 1], [2, 2], [4, 4]], names: ["x", "y"], ridge: 0)
    }
    #expect(
      error?.description
        == "there is no estimate of a covariance: features repeat each other: give a ridge above 0")
  }

  @Test("The robust distance is not widened by rows that were not healthy", .tags(.statistical))
  func robust() throws {
    var draws = Draws("robust distance")
    var rows = (0..<900).map { _ in [draws.normal(), draws.normal()] }
    rows += (0..<100).map { _ in [8 + draws.normal(), 8 + draws.normal()] }
    let plain = try MahalanobisDetector(rows, names: ["x", "y"])
    let robust = try MahalanobisDetector(rows, names: ["x", "y"], isRobust: true)
    // About χ² with 2 degrees of freedom: (4, 0) lies at 16. Of 900 rows variances have errors of 5 %, of the
    // three quarters that are kept and rescaled by a median some 10 %; ten in a hundred others move the median
    // to the 55.6 % of the healthy ones, which makes variances 17 % too large. 16/1.17 less 3 · 10 %.
    #expect(robust.score([4, 0]) > 9.5 && robust.score([4, 0]) < 21)
    #expect(plain.score([8, 8]) < 20 && robust.score([8, 8]) > 60)
  }

  @Test("A histogram counts, and goes on beyond its ends", .tags(.exact))
  func histogram() throws {
    // Standardised 0, 1, 2, 3: deviation √(5/3), one value in each of four bins of width 0.75/√(5/3).
    let detector = try HistogramDetector([[0], [1], [2], [3]], names: ["x"], bins: 4)
    let deviation = (5.0 / 3).squareRoot()
    let z = (0.5 - 1.5) / deviation
    let density =
      0.95 * 0.25 * deviation / 0.75 + 0.025 * exp(-z * z / 8) / (2 * Double.pi).squareRoot()
    #expect(abs(detector.score([0.5]) + log(density)) < 1e-12)
    let far = [4.0, 10, 40, 4e3, 4e6].map { detector.score([$0]) }
    #expect(far == far.sorted() && Set(far).count == 5)
    // No step where the density becomes too small to be a number: z²/8 at both sides.
    let edges = [51.5, 52.6].map { 1.5 + $0 * 2 / 2 * deviation }
    let gap = detector.score([edges[1]]) - detector.score([edges[0]])
    #expect(abs(gap - (52.6 * 52.6 - 51.5 * 51.5) / 8) < 1e-6)
  }

  @Test("The depth of rows without any order, and of one far away", .tags(.statistical))
  func isolation() throws {
    var draws = Draws("isolation")
    let rows = (0..<500).map { _ in [draws.normal(), draws.normal()] }
    let forest = try IsolationForest(rows, names: ["x", "y"], trees: 100)
    let scores = rows.map(forest.score)
    let mean = scores.reduce(0, +) / 500
    // Rows of the middle go deeper than chance, those of the edge less deep: about a half.
    #expect(mean > 0.4 && mean < 0.55)
    #expect(forest.score([8, 8]) > (scores.max() ?? 1))
    // c(256) = 2 H(255) - 2 · 255/256.
    let harmonic = (1...255).reduce(0.0) { $0 + 1 / Double($1) }
    let sum = forest.contributions([8, 8]).reduce(0) { $0 + $1.amount }
    let depth = 2 * harmonic - 2 * 255.0 / 256
    #expect(abs(forest.score([8, 8]) - exp(-log(2) * (depth - sum) / depth)) < 1e-9)
    #expect(try IsolationForest(rows, names: ["x", "y"], trees: 100) == forest)
    #expect(try IsolationForest(rows, names: ["x", "y"], trees: 100, seed: 2) != forest)
  }

  /// All detectors, fitted to the same rows.
  static func detectors(_ rows: [[Double]]) throws -> [any AnomalyDetector] {
    [
      try PrincipalComponentMonitor(rows, names: names),
      try MahalanobisDetector(rows, names: names),
      try MahalanobisDetector(rows, names: names, isRobust: true),
      try HistogramDetector(rows, names: names),
      try IsolationForest(rows, names: names, trees: 50),
      try HealthDetector(rows, names: names),
    ]
  }

  @Test("Contributions name the feature that is wrong and add up to the score", .tags(.law))
  func contributions() throws {
    var draws = Draws("contributions")
    let rows = AnomalyTests.healthy(600, &draws)
    let bad = [5.0, 30, 17, 9]
    for detector in try AnomalyTests.detectors(rows) {
      #expect(detector.contributions(bad).first?.name == "speed", "\(type(of: detector))")
      #expect(detector.contributions(bad).count == 3)
      guard !(detector is IsolationForest) else { continue }
      for row in rows.prefix(50) + [bad] {
        let sum = detector.contributions(row).reduce(0) { $0 + $1.amount }
        #expect(abs(sum - detector.score(row)) < 1e-9 * max(1, abs(sum)), "\(type(of: detector))")
      }
      // The dropped feature says nothing.
      #expect(detector.score([5, 30, 17, 1]) == detector.score([5, 30, 99, 1]))
    }
  }

  @Test("A relation that is broken is found by those that see relations", .tags(.law))
  func relations() throws {
    var draws = Draws("broken relation")
    let rows = AnomalyTests.healthy(600, &draws)
    // Both high, where one is high when the other is low; each alone within two deviations.
    let broken = [8.5, 34.5, 17, 0]
    let found = try AnomalyTests.detectors(rows).map { detector in
      rows.count { detector.score($0) >= detector.score(broken) }
    }
    #expect(found[0] == 0 && found[1] == 0 && found[2] == 0 && found[5] == 0)
    #expect(found[3] > 5, "a histogram cannot see it, or the test says nothing")
  }

  @Test("Saved detectors are the same to the bit", .tags(.law))
  func roundTrip() throws {
    var draws = Draws("saved detectors")
    let rows = AnomalyTests.healthy(300, &draws)
    func again<Detector: AnomalyDetector>(_ detector: Detector) throws {
      let read = try Detector(saved: detector.saved())
      for row in rows.prefix(40) { #expect(read.score(row) == detector.score(row)) }
      #expect(try read.saved() == detector.saved())
    }
    for detector in try AnomalyTests.detectors(rows) { try again(detector) }
    let text = String(
      bytes: try IsolationForest(rows, names: AnomalyTests.names, trees: 2).saved(), encoding: .utf8
    )
    let broken = text?.replacing("\"roots\" : [\n      0", with: "\"roots\" : [\n      99999") ?? ""
    #expect(
      throws: PrognosticsError.unreadable(
        kind: "isolation forest", because: "a tree begins outside of the forest")
    ) { try IsolationForest(saved: Data(broken.utf8)) }
  }

  @Test("The parts of healthy rows beyond a score", .tags(.exact))
  func tails() {
    // 0, 1, …, 100: 10 lie beyond 90, by 5.5 on the average.
    let scale = TailScale((0...100).map(Double.init))
    #expect(abs(scale.surprise(50) - log(2)) < 1e-12 && scale.surprise(-1) == 0)
    #expect(abs(scale.surprise(90) - log(10)) < 1e-12)
    #expect(abs(scale.surprise(101) - log(10) - 2) < 1e-12)
  }
}
