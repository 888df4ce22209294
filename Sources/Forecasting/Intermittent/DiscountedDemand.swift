/// A mean of past demand in which each step counts 0.8 of the next, and half a step without demand is added.
///
///     f = Σ 0.8^j y_(n-j) / (Σ 0.8^j + 1/2)
///
/// The added half step draws the forecast towards zero where little is known, which costs some bias and lowers
/// squared errors. Both numbers were chosen on training parts of the car parts; weights fitted to each series are
/// worse there, since a few demands do not tell them.
struct DiscountedDemand {
  let value: Double

  static let discount = 0.8
  static let silentSteps = 0.5

  init(_ demand: IntermittentDemand) {
    var (sum, weights) = (0.0, 0.0)
    for value in demand.values {
      sum = DiscountedDemand.discount * sum + value
      weights = DiscountedDemand.discount * weights + 1
    }
    value = sum / (weights + DiscountedDemand.silentSteps)
  }

  var parameters: [NamedParameter] {
    [
      NamedParameter("discount", DiscountedDemand.discount),
      NamedParameter("silent steps", DiscountedDemand.silentSteps),
    ]
  }
}
