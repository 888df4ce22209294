/// A set-point on which a response depends.
public struct ResponseInput: Hashable, Sendable {
  /// What values it takes.
  public enum Kind: Hashable, Sendable {
    /// Numbers, seen from the least to the greatest.
    case number(low: Double, high: Double)
    /// One of some words without an order.
    case choice([String])
  }

  /// What it is called.
  public var name: String
  /// In which unit its numbers are; `nil` for plain numbers.
  public var unit: String?
  /// What values it takes.
  public var kind: Kind

  /// Names an input.
  public init(_ name: String, unit: String? = nil, _ kind: Kind) {
    self.name = name
    self.unit = unit
    self.kind = kind
  }

  /// The words of a choice; `nil` for numbers.
  public var words: [String]? { if case .choice(let words) = kind { words } else { nil } }

  /// Where the range has its middle, and half its width; 0 and 1 for choices.
  public var coding: (center: Double, half: Double) {
    guard case .number(let low, let high) = kind, high > low else { return (0, 1) }
    return (low / 2 + high / 2, high / 2 - low / 2)
  }

  /// A number counted from -1 to 1 within the range; a choice stays the number of its word.
  func coded(_ value: Double) -> Double {
    guard case .number = kind else { return value }
    let coding = coding
    return (value - coding.center) / coding.half
  }

  /// The number at a coded one.
  func decoded(_ value: Double) -> Double {
    guard case .number(let low, let high) = kind else { return value }
    // The ends come out as they are.
    if value == -1 { return low }
    if value == 1 { return high }
    let coding = coding
    return coding.center + coding.half * value
  }
}

/// What was measured at which set-points.
public struct ResponseData: Hashable, Sendable {
  /// The set-points.
  public var inputs: [ResponseInput]
  /// One row a run: numbers as they are, of a choice the number of its word from 0.
  public var rows: [[Double]]
  /// What was measured, one a run.
  public var values: [Double]

  /// Takes runs.
  public init(inputs: [ResponseInput], rows: [[Double]], values: [Double]) {
    precondition(rows.count == values.count, "a value for each row")
    precondition(rows.allSatisfy { $0.count == inputs.count }, "a number for each input")
    self.inputs = inputs
    self.rows = rows
    self.values = values
  }

  /// Rows with numbers from -1 to 1.
  func coded(_ row: [Double]) -> [Double] {
    row.indices.map { inputs[$0].coded(row[$0]) }
  }

  /// The sum of squared differences of the values from their mean.
  var totalSumOfSquares: Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }
}

/// What to expect of a response at some set-points.
public struct ResponsePrediction: Hashable, Sendable {
  /// The value that is expected.
  public var mean: Double
  /// The standard deviation of the true response: how surely it is known.
  public var deviation: Double
  /// The standard deviation of one new measurement.
  public var measuredDeviation: Double
  /// Within which the true response lies at 95 %.
  public var interval: ClosedRange<Double>
  /// Within which one new measurement lies at 95 %.
  public var measuredInterval: ClosedRange<Double>
  /// Whether the point is farther out than any run: the model guesses.
  public var isExtrapolated: Bool
}

/// A model of a response that has been fitted to runs.
public protocol ResponseModel: Sendable {
  /// The runs.
  var data: ResponseData { get }
  /// What each run was expected to give by all the others.
  var leaveOneOut: LeaveOneOutErrors { get }
  /// What to expect.
  ///
  /// - Parameter row: As in ``ResponseData/rows``.
  /// - Returns: The value with its intervals.
  func prediction(at row: [Double]) -> ResponsePrediction
  /// What is expected at a point of numbers coded from -1 to 1, and its derivatives by them; 0 for
  /// choices.
  func codedMean(_ point: [Double]) -> (value: Double, gradient: [Double])
}
