import ArgumentParser

/// `fettle completions`: print a script that completes commands and options in a shell.
struct CompletionsCommand: ParsableCommand {
  /// The shells for which there is a script.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash
    case zsh
    case fish

    /// The library's name of the shell.
    var completionShell: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print a script that completes commands and options in a shell.",
    discussion: """
      Examples:
        fettle completions bash > ~/.local/share/bash-completion/completions/fettle
        fettle completions zsh > ~/.zfunc/_fettle
        fettle completions fish > ~/.config/fish/completions/fettle.fish
      """)

  @Argument(help: "The shell.")
  var shell: Shell

  func run() throws {
    try Output.print(FettleCommand.completionScript(for: shell.completionShell))
  }
}
