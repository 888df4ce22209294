import ModelRegistry

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// Writes to a registry until it is killed, and says each time what is certain from then on; or reads it all the while:
//
//     RegistryWriter write FOLDER NAME SEED      adds versions and promotes them, saying `added 3 HASH`, `promoted 3`
//     RegistryWriter limit FOLDER NAME BYTES     adds one version of 100,000 bytes where a file may hold so many only
//     RegistryWriter hold FOLDER                 holds the lock as long as its file `held` is there
//     RegistryWriter read FOLDER NAME MARK       reads until there is a file MARK, and says `read 512`, or what was half there

/// Says a line at once: it must not wait in a buffer when the program is killed.
func say(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = unsafe bytes.withUnsafeBytes { unsafe write(1, $0.baseAddress, $0.count) }
}

/// A description that tells versions apart.
func content(_ seed: Int) -> ModelContent {
  ModelContent(
    kind: "test", dataFingerprint: "seed \(seed)", codeVersion: "1",
    features: [FeatureColumn("load", unit: "kN")], scores: [ScoreEstimate("rmse", Double(seed))],
    createdBy: "RegistryWriter")
}

/// Two files full of the seed's bytes, so that a part of one is told from the whole.
func files(_ seed: Int, bytes: Int) -> [(name: String, bytes: [UInt8])] {
  let byte = UInt8(truncatingIfNeeded: seed)
  return [
    ("model.json", [UInt8](repeating: byte, count: bytes)),
    ("scaler.json", [UInt8](repeating: byte, count: 100)),
  ]
}

/// Reads the newest version and the champion once; whether there was one, and all of it.
func readOnce(_ store: ModelStore, _ name: String) throws(RegistryError) -> Int {
  guard try store.models() == [name] else { return 0 }
  var count = 0
  for text in [name, name + "@champion"] {
    let model: ResolvedModel
    do throws(RegistryError) {
      model = try store.resolve(ModelReference(text))
    } catch {
      if case .unknownAlias = error { continue }
      throw error
    }
    let bytes = try store.read("model.json", of: model)
    let card = try store.show(ModelReference(name: model.name, choice: .version(model.version)))
    guard bytes.count == card.card.files.first?.bytes, Set(bytes).count == 1 else {
      say("half a file of \(model)")
      exit(1)
    }
    count += 1
  }
  return count
}

let arguments = CommandLine.arguments
// Who started this may be killed before it ends it.
let parent = getppid()
var isWanted: Bool { getppid() == parent }
do {
  switch arguments.count > 2 ? arguments[1] : "" {
  case "write":
    let store = try ModelStore.make(at: arguments[2])
    var seed = Int(arguments[4]) ?? 0
    while isWanted {
      let model = try store.add(
        arguments[3], files: files(seed, bytes: 1_000 + 37 * (seed % 1_000)),
        content: content(seed))
      say("added \(model.version) \(model.sha256)")
      try store.promote(
        ModelReference(name: arguments[3], choice: .version(model.version)), to: "champion",
        reason: "newest", evidence: [], isForced: true)
      say("promoted \(model.version)")
      seed += 1
    }
  case "limit":
    signal(SIGXFSZ, SIG_IGN)
    let bytes = rlim_t(arguments[4]) ?? 0
    var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
    #if canImport(Glibc)
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    #else
      _ = unsafe setrlimit(RLIMIT_FSIZE, &limit)
    #endif
    let store = try ModelStore.make(at: arguments[2])
    say("\(try store.add(arguments[3], files: files(1, bytes: 100_000), content: content(1)))")
  case "hold":
    let descriptor = unsafe open(arguments[2] + "/lock", O_RDWR | O_CREAT, 0o644)
    _ = flock(descriptor, LOCK_EX)
    let mark = arguments[2] + "/held"
    close(unsafe open(mark, O_WRONLY | O_CREAT, 0o644))
    while isWanted, unsafe access(mark, F_OK) == 0 { usleep(10_000) }
  case "read":
    let store = try ModelStore(at: arguments[2])
    var (count, more) = (0, 1_000)
    // Some time more where it was soon over.
    while isWanted, unsafe access(arguments[4], F_OK) != 0 || (count <= 20 && more > 0) {
      if unsafe access(arguments[4], F_OK) == 0 { more -= 1 }
      count += try readOnce(store, arguments[3])
      // The writers need the processor, too.
      usleep(1_000)
    }
    say("read \(count)")
  default:
    say("usage: RegistryWriter write FOLDER NAME SEED | limit … | hold … | read FOLDER NAME MARK")
    exit(64)
  }
} catch {
  say("error: \(error)")
  exit(1)
}
