/// Turns what any model says of a unit into a distribution of its remaining life.
///
/// What lives followed on scores like this one? At each of a few dozen scores the ``neighbors`` nearest rows,
/// or as many as it takes to have ``unitsNeeded`` units, give the weighted curve of Kaplan and Meier. The
/// curves are then smoothed so that a riskier score never means a longer life (isotonic regression at each
/// time), and kept as a table; in between it is interpolated. So a point prediction without any notion of
/// doubt gets one, and a risk without a unit becomes a time.
///
/// How wide an interval must be is learnt from units that a table has not seen. The units are dealt into ten
/// parts; for each the table of the others says at which of its quantiles u the lives ended, and |2u - 1| is the
/// level of the central interval that just holds the life. An interval of level 1 - α is read at the
/// quantile of these at (1 - α)(K + 1)/K. With K units and rows that share their unit's weight, a new unit's row
/// lies within with a probability from about 1 - α to 1 - α + 1/(K + 1), whatever the model is worth and
/// however alike the rows of one unit are: on the average over scores, not for each of them. K is Kish's
/// (Σ W)² / Σ W² of the units' weights W, their number where they weigh alike. Where a life was censored its
/// weight goes to those that ended later in the distribution (Efron's reading of the product limit).
///
/// Sources: E. L. Kaplan, P. Meier, *JASA* 53, 1958, 457–481; Y. Lee, R. F. Barber, R. Willett,
/// "Distribution-free inference with hierarchical data", arXiv 2306.06342, 2023 (rows within units); R. F. Barber,
/// E. J. Candès, A. Ramdas, R. J. Tibshirani, "Predictive inference with the jackknife+", *Annals of Statistics* 49, 2021,
/// 486–507 (parts that a model has not seen); R. E. Barlow et al., *Statistical Inference under Order Restrictions*,
/// Wiley, 1972.
public struct LifeCalibration: SavedModel, Hashable {
  /// What it is called in its file.
  public static let kind = "life calibration"
  /// The version of its form.
  public static let version = 1

  /// The curves.
  let table: LifeTable
  /// How wide intervals are.
  let levels: IntervalLevels

  /// What a higher score means.
  public var meaning: ScoreMeaning { table.meaning }

  /// How fine the table is and how wide a neighborhood.
  public struct Options: Hashable, Sendable {
    /// How many rows are near; `nil` for a twentieth of them, but at least 100.
    public var neighbors: Int?
    /// How many units a neighborhood has at least, or all that there are.
    public var unitsNeeded = 20
    /// How many curves there are at most.
    public var curves = 60
    /// At how many times a curve is known at most.
    public var times = 160

    /// Creates the usual options.
    public init() {}
  }

  /// Learns which lives follow on which scores.
  ///
  /// - Parameters:
  ///   - rows: What a model said of units that it had not seen, and what came.
  ///   - meaning: What a higher score means.
  ///   - options: How fine the table is.
  /// - Throws: ``PrognosticsError`` for rows that cannot be, fewer than 2 units or no life that ended.
  /// - Complexity: Rows times curves.
  public init(
    _ rows: [ScoredLife], meaning: ScoreMeaning, options: Options = Options()
  ) throws(PrognosticsError) {
    for row in rows { try row.check() }
    try checkAtLeast(Set(rows.map(\.unit)).count, 2, "units to calibrate with")
    guard rows.contains(where: { !$0.isCensored }) else {
      throw .noEstimate(of: "remaining lives", because: "no life has ended")
    }
    let table = LifeTable(rows, meaning: meaning, options: options)
    self.table = table
    levels = IntervalLevels(rows, meaning: meaning, options: options)
  }

  /// Sees whether the numbers can be those of a calibration.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try table.check()
    try levels.check()
  }
}
