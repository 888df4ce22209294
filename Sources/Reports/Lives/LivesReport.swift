public import LifetimeAnalysis

/// What a page shows of how long things last.
///
/// The same lives give the same bytes.
public struct LivesReport: Sendable {
  /// What ended lives that ended by failure, where several causes compete.
  public struct Causes: Sendable {
    /// The cause of each life, an index into ``names``; that of a life that went on does not matter.
    public var of: [Int]
    /// Their names.
    public var names: [String]

    /// Creates causes.
    public init(of: [Int], names: [String]) { (self.of, self.names) = (of, names) }
  }

  let source: String
  let sample: LifeSample
  /// The unit of ages; empty for none.
  let unit: String
  let ranking: LifeFitRanking
  /// The share that lives longer, without any family; `nil` where lives are known by looks only.
  let curve: SurvivalCurve?
  let groups: [(name: String, curve: SurvivalCurve)]
  /// Whether groups are alike, the p of a log-rank test; `nil` for no groups.
  let groupsAlike: Double?
  let incidence: CumulativeIncidence?
  let causes: [String]
  /// What covariates do; `nil` for no covariates.
  let effects: CovariateEffects?
  let command: String
  let version: String

  /// Gathers what a page shows.
  ///
  /// - Parameters:
  ///   - source: The table.
  ///   - sample: The lives.
  ///   - unit: The unit of ages.
  ///   - family: The only family that is fitted; `nil` for all.
  ///   - groups: The group of each life, and the groups' names.
  ///   - causes: The cause of each life's end.
  ///   - covariates: What else is known of each life.
  ///   - command: The command that makes the page again.
  ///   - version: The version that writes it.
  /// - Throws: ``LifetimeError`` where nothing can be said of the lives.
  public init(
    source: String, sample: LifeSample, unit: String?, family: LifeFamily? = nil,
    groups: (of: [Int], names: [String])? = nil, causes: Causes? = nil,
    covariates: CovariateTable? = nil, command: String,
    version: String
  ) throws(LifetimeError) {
    (self.source, self.sample, self.unit) = (source, sample, unit ?? "")
    (self.command, self.version) = (command, version)
    ranking = LifeFitRanking(of: sample, families: family.map { [$0] } ?? LifeFamily.allCases)
    if ranking.fits.isEmpty, let first = ranking.leftOut.first { throw first.reason }
    let isExact = (0..<sample.count).allSatisfy { sample.isExact($0) || sample.isRightCensored($0) }
    curve = isExact ? try SurvivalCurve(sample) : nil
    var curves: [(name: String, curve: SurvivalCurve)] = []
    if isExact, let groups, groups.names.count > 1 {
      for (place, name) in groups.names.enumerated() {
        let rows = groups.of.indices.filter { groups.of[$0] == place }
        if let part = try? sample.rows(rows), let curve = try? SurvivalCurve(part) {
          curves.append((name, curve))
        }
      }
      groupsAlike = try LogRankTest(sample, groups: groups.of).pValue
    } else {
      groupsAlike = nil
    }
    self.groups = curves
    if let covariates {
      effects = try CovariateEffects(sample, covariates, family: family, ranking: ranking)
    } else {
      effects = nil
    }
    if isExact, let causes, causes.names.count > 1 {
      incidence = try CumulativeIncidence(
        sample, causes: causes.of, causeCount: causes.names.count)
      self.causes = causes.names
    } else {
      (incidence, self.causes) = (nil, [])
    }
  }

  /// The page.
  public var page: Page {
    var draft = PageDraft()
    addFirstScreen(&draft)
    addSurvival(&draft)
    addHazard(&draft)
    addWeibullPlot(&draft)
    addGroups(&draft)
    addEffects(&draft)
    addCauses(&draft)
    addFits(&draft)
    draft.addFooter(
      [
        "Analysed by Fettle \(version) from \(source). The steps are the product limit of Kaplan and Meier, its band 95 % by ln(-ln S); "
          + "families are fitted by maximum likelihood."
      ], commands: [command])
    return draft.page(title: "Lives of \(source)", version: version)
  }

  /// `half failed by, h`.
  func title(_ what: String) -> String { unit.isEmpty ? what : "\(what), \(unit)" }

  /// The greatest age that was seen.
  var last: Double {
    let ends = (0..<sample.count).map { row in
      sample.upper[row].isFinite ? sample.upper[row] : sample.lower[row]
    }
    return ends.max() ?? 1
  }

  /// Ages at which fitted families are drawn.
  var ages: [Double] { (1...60).map { Double($0) / 60 * last } }

  /// Of the steps of a curve at most so many, the first and the last among them.
  static func steps(_ count: Int, most: Int = 250) -> [Int] {
    guard count > most else { return Array(0..<count) }
    return (0..<most).map { $0 * (count - 1) / (most - 1) }
  }
}
