import BackendAPI
import Foundation
import KioskTestSupport
import PublicServices
import Testing

/// The fast reader of catalogue lines beside the decoder, which alone says what a line means.
@Suite struct ProcedureScanTests {
    /// The starter catalogue, line by line.
    private static let lines: [[UInt8]] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: "kiosk-config/catalogue")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().flatMap { name in
            let data = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
            return data.split(separator: UInt8(ascii: "\n")).map { Array($0) }
        }
    }()

    private static let plain = #"{"code":"1.000894","name":"Đăng ký kết hôn","levels":["commune"]}"#

    private func scanned(_ line: [UInt8]) -> Procedure? { line.withUnsafeBytes(ProcedureScan.procedure) }

    private func decoded(_ line: [UInt8]) -> Procedure? {
        guard line.withUnsafeBytes(JSONShape.isAcceptable) else { return nil }
        return try? WireJSON.body(Procedure.self, from: line)
    }

    @Test func `every line of the starter catalogue is plain and means what the decoder says`() throws {
        #expect(Self.lines.count > 200)
        for line in Self.lines {
            let procedure = try #require(scanned(line), "\(String(decoding: line, as: UTF8.self))")
            #expect(procedure == decoded(line))
            #expect(scanned(try WireJSON.bytes(of: procedure)) == procedure)
        }
    }

    @Test func `escapes, blanks and every kind of value are read`() throws {
        let line = #"""
             { "code" : "1.000894",	"name":"\u0110\u0103ng k\u00fd \"k\u1ebft\" \/ h\\ôn\n\r\t", "papers":
             [ {"name":"Tờ khai","originals":12,"copies":0,"case":""}, {"name":"Ảnh"} ], "steps":[], "retired": false ,
             "levels":["commune","hamlet"],"serviceLevel":"magic","fee":"" }
            """#.utf8
        let procedure = try #require(scanned(Array(line)))
        #expect(procedure == decoded(Array(line)))
        #expect(procedure.name == "Đăng ký \"kết\" / h\\ôn\n\r\t")
        #expect(procedure.papers == [Paper(name: "Tờ khai", originals: 12), Paper(name: "Ảnh")])
        #expect(procedure.levels == [.commune] && procedure.serviceLevel == nil && procedure.fee == "")
    }

    @Test(arguments: [
        "", " ", "null", "[]", "{}", "1", #""a""#, #"{"code":"1.000894"}"#, #"{"name":"x"}"#,
        #"{"code":"","name":"x"}"#, #"{"code":"1.000894","name":" "}"#, #"{"code":"1.000894","name":null}"#,
        #"{"code":"1.000894","name":"x","later":1}"#, #"{"code":"1.000894","name":"x","name":"y"}"#,
        #"{"code":"1.000894","name":"x","fee":null}"#, #"{"code":"1.000894","name":"x","fee":5}"#,
        #"{"code":"1.000894","name":"x","levels":"commune"}"#, #"{"code":"1.000894","name":"x","levels":[1]}"#,
        #"{"code":"1.000894","name":"x","papers":[{}]}"#,
        #"{"code":"1.000894","name":"x","papers":[{"name":"a","originals":-1}]}"#,
        #"{"code":"1.000894","name":"x","papers":[{"name":"a","originals":1.5}]}"#,
        #"{"code":"1.000894","name":"x","papers":[{"name":"a","originals":01}]}"#,
        #"{"code":"1.000894","name":"x","papers":[{"name":"a","originals":1e3}]}"#,
        #"{"code":"1.000894","name":"x","papers":[{"name":"a","originals":9999999999}]}"#,
        #"{"code":"1.000894","name":"x","papers":[{"name":"a","copies":"1"}]}"#,
        #"{"code":"1.000894","name":"x","retired":truely}"#, #"{"code":"1.000894","name":"x","retired":"true"}"#,
        #"{"code":"1.000894","name":"x","steps":["a",]}"#, #"{"code":"1.000894","name":"x",}"#,
        #"{"code":"1.000894","name":"x"} {"#, #"{"code":"1.000894","name":"x""#, #"{"code":"1.000894","name":"x"#,
        #"{"code":"1.000894","name":"\ud83d\ude00"}"#, #"{"code":"1.000894","name":"\x"}"#,
        #"{"code":"1.000894","name":"\u00"}"#, #"{"code":"1.000894","name":"\u0000"}"#,
        #"{"code":"1.000894","name":"x\"#, "{\"code\":\"1.000894\",\"name\":\"a\nb\"}", "\u{FEFF}" + plain,
        #"{"code":"1.000894","na\u006de":"x"}"#, #"{"aNameOfMoreThanSixteen":"x"}"#,
    ])
    func `what is not plain is left to the decoder`(_ line: String) {
        #expect(scanned(Array(line.utf8)) == nil)
    }

    @Test func `broken UTF-8 is left to the decoder`() throws {
        let line = Array(Self.plain.utf8)
        #expect(scanned(line) != nil)
        let place = try #require(line.firstIndex { $0 >= 0x80 })
        for byte in [0x00, 0x80, 0xC0, 0xED, 0xFF] as [UInt8] {
            var broken = line
            broken[place] = byte
            #expect(scanned(broken) == nil)
        }
    }

    /// Bytes that mean something in JSON, so that damage hits the grammar and not only the texts.
    private static let damage = Array("\"\\{}[],:0u-e \n".utf8) + [0x00, 0x1F, 0x80, 0xC3, 0xFF]

    @Test func `a damaged line that is read means what the decoder says`() throws {
        var random = SeededGenerator(seed: 31)
        var read = 0
        for _ in 0..<6_000 {
            var line = try #require(Self.lines.randomElement(using: &random))
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<line.count, using: &random)
                let byte = try #require(Self.damage.randomElement(using: &random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0: line[place] = byte
                case 1: line.insert(byte, at: place)
                case 2: line.remove(at: place)
                default: line[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                }
            }
            guard let procedure = scanned(line) else { continue }
            read += 1
            #expect(procedure == decoded(line), "\(String(decoding: line, as: UTF8.self))")
        }
        #expect(read > 500)
    }

    @Test func `a line that is cut anywhere is left to the decoder`() throws {
        let line = try #require(Self.lines.first)
        for length in 0..<line.count { #expect(scanned(Array(line[..<length])) == nil) }
    }
}
