public import ProcessQuality
public import RandomVariates

/// Something about a part that is measured: its hardness, a diameter.
///
/// A part whose value lies outside the limits has a defect, of the kind ``defect``.
public struct Characteristic: Hashable, Sendable {
  /// The characteristic's name.
  public var name: String
  /// Index in ``Factory/defects`` of the kind of defect that a value outside the limits is.
  public var defect: Int
  /// Between which values a part is good, in SI units; `nil` where every value is.
  public var limits: SpecificationLimits?
  /// The value that is wanted, in SI units; `nil` where none is named.
  public var target: Double?
  /// The unit in which figures of it are shown; empty for plain numbers.
  public var unit: String
  /// One such unit in SI units, above 0.
  public var unitSize: Double

  /// Creates a characteristic; see the properties for units.
  public init(
    name: String, defect: Int, limits: SpecificationLimits? = nil, target: Double? = nil,
    unit: String = "", unitSize: Double = 1
  ) {
    self.name = name
    self.defect = defect
    self.limits = limits
    self.target = target
    self.unit = unit
    self.unitSize = unitSize
  }
}

/// The value that an operation gives a characteristic of the part.
public struct CharacteristicValue: Hashable, Sendable {
  /// Index in ``Factory/characteristics``.
  public var characteristic: Int
  /// What the value is drawn from, in SI units, whenever the operation ends.
  public var value: Distribution

  /// Creates a value.
  public init(characteristic: Int, value: Distribution) {
    self.characteristic = characteristic
    self.value = value
  }
}

/// What a hidden fault adds to the values that its machine gives.
public struct CharacteristicShift: Hashable, Sendable {
  /// Index in ``Factory/characteristics``.
  public var characteristic: Int
  /// What is added, in SI units.
  public var amount: Double

  /// Creates a shift.
  public init(characteristic: Int, amount: Double) {
    self.characteristic = characteristic
    self.amount = amount
  }
}
