package import PublicServices

/// The four jobs of the kiosk behind one value: what a conversation and the one-shot commands speak to.
package struct ServiceDesk: Sendable {
    package let catalogue: CatalogueDesk
    package let lookups: LookupDesk
    package let giving: GivingDesk
    package let survey: Survey
    package let accessPoint: AccessPoint
    package let clock: any KioskClock
    /// The backend is the practice one: every page says so.
    package let isPractice: Bool
    /// Counts what happens, without a trace of who it happened to; `nil` where nothing is counted.
    package let usage: UsageBook?

    package init(
        catalogue: CatalogueDesk,
        lookups: LookupDesk,
        giving: GivingDesk,
        survey: Survey,
        accessPoint: AccessPoint,
        clock: any KioskClock,
        isPractice: Bool,
        usage: UsageBook? = nil
    ) {
        self.catalogue = catalogue
        self.lookups = lookups
        self.giving = giving
        self.survey = survey
        self.accessPoint = accessPoint
        self.clock = clock
        self.isPractice = isPractice
        self.usage = usage
    }
}
