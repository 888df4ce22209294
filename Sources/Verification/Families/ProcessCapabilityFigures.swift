import Experiments
import ProcessQuality

extension ModelFamily {
  /// Capability indices of a normal characteristic.
  static let capability = ModelFamily(
    names: ["quality.capability"], kind: .library,
    parameters: ["LSL", "USL", "mean", "sd", "target"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let process: ProcessCapability
    let (lower, upper) = (try parameters.number("LSL"), try parameters.number("USL"))
    let (mean, deviation) = (try parameters.number("mean"), try parameters.number("sd"))
    let target = parameters.has("target") ? try parameters.number("target") : nil
    do throws(QualityInputError) {
      process = try ProcessCapability(
        limits: SpecificationLimits(lower: lower, upper: upper), mean: mean,
        standardDeviation: deviation, target: target)
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
    return CaseModel(
      exact: .named(
        battery.expected,
        [
          "Cp": process.cp, "Cpk": process.cpk, "Cpm": process.cpm,
          "fraction_nonconforming": process.fractionNonconforming, "yield": process.yield,
          "max_yield": process.bestYield,
        ]))
  }

  /// A single sampling plan with rectifying inspection.
  static let acceptanceSampling = ModelFamily(
    names: ["quality.acceptance_sampling"], kind: .library, parameters: ["n", "c", "p", "lot"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let (size, most) = (try parameters.whole("n"), try parameters.whole("c"))
    let defective = try parameters.number("p")
    let lot = try parameters.whole("lot")
    do throws(QualityInputError) {
      let plan = try SingleSamplingPlan(sampleSize: size, acceptanceNumber: most)
      return CaseModel(
        exact: .named(
          battery.expected,
          [
            "P_accept": try plan.acceptanceProbability(fractionDefective: defective),
            "AOQ": try plan.averageOutgoingQuality(fractionDefective: defective, lotSize: lot),
            "ATI": try plan.averageTotalInspection(fractionDefective: defective, lotSize: lot),
          ]))
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
  }
}

extension [ExactValue] {
  /// The wanted values among some, in the order in which they are wanted.
  static func named(_ expected: [ExpectedValue], _ values: [String: Double?]) -> [ExactValue] {
    expected.compactMap { wanted in
      values[wanted.name].flatMap(\.self).map { ExactValue(wanted.name, $0) }
    }
  }
}
