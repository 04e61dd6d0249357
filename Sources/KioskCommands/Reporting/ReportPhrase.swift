/// A sentence of a report; the raw value is its key in `reports/*.yaml`.
enum ReportPhrase: String, CaseIterable {
    case title, province, period, kiosk, kiosks, made, practice, covered, coveredDays
    case keyVisits, keyAnswered, keySatisfied, keyOffline
    case few, withheld, none, total, everything
    case keyOfVisits, keyOfHours, figures
    case useHeading, useLead, useByDay, useByMonth, useEnds, useSearches, useTimes
    case columnDay, columnMonth, columnVisits, columnShare, columnEnd, columnOutcome, columnCount
    case endFinished, endIdle, endClosed, endHidden, endNextCitizen, endCutOff
    case searchFound, searchNearest, searchNothing, searchOutOfScope
    case askedFind, askedDossier, askedPayment, timeUpTo, timeOver, timeMean, columnTime
    case satisfactionHeading, satisfactionLead, satisfactionAll, satisfactionLevels, satisfactionMonths
    case satisfactionOffices, satisfactionOfficesNote, satisfactionIndicators
    case indicator1, indicator2, indicator3, indicator4, indicator5, indicator6, indicator7, indicator8, indicator9
    case scoredAtOffice, columnAnswers, columnAnswer
    case verySatisfied, satisfied, dissatisfied
    case columnLevel, columnOffice, columnRatings, columnIndicator, columnPoints, columnEstimate, columnSum,
        columnStanding
    case columnSatisfied, serviceAsAWhole, levelUnknown, noStanding
    case levelProvince, levelDistrict, levelCommune, levelMinistry, levelOther
    case standingExcellent, standingGood, standingFair, standingAverage, standingWeak
    case wholeMonths
    case readinessHeading, readinessLead, readinessSum
    case columnFull, columnPartial, columnInformational, columnUnknown, columnTotal
    case lookupsHeading, lookupsLead
    case lookupFound, lookupNotFound, lookupRefused, lookupTooMany, lookupOfflineKnown, lookupOfflineUnknown
    case lookupNotOffered
    case wordsHeading, wordsLead, wordsNone, columnWords
    case givenHeading, givenLead, givenReminder, givenRating, givenPageReport, givenDifficultyReport, columnGiven
    case serviceHeading, serviceLead, serviceByHour, columnHour, columnOpen, columnOnline, columnOffline, columnNotKnown
    case devicesHeading, devicePrinted, deviceNotPrinted, deviceSilent, columnDevice
    case methodHeading, methodPrivacy, methodSmall, methodOverlap, methodWords, methodLaw, methodMonths
}
