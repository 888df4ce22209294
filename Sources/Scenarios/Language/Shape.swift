/// What may stand behind a key: the type of a value.
///
/// Reader, resolved writer, schema and reference page all go by it.
indirect enum Shape: Sendable {
  // MARK: Single values

  /// Free text; what it is, with its article: `a text`.
  case text(String)
  /// A word that names nothing elsewhere, such as a set-up; what it is, with its article.
  case label(String)
  /// The name of a model that was trained on data; what it is, with its article.
  case model(String)
  /// One of a few words; what the word is, for messages: `unknown release 'x'`.
  case words([String], noun: String)
  /// The name of something that the file declares.
  case reference([NameKind])
  /// A number with its unit.
  case quantity(Expectation)
  /// A number with its unit, or a formula.
  case formula(Expectation)
  /// A fixed value, a formula, or a distribution in words or as a mapping.
  case distribution(Expectation)
  /// A whole number, and what to write for it.
  case count(ClosedRange<Int>, example: String)
  /// `20 /min to 45 /min`.
  case range(Expectation)
  /// How wear goes on: `gamma mean_life 83 h cv_of_life 30 %`.
  case wear
  /// `true` or `false`.
  case truth
  /// A date, with a time of day or without.
  case date
  /// A time since the start, or a date.
  case moment
  /// `mon-fri`.
  case days
  /// `06:00-14:00`.
  case shift
  /// Components by station, machine and name, with `*` for all: `press.*.die`.
  case selector
  /// A statement about a metric: `stations.press.oee >= 60 %`.
  case condition
  /// The path of a metric.
  case metric
  /// The path of a file.
  case file
  /// A fixed beginning and a value: `back to deburr`, `due within 8 h`.
  case phrase(String, Shape)

  // MARK: Values with parts

  /// A mapping with keys of its own.
  case section(SectionKind)
  /// A mapping from names that the author chooses.
  case names(NameKind?, Shape, what: String)
  /// A mapping from free words, such as the names of set-ups.
  case labels(Shape, what: String)
  /// A mapping from names that are declared elsewhere, or are among a few words.
  case keyed([NameKind], Shape, or: [String], what: String)
  /// A mapping from factors' paths to values.
  case factors(Shape, what: String)
  /// A list.
  case list(Shape, what: String)
  /// A list of steps, such as operations, each a name or a name with its keys.
  case steps(SectionKind)
  /// A long table of like rows, held by columns.
  case rows(SectionKind)
  /// Anything, read where it is used.
  case anything

  /// One of several, told apart by the kind of node; among single values by their first word.
  case either([Shape], what: String)
}

extension Shape {
  /// A list of operations.
  static let route = Shape.steps(.operation)
}

/// The kinds of name that a file declares.
enum NameKind: String, CaseIterable, Sendable {
  case calendar, item, supplier, store, customer, market, product, station, crew, tool, vehicle, arm
  case operatorGroup = "operator group"
  case machineType = "machine type"
  case rule = "maintenance rule"
  case controlRule = "control rule"
}
