import DataTables
import TestDraws
import TestSupport
import Testing

@testable import Datasets

@Suite("Audit statistics")
struct AuditStatisticsTests {
  func numbers(_ draws: inout SplitMix, _ size: Int, levels: Int = 0) -> [Double] {
    (0..<size).map { _ in
      levels > 0 ? Double(draws.below(levels)) : draws.fraction() * 10 - 5
    }
  }

  @Test("Quantiles of 1, 2, 3, 4 lie between neighbors", .tags(.exact))
  func quantiles() {
    let sample = SortedSample([4, 1, .nan, 3, 2])
    #expect([0, 0.25, 0.5, 0.75, 1].map { sample.quantile($0) } == [1, 1.75, 2.5, 3.25, 4])
    #expect(SortedSample([7]).quantile(0.3) == 7)
  }

  @Test("Median distance, levels and counts are those of sorting and counting", .tags(.law))
  func order() {
    var draws = SplitMix(seed: 8)
    for round in 0..<400 {
      let values = numbers(&draws, 1 + draws.below(40), levels: round % 2 == 0 ? 6 : 0)
      let sample = SortedSample(values)
      let center = sample.quantile(0.5)
      #expect(
        sample.medianDistance(from: center)
          == SortedSample(values.map { abs($0 - center) }).quantile(0.5))
      let counts = Dictionary(grouping: values, by: { $0 }).mapValues(\.count)
      let levels = sample.levels()
      #expect(levels.distinct == counts.count)
      #expect(levels.count == counts.values.max())
      #expect(counts[levels.commonest] == levels.count)
      for value in values { #expect(sample.count(of: value) == counts[value]) }
    }
  }

  @Test(
    "The robust score of a normal sample's outlier is its distance in deviations", .tags(.exact))
  func robust() {
    // Median 3, distances 2 1 0 1 97: MAD 1.
    let scale = RobustScale(SortedSample([1, 2, 3, 4, 100]))
    #expect(relativeError(scale.score(100), 0.6745 * 97) < 1e-12)
    #expect(RobustScale(SortedSample([5, 5, 5, 5, 9])).spread > 0)
    #expect(RobustScale(SortedSample([5, 5])).spread == 0)
  }

  @Test("The exact probability is that of all ways to divide the numbers", .tags(.exact))
  func kolmogorov() {
    var draws = SplitMix(seed: 21)
    for (m, n) in [(1, 1), (2, 3), (4, 4), (3, 6), (5, 4)] {
      for _ in 0..<5 {
        let all = numbers(&draws, m + n)
        let test = KolmogorovSmirnovTest(
          SortedSample(Array(all[..<m])), SortedSample(Array(all[m...])))
        // The distance, by all steps.
        func share(_ part: ArraySlice<Double>, through x: Double) -> Double {
          Double(part.count { $0 <= x }) / Double(part.count)
        }
        let steps: [Double] = all.map {
          abs(share(all[..<m], through: $0) - share(all[m...], through: $0))
        }
        let direct = steps.max() ?? 0
        #expect(abs(test.distance - direct) < 1e-12)
        // All choices of m of the numbers are equally likely.
        var (atLeast, ways) = (0, 0)
        let sorted = all.sorted()
        for mask in 0..<(1 << (m + n)) where mask.nonzeroBitCount == m {
          var (i, j, distance) = (0, 0, 0.0)
          for place in sorted.indices {
            if mask >> place & 1 == 1 { i += 1 } else { j += 1 }
            distance = max(distance, abs(Double(i) / Double(m) - Double(j) / Double(n)))
          }
          ways += 1
          if distance >= direct - 1e-12 { atLeast += 1 }
        }
        #expect(abs(test.pValue - Double(atLeast) / Double(ways)) < 1e-12)
      }
    }
  }

  @Test("For large samples the limit agrees with the exact probability", .tags(.exact))
  func limit() {
    // The distance has steps of 1/400; half a step moves the limit by at most 4 λ √100 / 800 < 0.04 where p is 1/2,
    // and by less than a tenth of p in the tail.
    for furthest in [10, 20, 25, 30, 40, 50] {
      let exact = KolmogorovSmirnovTest.exact(furthest * 400, 400, 400)
      let limit = KolmogorovSmirnovTest.limit(Double(furthest) / 400, 400, 400)
      #expect(abs(exact - limit) < 0.04 && abs(exact - limit) < 0.1 * exact + 1e-4, "\(furthest)")
    }
    // The 5 % point of Kolmogorov's limit is 1.3581.
    #expect(abs(KolmogorovSmirnovTest.limit(1.3581 / 1_000, 2_000_000, 2_000_000) - 0.05) < 1e-4)
    let same = KolmogorovSmirnovTest(SortedSample([1, 2]), SortedSample([1, 2]))
    #expect(same.distance == 0 && same.pValue == 1)
  }

  @Test("PSI and χ² of a table worked by hand", .tags(.exact))
  func stability() {
    let index = StabilityIndex([50, 50, 0], [80, 20, 0])
    // With ½ added to each of two groups: shares ½ and ½, 80.5/101 and 20.5/101; the empty group is none.
    let (p, q) = (80.5 / 101, 20.5 / 101)
    // ln(½/p) and ln(½/q), to 15 digits, by a desk calculator.
    let expected = (0.5 - p) * -0.466_169_735_583_1 + (0.5 - q) * 0.901_661_290_9
    #expect(abs(index.value - expected) < 2e-3)
    // χ² = 4 · 15²/65 · … = 2 · (15²/65 + 15²/35) = 19.78, with one degree of freedom p = 8.7e-6.
    #expect(relativeError(index.pValue, 8.68e-6) < 0.01)
    #expect(StabilityIndex([10], [20]).value == 0)
    #expect(StabilityIndex([10, 10], [20, 20]).pValue == 1)
  }

  @Test("The area under the curve counts pairs, ties half", .tags(.law))
  func area() {
    var draws = SplitMix(seed: 2)
    for _ in 0..<200 {
      let size = 2 + draws.below(30)
      let scores = numbers(&draws, size, levels: 7).map { $0 == 3 ? Double.nan : $0 }
      let inside = (0..<size).map { _ in draws.chance(0.4) }
      var (wins, pairs) = (0.0, 0.0)
      for one in 0..<size where inside[one] && !scores[one].isNaN {
        for other in 0..<size where !inside[other] && !scores[other].isNaN {
          pairs += 1
          wins += scores[one] > scores[other] ? 1 : scores[one] == scores[other] ? 0.5 : 0
        }
      }
      let found = RankAssociation.area(scores) { inside[$0] }
      if pairs == 0 {
        #expect(found == nil)
      } else {
        #expect(abs((found ?? -1) - wins / pairs) < 1e-12)
      }
    }
    #expect(
      RankAssociation.ranks([3, .nan, 1, 3, 2]).map { $0.isNaN ? -1 : $0 } == [3.5, -1, 1, 3.5, 2])
  }

  @Test("Correlations of columns with gaps are those of the rows that have both", .tags(.law))
  func correlations() {
    var draws = SplitMix(seed: 31)
    for size in [10, 2_048, 5_000] {
      let base = numbers(&draws, size)
      let columns = (0..<4).map { index in
        let values = base.map { $0 * Double(index) + draws.fraction() * 3 + 1e6 }
        let present = values.map { _ in index < 2 || !draws.chance(0.2) }
        return TableColumn(
          ColumnDescription(name: "c\(index)", type: .float64, isOptional: true), .float64(values),
          isPresent: index < 2 ? nil : present)
      }
      let table = CorrelationTable(columns, least: 0, fewest: 3)
      #expect(table.pairs.count == 6)
      for pair in table.pairs {
        let rows = (0..<size).filter {
          columns[pair.one].hasValue($0) && columns[pair.other].hasValue($0)
        }
        let x = rows.map { columns[pair.one].number($0) }
        let y = rows.map { columns[pair.other].number($0) }
        let (mx, my) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(x.count))
        let xy = zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) }
        let xx = x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
        let yy = y.reduce(0) { $0 + ($1 - my) * ($1 - my) }
        #expect(pair.count == rows.count)
        // Centering at a mean of 1e6 leaves nine digits of the products.
        #expect(abs(pair.correlation - xy / (xx * yy).squareRoot()) < 1e-8)
        #expect(relativeError(pair.slope, xy / yy) < 1e-6)
      }
    }
  }

  @Test("Equal rows are found, and no others", .tags(.law))
  func rows() {
    var draws = SplitMix(seed: 77)
    for _ in 0..<100 {
      let size = 1 + draws.below(60)
      let a = (0..<size).map { _ in Int64(draws.below(4)) }
      let b = (0..<size).map { _ in draws.pick(["x", "y", "z"]) }
      let present = (0..<size).map { _ in draws.chance(0.7) }
      let columns = [
        TableColumn(
          ColumnDescription(name: "a", type: .int64, isOptional: true), .int64(a),
          isPresent: present),
        TableColumn(ColumnDescription(name: "b", type: .text), .text(b)),
      ]
      let index = RowIndex(columns, rowCount: size)
      for row in 0..<size {
        let first = (0...row).first { other in
          present[row] == present[other] && (!present[row] || a[row] == a[other])
            && b[row] == b[other]
        }
        #expect(Int(index.first[row]) == first)
      }
    }
  }

  @Test("Series stand together by unit and in the order of time", .tags(.exact))
  func series() {
    let series = SeriesOrder(
      count: 6, units: [1, 0, 1, -1, 0, 1], unitCount: 2, times: [3, 1, 2, 0, 0, 2])
    #expect(series.starts == [0, 3, 5])
    #expect((0..<5).map { series.row($0) } == [2, 5, 0, 4, 1])
    #expect(SeriesOrder(count: 3, units: nil, unitCount: 1, times: [1, 1, 2]).rows == nil)
  }

  @Test("Autocorrelation and runs of two units worked by hand", .tags(.exact))
  func lags() {
    let series = SeriesOrder(count: 7, units: [0, 0, 0, 0, 1, 1, 1], unitCount: 2, times: nil)
    // Unit 0: -1.5 -0.5 0.5 1.5, products 0.75 - 0.25 + 0.75, squares 5. Unit 1: -1 0 1, products 0, squares 2.
    #expect(
      relativeError(SeriesStatistics.lagOne([1, 2, 3, 4, 0, 1, 2], series) ?? 0, 1.25 / 7) < 1e-14)
    #expect(SeriesStatistics.lagOne([1, 1, 1, 1, 2, 2, 2], series) == nil)
    let run = SeriesStatistics.longestRun([5, 5, 1, 1, 1, 1, 2], series)
    #expect(run?.run == .init(value: 5, length: 2, row: 0))
    // Of four other pairs two are equal: 1 1 in unit 0, and 1 1 in unit 1.
    #expect(run?.equalShare == 0.5)
  }

  @Test("A feature is judged by rows from which nothing was learned", .tags(.exact))
  func crossFit() throws {
    let target = (0..<200).map { Double($0 % 4) }
    let same = ColumnCodes(
      TableColumn(
        ColumnDescription(name: "x", type: .int64), .int64((0..<200).map { Int64($0 % 4) / 2 })))
    let fit = CrossFit(codes: try #require(same))
    // Even rows are 0 and 2, odd ones 1 and 3: learned 0 and 2, wrong by 1 each; variance 1.
    #expect(abs((fit.explainedVariance(target) ?? 0) - 0) < 1e-12)
    let names = try #require(
      ColumnCodes(
        TableColumn(ColumnDescription(name: "n", type: .text), .text((0..<200).map { "n\($0)" }))))
    // An identifier is never met again: each odd row gets the mean.
    #expect((CrossFit(codes: names).explainedVariance(target) ?? 1) <= 0)
    #expect(CrossFit(codes: names).area(target.map { $0 > 1 ? 1 : 0 }) == 0.5)
  }

  @Test("Numbers that stand for nothing lie apart", .tags(.exact))
  func sentinels() {
    func found(_ values: [Double]) -> [Double] {
      SentinelSearch.sentinels(in: SortedSample(values)).map(\.value)
    }
    let usual = (0..<50).map { 20 + Double($0) / 10 }
    #expect(found(usual + [-999]) == [-999])
    #expect(found(usual + [9_999, 9_999, -999]) == [-999, 9_999])
    #expect(found(usual + [-1, -1]) == [])
    #expect(found(usual.map { $0 * 10 } + [-1, -1]) == [-1])
    // In the midst of true values it is one of them.
    #expect(found((0..<50).map { Double($0) * 40 - 1_039 } + [-999]) == [])
    #expect(found((0..<20).map { Double($0 % 3 - 1) }) == [])
  }
}
