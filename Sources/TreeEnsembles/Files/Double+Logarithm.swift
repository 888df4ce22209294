import SpecialFunctions

extension Double {
  /// The natural logarithm.
  var logarithm: Double { Reproducible.log(self) }
}
