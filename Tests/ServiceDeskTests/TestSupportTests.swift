import AccessPointDevices
import FoundationEssentials
import KioskTestSupport
import Testing

/// The tools of the tests are tested where they are used first.
struct TestSupportTests {
    @Test func `a talk is written down like a play`() async {
        let console = ScriptedConsole(["xin chào", "bí mật", .idle, .key, .hideNow])
        await console.show(["Trang đầu", "1. Tìm thủ tục"])
        #expect(await console.readLine(prompt: "Gõ số:", hidden: false, idleAfter: nil) == .line("xin chào"))
        #expect(await console.readLine(prompt: "Mã:", hidden: true, idleAfter: nil) == .line("bí mật"))
        #expect(await console.readLine(prompt: .empty, hidden: false, idleAfter: .seconds(60)) == .idle(kept: 0))
        #expect(await console.waitForKey(prompt: .empty, within: .seconds(10)) == .pressed)
        #expect(await console.readLine(prompt: .empty, hidden: false, idleAfter: nil) == .hideNow)
        await console.wipe()
        #expect(await console.screen.isEmpty)
        #expect(await console.faults.isEmpty)
        #expect(
            await console.transcript == """
                Trang đầu
                1. Tìm thủ tục
                Gõ số:
                ▸ xin chào
                Mã:
                ▸ (ẩn)
                (không ai bấm phím)
                ▸ (một phím)
                (bấm Esc hai lần)
                (màn hình được xóa)

                """
        )
    }

    @Test func `a script that ends too early ends the visit and is noted`() async {
        let console = ScriptedConsole([])
        #expect(await console.readLine(prompt: "?", hidden: false, idleAfter: nil) == .endOfInput)
        #expect(await console.waitForKey(prompt: "?", within: nil) == .endOfInput)
        #expect(await console.faults.count == 2)
    }

    @Test(arguments: [ScriptedConsole.Input.key, .idle])
    func `a script that does not fit is noted`(input: ScriptedConsole.Input) async {
        let console = ScriptedConsole([input])
        #expect(await console.readLine(prompt: "?", hidden: false, idleAfter: nil) == .endOfInput)
        #expect(await console.faults.count == 1)
    }

    @Test func `the same seed gives the same numbers`() {
        var first = SeededGenerator(seed: 5)
        var second = SeededGenerator(seed: 5)
        var third = SeededGenerator(seed: 6)
        let numbers = (0..<10).map { _ in first.next() }
        #expect(numbers == (0..<10).map { _ in second.next() })
        #expect(numbers != (0..<10).map { _ in third.next() })
        #expect(Set(numbers).count == 10)
    }

    @Test func `a difference names the first line that differs`() {
        #expect(GoldenFile.difference(expected: "a\nb\n", actual: "a\nb\n") == nil)
        #expect(GoldenFile.difference(expected: "a\nb\n", actual: "a\nc\n")?.hasPrefix("line 2 differs") == true)
        #expect(GoldenFile.difference(expected: "a\n", actual: "a\nc\n") != nil)
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["KIOSK_RECORD"] == nil))
    func `a golden file that is missing is no success`() {
        #expect(GoldenFile.expect("x", named: "none.txt", in: "Nowhere") != nil)
    }
}
