/// A family in the form in which its probabilities are calculated.
enum PreparedFamily: Sendable {
  case parametric(ParametricFamily)
  case points(WeightedPoints)
  case interpolated(InterpolatedPoints)
  case mixture(MixtureFunctions)

  init(_ family: Distribution.Family) {
    if let parametric = ParametricFamily(family) {
      self = .parametric(parametric)
      return
    }
    switch family {
    case .discrete(let points):
      self = .points(WeightedPoints(points))
    case .empirical(let values, true):
      self = .interpolated(InterpolatedPoints(values))
    case .empirical(let values, false):
      self = .points(WeightedPoints(values.map { Weighted($0, weight: 1) }))
    case .mixture(let components):
      self = .mixture(MixtureFunctions(components))
    default:
      preconditionFailure("a family is parametric, or a table, or a mixture")
    }
  }
}

// Each form by name rather than as `any TailFunctions`, which would allocate at every call.
extension PreparedFamily: TailFunctions {
  var support: (lower: Double, upper: Double) {
    switch self {
    case .parametric(let family): family.support
    case .points(let points): points.support
    case .interpolated(let points): points.support
    case .mixture(let mixture): mixture.support
    }
  }

  func cumulative(at x: Double) -> Double {
    switch self {
    case .parametric(let family): family.cumulative(at: x)
    case .points(let points): points.cumulative(at: x)
    case .interpolated(let points): points.cumulative(at: x)
    case .mixture(let mixture): mixture.cumulative(at: x)
    }
  }

  func survival(at x: Double) -> Double {
    switch self {
    case .parametric(let family): family.survival(at: x)
    case .points(let points): points.survival(at: x)
    case .interpolated(let points): points.survival(at: x)
    case .mixture(let mixture): mixture.survival(at: x)
    }
  }

  func below(_ x: Double) -> Double {
    switch self {
    case .parametric(let family): family.below(x)
    case .points(let points): points.below(x)
    case .interpolated(let points): points.below(x)
    case .mixture(let mixture): mixture.below(x)
    }
  }

  func notBelow(_ x: Double) -> Double {
    switch self {
    case .parametric(let family): family.notBelow(x)
    case .points(let points): points.notBelow(x)
    case .interpolated(let points): points.notBelow(x)
    case .mixture(let mixture): mixture.notBelow(x)
    }
  }

  func lowerQuantile(_ p: Double) -> Double {
    switch self {
    case .parametric(let family): family.lowerQuantile(p)
    case .points(let points): points.lowerQuantile(p)
    case .interpolated(let points): points.lowerQuantile(p)
    case .mixture(let mixture): mixture.lowerQuantile(p)
    }
  }

  func upperQuantile(_ q: Double) -> Double {
    switch self {
    case .parametric(let family): family.upperQuantile(q)
    case .points(let points): points.upperQuantile(q)
    case .interpolated(let points): points.upperQuantile(q)
    case .mixture(let mixture): mixture.upperQuantile(q)
    }
  }

  func attainable(atLeast x: Double) -> Double {
    switch self {
    case .parametric(let family): family.attainable(atLeast: x)
    case .points(let points): points.attainable(atLeast: x)
    case .interpolated(let points): points.attainable(atLeast: x)
    case .mixture(let mixture): mixture.attainable(atLeast: x)
    }
  }

  func attainable(atMost x: Double) -> Double {
    switch self {
    case .parametric(let family): family.attainable(atMost: x)
    case .points(let points): points.attainable(atMost: x)
    case .interpolated(let points): points.attainable(atMost: x)
    case .mixture(let mixture): mixture.attainable(atMost: x)
    }
  }

  func conditionalQuantile(_ u: Double, from lower: Double, to upper: Double) -> Double? {
    switch self {
    case .parametric(let family): family.conditionalQuantile(u, from: lower, to: upper)
    case .points(let points): points.conditionalQuantile(u, from: lower, to: upper)
    case .interpolated(let points): points.conditionalQuantile(u, from: lower, to: upper)
    case .mixture(let mixture): mixture.conditionalQuantile(u, from: lower, to: upper)
    }
  }
}
