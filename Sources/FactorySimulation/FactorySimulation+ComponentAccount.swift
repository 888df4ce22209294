import Degradation

/// What is measured of components and stores, from when to when.
extension FactorySimulation {
  /// Books up to now what components have cost and by how much they are worse.
  mutating func bookComponents() {
    for account in componentAccounts.indices { componentAccounts[account].wearCost = 0 }
    for component in components.indices {
      bookUnseen(component)
      readSensors(of: Int(failures[Int(components[component].failure)].machine))
      let life = components[component].life
      bookStates(component)
      components[component].life = life
      let way = components[component].replace
      let worth = way.plannedCost + way.spareValue
      guard worth > 0 else { continue }
      let gained = measuredWear(component) - components[component].wearBefore
      componentAccounts[Int(components[component].account)].wearCost += gained * worth
    }
    for store in stores.indices {
      storeAccounts[store].final = stores[store].onHand - stores[store].owed
      storeAccounts[store].finalOnOrder = stores[store].onOrder
    }
  }

  /// Books what the states of a component have cost up to now.
  mutating func bookStates(_ component: Int) {
    readSensors(of: Int(failures[Int(components[component].failure)].machine))
    let cost = components[component].life.cost(
      until: reading(Int(components[component].failure)), of: components[component].wearOfLife,
      from: wearTables)
    componentAccounts[Int(components[component].account)].stateCost +=
      cost - components[component].stateCostBooked
    components[component].stateCostBooked = cost
  }

  /// Measuring begins anew.
  mutating func restartMaintenance() {
    for account in componentAccounts.indices { componentAccounts[account] = ComponentAccount() }
    noteWear()
    for store in stores.indices {
      // What was wanted since the last look, so that the period is whole at the next.
      let wanted = storeAccounts[store].demanded + storeAccounts[store].used
      stores[store].demandedBefore -= wanted
      storeAccounts[store] = StoreAccount(
        initial: stores[store].onHand - stores[store].owed, onOrder: stores[store].onOrder)
    }
    for customer in supply.accounts.indices { supply.accounts[customer] = CustomerAccount() }
  }

  /// The wear of a component for the account: at most 1, and drawn from a copy of its life, so that
  /// measuring changes nothing of what happens.
  private mutating func measuredWear(_ component: Int) -> Double {
    readSensors(of: Int(failures[Int(components[component].failure)].machine))
    let life = components[component].life
    defer { components[component].life = life }
    return min(1, wear(component))
  }

  /// Notes the wear with which measuring begins.
  mutating func noteWear() {
    for component in components.indices {
      components[component].wearBefore = measuredWear(component)
    }
  }
}
