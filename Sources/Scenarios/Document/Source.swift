/// A text in which places lie: a file, or an override.
struct Source {
  /// The file's path as it was given, or the override.
  var name: String
  /// The text, for showing the line of a message; `nil` where there is none to show.
  var text: String?
  /// Whether places in it have lines and columns that a reader can go to.
  var hasLines = true
}
