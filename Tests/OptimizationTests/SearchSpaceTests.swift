import Optimization
import TestDraws
import TestSupport
import Testing

@Suite("Search spaces")
struct SearchSpaceTests {
  // MARK: - Kinds of dimensions

  @Test("Steps are written as the numbers they are, and end at the last that fits", .tags(.exact))
  func steps() {
    let tenths = SearchDimension("x", .stepped(low: 0.1, high: 0.7, step: 0.1))
    #expect(tenths.levelCount == 7)
    #expect(
      (0..<7).map { tenths.value(at: (Double($0) + 0.5) / 7) } == [
        0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7,
      ])
    let thirds = SearchDimension("x", .stepped(low: -1, high: 1, step: 0.3))
    #expect(thirds.levelCount == 7)
    #expect(abs(thirds.highest - 0.8) < 1e-15)
    #expect(thirds.value(at: thirds.coordinate(of: 0.25)) == thirds.value(at: 0.64))
  }

  @Test("Numbers of a list stand as far apart as they are, by logarithms over two decades")
  func lists() {
    let near = SearchDimension("x", .ordinal(values: [1, 2, 5]))
    #expect([1, 2, 5].map { near.coordinate(of: $0) } == [0, 0.25, 1])
    #expect(near.value(at: 0.6) == 2 && near.value(at: 0.63) == 5)
    let far = SearchDimension("x", .ordinal(values: [0.1, 1, 100]))
    #expect(
      zip([0.1, 1, 100], [0, 1.0 / 3, 1]).allSatisfy { abs(far.coordinate(of: $0) - $1) < 1e-12 })
    // All are equally likely all the same: 4,096 points of a balanced sequence.
    let counts = SearchSpace([
      SearchDimension("x", .ordinal(values: [0, 1, 2, 100])),
      SearchDimension("y", .real(low: 0, high: 1)),
    ]).spreadPoints(4_096, seed: 1).reduce(into: [:]) { $0[$1[0], default: 0] += 1 }
    #expect(counts.count == 4 && counts.values.allSatisfy { $0 == 1_024 })
  }

  @Test("Every value has its coordinate back, and is the nearest to it", .tags(.law))
  func coding() {
    var draws = Draws("coding of dimensions")
    for _ in 0..<500 {
      let dimension = SearchDimension(
        "x", RandomSpace.domain(&draws, hasLogarithms: true))
      for _ in 0..<20 {
        let value = dimension.value(at: draws.uniform())
        #expect(dimension.hasValue(value))
        let again = dimension.value(at: dimension.coordinate(of: value))
        #expect(
          dimension.isReal
            ? relativeError(again, value) < 1e-13 || abs(again - value) < 1e-14 : again == value)
      }
      #expect(dimension.value(at: dimension.coordinate(of: dimension.lowest)) == dimension.lowest)
      #expect(dimension.value(at: dimension.coordinate(of: dimension.highest)) == dimension.highest)
    }
  }

  @Test("A value beyond the ends has a place beyond them unless none makes sense", .tags(.exact))
  func beyond() {
    let real = SearchDimension("x", .real(low: 10, high: 20))
    #expect(real.coordinate(of: 25, clamped: false) == 1.5)
    #expect(real.coordinate(of: 25, clamped: true) == 1)
    let whole = SearchDimension("x", .whole(low: 1, high: 4))
    #expect(whole.coordinate(of: 6, clamped: false) == 1.375)
    #expect(whole.coordinate(of: 2, clamped: false) == 0.375)
    let log = SearchDimension("x", .logarithmic(low: 1, high: 100))
    #expect(abs((log.coordinate(of: 1_000, clamped: false) ?? 0) - 1.5) < 1e-12)
    #expect(log.coordinate(of: -1, clamped: false) == nil)
    #expect(SearchDimension("x", .choice(count: 3)).coordinate(of: 3, clamped: false) == nil)
    #expect(SearchDimension("x", .fixed(7)).coordinate(of: 7, clamped: false) == 0.5)
    #expect(SearchDimension("x", .fixed(7)).coordinate(of: 8, clamped: false) == nil)
  }

  // MARK: - Conditions

  static let rules = SearchSpace([
    SearchDimension("rule", .choice(count: 3)),
    SearchDimension("age", .whole(low: 1, high: 5), onlyWhen: .init(parent: "rule", levels: [1])),
    SearchDimension(
      "early", .choice(count: 2), onlyWhen: .init(parent: "rule", levels: [1, 2])),
    SearchDimension("by", .whole(low: 1, high: 3), onlyWhen: .init(parent: "early", levels: [1])),
  ])

  @Test("Points that mean the same are the same", .tags(.exact))
  func canonical() {
    let space = SearchSpaceTests.rules
    // Rule 0: 1. Rule 1: 5 ages × (1 + 3). Rule 2: 1 + 3.
    #expect(space.pointCount == 25)
    #expect(Set(space.allPoints).count == 25)
    var seen: Set<[Double]> = []
    for point in SobolSequence(dimensions: 4, seed: 1).points(4_096) {
      let snapped = space.snapped(point)
      #expect(space.snapped(snapped) == snapped)
      seen.insert(snapped)
    }
    #expect(seen == Set(space.allPoints))
    #expect(space.activity(at: space.point(of: [2, 1, 1, 2])) == [true, false, true, true])
    #expect(space.activity(at: space.point(of: [0, 1, 1, 2])) == [true, false, false, false])
  }

  @Test("Neighbors are a step away, and those of a parent bring its dependents", .tags(.exact))
  func neighbors() {
    let space = SearchSpaceTests.rules
    let none = space.point(of: [0, 3, 1, 2])
    #expect(space.neighbors(of: none).map { space.values(at: $0) }.count == 2)
    let all = space.neighbors(of: space.point(of: [1, 3, 1, 2])).map { space.values(at: $0) }
    #expect(
      all.contains([1, 2, 1, 2]) && all.contains([1, 4, 1, 2]) && all.contains([1, 3, 1, 3]))
    #expect(all.count == 2 + 2 + 1 + 2)
  }

  // MARK: - Constraints

  @Test("What plays no part counts as 0 in a sum, and a sum of nothing is kept", .tags(.exact))
  func idleSums() {
    let space = SearchSpace(
      [
        SearchDimension("has", .choice(count: 2)),
        SearchDimension("a", .whole(low: 0, high: 4), onlyWhen: .init(parent: "has", levels: [1])),
        SearchDimension("b", .whole(low: 0, high: 4)),
      ],
      constraints: [
        LinearConstraint("both", [.init(1, "a"), .init(1, "b")], .atMost, 5),
        LinearConstraint("least", [.init(1, "a")], .atLeast, 2),
      ])
    let values = space.allPoints.map { space.values(at: $0) }
    #expect(values.filter { $0[0] == 0 }.map { $0[2] } == [0, 1, 2, 3, 4])
    #expect(values.filter { $0[0] == 1 }.allSatisfy { $0[1] >= 2 && $0[1] + $0[2] <= 5 })
    #expect(space.pointCount == 5 + 4 + 3 + 2)
  }

  @Test(
    "Every point that is drawn, spread or near is allowed, snapped and the same again",
    .tags(.law), arguments: 0..<8)
  func allowed(part: Int) {
    var draws = Draws("random spaces", ordinal: part)
    for round in 0..<50 {
      let random = RandomSpace(&draws)
      let space = random.space
      #expect(space.isAllowed(random.witness))
      #expect(space.conflict == [])
      let points = space.randomPoints(6, seed: UInt64(round))
      #expect(points.count == 6, "\(space)")
      #expect(points.allSatisfy { space.isAllowed($0) && space.snapped($0) == $0 })
      #expect(space.randomPoints(2, seed: UInt64(round), from: 3) == Array(points[3..<5]))
      let spread = space.spreadPoints(8, seed: UInt64(round))
      #expect(spread.allSatisfy { space.isAllowed($0) && space.snapped($0) == $0 })
      #expect(Set(spread).count == spread.count)
      if space.dimensions.contains(where: \.isReal) == false {
        #expect(spread.count == min(8, space.pointCount ?? 8), "\(space)")
      }
      for _ in 0..<4 {
        let target = space.dimensions.map { _ in draws.uniform() }
        guard let near = space.nearestAllowed(target) else {
          Issue.record("nothing near \(target) in \(space)")
          continue
        }
        #expect(space.isAllowed(near) && space.snapped(near) == near)
        #expect(space.nearestAllowed(near) == near)
      }
    }
  }

  @Test(
    "No random point is nearer than the nearest", .tags(.law), arguments: 0..<6)
  func nearest(part: Int) {
    var draws = Draws("nearest points", ordinal: part)
    for round in 0..<12 {
      let space = RandomSpace(&draws, hasConditions: false, hasLogarithms: part % 2 == 0).space
      let points = space.randomPoints(1_000, seed: UInt64(round))
      for _ in 0..<3 {
        let target = space.snapped(space.dimensions.map { _ in draws.uniform() })
        guard let near = space.nearestAllowed(target) else {
          Issue.record("nothing near \(target) in \(space)")
          continue
        }
        func distance(_ point: [Double]) -> Double {
          zip(point, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        }
        let least = points.map(distance).min() ?? .infinity
        // Rounding of coordinates.
        #expect(distance(near) <= least + 1e-9, "\(space) \(target)")
      }
    }
  }

  @Test("The nearest point of a mixture is the projection onto a simplex", .tags(.exact))
  func simplexProjection() {
    let space = SearchSpace(
      ["a", "b", "c"].map { SearchDimension($0, .real(low: 0, high: 1)) },
      constraints: [.mixture("whole", of: ["a", "b", "c"])])
    // Subtract the same from all, and what would be below 0 is 0: 0.9 - t + 0.5 - t = 1.
    let near = space.nearestAllowed([0.9, 0.5, 0]) ?? []
    #expect(zip(near, [0.7, 0.3, 0]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  /// By hand: of 4a + 7b ≤ 24 with whole numbers the point nearest to (5, 3) is (4, 1), at √5.
  @Test("Whole numbers under a sum are nearest among whole numbers", .tags(.exact))
  func wholeProjection() {
    let space = SearchSpace(
      [
        SearchDimension("a", .whole(low: 0, high: 9)),
        SearchDimension("b", .whole(low: 0, high: 9)),
      ],
      constraints: [LinearConstraint("sum", [.init(4, "a"), .init(7, "b")], .atMost, 24)])
    #expect(space.nearestAllowed(space.point(of: [5, 3])) == space.point(of: [4, 1]))
  }

  /// A triangle of 1/5,000 of the square, far too small to be hit.
  ///
  /// In coordinates a = x/0.02, b = y/0.02 the square of a + b ≤ 1 is cut into 64 cells, 28 of them
  /// whole and 8 halved; 4,000 points give χ² with 35 degrees of freedom, whose quantile at 10⁻⁴ is 76.
  @Test("Walks fill a small triangle evenly", .tags(.statistical))
  func triangle() {
    let space = SearchSpace(
      [SearchDimension("x", .real(low: 0, high: 1)), SearchDimension("y", .real(low: 0, high: 1))],
      constraints: [LinearConstraint("corner", [.init(1, "x"), .init(1, "y")], .atMost, 0.02)])
    var counts: [Int: Double] = [:]
    let points = space.randomPoints(4_000, seed: 3)
    for point in points {
      counts[8 * Int(point[0] / 0.0025) + Int(point[1] / 0.0025), default: 0] += 1
    }
    var chi = 0.0
    for i in 0..<8 {
      for j in 0..<(8 - i) {
        let expected = 4_000 * (i + j == 7 ? 0.5 : 1) / 32
        let gap = (counts[8 * i + j] ?? 0) - expected
        chi += gap * gap / expected
      }
    }
    #expect(chi < 76)
  }

  /// Over a + b + c = 1 the share of each part is Dirichlet (1, 1, 1).
  ///
  /// Its mean is 1/3, and one in 4 is above 1/2. Deviations of 4,000 points: 0.0037 and 0.0068; 4.5 of these.
  @Test(
    "Mixtures are uniform, drawn as a whole or by a walk", .tags(.statistical),
    arguments: [1.0, 0.03])
  func mixtures(total: Double) {
    // With a total of 0.03 a fourth part, a whole number that is nearly always too large, is in the way.
    let isSmall = total < 1
    let space = SearchSpace(
      ["a", "b", "c"].map { SearchDimension($0, .real(low: 0, high: 1)) }
        + (isSmall ? [SearchDimension("n", .whole(low: 0, high: 9_999))] : []),
      constraints: [.mixture("whole", of: ["a", "b", "c"] + (isSmall ? ["n"] : []), total: total)])
    let points = space.randomPoints(4_000, seed: 8).map { space.values(at: $0).map { $0 / total } }
    #expect(points.count == 4_000)
    for part in 0..<3 {
      let mean = points.reduce(0) { $0 + $1[part] } / 4_000
      #expect(abs(mean - 1.0 / 3) < 4.5 * 0.0037)
      let large = Double(points.count { $0[part] > 0.5 }) / 4_000
      #expect(abs(large - 0.25) < 4.5 * 0.0068)
    }
  }

  /// No part of the mixture above 0.08, of 20 parts with mean 0.05: refused nearly always, so drawn by
  /// walks, and near points have many sides in force.
  @Test("Many parts with narrow ends and further sums are drawn and projected", .tags(.law))
  func wideMixture() {
    let names = (0..<20).map { "part \($0)" }
    var draws = Draws("wide mixtures")
    let sums = (0..<5).map { index in
      LinearConstraint(
        "sum \(index)",
        names.map { LinearConstraint.Term(draws.uniform(), $0) }, .atMost, 0.55)
    }
    let space = SearchSpace(
      names.map { SearchDimension($0, .real(low: 0.01, high: 0.08)) },
      constraints: [.mixture("all", of: names)] + sums)
    let points = space.randomPoints(60, seed: 5)
    #expect(points.count == 60 && points.allSatisfy { space.isAllowed($0) })
    for _ in 0..<20 {
      let target = names.map { _ in draws.uniform() }
      let near = space.nearestAllowed(target) ?? []
      #expect(space.isAllowed(near))
      // At the nearest point of a convex set the angle to every other point is not acute.
      for point in points {
        let turn = point.indices.reduce(0) {
          $0 + (target[$1] - near[$1]) * (point[$1] - near[$1])
        }
        #expect(turn < 1e-9)
      }
    }
  }

  /// With x + y = 1 and both uniform by their logarithms the density of x is proportional to
  /// 1/(x (1 - x)): the logit is uniform.
  ///
  /// From 0.001 to 0.999 it is below 0.1 with the
  /// probability (logit 0.1 - logit 0.001) / (2 logit 0.999) = 0.34094; the deviation of 4,000 points is
  /// 0.0075.
  @Test(
    "Logarithms in an equation have their density, drawn or by a walk", .tags(.statistical),
    arguments: [false, true])
  func logarithmicEquation(isWalk: Bool) {
    let names = ["x", "y"] + (isWalk ? ["n"] : [])
    let space = SearchSpace(
      ["x", "y"].map { SearchDimension($0, .logarithmic(low: 0.001, high: 0.999)) }
        + (isWalk ? [SearchDimension("n", .whole(low: 0, high: 9_999))] : []),
      constraints: [.mixture("all", of: names)])
    let values = space.randomPoints(4_000, seed: 3).map { space.values(at: $0) }
    let part = Double(values.count { $0[0] < 0.1 }) / 4_000
    #expect(abs(part - 0.34094) < 4.5 * 0.0075)
  }

  /// Of x + 0.3 k ≤ 1 the length of x is 1, 0.7, 0.4 and 0.1 for k from 0 to 3.
  ///
  /// A number that is nearly always too large makes walks of all points. 4,000 of them give χ² with 3 degrees of
  /// freedom, whose quantile at 10⁻⁴ is 21.
  @Test(
    "Levels are as likely as the room they leave to real numbers", .tags(.statistical),
    arguments: [false, true])
  func mixedMeasure(isWalk: Bool) {
    let space = SearchSpace(
      [
        SearchDimension("x", .real(low: 0, high: 1)), SearchDimension("k", .whole(low: 0, high: 3)),
        SearchDimension("n", .whole(low: 0, high: isWalk ? 9_999 : 0)),
      ],
      constraints: [
        LinearConstraint("sum", [.init(1, "x"), .init(0.3, "k"), .init(1, "n")], .atMost, 1)
      ])
    let values = space.randomPoints(4_000, seed: 11).map { space.values(at: $0) }
    var chi = 0.0
    for (k, length) in [1.0, 0.7, 0.4, 0.1].enumerated() {
      let expected = 4_000 * length / 2.2
      let gap = Double(values.count { $0[1] == Double(k) }) - expected
      chi += gap * gap / expected
    }
    #expect(chi < 21)
  }

  /// With rule 0 nothing else counts, with rule 1 only half of the child's axis is allowed: 2 to 1.
  ///
  /// The corner of x and y, which is nearly never hit, makes walks of all points.
  @Test("A rule is as likely as what it allows", .tags(.statistical), arguments: [false, true])
  func conditionalMeasure(isWalk: Bool) {
    let space = SearchSpace(
      [
        SearchDimension("rule", .choice(count: 2)),
        SearchDimension(
          "child", .real(low: 0, high: 1), onlyWhen: .init(parent: "rule", levels: [1])),
        SearchDimension("x", .real(low: 0, high: 1)), SearchDimension("y", .real(low: 0, high: 1)),
      ],
      constraints: [
        LinearConstraint("half", [.init(1, "child")], .atMost, 0.5),
        LinearConstraint("corner", [.init(1, "x"), .init(1, "y")], .atMost, isWalk ? 0.02 : 2),
      ])
    let points = space.randomPoints(4_000, seed: 3)
    let part = Double(points.count { $0[0] < 0.5 }) / 4_000
    #expect(abs(part - 2.0 / 3) < 4.5 * 0.0075)
    let children = points.filter { $0[0] > 0.5 }.map { $0[1] }
    // Uniform up to 1/2; deviation of the mean of some 1,300.
    let mean = children.reduce(0.0, +) / Double(children.count)
    #expect(abs(mean - 0.25) < 4.5 * 0.004)
  }

  /// Small spaces of levels, with sums that need not leave anything, looked through one by one.
  @Test(
    "What is listed, nearest or in conflict is what looking through all levels finds", .tags(.law),
    arguments: 0..<4)
  func exhaustive(part: Int) {
    var draws = Draws("small spaces", ordinal: part)
    var conflicts = 0
    for _ in 0..<80 {
      var dimensions: [SearchDimension] = []
      for index in 0..<draws.whole(2...4) {
        let domain: SearchDimension.Domain =
          switch draws.index(below: 4) {
          case 0: .whole(low: -1, high: draws.whole(0...4))
          case 1: .stepped(low: 0, high: 1, step: 0.25)
          case 2: .ordinal(values: [0.01, 1, 2, 7])
          default: .choice(count: draws.whole(2...3))
          }
        let condition =
          index > 0 && draws.chance(0.3)
          ? SearchDimension.Condition(parent: "d\(draws.index(below: index))", levels: [0, 2]) : nil
        dimensions.append(SearchDimension("d\(index)", domain, onlyWhen: condition))
      }
      let numbers = dimensions.filter { !$0.isChoice }.map(\.name)
      let constraints = (0..<(numbers.isEmpty ? 0 : draws.whole(1...4))).map { index in
        LinearConstraint(
          "c\(index)",
          draws.permuted(numbers).prefix(draws.whole(1...numbers.count)).map {
            .init(Double(draws.whole(-3...3)), $0)
          }, [.atMost, .atLeast, .atMost, .equal][draws.index(below: 4)],
          Double(draws.whole(-4...8)) / 2)
      }
      func allowed(_ constraints: [LinearConstraint]) -> [[Double]] {
        let space = SearchSpace(dimensions, constraints: constraints)
        let design = FullFactorial(levels: dimensions.map { $0.levelCount ?? 1 })
        var seen: Set<[Double]> = []
        return (0..<design.count).map { index in
          space.snapped(
            zip(dimensions, design.levelIndices(at: index)).map { dimension, level in
              guard case .ordinal(let values) = dimension.domain else {
                return (Double(level) + 0.5) / Double(dimension.levelCount ?? 1)
              }
              return dimension.coordinate(of: values[level])
            })
        }.filter { space.isAllowed($0) && seen.insert($0).inserted }
      }
      let space = SearchSpace(dimensions, constraints: constraints)
      let all = allowed(constraints)
      #expect(Set(space.allPoints) == Set(all), "\(space)")
      #expect(space.pointCount == all.count)
      let conflict = space.conflict
      #expect(conflict.isEmpty == !all.isEmpty, "\(space)")
      if !conflict.isEmpty {
        conflicts += 1
        let named = constraints.filter { conflict.contains($0.name) }
        #expect(allowed(named).isEmpty)
        for index in named.indices {
          var fewer = named
          fewer.remove(at: index)
          #expect(!allowed(fewer).isEmpty)
        }
      }
      for _ in 0..<3 where !all.isEmpty {
        let target = space.snapped(dimensions.map { _ in draws.uniform() })
        let near = space.nearestAllowed(target) ?? []
        func distance(_ point: [Double]) -> Double {
          let isActive = space.activity(at: point)
          var sum = 0.0
          for i in point.indices where isActive[i] {
            sum += (point[i] - target[i]) * (point[i] - target[i])
          }
          return sum
        }
        #expect(all.contains(near))
        if !space.hasConditions {
          #expect(distance(near) <= (all.map(distance).min() ?? 0) + 1e-12, "\(space)")
        }
      }
    }
    #expect(conflicts > 5)
  }

  /// Ten whole numbers with two sums: 60 random targets, compared with all steps from the answer.
  @Test("Whole numbers under several sums are projected to where no step is nearer", .tags(.law))
  func wholeSums() {
    let names = (0..<10).map { "n\($0)" }
    let space = SearchSpace(
      names.map { SearchDimension($0, .whole(low: 0, high: 20)) },
      constraints: [
        .mixture("all", of: names, total: 60),
        LinearConstraint(
          "weights", names.enumerated().map { .init(Double($0 % 4 + 1), $1) }, .atMost, 120),
      ])
    var draws = Draws("whole sums")
    for _ in 0..<60 {
      let target = names.map { _ in draws.uniform() }
      guard let near = space.nearestAllowed(target) else {
        Issue.record("nothing near \(target)")
        continue
      }
      func distance(_ point: [Double]) -> Double {
        zip(point, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      #expect(space.isAllowed(near))
      let steps = space.neighbors(of: near)
      #expect(!steps.isEmpty && steps.allSatisfy { distance($0) > distance(near) - 1e-12 })
    }
  }

  @Test("Equations that say the same are no more than one, and others contradict", .tags(.exact))
  func redundant() {
    let names = ["a", "b", "c"]
    let dimensions = names.map { SearchDimension($0, .real(low: 0, high: 1)) }
    let double = LinearConstraint("double", names.map { .init(2, $0) }, .equal, 2)
    let part = LinearConstraint("part", [.init(1, "a"), .init(1, "b")], .equal, 0.7)
    let same = SearchSpace(dimensions, constraints: [.mixture("all", of: names), double, part])
    let points = same.randomPoints(200, seed: 1)
    #expect(points.count == 200)
    #expect(points.allSatisfy { abs($0[2] - 0.3) < 1e-12 && abs($0[0] + $0[1] - 0.7) < 1e-12 })
    // (0.9, 0.4) onto a + b = 0.7: 0.3 less each.
    let near = same.nearestAllowed([0.9, 0.4, 0.9]) ?? []
    #expect(zip(near, [0.6, 0.1, 0.3]).allSatisfy { abs($0 - $1) < 1e-12 })
    let other = SearchSpace(
      dimensions,
      constraints: [
        .mixture("all", of: names), part, .mixture("more", of: names, total: 1.1),
        LinearConstraint("third", [.init(1, "c")], .atMost, 0.35),
      ])
    // "all" can be spared: with "more" and "part" the third is 0.4.
    #expect(other.conflict == ["part", "more", "third"])
  }

  @Test("What leaves nothing is named, and no more than that", .tags(.failure))
  func conflict() {
    let space = SearchSpace(
      [
        SearchDimension("a", .real(low: 0, high: 10)),
        SearchDimension("b", .whole(low: 0, high: 10)),
        SearchDimension("c", .logarithmic(low: 1, high: 100)),
      ],
      constraints: [
        LinearConstraint("room", [.init(1, "a"), .init(1, "b")], .atMost, 8),
        LinearConstraint("people", [.init(1, "b"), .init(1, "c")], .atLeast, 4),
        LinearConstraint("speed", [.init(1, "a")], .atLeast, 5),
        LinearConstraint("stock", [.init(2, "b")], .atLeast, 7),
      ])
    #expect(space.conflict == ["room", "speed", "stock"])
    #expect(space.randomPoints(3, seed: 1).isEmpty)
    #expect(space.spreadPoints(3, seed: 1).isEmpty)
    #expect(space.nearestAllowed([0.5, 0.5, 0.5]) == nil)
    // Half a unit more room, and 5 + 3.5 fits, but b is whole.
    let alone = SearchSpace(
      [SearchDimension("b", .whole(low: 0, high: 10))],
      constraints: [LinearConstraint("odd", [.init(2, "b")], .equal, 7)])
    #expect(alone.conflict == ["odd"])
  }

  @Test("Whole numbers that sum to a number are counted and drawn", .tags(.exact))
  func wholeSum() {
    let names = ["a", "b", "c", "d"]
    let space = SearchSpace(
      names.map { SearchDimension($0, .whole(low: 0, high: 12)) },
      constraints: [.mixture("buffers", of: names, total: 12)])
    #expect(space.pointCount == 455)  // 15 over 3
    var seen: Set<[Double]> = []
    for point in space.randomPoints(6_000, seed: 2) { seen.insert(point) }
    // A given point is missed with the chance (1 - 1/455)^6000 = 2·10⁻⁶.
    #expect(seen.count == 455)
    #expect(space.spreadPoints(64, seed: 1).count == 64)
    #expect(space.neighbors(of: space.point(of: [3, 3, 3, 3])).count == 12)
    #expect(
      space.neighbors(of: space.point(of: [12, 0, 0, 0])).map { space.values(at: $0) } == [
        [11, 1, 0, 0], [11, 0, 1, 0], [11, 0, 0, 1],
      ])
  }

  // MARK: - Changed spaces

  @Test("Points of an old space keep their values in a new one", .tags(.exact))
  func carrying() {
    let old = SearchSpace([
      SearchDimension("speed", .real(low: 0, high: 10)),
      SearchDimension("crew", .whole(low: 1, high: 4)),
      SearchDimension("rule", .choice(count: 3)),
    ])
    let new = SearchSpace([
      SearchDimension("rule", .choice(count: 2)), SearchDimension("speed", .real(low: 5, high: 9)),
      SearchDimension("crew", .whole(low: 1, high: 2)),
      SearchDimension("lot", .whole(low: 1, high: 5)),
    ])
    let inside = new.carried(old.point(of: [6, 2, 1]), from: old, otherwise: ["lot": 3])
    #expect(inside == CarriedPoint(point: [0.75, 0.25, 0.75, 0.5], isInside: true))
    let outside = new.carried(old.point(of: [3, 4, 0]), from: old, otherwise: ["lot": 3])
    #expect(outside == CarriedPoint(point: [0.25, -0.5, 1.75, 0.5], isInside: false))
    #expect(new.carried(old.point(of: [6, 2, 2]), from: old, otherwise: ["lot": 3]) == nil)
    #expect(new.carried(old.point(of: [6, 2, 1]), from: old) == nil)
    // And back: nothing is lost beyond the ends.
    let back = old.carried(outside?.point ?? [], from: new)
    #expect(back?.isInside == true)
    #expect(back.map { old.values(at: $0.point) } == [3, 4, 0])
  }
}
