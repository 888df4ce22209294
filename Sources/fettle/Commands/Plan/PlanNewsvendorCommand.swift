import ArgumentParser
import InventoryPlanning
import RandomVariates

/// `fettle plan newsvendor`: one purchase before the demand is known.
struct PlanNewsvendorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "newsvendor",
    abstract: "How much to buy once, before the demand is known.",
    discussion: """
      Either the cost of a missing and of a left unit is given, or the price, cost and salvage of a unit: \
      then what is missing costs price - cost, and what is left cost - salvage.

      Examples:
        fettle plan newsvendor --mean 50 --sd 8 --underage 0.7 --overage 0.18
        fettle plan newsvendor --family poisson --mean 12 --price 8 --cost 3 --salvage 1
      """)

  /// The families of demands.
  enum Family: String, CaseIterable, ExpressibleByArgument {
    case normal, lognormal, gamma, poisson
  }

  @Option(help: "What the demand is drawn from.")
  var family = Family.normal

  @Option(help: ArgumentHelp("Mean demand.", valueName: "units"))
  var mean: Double

  @Option(
    help: ArgumentHelp("Standard deviation of the demand; not for poisson.", valueName: "units"))
  var sd: Double?

  @Option(help: ArgumentHelp("Cost of a missing unit.", valueName: "cost"))
  var underage: Double?

  @Option(help: ArgumentHelp("Cost of a unit that is left.", valueName: "cost"))
  var overage: Double?

  @Option(help: ArgumentHelp("What a customer pays for a unit.", valueName: "price"))
  var price: Double?

  @Option(help: ArgumentHelp("What a unit costs.", valueName: "cost"))
  var cost: Double?

  @Option(help: ArgumentHelp("What a unit that is left brings (default: 0).", valueName: "price"))
  var salvage: Double?

  @Option(help: ArgumentHelp("Judge this quantity beside the best one.", valueName: "units"))
  var quantity: Double?

  @OptionGroup var options: PlanOptions

  func validate() throws {
    let (costs, prices) = (
      underage != nil && overage != nil, price != nil && cost != nil
    )
    guard costs != prices, costs || (underage == nil && overage == nil),
      prices || (price == nil && cost == nil && salvage == nil)
    else {
      throw ValidationError("give --underage and --overage, or --price and --cost")
    }
    guard mean > 0, mean < .infinity else {
      throw ValidationError("--mean is \(mean); give a number above 0")
    }
    guard (sd == nil) == (family == .poisson) else {
      throw ValidationError(
        family == .poisson
          ? "--sd does not go with poisson, whose variance is its mean"
          : "--sd is missing: the standard deviation of the demand")
    }
    if let sd, !(sd > 0 && sd < .infinity) {
      throw ValidationError("--sd is \(sd); give a number above 0")
    }
  }

  private var demand: Distribution {
    let deviation = sd ?? mean.squareRoot()
    return switch family {
    case .normal: Distribution(.normal(mean: mean, standardDeviation: deviation))
    case .lognormal: Distribution(.logNormal(mean: mean, standardDeviation: deviation))
    case .gamma:
      Distribution(
        .gamma(
          shape: mean / deviation * (mean / deviation), scale: deviation * (deviation / mean)))
    case .poisson: Distribution(.poisson(mean: mean))
    }
  }

  func run() throws {
    try options.print { () throws(InventoryError) in
      let vendor =
        if let price, let cost {
          try Newsvendor(demand: demand, price: price, cost: cost, salvage: salvage ?? 0)
        } else {
          try Newsvendor(demand: demand, underage: underage ?? 0, overage: overage ?? 0)
        }
      var answer = PlanAnswer()
      answer.add("critical_ratio", vendor.criticalRatio, "wanted chance to have enough")
      answer.add("quantity", vendor.quantity, "units to buy")
      judge(vendor, vendor.quantity, prefix: "", in: &answer)
      if let quantity { judge(vendor, quantity, prefix: "given_", in: &answer) }
      return answer
    }
  }

  private func judge(
    _ vendor: Newsvendor, _ quantity: Double, prefix: String, in answer: inout PlanAnswer
  ) {
    if price != nil {
      answer.add(prefix + "profit", vendor.profit(ofQuantity: quantity), "expected profit")
    }
    answer.add(
      prefix + "cost", vendor.cost(ofQuantity: quantity), "expected cost of a wrong quantity")
    answer.add(prefix + "missing", vendor.loss.missed(by: quantity), "units missing, in the mean")
    answer.add(prefix + "left", vendor.loss.left(of: quantity), "units left, in the mean")
    answer.add(
      prefix + "fill_rate", vendor.fillRate(ofQuantity: quantity), "part of the demand served")
  }
}
