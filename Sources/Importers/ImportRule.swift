import Scenarios

/// A dispatch rule, in the words of the language or by a name that the field knows it by.
public struct ImportRule: Hashable, Sendable, CustomStringConvertible {
  /// The criteria, in the words of the language, the most important first.
  public var criteria: [String]

  /// Creates a rule of criteria in the words of the language.
  public init(criteria: [String]) {
    self.criteria = criteria
  }

  /// First in, first out.
  public static let firstCome = ImportRule(criteria: ["first come"])

  /// The rule that a text names.
  ///
  /// - Parameter text: `shortest time`, `SPT`, or several of either with commas between; `nil` comes of a
  ///   name that is not known.
  public init?(_ text: String) {
    var criteria: [String] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if DispatchWords.all.contains(name.lowercased()) {
        criteria.append(name.lowercased())
      } else if let word = ImportRule.abbreviations.first(where: {
        $0.names.contains(name.uppercased())
      }) {
        criteria.append(word.criterion)
      } else {
        return nil
      }
    }
    self.criteria = criteria
  }

  /// The names of rules in the literature, by the word of the language that means the same.
  ///
  /// Source: R. Haupt, "A survey of priority rule-based scheduling", *OR Spektrum* 11, 1989.
  static let abbreviations: [(criterion: String, names: [String])] = [
    ("first come", ["FCFS", "FIFO"]), ("last come", ["LCFS", "LIFO"]),
    ("first released", ["FASFS", "AT"]), ("earliest due", ["EDD"]),
    ("shortest time", ["SPT", "SI"]), ("longest time", ["LPT"]),
    ("weighted shortest time", ["WSPT"]), ("least setup", ["SST"]),
    ("least slack", ["SLK", "SLACK", "MST"]), ("critical ratio", ["CR"]),
    ("most work left", ["MWKR"]), ("least work left", ["LWKR", "SRPT"]),
    ("least work in next queue", ["WINQ"]), ("least work here and next", ["2PT+WINQ+NPT"]),
    ("fullest batch", ["LBF"]), ("atc", ["ATC"]), ("atcs", ["ATCS"]), ("random", ["RND"]),
  ]

  /// All names that are known, for messages: `FCFS, LCFS, …`.
  public static var knownNames: String {
    abbreviations.map { $0.names[0] }.joined(separator: ", ")
  }

  /// As the language writes it.
  public var description: String {
    criteria.count == 1 ? criteria[0] : "[" + criteria.joined(separator: ", ") + "]"
  }
}
