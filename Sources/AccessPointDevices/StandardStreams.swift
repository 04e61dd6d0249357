/// The output of one-shot commands: answers to standard output, everything else to standard error.
///
/// Both pass the text gate with their line breaks kept. A closed pipe is an error here, not a signal.
package struct StandardStreams: Sendable {
    private let output: OutputChannel
    private let errors: OutputChannel

    /// Writes to the given descriptors and has SIGPIPE ignored by the whole process.
    package init(output: Int32 = 1, errors: Int32 = 2) {
        OutputChannel.ignoreBrokenPipes()
        self.output = OutputChannel(descriptor: output)
        self.errors = OutputChannel(descriptor: errors)
    }

    /// Writes an answer and a newline, however long it is.
    /// - Throws: `OutputError.closed` when nobody reads; a command may then end quietly.
    package func answer(_ text: String) throws(OutputError) {
        try output.write(TerminalText(lines: text, limit: .max).text + "\n")
    }

    /// Writes a remark and a newline; nothing can be done when standard error itself is gone.
    package func note(_ text: String) {
        try? errors.write(TerminalText(lines: text).text + "\n")
    }
}
