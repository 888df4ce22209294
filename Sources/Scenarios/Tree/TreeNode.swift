import FactoryModel

/// A value of a document that has been read by its shape: checked, with units and references.
///
/// The whole scenario as such nodes is what the resolved text is written from, what factors are
/// listed from, and what a factory is built from.
struct TreeNode: Sendable {
  var place: Place
  /// The dotted path of the value.
  var path: String
  var content: TreeContent
}

/// What a ``TreeNode`` is.
indirect enum TreeContent: Sendable {
  case section(TreeSection)
  /// A mapping from names; also one from factors' paths.
  case names([TreeEntry])
  case list([TreeNode])
  /// Operations by name; each entry is a section.
  case route([TreeEntry])
  case value(TreeValue)
  case rows(RowTable)
  /// Read where it is used.
  case raw(DocumentNode)
  /// Wrong, and reported.
  case broken
}

/// A name with its value.
struct TreeEntry: Sendable {
  var name: String
  var place: Place
  var node: TreeNode
}

/// A mapping with keys of its own.
struct TreeSection: Sendable {
  /// A key with its value.
  struct Entry {
    var key: Key
    var place: Place
    var node: TreeNode
  }

  var kind: SectionKind
  var place: Place
  var path: String
  /// In the order of the file.
  var entries: [Entry]

  /// The value of a key, if it is written.
  subscript(_ name: String) -> TreeNode? {
    entries.first { $0.key.name == name }?.node
  }

  /// Where a key stands.
  func place(of name: String) -> Place? {
    entries.first { $0.key.name == name }?.place
  }
}

/// A single value.
struct TreeValue: Sendable {
  /// What a single value means.
  enum Meaning {
    /// Free text, a word, a name: the text says it all.
    case text
    /// A model, as it was found; the text says which version.
    case model(ShelvedModel)
    /// A model that cannot be had, and why not.
    case missingModel(String)
    case truth(Bool)
    case quantity(Quantity)
    case formula(Formula)
    case distribution(DistributionExpression)
    case count(Int)
    /// Two ends, and the step from one value to the next where one is given.
    case range(Quantity, Quantity, by: Quantity?)
    case wear(WearExpression)
    case date(PlantTime)
    case days([Int])
    /// Seconds from midnight, and how long.
    case shift(start: Double, length: Double)
    case condition(metric: String, comparison: String, bound: Quantity)
    /// What follows the fixed beginning of a phrase.
    indirect case phrase(TreeValue)
  }

  /// The text in canonical form, parameters replaced.
  var text: String
  var meaning: Meaning
}

extension TreeNode {
  /// The section that stands here; `nil` for anything else.
  var section: TreeSection? {
    if case .section(let section) = content { section } else { nil }
  }

  /// The names that stand here, or the operations of a route; empty for anything else.
  var entries: [TreeEntry] {
    switch content {
    case .names(let entries), .route(let entries): entries
    default: []
    }
  }

  /// The nodes of a list; empty for anything else.
  var items: [TreeNode] {
    if case .list(let items) = content { items } else { [] }
  }

  /// The single value that stands here.
  var value: TreeValue? {
    if case .value(let value) = content { value } else { nil }
  }

  /// The text of a single value.
  var text: String? { value?.text }

  /// The quantity that stands here.
  var quantity: Quantity? {
    if case .quantity(let quantity)? = value?.meaning { quantity } else { nil }
  }

  /// The whole number that stands here.
  var count: Int? {
    if case .count(let count)? = value?.meaning { count } else { nil }
  }

  var isBroken: Bool {
    if case .broken = content { true } else { false }
  }
}
