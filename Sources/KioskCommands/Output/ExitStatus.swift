/// What the one-shot commands end with; scripts decide on it.
package enum ExitStatus: Int32, Sendable, Error {
    case found = 0
    case notFound = 1
    case badUsage = 2
    /// The backend or the store could not be asked; it may work later.
    case couldNotAsk = 3
}
