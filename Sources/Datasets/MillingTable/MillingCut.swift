/// A part as the table of AI4I 2020 has it: which variant it is, and what was read when a mill had cut it.
///
/// Readings have the digits that the table shows, so that whoever applies the rules to the table finds the same labels.
///
/// Source: S. Matzka, "Explainable artificial intelligence for predictive maintenance applications", *Third International
/// Conference on Artificial Intelligence for Industries (AI4I)*, IEEE, 2020, 69–74; and the description of the data set, UCI
/// Machine Learning Repository no. 601.
struct MillingCut: Hashable, Sendable {
  /// The quality of a part, and how many there are of it in the published set.
  enum Variant: String, Hashable, Sendable, CaseIterable {
    case low = "L"
    case medium = "M"
    case high = "H"

    /// The product of wear and torque above which a tool breaks, in min·N·m.
    var overstrain: Double {
      switch self {
      case .low: 11_000
      case .medium: 12_000
      case .high: 13_000
      }
    }
  }

  /// The variant.
  var variant: Variant
  /// The temperature of the air, in K.
  var airTemperature: Double
  /// The temperature of the process, in K.
  var processTemperature: Double
  /// The speed of the spindle, in 1/min.
  var rotationalSpeed: Double
  /// The torque, in N·m.
  var torque: Double
  /// How long the tool had cut before this part, in min.
  var toolWear: Double

  /// The mechanical power, in W.
  var power: Double { torque * rotationalSpeed * 2 * .pi / 60 }
}

/// The ways in which a cut fails, by the rules of AI4I 2020; a cut may fail in several.
///
/// Two more are chance: a tool that fails at the end of its life (TWF) and what has no cause (RNF).
extension MillingCut {
  /// HDF: the heat is not carried off, because the air is too warm and the spindle too slow.
  ///
  /// The difference is taken of numbers in double precision, as in the published table: there 8.6 K that come out a
  /// little less than 8.6 fail, and those that come out a little more do not.
  var failsByHeat: Bool {
    processTemperature - airTemperature < 8.6 && rotationalSpeed < 1_380
  }

  /// PWF: the power is below 3500 W or above 9000 W.
  var failsByPower: Bool { !(3_500...9_000).contains(power) }

  /// OSF: a worn tool is strained too much.
  var failsByOverstrain: Bool { toolWear * torque > variant.overstrain }
}
