package import AccessPointDevices

/// A console that no test may touch; a use stops the test with the method's name.
package struct UnimplementedConsole: Console {
    package init() {}

    package var columns: Int { Unimplemented.used("Console.columns") }

    package func show(_ lines: [TerminalText]) { Unimplemented.used("Console.show") }

    package func readLine(prompt: TerminalText, hidden: Bool, idleAfter: Duration?) -> LineResult {
        Unimplemented.used("Console.readLine")
    }

    package func waitForKey(prompt: TerminalText, within: Duration?) async -> KeyResult {
        Unimplemented.used("Console.waitForKey")
    }

    package func wipe() { Unimplemented.used("Console.wipe") }
}

/// The end of a test that uses what it did not give.
enum Unimplemented {
    static func used(_ name: String) -> Never {
        // A default that answers would let a test pass for the wrong reason.
        preconditionFailure("the test did not give \(name)")
    }
}
