/// A command as its own help describes it: what a manual page needs of `--experimental-dump-help`.
struct CommandDescription: Decodable {
  /// An argument, option or flag.
  struct Argument: Decodable {
    /// How an option is written.
    struct Name: Decodable {
      var kind: String
      var name: String

      /// With its hyphens.
      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    var abstract: String?
    var defaultValue: String?
    var allValues: [String]?
    var isOptional: Bool
    var isRepeating: Bool
    var kind: String
    var names: [Name]?
    var shouldDisplay: Bool
    var valueName: String?
  }

  var commandName: String
  var abstract: String?
  var discussion: String?
  var arguments: [Argument]?
  var subcommands: [CommandDescription]?
  var shouldDisplay: Bool?
}

/// The whole dump.
struct HelpDump: Decodable {
  var command: CommandDescription
}
