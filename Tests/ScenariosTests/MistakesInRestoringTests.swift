import Testing

@Suite("Mistakes in restoring, crews and spares")
struct MistakesInRestoringTests {
  @Test("What cannot be done, by whom, or with what, is named with its remedy", arguments: cases)
  func message(_ mistake: Mistake) {
    let messages = WearingPress.messages(replacing: mistake.piece, by: mistake.replacement)
    #expect(messages == mistake.message)
  }

  static let cases: [Mistake] = [
    Mistake(
      "{planned: 45 min, failed: 3 h, by: fitters, uses: {insert: 1}, from: crib}",
      "{planned: 45 min}",
      """
      press.yaml:25:18: error: stations.press.components.die.replace: has no 'failed', the \
      time of work after a failure; add one, such as 'failed: 3 h'
      """),
    Mistake(
      "{planned: 45 min, failed: 3 h, by: fitters, uses: {insert: 1}, from: crib}",
      "{by: fitters}",
      """
      press.yaml:25:18: error: stations.press.components.die.replace: says not how long it \
      takes; add 'planned', 'failed' or both
      """),
    Mistake(
      "{planned: 45 min, failed: 3 h, by: fitters, uses: {insert: 1}, from: crib}",
      "{planned: 45 min, failed: 3 h, restores: 0 %}",
      """
      press.yaml:25:59: error: stations.press.components.die.replace.restores: '0 %' restores \
      nothing, and what has worn out would fail again at once; write more, or describe the \
      component by its 'life'
      """),
    Mistake(
      "{planned: 45 min, failed: 3 h, by: fitters, uses: {insert: 1}, from: crib}",
      "{planned: 45 min, failed: 3 h, restores: 150 %}",
      """
      press.yaml:25:59: error: stations.press.components.die.replace.restores: '150 %' is more \
      than 100 %; expected a probability such as '5 %'
      """),
    Mistake(
      "{planned: 45 min, failed: 3 h, by: fitters, uses: {insert: 1}, from: crib}",
      "{planned: 45 min, failed: 3 h, restores: 1 - die.wear}",
      """
      press.yaml:25:59: error: stations.press.components.die.replace.restores: '1 - die.wear' \
      restores nothing of what has failed; at a wear of 100 % it comes to 0 %
      """),
    Mistake(
      "{planned: 45 min, failed: 3 h, by: fitters, uses: {insert: 1}, from: crib}",
      "{planned: 45 min, failed: 3 h, restores: 5 min}",
      """
      press.yaml:25:59: error: stations.press.components.die.replace.restores: '5 min' is a \
      time; expected a probability such as '5 %'
      """),
    Mistake(
      "{planned: 45 min, failed: 3 h, by: fitters, uses: {insert: 1}, from: crib}",
      "{planned: -1 h, failed: 3 h}",
      """
      press.yaml:25:28: error: stations.press.components.die.replace.planned: '-1 h' is \
      negative; expected a time such as '4 h'
      """),
    Mistake(
      "restores: 40 %",
      "restores: die.wear",
      """
      press.yaml:31:55: error: stations.press.components.guide.repair.restores: depends on \
      'die.wear'; what is restored may depend on the wear of the component itself, 'guide.wear'
      """),
    Mistake(
      "{planned: 5 EUR}",
      "{failed: 5 EUR}",
      """
      press.yaml:32:40: error: stations.press.components.guide.replace.cost: is a cost of work \
      that is not done; add 'failed: 45 min' to 'stations.press.components.guide.replace'
      """),
    Mistake(
      "cost: {planned: 5 EUR}",
      "cost: 5 USD",
      """
      press.yaml:32:39: error: stations.press.components.guide.replace.cost: is in USD, but \
      money before it is in EUR; use one currency
      """),
    Mistake(
      "hidden_cost: 4 EUR/h",
      "hidden_cost: 4 EUR",
      """
      press.yaml:30:22: error: stations.press.components.guide.hidden_cost: '4 EUR' is an \
      amount of money; expected money per time such as '420 EUR/h'
      """),
    Mistake(
      "failure: hidden",
      "failure: stops",
      """
      press.yaml:30:9: error: stations.press.components.guide: has 'hidden_cost', but its \
      failures stop the machine; add 'failure: hidden'
      """),
    Mistake(
      "failure: hidden",
      "failure: seen",
      """
      press.yaml:29:18: error: stations.press.components.guide.failure: unknown word 'seen'; \
      expected 'stops' or 'hidden'
      """),
    Mistake(
      "    components:\n      die:",
      "    components:\n      jam: {life: 3 h, replace: {failed: 1 h}}\n      die:",
      """
      press.yaml:21:7: error: stations.press.components.jam: 'jam' is the name of a failure of \
      this station too; take another name
      """),
    Mistake(
      "skill: mechanical}",
      "skill: mechnical}",
      """
      press.yaml:19:78: error: stations.press.failures.jam.skill: no crew has the skill \
      'mechnical'; did you mean 'mechanical'?
      """),
    Mistake(
      "skill: mechanical}",
      "skill: welding}",
      """
      press.yaml:19:78: error: stations.press.failures.jam.skill: no crew has the skill \
      'welding'; give it to one, as in 'crews: {fitters: {skills: [welding]}}'
      """),
    Mistake(
      "skill: mechanical}",
      "by: fitters, skill: electrical}",
      """
      press.yaml:19:91: error: stations.press.failures.jam.skill: the crew 'fitters' has not \
      the skill 'electrical'; add it, as in 'crews: {fitters: {skills: [electrical]}}', or \
      name another crew
      """),
    Mistake(
      "skill: electrical}",
      "by: plumbers}",
      """
      press.yaml:32:61: error: stations.press.components.guide.replace.by: there is no crew \
      'plumbers'; there are fitters and wirers
      """),
    Mistake(
      "fitters: {size: 2, skills",
      "fitters: {size: 0, skills",
      """
      press.yaml:35:19: error: crews.fitters.size: '0' is nobody, and \
      stations.press.failures.jam waits for this crew for ever; write at least 1, or move it \
      in the timeline
      """),
    Mistake(
      "uses: {insert: 1}, from: crib",
      "uses: {insert: 1}",
      """
      press.yaml:25:62: error: stations.press.components.die.replace: has 'uses' but no \
      'from'; add the store, such as 'from: tool_crib'
      """),
    Mistake(
      "uses: {insert: 1}, from: crib",
      "from: crib",
      """
      press.yaml:25:62: error: stations.press.components.die.replace: has 'from' but no \
      'uses'; say what is taken, such as 'uses: {die_insert: 1}'
      """),
    Mistake(
      "uses: {insert: 1}, from: crib",
      "uses: {insert: 1}, from: shelf",
      """
      press.yaml:25:87: error: stations.press.components.die.replace.from: 'shelf' holds \
      'seal', but this takes 'insert'; name a store that holds it
      """),
    Mistake(
      "uses: {insert: 1}, from: crib",
      "uses: {insert: 1}, from: crab",
      """
      press.yaml:25:87: error: stations.press.components.die.replace.from: there is no store \
      'crab'; did you mean 'crib'?
      """),
    Mistake(
      "uses: {insert: 1}, from: crib",
      "uses: {insrt: 1}, from: crib",
      """
      press.yaml:25:69: error: stations.press.components.die.replace.uses: there is no item \
      'insrt'; did you mean 'insert'?
      """),
    Mistake(
      "uses: {insert: 1}, from: crib",
      "uses: {insert: 1.5}, from: crib",
      """
      press.yaml:25:77: error: stations.press.components.die.replace.uses.insert: '1.5' is no \
      whole number of pieces; write one such as '3'
      """),
    Mistake(
      "uses: {insert: 1}, from: crib",
      "uses: {insert: 0}, from: crib",
      """
      press.yaml:25:77: error: stations.press.components.die.replace.uses.insert: '0' is too \
      little; expected at least 1
      """),
    Mistake(
      "uses: {insert: 1}, from: crib",
      "uses: {insert: 1 kg}, from: crib",
      """
      press.yaml:25:77: error: stations.press.components.die.replace.uses.insert: '1 kg' is a \
      mass, but the item is counted in pieces
      """),
    Mistake(
      "uses: {insert: 1}, from: crib",
      "uses: {insert: 1, seal: 2}, from: {insert: crib}",
      """
      press.yaml:25:80: error: stations.press.components.die.replace.uses: 'from' names no \
      store for 'seal'; add one, as in 'seal: crib'
      """),
    Mistake(
      "uses: {insert: 1}, from: crib",
      "uses: {insert: 1}, from: {insert: crib, seal: shelf}",
      """
      press.yaml:25:102: error: stations.press.components.die.replace.from: there is no used \
      item 'seal'; there is insert
      """),
    Mistake(
      "initial: 3, replenish: {base_stock: 3}",
      "initial: 0",
      """
      press.yaml:25:77: error: stations.press.components.die.replace.uses.insert: takes 1 from \
      'crib', which holds 0 and never orders; give it 'initial' or 'replenish'
      """),
    Mistake(
      "base_stock: 3",
      "base_stock: 2.5",
      """
      press.yaml:8:78: error: stores.crib.replenish.base_stock: '2.5' is no whole number of \
      pieces; write one such as '3'
      """),
    Mistake(
      "base_stock: 3",
      "base_stok: 3",
      """
      press.yaml:8:66: error: stores.crib.replenish: unknown key 'base_stok'; did you mean \
      'base_stock'?
      """),
    Mistake(
      "below: 2, up_to: 8",
      "below: 8, up_to: 2",
      """
      press.yaml:9:82: error: stores.shelf.replenish.up_to: '2' is not more than 'below', \
      which is '8'
      """),
    Mistake(
      "below: 2, up_to: 8",
      "below: 2",
      """
      press.yaml:9:65: error: stores.shelf.replenish: has 'below' but not how much; add \
      'up_to' or 'order'
      """),
    Mistake(
      "initial: 8",
      "initial: -1",
      """
      press.yaml:9:50: error: stores.shelf.initial: '-1' is negative; expected an amount such \
      as '300' or '5 t'
      """),
    Mistake(
      "initial: 8",
      "initial: 2 kg",
      """
      press.yaml:9:50: error: stores.shelf.initial: '2 kg' is a mass, but the item is counted \
      in pieces
      """),
    Mistake(
      "lead_time: uniform 5 d to 15 d",
      "lead_time: 5",
      """
      press.yaml:6:49: error: suppliers.toolmaker.lead_time: '5' has no unit; did you mean '5 s'?
      """),
  ]
}
