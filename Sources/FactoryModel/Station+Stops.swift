extension Station {
  /// The name of what makes a machine stand: a failure mode or stop, or a component, which come after
  /// them.
  public func nameOfStop(_ place: Int) -> String {
    place < failures.count ? failures[place].name : components[place - failures.count].name
  }
}
