import ArgumentParser

/// `fettle models`: versions of trained models, and which of them is used.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List, show, compare and promote versions of trained models.",
    discussion: """
      'fettle train --register NAME' adds versions. A scenario names a model by NAME, which is its \
      champion or else its newest version, NAME@champion or any other alias, or NAME@3. Promoting gives an \
      alias another version; that asks for a passed gate, or --force with a reason. Nothing is ever \
      overwritten: roll back by 'rollback'.

      Examples:
        fettle models ls
        fettle models add my-rul --command 'python3 wear.py' --calibrate test.csv --target remaining_useful_life --allow-commands
        fettle models show press-rul@3
        fettle models compare press-rul@champion press-rul@3
        fettle models promote press-rul@3 --gate experiment.yaml --reason 'cheaper in the loop'
        fettle models rollback press-rul --reason 'alarms every night'
      """,
    subcommands: [
      ModelsListCommand.self, ModelsAddCommand.self, ModelsShowCommand.self,
      ModelsCompareCommand.self,
      ModelsPromoteCommand.self, ModelsRollbackCommand.self, ModelsArchiveCommand.self,
      ModelsVerifyCommand.self,
    ])
}
