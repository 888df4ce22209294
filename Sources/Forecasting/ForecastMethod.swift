/// A way to forecast a series.
public indirect enum ForecastMethod: Hashable, Sendable, CustomStringConvertible {
  /// Chosen by the kind of the data and by rolling origins within the series (``AutomaticChoice``).
  case automatic
  /// The last value.
  case naive
  /// The value a season ago.
  case seasonalNaive
  /// The last value without its season, where there is one, with the season put back.
  case naive2
  /// The line through the first and the last value.
  case drift
  /// The mean of all values.
  case mean
  /// Simple exponential smoothing.
  case simpleSmoothing
  /// Exponential smoothing: of a form, or of the form that describes the series best.
  case exponentialSmoothing(SmoothingForm?)
  /// The forms of exponential smoothing, each weighted by how well it describes the series.
  case smoothingAverage
  /// A weighted sum of the last values, which returns to the mean.
  case autoregression
  /// The classical Theta method.
  case theta
  /// A Theta model: of a kind, or of the kind with the least errors.
  case thetaModel(ThetaModel.Kind?)
  /// Any method on the series without its seasons, which are put back (STL, for several seasons MSTL); steady seasons
  /// hardly change from one to the next.
  case withoutSeasons(ForecastMethod, steady: Bool)
  /// Croston's method with weight 0.1.
  case croston
  /// Croston's method with estimated weights.
  case crostonOptimized
  /// Croston's method less its bias (SBA).
  case syntetosBoylan
  /// Smoothed size times smoothed probability (TSB).
  case teunterSyntetosBabai(sizeWeight: Double, probabilityWeight: Double)
  /// Demand of several steps together (ADIDA).
  case aggregation
  /// The mean over aggregations (IMAPA).
  case multipleAggregation
  /// A weighted history for intermittent demand (``DiscountedDemand``).
  case discountedDemand
  /// No demand.
  case zero
  /// Trees learned from all series of a batch together (``BoostedForecaster``); from the series alone outside of one.
  case boosted
  /// The mean or the median of several methods, step by step.
  case combination([ForecastMethod], by: CombinationRule)

  /// How several forecasts become one.
  public enum CombinationRule: String, Hashable, Sendable { case mean, median }

  /// The methods that have a name of one word, by it.
  private static let named: [(name: String, method: ForecastMethod)] = [
    ("automatic", .automatic), ("naive", .naive), ("seasonal-naive", .seasonalNaive),
    ("naive2", .naive2), ("drift", .drift), ("mean", .mean), ("ses", .simpleSmoothing),
    ("ets", .exponentialSmoothing(nil)), ("ets-average", .smoothingAverage),
    ("ar", .autoregression), ("theta", .theta),
    ("stm", .thetaModel(.standard)), ("otm", .thetaModel(.optimized)),
    ("dstm", .thetaModel(.dynamicStandard)), ("dotm", .thetaModel(.dynamicOptimized)),
    ("auto-theta", .thetaModel(nil)),
    ("mstl", .withoutSeasons(.exponentialSmoothing(nil), steady: false)),
    ("croston", .croston), ("croston-optimized", .crostonOptimized), ("sba", .syntetosBoylan),
    ("tsb", .teunterSyntetosBabai(sizeWeight: 0.1, probabilityWeight: 0.1)),
    ("adida", .aggregation), ("imapa", .multipleAggregation),
    ("discounted", .discountedDemand), ("zero", .zero), ("boosted", .boosted),
    ("combination", .combination([.smoothingAverage, .thetaModel(.dynamicOptimized)], by: .mean)),
  ]

  /// The names that ``init(name:)`` knows.
  public static var names: [String] { named.map(\.name) }

  /// The method of a name.
  ///
  /// - Parameter name: One of ``names``; a form of smoothing such as `ETS(M,Ad,M)`; or `mean(ets, dotm)`, `median(…)`,
  ///   `mstl(…)`, `steady(…)` of other names.
  /// - Throws: ``ForecastingError/unknownMethod(_:)``.
  public init(name: String) throws(ForecastingError) {
    if let found = ForecastMethod.named.first(where: { $0.name == name }) {
      self = found.method
      return
    }
    if let form = SmoothingForm.all.first(where: { $0.description == name }) {
      self = .exponentialSmoothing(form)
      return
    }
    guard let open = name.firstIndex(of: "("), name.last == ")" else { throw .unknownMethod(name) }
    let inside = ForecastMethod.parts(name[name.index(after: open)...].dropLast())
    var members: [ForecastMethod] = []
    for part in inside { members.append(try ForecastMethod(name: part)) }
    switch name[..<open] {
    case "mean": self = .combination(members, by: .mean)
    case "median": self = .combination(members, by: .median)
    case "mstl" where members.count == 1: self = .withoutSeasons(members[0], steady: false)
    case "steady" where members.count == 1: self = .withoutSeasons(members[0], steady: true)
    default: throw .unknownMethod(name)
    }
  }

  /// Whether it is learned, or has a part that is.
  var hasBoosted: Bool {
    switch self {
    case .boosted: true
    case .combination(let members, _): members.contains(where: \.hasBoosted)
    case .withoutSeasons(let inner, _): inner.hasBoosted
    default: false
    }
  }

  /// Whether something of it is learned from all series of a batch together.
  var isLearnedTogether: Bool {
    switch self {
    case .boosted: true
    case .combination(let members, _): members.contains(where: \.isLearnedTogether)
    default: false
    }
  }

  /// What stands between commas outside of parentheses, without blanks around it.
  private static func parts(_ text: Substring) -> [String] {
    var (parts, depth) = ([""], 0)
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        parts.append("")
      } else if character != " " || parts[parts.count - 1] != "" {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  /// The name, or the names of what is combined.
  public var description: String {
    if let found = ForecastMethod.named.first(where: { $0.method == self }) { return found.name }
    switch self {
    case .exponentialSmoothing(let form?): return form.description
    case .withoutSeasons(let inner, let isSteady):
      return "\(isSteady ? "steady" : "mstl")(\(inner))"
    case .teunterSyntetosBabai(let size, let probability): return "tsb(\(size), \(probability))"
    case .combination(let members, let rule):
      return "\(rule.rawValue)(\(members.map(\.description).joined(separator: ", ")))"
    default: return "method"
    }
  }
}
