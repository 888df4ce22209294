/// What the formulas of a station's sensors read, and in which order.
///
/// First the wear of each component, then its age, then the properties of the material, what the machine does, which
/// product it holds, and the ambient conditions.
public struct SensingInputs: Hashable, Sendable {
  /// What a machine may be doing: each is an input that is 1 while it does, and 0 else.
  public enum Activity: String, Hashable, Sendable, CaseIterable {
    /// Working on a part.
    case producing
    /// Being set up.
    case settingUp = "setting_up"
    /// Ready, without a part or with one that it cannot work on or get rid of.
    case idle
    /// Failed, until it is repaired.
    case down
    /// Stopped as planned.
    case stopped
    /// Outside its calendar.
    case offShift = "off_shift"
  }

  /// How many components each machine of the station has.
  public let components: Int
  /// How many properties of lots there are.
  public let lotProperties: Int
  /// How many products there are.
  public let products: Int
  /// How many ambient conditions there are.
  public let conditions: Int

  /// Lays out the inputs.
  public init(components: Int, lotProperties: Int, products: Int, conditions: Int) {
    self.components = components
    self.lotProperties = lotProperties
    self.products = products
    self.conditions = conditions
  }

  /// How many inputs there are.
  public var count: Int { firstCondition + conditions }
  /// The wear of a component, in shares of the life.
  public func wear(_ component: Int) -> Int { component }
  /// The age of a component since it was replaced, in seconds or parts of its clock.
  public func age(_ component: Int) -> Int { components + component }
  /// The first property of lots.
  public var firstLotProperty: Int { 2 * components }
  /// The input of an activity.
  public func activity(_ activity: Activity) -> Int {
    firstActivity + (Activity.allCases.firstIndex(of: activity) ?? 0)
  }
  /// The input of the first activity; the others follow in their order.
  public var firstActivity: Int { firstLotProperty + lotProperties }
  /// The input of the first product: 1 while the machine holds one of it.
  public var firstProduct: Int { firstActivity + Activity.allCases.count }
  /// The input of the first ambient condition.
  public var firstCondition: Int { firstProduct + products }
}
