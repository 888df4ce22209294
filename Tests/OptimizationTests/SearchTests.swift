import EventKernel
import Optimization
import TestSupport
import Testing

@Suite("Search")
struct SearchTests {
  // MARK: - Coding

  @Test(
    "Every whole number and choice has an equal part of its axis, and its middle back", .tags(.law))
  func coding() {
    for domain in [SearchDimension.Domain.whole(low: -3, high: 8), .choice(count: 5)] {
      let dimension = SearchDimension("x", domain)
      let count = dimension.levelCount ?? 0
      var seen: [Double: Int] = [:]
      for step in 0..<(count * 100) {
        let value = dimension.value(at: (Double(step) + 0.5) / Double(count * 100))
        seen[value, default: 0] += 1
        #expect(dimension.value(at: dimension.coordinate(of: value)) == value)
      }
      #expect(seen.count == count)
      #expect(seen.values.allSatisfy { $0 == 100 })
      #expect(dimension.value(at: 1) == dimension.value(at: 1 - 1e-9))
    }
  }

  @Test("Real numbers come back from their coordinates, and ends are met exactly", .tags(.law))
  func realCoding() {
    for domain in [
      SearchDimension.Domain.real(low: -2, high: 7), .logarithmic(low: 0.1, high: 300),
    ] {
      let dimension = SearchDimension("x", domain)
      let (low, high) = (dimension.value(at: 0), dimension.value(at: 1))
      #expect(low == (dimension.value(at: -5)))
      #expect([-2, 0.1].contains(low) && [7, 300].contains(high))
      for step in 0...50 {
        let place = Double(step) / 50
        // Three roundings of numbers near 1.
        #expect(abs(dimension.coordinate(of: dimension.value(at: place)) - place) < 1e-14)
      }
    }
    let logarithmic = SearchDimension("x", .logarithmic(low: 1, high: 100))
    #expect(abs(logarithmic.value(at: 0.5) - 10) < 1e-12)
  }

  @Test("A space without real dimensions lists each of its points once", .tags(.exact))
  func listing() {
    let space = SearchSpace([
      SearchDimension("a", .whole(low: 1, high: 2)), SearchDimension("b", .choice(count: 3)),
    ])
    #expect(space.pointCount == 6)
    #expect(
      space.allPoints.map { space.values(at: $0) } == [
        [1, 0], [1, 1], [1, 2], [2, 0], [2, 1], [2, 2],
      ])
    #expect(space.spreadPoints(64, seed: 1) == space.allPoints)
    #expect(Set(space.spreadPoints(4, seed: 1)).count <= 4)
  }

  // MARK: - Successive halving

  @Test("Each round keeps a third of the candidates and takes three times the replications")
  func rounds() {
    var race = SuccessiveHalving(points: (0..<20).map { [Double($0) / 20] }, replications: 18)
    var asked: [[Int]] = []
    race.finish { candidate in
      if asked.last?[1] == candidate.replications {
        asked[asked.count - 1][0] += 1
      } else {
        asked.append([1, candidate.replications])
      }
      return SearchScore(abs(candidate.point[0] - 0.35))
    }
    #expect(asked == [[20, 2], [7, 6], [3, 18]])
    #expect(race.best?.candidate == Candidate(point: [0.35], replications: 18))
  }

  @Test("With few replications or few candidates there is one round")
  func oneRound() {
    var few = SuccessiveHalving(points: [[0.1], [0.2]], replications: 100)
    #expect(few.ask().map(\.replications) == [100, 100])
    few.tell([SearchScore(2), SearchScore(1)])
    #expect(few.ask().isEmpty)
    #expect(few.best?.candidate.point == [0.2])
    let short = SuccessiveHalving(points: (0..<50).map { [Double($0) / 50] }, replications: 4)
    #expect(short.ask().allSatisfy { $0.replications == 2 })
  }

  @Test("What breaks no condition is better than what breaks one, and no number is worst")
  func scores() {
    let order = [
      SearchScore(-7), SearchScore(1e9), SearchScore(-1e9, violation: 0.1),
      SearchScore(-1e9, violation: 0.2), SearchScore(.nan, violation: .nan),
    ]
    #expect(order.sorted() == order)
    #expect(order[4] == .impossible)
  }

  // MARK: - Nelder and Mead

  @Test("The simplex follows Rosenbrock's valley to its end", .tags(.exact))
  func rosenbrock() throws {
    let space = SearchSpace([
      SearchDimension("x", .real(low: -2, high: 2)), SearchDimension("y", .real(low: -1, high: 3)),
    ])
    var search = NelderMead(
      in: space, from: space.point(of: [-1.2, 1]), replications: 1, evaluations: 600,
      tolerance: 1e-6)
    let best = try #require(
      search.finish { candidate in
        let v = space.values(at: candidate.point)
        let (a, b) = (1 - v[0], v[1] - v[0] * v[0])
        return SearchScore(a * a + 100 * b * b)
      })
    // A simplex of side 1e-6 of an axis of 4 in a valley of curvature 1 : 2500 lies within some 1e-3.
    #expect(best.score.value < 1e-6)
    let found = space.values(at: best.candidate.point)
    #expect(abs(found[0] - 1) < 1e-3 && abs(found[1] - 1) < 2e-3)
  }

  @Test("A minimum at a bound is found, and points never leave the cube", .tags(.exact))
  func bounds() throws {
    let space = SearchSpace([
      SearchDimension("x", .real(low: 0, high: 1)), SearchDimension("y", .real(low: 0, high: 1)),
      SearchDimension("z", .real(low: 0, high: 1)),
    ])
    var search = NelderMead(in: space, from: [0.4, 0.5, 0.6], replications: 1, evaluations: 300)
    let best = try #require(
      search.finish { candidate in
        #expect(candidate.point.allSatisfy { $0 >= 0 && $0 <= 1 })
        return SearchScore(candidate.point[0] - 2 * candidate.point[1] + candidate.point[2])
      })
    #expect(best.candidate.point[0] < 0.01)
    #expect(best.candidate.point[1] > 0.99)
    #expect(best.candidate.point[2] < 0.01)
  }

  @Test("Where chance is not common, the best point is asked again")
  func reevaluation() {
    let space = SearchSpace([SearchDimension("x", .real(low: 0, high: 1))])
    var search = NelderMead(
      in: space, from: [0.2], replications: 1, evaluations: 60, tolerance: 0.05)
    var times: [[Double]: Int] = [:]
    search.finish { candidate in
      times[candidate.point, default: 0] += 1
      let x = candidate.point[0] - 0.7
      return SearchScore(x * x)
    }
    let best = search.best?.candidate.point ?? []
    #expect(times[best, default: 0] >= 2)
  }

  @Test("Conditions are kept: the best point on the edge of what is allowed", .tags(.exact))
  func conditions() throws {
    let space = SearchSpace([
      SearchDimension("x", .real(low: 0, high: 1)), SearchDimension("y", .real(low: 0, high: 1)),
    ])
    var search = TuningSearch(in: space, points: 32, replications: 1, seed: 3)
    let best = try #require(
      search.finish { candidate in
        let sum = candidate.point[0] + candidate.point[1]
        return SearchScore(
          candidate.point[0] + 2 * candidate.point[1], violation: max(0, 0.8 - sum))
      })
    #expect(best.score.violation == 0)
    // The optimum is 0.8 at (0.8, 0).
    #expect(best.score.value < 0.83)
  }

  // MARK: - The whole search

  @Test(
    "The best age of replacement costs within 0.1 % of the known optimum", .tags(.exact),
    arguments: 0..<4)
  func ageReplacement(index: Int) throws {
    let known = AgeReplacement.cases[index]
    let least = known.policy.optimum(from: known.age / 2, to: 2 * known.age).cost
    // The known figures have six digits; the last may be one off.
    #expect(abs(least / known.cost - 1) < 3e-6)
    for domain in [
      SearchDimension.Domain.real(low: known.policy.scale / 20, high: 3 * known.policy.scale),
      .logarithmic(low: known.policy.scale / 100, high: 10 * known.policy.scale),
      .whole(low: 1, high: Int(3 * known.policy.scale)),
    ] {
      let space = SearchSpace([SearchDimension("age", domain)])
      for seed in 1...5 as ClosedRange<UInt64> {
        var search = TuningSearch(in: space, points: 16, replications: 1, seed: seed)
        let best = try #require(
          search.finish { SearchScore(known.policy.costRate(space.values(at: $0.point)[0])) })
        // Golden sections end within 1e-7 of the age, where the cost is flat.
        #expect(best.score.value < 1.001 * least)
        #expect(best.score.value > (1 - 1e-9) * least)
      }
    }
  }

  /// The estimate's minimum differs from the true one by chance.
  ///
  /// The loss is quadratic in that difference: about
  /// a chi-squared number of one degree of freedom times its mean, which 200 samples of 8,000 lives
  /// put at 0.0012. With 100 · 200 lives it is 0.0005, and four standard errors make 16 times as much.
  @Test(
    "From simulated lives the age that is found costs within 1 % of the optimum",
    .tags(.statistical), arguments: 1...10 as ClosedRange<UInt64>)
  func simulatedReplacement(seed: UInt64) throws {
    let known = AgeReplacement.cases[0]
    let space = SearchSpace([SearchDimension("age", .real(low: 10, high: 200))])
    var search = TuningSearch(in: space, points: 16, replications: 100, seed: seed)
    let best = try #require(
      search.finish { candidate in
        let age = space.values(at: candidate.point)[0]
        var (cost, time) = (0.0, 0.0)
        for replication in 0..<candidate.replications {
          var stream = RandomStream(
            StreamKey(
              seed: seed, replication: UInt64(replication), path: "part", purpose: "life"))
          for _ in 0..<200 {
            let life =
              known.policy.scale
              * (-stream.uniform().logarithm).raised(to: 1 / known.policy.shape)
            cost += life < age ? known.policy.failureCost : known.policy.plannedCost
            time += min(life, age)
          }
        }
        return SearchScore(cost / time)
      })
    let found = space.values(at: best.candidate.point)[0]
    #expect(known.policy.costRate(found) < 1.01 * known.cost)
  }

  /// Noise of each replication moves the minimum by a normal number of deviation 0.1 and lifts the
  /// whole by one of deviation 10: without common random numbers nothing could be told.
  @Test(
    "Common random numbers find the minimum under noise far above its depth", .tags(.statistical))
  func commonNoise() throws {
    let space = SearchSpace([
      SearchDimension("x", .real(low: 0, high: 1)), SearchDimension("y", .real(low: 0, high: 1)),
    ])
    func noise(_ replication: Int, _ ordinal: UInt64) -> Double {
      var stream = RandomStream(
        StreamKey(seed: 5, replication: UInt64(replication), path: "noise", purpose: "test"),
        ordinal: ordinal)
      // The sum of 12 uniform numbers less 6: mean 0, variance 1.
      return (0..<12).reduce(-6) { sum, _ in sum + stream.uniform() }
    }
    var search = TuningSearch(in: space, points: 32, replications: 25, seed: 2)
    let best = try #require(
      search.finish { candidate in
        var sum = 0.0
        for replication in 0..<candidate.replications {
          let x = candidate.point[0] - 0.3 - 0.1 * noise(replication, 0)
          let y = candidate.point[1] - 0.6 - 0.1 * noise(replication, 1)
          sum += 10 * noise(replication, 2) + x * x + 3 * y * y
        }
        return SearchScore(sum / Double(candidate.replications))
      })
    // Each coordinate of the estimate's minimum has the standard error 0.1/√25 = 0.02, and the
    // simplex stops within 0.002; four standard errors.
    #expect(abs(best.candidate.point[0] - 0.3) < 0.082)
    #expect(abs(best.candidate.point[1] - 0.6) < 0.082)
  }

  @Test(
    "Whole numbers and choices are found exactly", .tags(.exact),
    arguments: 1...6 as ClosedRange<UInt64>)
  func wholeNumbers(seed: UInt64) throws {
    let space = SearchSpace([
      SearchDimension("buffer", .whole(low: 0, high: 400)),
      SearchDimension("crew", .whole(low: 1, high: 60)),
      SearchDimension("rule", .choice(count: 4)),
    ])
    var search = TuningSearch(in: space, points: 64, replications: 1, seed: seed)
    let best = try #require(
      search.finish { candidate in
        let v = space.values(at: candidate.point)
        return SearchScore(abs(v[0] - 137) + 3 * abs(v[1] - 41) + (v[2] == 2 ? 0 : 50))
      })
    #expect(space.values(at: best.candidate.point) == [137, 41, 2])
  }

  @Test("A small space is tried as a whole, and a mixed one to the end of each kind", .tags(.exact))
  func wholeAndMixed() throws {
    let small = SearchSpace([SearchDimension("rule", .choice(count: 5))])
    var asked = 0
    var search = TuningSearch(in: small, points: 16, replications: 9, seed: 1)
    search.finish { candidate in
      asked += 1
      return SearchScore(small.values(at: candidate.point)[0] == 3 ? 0 : 1)
    }
    #expect(search.best.map { small.values(at: $0.candidate.point) } == [3])
    #expect(asked == 7)  // five by three replications, two by nine
    #expect(search.best?.candidate.replications == 9)

    let mixed = SearchSpace([
      SearchDimension("rule", .choice(count: 3)), SearchDimension("age", .real(low: 0, high: 10)),
    ])
    var other = TuningSearch(in: mixed, points: 32, replications: 1, seed: 1)
    let best = try #require(
      other.finish { candidate in
        let v = mixed.values(at: candidate.point)
        let distance = v[1] - 2 - 3 * v[0]
        return SearchScore(distance * distance + (v[0] == 1 ? 0 : 1))
      })
    #expect(best.score.value < 1e-3)
    #expect(mixed.values(at: best.candidate.point)[0] == 1)
  }

  @Test("The same seed searches the same points, and what is given joins the race", .tags(.law))
  func reproducible() {
    let space = SearchSpace([SearchDimension("x", .real(low: 0, high: 1))])
    func asked(_ seed: UInt64, _ given: [[Double]] = []) -> [Candidate] {
      var search = TuningSearch(
        in: space, points: 16, given: given, replications: 6, seed: seed)
      var asked: [Candidate] = []
      search.finish { candidate in
        asked.append(candidate)
        return SearchScore(abs(candidate.point[0] - 0.123))
      }
      return asked
    }
    #expect(asked(4) == asked(4))
    #expect(asked(4) != asked(5))
    #expect(asked(4, [[0.123]]).first?.point == [0.123])
  }

  @Test("A search where nothing can be tried ends with the race", .tags(.failure))
  func impossible() {
    let space = SearchSpace([SearchDimension("x", .real(low: 0, high: 1))])
    var search = TuningSearch(in: space, points: 16, replications: 2, seed: 1)
    search.finish { _ in .impossible }
    #expect(search.best?.score == .impossible)
    #expect(search.stage == .finished)
  }
}
