/// Sentences that importers have in common.
enum ShopText {
  /// What is chosen for a source that has neither units nor a rule.
  static func assumed(_ options: ImportOptions, source: String) -> [String] {
    var assumed = [unit(options)]
    if options.rule == nil {
      assumed.append("machines take the part that came first, as \(source) names no rule")
    }
    return assumed
  }

  /// What times are taken for.
  static func unit(_ options: ImportOptions) -> String {
    "one unit of time of the source is 1 \(options.timeUnit.rawValue)"
  }

  /// How many there are of two things, as a sentence.
  static func size(_ first: Int, _ noun: String, _ second: Int, _ other: String) -> String {
    "\(first) \(noun)\(first == 1 ? "" : "s"), \(second) \(other)\(second == 1 ? "" : "s"), both counted "
      + "from 1."
  }

  static func operationsWithoutTime(_ count: Int) -> String {
    count == 1 ? "an operation that takes no time" : "\(count) operations that take no time"
  }

  /// As long as all jobs can take, one after the other.
  static func horizon(of shop: Shop) -> String {
    "\(Int(shop.longestMakespan.rounded(.up)) + 1) \(shop.timeUnit.rawValue)"
  }
}
