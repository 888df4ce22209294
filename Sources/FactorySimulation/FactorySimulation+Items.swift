import EventKernel
import FactoryModel

/// Items that go into parts, items that parts give, and parts that become items: assembly, disassembly, kanban.
///
/// A machine takes what its work consumes when it begins, all at once with the operators and tools that it
/// needs; until then it is starved, and what it lacks counts in the inventory position of its store. A product with
/// a store of its own goes there when it is finished. With cards one lot enters for each card that hangs on
/// nothing: a card hangs on a lot from its release until the whole of it has been taken from the store.
extension FactorySimulation {
  // MARK: - Consumption

  /// Asks the stores for what the work on a machine consumes.
  mutating func askForItems(_ machine: Int) {
    guard !attended.machines[machine].hasItems else { return }
    for use in attended.machines[machine].uses.range {
      ask(for: itemCount(use, machine), from: Int(attended.uses[use].store))
    }
  }

  /// Takes back what was asked for and not taken.
  mutating func forgetItems(_ machine: Int) {
    guard !attended.machines[machine].hasItems else { return }
    for use in attended.machines[machine].uses.range {
      stores[Int(attended.uses[use].store)].asked -= itemCount(use, machine)
    }
  }

  /// Whether the stores hold what the work on a machine consumes.
  mutating func hasItems(for machine: Int) -> Bool {
    guard !attended.machines[machine].hasItems else { return true }
    for use in attended.machines[machine].uses.range
    where stores[Int(attended.uses[use].store)].onHand < itemCount(use, machine) {
      return false
    }
    return true
  }

  /// Takes what the work on a machine consumes; it is there.
  mutating func takeItems(_ machine: Int) {
    guard !attended.machines[machine].hasItems else { return }
    attended.machines[machine].hasItems = true
    for use in attended.machines[machine].uses.range {
      let store = Int(attended.uses[use].store)
      let count = itemCount(use, machine)
      stores[store].asked -= count
      take(count, from: store, for: machine)
    }
  }

  private mutating func itemCount(_ use: Int, _ machine: Int) -> Int {
    attended.uses[use].count * attended.machines[machine].parts
  }

  // MARK: - What is made

  /// Puts what the finished work on a machine gives into its stores.
  mutating func giveItems(_ machine: Int) {
    let operation = Int(parts[Int(machines[machine].part)].operation)
    for use in attended.gives[operation].range {
      stock(Int(attended.uses[use].store), itemCount(use, machine))
    }
  }

  /// Puts pieces that were made into a store.
  ///
  /// Jobs, too, are served when all has happened that happens at this moment: a machine is in the middle of
  /// finishing a part.
  mutating func stock(_ store: Int, _ count: Int) {
    put(count, into: store)
    if firstWaitingJob >= 0 { requestService() }
  }

  // MARK: - Kanban

  /// Lets lots enter for the cards that have become free because something was taken from a store.
  mutating func pull(fromStore store: Int) {
    let product = Int(stores[store].product)
    if product >= 0, products[product].way == .cards { pull(product) }
  }

  /// Lets as many lots enter as cards hang on nothing.
  mutating func pull(_ product: Int) {
    let lot = Int(products[product].lotSize)
    let store = Int(products[product].store)
    while lines[product].inside + stores[store].onHand + lot <= products[product].keptParts * lot {
      for _ in 0..<lot { release(product) }
    }
    list(station: operations[Int(products[product].operations.first)].station)
  }
}
