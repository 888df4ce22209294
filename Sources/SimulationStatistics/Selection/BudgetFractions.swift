/// How optimal computing budget allocation divides observations among systems.
///
/// With b the best mean, dᵢ = meanᵢ - mean_b and σᵢ the standard deviations,
///
///     Nᵢ/Nⱼ = ((σᵢ/dᵢ)/(σⱼ/dⱼ))²  for i, j ≠ b,   N_b = σ_b √(Σ_{i≠b} Nᵢ²/σᵢ²)
///
/// which is best, for many observations, for the probability of correct selection. What the formula
/// leaves open is settled by its limits:
///
/// - Of equal best means the lowest number is b; those that tie with it share with it and leave
///   nothing to the others, each by σᵢ², b by σ_b √(Σ σᵢ²).
/// - Ties that cannot be told apart by sampling, as neither varies, are passed over.
/// - Where only b varies, b gets all. Where nothing varies, all get the same.
///
/// Source: C.-H. Chen, J. Lin, E. Yücesan, S. E. Chick, "Simulation budget allocation for further
/// enhancing the efficiency of ordinal optimization", Discrete Event Dynamic Systems 10 (2000)
/// 251–270, theorem 1.
///
/// - Parameters:
///   - means: The means of the systems, finite, at least 2.
///   - standardDeviations: Their standard deviations, finite and at least 0, as many.
///   - goal: Whether the largest or the smallest mean is best.
/// - Returns: The part of the observations for each system; they add up to 1.
/// - Throws: ``StatisticsInputError`` where an argument lies outside its domain.
public func optimalBudgetFractions(
  means: [Double], standardDeviations: [Double], goal: SelectionGoal
) throws(StatisticsInputError) -> [Double] {
  try checkObservations(means, "means", atLeast: 2)
  try checkObservations(standardDeviations, "standard deviations", atLeast: 2)
  guard standardDeviations.count == means.count else {
    throw .unequalLengths(
      name: "standard deviations", count: standardDeviations.count, expected: means.count)
  }
  if let negative = standardDeviations.first(where: { $0 < 0 }) {
    throw .outOfRange(name: "standard deviation", value: negative, requirement: "at least 0")
  }
  return budgetFractions(means, standardDeviations, goal)
}

/// The fractions, for arguments that have been checked.
func budgetFractions(
  _ means: [Double], _ deviations: [Double], _ goal: SelectionGoal
) -> [Double] {
  let best = goal.best(of: means)
  let spread = deviations.max() ?? 0
  guard spread > 0 else {
    return Array(repeating: 1 / Double(means.count), count: means.count)
  }
  // Relative to the greatest deviation and the smallest distance, no square over- or underflows
  // that matters.
  let sigma = deviations.map { $0 / spread }
  let rivals = means.indices.filter { $0 != best }
  let ties = rivals.filter { means[$0] == means[best] && sigma[$0] + sigma[best] > 0 }
  let apart = rivals.filter { means[$0] != means[best] }
  let nearest = apart.map { abs(means[$0] - means[best]) }.min() ?? 1
  var weights = Array(repeating: 0.0, count: means.count)
  // Σ Nᵢ²/σᵢ², whose terms are σᵢ²/dᵢ⁴ and so defined where σᵢ is 0.
  var squares = 0.0
  for rival in ties.isEmpty ? apart : ties {
    let distance = ties.isEmpty ? abs(means[rival] - means[best]) / nearest : 1
    let ratio = sigma[rival] / distance
    weights[rival] = ratio * ratio
    squares += (ratio / distance) * (ratio / distance)
  }
  weights[best] = sigma[best] * squares.squareRoot()
  let total = weights.reduce(0, +)
  if total > 0 { return weights.map { $0 / total } }
  weights[best] = 1
  return weights
}
