import ArgumentParser
import Experiments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Whether models that are programs of somebody's own may be started.
struct ProgramOptions: ParsableArguments {
  @Flag(help: "Let models that are programs be started; do so only where you trust them.")
  var allowCommands = false

  /// How many processes of a program there may be: another one is started only where all others are being asked.
  var processes: Int? { allowCommands ? ProcessInfo.processInfo.activeProcessorCount : nil }

  /// Where the models are found that scenarios name.
  var models: RegistryShelf { allowCommands ? Reading.trustedModels : Reading.models }
}
