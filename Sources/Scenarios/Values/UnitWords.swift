/// What the language says of units that stand in other files, such as headers of tables.
public enum UnitWords {
  /// Whether the language has a unit that is written so: `min`, `EUR/h`; not `°F`.
  public static func isUnit(_ text: String) -> Bool {
    !text.isEmpty && (try? Quantity.parse("1 " + text)) != nil
  }
}
