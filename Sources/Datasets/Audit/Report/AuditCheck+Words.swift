extension AuditCheck {
  /// Why a finding matters and what to do about it, the one place where this is said.
  var words: (why: String, remedy: String) {
    switch self {
    case .duplicatedAcrossSplits:
      (
        "the test asks what was learned by heart, so its score is too good",
        "keep each row in one split only; remove the others from the test"
      )
    case .unitInTwoSplits:
      (
        "rows of one unit are alike, so a test on a unit seen in training flatters the model",
        "split by unit; or say --units-per-file if their names begin anew in each file"
      )
    case .testBeforeTraining:
      (
        "the model has seen what came after the rows that it is tested on",
        "train on the earlier rows and test on the later ones"
      )
    case .leakage:
      (
        "a column that gives the answer away is hardly known when the prediction is needed",
        "drop it, unless it is truly known beforehand; then no model is needed"
      )
    case .answerKey:
      (
        "such a value is often written down because the target happened, and not before it",
        "drop the column, unless it is truly known before the target is"
      )
    case .knowsTheFuture:
      (
        "only what is worked out from the end, or counts the time, moves in step with the target",
        "drop it if it is worked out from the target; a clock that starts anew may stay"
      )
    case .constantTarget:
      ("there is nothing to learn", "look whether the right column and the right rows were taken")
    case .missingTarget:
      (
        "such rows can be neither learned from nor tested on",
        "drop them, or find out their targets"
      )
    case .misfits:
      (
        "the cells count as missing, and other programs read the whole column as text",
        "correct them in the source, or let 'numbers' in a plan make them missing"
      )
    case .clashingTypes:
      (
        "the files do not mean the same by this name, or one of them is damaged",
        "look at the column in each file, and give it one type"
      )
    case .absentColumn:
      (
        "a model that learns from the column cannot be used where it is missing",
        "add it, or drop it everywhere; a target may be missing from files to be predicted"
      )
    case .sentinel:
      (
        "a code for 'no value' would be learned as a value, and spoils mean and spread",
        "mark it as missing, or say why it is a true value"
      )
    case .missing:
      (
        "most models take no gaps, and what is missing is seldom missing by chance",
        "find out why; fill, drop, or let the model know that it is missing"
      )
    case .constant: ("it tells no row from another", "drop it")
    case .nearlyConstant:
      (
        "it tells few rows from the others, and may be alike throughout a split",
        "keep it only if the few other values matter"
      )
    case .duplicatedRows:
      (
        "they count twice in everything that is estimated, and may fall into different splits",
        "drop all but the first, unless equal rows are true observations"
      )
    case .duplicatedKeys:
      (
        "it is not clear what the unit's state was at that time",
        "keep one row for each unit and time, or give the time with more digits"
      )
    case .timeNotRising:
      (
        "lags, windows and differences would be taken from the wrong rows",
        "sort by unit and time"
      )
    case .gaps:
      (
        "a window across a gap mixes what was before and after it",
        "find out why; break the series there, or fill short gaps"
      )
    case .irregularSampling:
      (
        "features by number of rows mean different times",
        "use the time itself, or bring the rows to a fixed step"
      )
    case .mixedSampling:
      (
        "the same number of rows is a different time in different units",
        "bring all units to one step, or use the time itself"
      )
    case .stuck:
      (
        "a sensor or a connection that hangs repeats its last value",
        "make the repeated values missing, or leave out the stretch"
      )
    case .derived:
      (
        "the second column adds nothing; coefficients and importances become arbitrary",
        "keep one of them"
      )
    case .correlated:
      (
        "coefficients and importances of such columns are hardly determined",
        "keep one of them, or their mean, if the model is to be explained"
      )
    case .outliers:
      (
        "few wild values decide means, scales and straight lines",
        "look at the rows; correct faults of measuring, keep true extremes"
      )
    case .similarLevels:
      (
        "one kind counts as several",
        "write them alike"
      )
    case .unseenLevels:
      (
        "the model has learned nothing of them",
        "put some of each into training, or test only on what is known"
      )
    case .drift:
      (
        "the model is tested, or used, on other circumstances than it has learned",
        "find out what has changed; split anew, or expect a worse score"
      )
    case .rareClass:
      (
        "a model that never says it is right nearly always",
        "judge by precision, recall or cost, not by accuracy; split so that each part has some"
      )
    case .contradictions:
      (
        "no model can tell such rows apart, which bounds every score",
        "look for a column that tells them apart, or for faulty targets"
      )
    case .identifier:
      (
        "what is learned of it does not help with rows that are new",
        "do not learn from it"
      )
    case .shortUnits:
      (
        "windows and trends need more rows than they have",
        "leave them out, or use features that need few rows"
      )
    case .dependentRows:
      (
        "neighbors tell each other's values: a split by row is no test, and intervals are too narrow",
        "split by unit or by time, and count units, not rows"
      )
    case .censoring:
      (
        "a life that was not over is known only to be longer",
        "use methods that know of it, such as 'fettle fit --censored'"
      )
    case .decimalCommas:
      (
        "most programs read such numbers as text",
        "write them with a point; 'decimal_commas' in a plan does"
      )
    case .dateOrder:
      (
        "day and month may be changed over",
        "write dates as year-month-day"
      )
    }
  }
}
