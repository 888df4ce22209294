/// The way by which set-points move in a run: what the factory is when they have other values.
///
/// Formulas of set-points are worked out where a scenario is read, so who has read it has to be asked again.
public struct SetPointDoor: Hashable, Sendable {
  /// A set-point of the factory.
  public struct Place: Hashable, Comparable, Sendable {
    /// Index of its station.
    public var station: Int
    /// Its index in ``Station/setPoints``.
    public var setPoint: Int

    /// Creates a place.
    public init(station: Int, setPoint: Int) {
      self.station = station
      self.setPoint = setPoint
    }

    /// In the order of stations and of their set-points.
    public static func < (left: Place, right: Place) -> Bool {
      (left.station, left.setPoint) < (right.station, right.setPoint)
    }
  }

  /// What the factory is made from; doors of the same origin are the same.
  public let origin: String
  private let make: @Sendable (_ step: Int, _ values: [Place: Double]) -> Factory?

  /// Creates a door.
  ///
  /// - Parameters:
  ///   - origin: What the factory is made from.
  ///   - make: Makes the factory; see ``factory(after:with:)``.
  public init(
    origin: String, make: @escaping @Sendable (_ step: Int, _ values: [Place: Double]) -> Factory?
  ) {
    self.origin = origin
    self.make = make
  }

  /// The factory with other set-points.
  ///
  /// - Parameters:
  ///   - step: The step of the timeline that was taken last; -1 where none was.
  ///   - values: The set-points that are not as the scenario has them, in SI units.
  /// - Returns: It, with the same structure and no timeline; `nil` where it cannot be simulated.
  public func factory(after step: Int, with values: [Place: Double]) -> Factory? {
    make(step, values)
  }

  /// Whether two doors have one origin.
  public static func == (left: SetPointDoor, right: SetPointDoor) -> Bool {
    left.origin == right.origin
  }

  /// Hashes the origin.
  public func hash(into hasher: inout Hasher) { hasher.combine(origin) }
}
