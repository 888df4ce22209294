public import RandomVariates

/// Something that is the same for all of a delivery and differs from one to the next, such as its moisture.
public struct LotProperty: Hashable, Sendable {
  /// The property's name.
  public var name: String
  /// Index of the item in ``Factory/items``.
  public var item: Int
  /// Its value in SI units, drawn for each delivery.
  public var value: Distribution
  /// The value of which formulas know as long as a machine has used nothing: the mean.
  public var mean: Double

  /// Creates a property.
  public init(name: String, item: Int, value: Distribution, mean: Double) {
    self.name = name
    self.item = item
    self.value = value
    self.mean = mean
  }
}
