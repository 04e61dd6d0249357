import FuzzSubjects

#if FUZZING
import Glibc

private let subject: FuzzSubject = {
    let name = getenv("KIOSK_FUZZ_SUBJECT").map { String(cString: $0) } ?? ""
    guard let subject = FuzzSubject(rawValue: name) else {
        // A fuzz run without a subject would look like one that found nothing.
        fatalError("KIOSK_FUZZ_SUBJECT is one of: \(FuzzSubject.allCases.map(\.rawValue))")
    }
    return subject
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
    // libFuzzer keeps the input of a program that stops here.
    if let finding = subject.finding(in: bytes) { fatalError("\(subject.rawValue): \(finding)") }
    return 0
}
#else
/// Without libFuzzer: looks at the files named as arguments, to see again what a fuzz run has found.
@main
enum Fuzz {
    static func main() throws {
        guard let subject = CommandLine.arguments.dropFirst().first.flatMap(FuzzSubject.init) else {
            print("usage: Fuzz \(FuzzSubject.allCases.map(\.rawValue).joined(separator: "|")) FILE…")
            return
        }
        for path in CommandLine.arguments.dropFirst(2) {
            print("\(path): \(subject.finding(in: try FuzzFile.bytes(at: path)) ?? "holds")")
        }
    }
}
#endif
