import Foundation

/// A tmux server of its own with one window of 80 × 24.
struct Tmux {
    let socket = "kiosk-\(getpid())-\(UInt32.random(in: 0 ... .max))"

    static var isThere: Bool { (try? Child.output(["tmux", "-V"]))?.hasPrefix("tmux") == true }

    func start(_ command: String) throws {
        _ = try run("new-session", "-d", "-x", "80", "-y", "24", command)
    }

    func stop() { _ = try? run("kill-server") }

    /// Types a text as it is, then Enter.
    func enter(_ text: String) throws {
        if !text.isEmpty { try type(text) }
        _ = try run("send-keys", "Enter")
    }

    func type(_ text: String) throws { _ = try run("send-keys", "-l", text) }

    /// What stands on the screen.
    func screen() throws -> String { try run("capture-pane", "-p") }

    /// What stands on the screen and in the scrollback.
    func everything() throws -> String { try run("capture-pane", "-p", "-S", "-", "-E", "-") + (try screen()) }

    func server() throws -> pid_t? {
        pid_t(try run("display-message", "-p", "#{pid}").trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// The first process of the window.
    func pane() throws -> pid_t? {
        pid_t(try run("display-message", "-p", "#{pane_pid}").trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Waits for a page.
    @discardableResult
    func wait(seconds: Double = 30, for isThere: (String) -> Bool) throws -> String {
        let end = Date() + seconds
        var last = ""
        while Date() < end {
            last = try screen()
            if isThere(last) { return last }
            usleep(30_000)
        }
        throw Failure("waited in vain; the screen shows:\n\(last)")
    }

    private func run(_ arguments: String...) throws -> String {
        try Child.output(["tmux", "-L", socket, "-f", "/dev/null"] + arguments)
    }
}
