/// What says pages aloud.
package protocol Voice: Sendable {
    /// Says something instead of what is being said, and returns at once.
    func say(_ utterances: [Utterance])

    /// Falls silent on a key; returns at once.
    func interrupt()

    /// Falls silent and waits until it is.
    func hush() async
}
