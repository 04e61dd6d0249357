import ServiceDesk

extension LookupLimits {
    /// Limits that never close, or that are closed from the start.
    static func timing(isOpen: Bool) -> LookupLimits {
        var limits = LookupLimits()
        let most = isOpen ? Int.max : 0
        (limits.failuresPerVisit, limits.failuresPerHour, limits.failuresPerCodeAndDay) = (most, most, most)
        return limits
    }
}
